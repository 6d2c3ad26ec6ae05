import { hasSourceLanguage, proseOf } from '../../core/inline.js'
import { countHan } from '../../core/text.js'

/** Link texts, quotations, titles, parentheses and emphasis: Chinese in these may be a name that is meant to stay. */
const NAMED = /\[[^\]]*\]|《[^》]*》|“[^”]*”|"[^"]*"|「[^」]*」|[(（][^)）]*[)）]|\*[^*]+\*/g

/** True when English has Chinese left in it that is no name or example: it was not translated to the end. */
export function hasChineseLeft(english: string): boolean {
  if (!hasSourceLanguage(english)) return false
  return countHan(proseOf(english).replace(NAMED, ' ')) > 0 && countHan(proseOf(english.replace(NAMED, ' '))) > 0
}
