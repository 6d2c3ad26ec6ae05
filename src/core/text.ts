const HAN = /\p{Script=Han}/u
const HAN_ALL = /\p{Script=Han}/gu

/** True when `text` holds a Han character. CJK punctuation does not count. */
export function hasHan(text: string): boolean {
  return HAN.test(text)
}

export function countHan(text: string): number {
  return text.match(HAN_ALL)?.length ?? 0
}

/**
 * The form in which two texts are compared: no BOM, LF, no trailing blanks, no blank lines around it.
 *
 * Container prefixes are gone already: they are not part of a segment's text.
 */
export function normalizeText(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+$/gm, '')
    .replace(/^\n+|\n+$/g, '')
}

/** True when the two texts differ in nothing that {@link normalizeText} keeps. */
export function sameText(a: string, b: string): boolean {
  return a === b || normalizeText(a) === normalizeText(b)
}
