/**
 * How well a language tag of a file fits the one wanted: 0 not at all, 3 the very same. The script counts, said or not:
 * `zh`, `zh-Hans`, `zh_CN` and `cmn` fit `zh-CN`; `zh-TW` does not. Of English, any fits any.
 */
export function languageFit(tag: string, wanted: string): number {
  const [found, sought] = [localeOf(tag), localeOf(wanted)]
  if (!found || !sought || found.language !== sought.language || found.script !== sought.script) return 0
  if (found.baseName === sought.baseName) return 3
  return found.region === sought.region ? 2 : 1
}

const locales = new Map<string, Intl.Locale | null>()

/** With script and region as they are likeliest; files name few languages, often. */
function localeOf(tag: string): Intl.Locale | null {
  const known = locales.get(tag)
  if (known !== undefined) return known
  const locale = readLocale(tag)
  if (locales.size < 1_000) locales.set(tag, locale)
  return locale
}

function readLocale(tag: string): Intl.Locale | null {
  try {
    return new Intl.Locale(tag.trim().replaceAll('_', '-')).maximize()
  } catch {
    return null
  }
}
