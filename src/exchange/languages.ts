/**
 * How well a language tag of a file fits the one wanted: 0 not at all, 3 the very same. The script counts, said or not:
 * `zh`, `zh-Hans`, `zh_CN` and `cmn` fit `zh-CN`; `zh-TW` does not. Of English, any fits any.
 */
export function languageFit(tag: string, wanted: string): number {
  const key = `${tag}\0${wanted}`
  const known = fits.get(key)
  if (known !== undefined) return known
  const fit = fitOf(readLocale(tag), readLocale(wanted))
  // A file names few languages, often; one that names many is not to fill the memory.
  if (fits.size < 1_000) fits.set(key, fit)
  return fit
}

const fits = new Map<string, number>()

function fitOf(found: Intl.Locale | null, sought: Intl.Locale | null): number {
  if (!found || !sought || found.language !== sought.language || found.script !== sought.script) return 0
  if (found.baseName === sought.baseName) return 3
  return found.region === sought.region ? 2 : 1
}

/** With script and region as they are likeliest. */
function readLocale(tag: string): Intl.Locale | null {
  try {
    return new Intl.Locale(tag.trim().replaceAll('_', '-')).maximize()
  } catch {
    return null
  }
}
