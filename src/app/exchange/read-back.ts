import { sameText } from '../../core/text.js'
import { textsOf } from '../passages.js'

/** How texts that were put into a chapter are read back from it: what would be markup there is escaped. */
export function readBack(before: string | null, after: string): (text: string) => string | null {
  const fresh = textsOf(after)
  for (const text of before === null ? [] : textsOf(before)) {
    const at = fresh.indexOf(text)
    if (at !== -1) fresh.splice(at, 1)
  }
  return (text) => fresh.find((each) => sameText(each, text)) ?? fresh.find((each) => bare(each) === bare(text)) ?? null
}

function bare(text: string): string {
  return text.replaceAll('\\', '').replace(/\s+/g, ' ').trim()
}
