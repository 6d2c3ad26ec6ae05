/** True when two codes, numbers or addresses are so alike that one is likely meant for the other. */
export function isSimilar(a: string, b: string): boolean {
  const longest = Math.max(a.length, b.length)
  if (longest > 200) return a.slice(0, 40) === b.slice(0, 40)
  return editDistance(a.toLowerCase(), b.toLowerCase()) <= Math.max(1, Math.floor(longest * 0.34))
}

/** Levenshtein distance, in UTF-16 units. */
export function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const replaced = (previous[column - 1] as number) + (a[row - 1] === b[column - 1] ? 0 : 1)
      current.push(Math.min(replaced, (previous[column] as number) + 1, (current[column - 1] as number) + 1))
    }
    previous = current
  }
  return previous[b.length] as number
}
