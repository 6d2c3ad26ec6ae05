/** What Windows takes in no name, and names it keeps for itself. Source: Microsoft, “Naming Files, Paths, and Namespaces” */
const UNFIT = /[\u0000-\u001f<>:"|?*\\]|[. ]$|^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?:\.|$)/i

/** Most disks take names of 255 bytes; the longest of what lies beside a chapter ends in this. */
const LONGEST = 255 - '.notes.jsonl'.length

/**
 * The paths that not every system takes: with names that Windows refuses, or too long for what zhen keeps beside them, or
 * the same as another's but for case or how accents are written.
 */
export function unportable(paths: readonly string[]): string[] {
  const bySame = new Map<string, number>()
  const sameOf = (path: string) => path.normalize('NFC').toLowerCase()
  for (const path of paths) bySame.set(sameOf(path), (bySame.get(sameOf(path)) ?? 0) + 1)
  return paths.filter((path) => {
    return (bySame.get(sameOf(path)) ?? 0) > 1 || path.split('/').some((name) => UNFIT.test(name) || isTooLong(name))
  })
}

function isTooLong(name: string): boolean {
  return new TextEncoder().encode(name).length > LONGEST
}
