/** Chinese and full-width marks, and what English has instead. What Markdown would take for markup is not among them. */
const ENGLISH: Readonly<Record<string, string>> = {
  '，': ',',
  '。': '.',
  '、': ',',
  '：': ':',
  '；': ';',
  '！': '!',
  '？': '?',
  '（': '(',
  '）': ')',
  '「': '“',
  '」': '”',
  '『': '“',
  '』': '”',
  '《': '“',
  '》': '”',
  '％': '%',
  '．': '.',
  '\u3000': ' ',
}

const CHINESE_MARK = /[，。、：；！？（）「」『』《》％．\u3000]|……|——/gu
const HAN_BEFORE = /\p{Script=Han}$/u
const HAN_AFTER = /^\p{Script=Han}/u
const WORD_BEFORE = /[\p{L}\p{N},.;:!?)”’%]$/u
const WORD_AFTER = /^[\p{L}\p{N}(“]/u

/**
 * Puts English marks in the place of Chinese ones, with the blanks that they need.
 *
 * Between two Chinese characters they stay: that is a quotation. `isCode` tells the characters that stand for a code.
 */
export function toEnglishMarks(text: string, isCode: RegExp): string {
  return text.replace(CHINESE_MARK, (mark, at: number) => {
    const [before, after] = [text.slice(Math.max(0, at - 2), at), text.slice(at + mark.length, at + mark.length + 2)]
    if (HAN_BEFORE.test(before) && HAN_AFTER.test(after)) return mark
    const isAfterWord = WORD_BEFORE.test(before) || isCode.test(before.slice(-2))
    const isBeforeWord = WORD_AFTER.test(after) || isCode.test(after.slice(0, 2))
    if (mark === '——') return `${isAfterWord ? ' ' : ''}—${isBeforeWord ? ' ' : ''}`
    const english = ENGLISH[mark] ?? mark
    if (mark === '……') return isBeforeWord ? '… ' : '…'
    if (/[(“]/.test(english)) return isAfterWord ? ` ${english}` : english
    const isInNumber = /[:.]/.test(english) && /\d$/.test(before) && /^\d/.test(after)
    return isBeforeWord && !isInNumber && english !== '%' && english !== ' ' ? `${english} ` : english
  })
}
