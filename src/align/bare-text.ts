/** True when the two texts differ in white space only. */
export function sameBareText(a: string, b: string): boolean {
  if (a === b) return true
  for (let i = 0, j = 0; ; i++, j++) {
    while (isSpace(a.charCodeAt(i))) i++
    while (isSpace(b.charCodeAt(j))) j++
    if (i >= a.length || j >= b.length) return i >= a.length && j >= b.length
    if (a.charCodeAt(i) !== b.charCodeAt(j)) return false
  }
}

/** What `\s` stands for in a regular expression. */
function isSpace(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d)
  if (code < 0xa0) return false
  if (code === 0xa0 || code === 0x3000 || code === 0xfeff || code === 0x1680) return true
  if (code < 0x2000 || code > 0x205f) return false
  return code <= 0x200a || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f
}
