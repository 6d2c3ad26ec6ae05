/** C0, DEL and C1 control characters, and the marks that reorder or hide what follows them. */
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/g

/**
 * Text of a book, a path or a name, made safe to print: nothing in it can move the cursor, change colours, reorder what
 * is around it or break a line. White space becomes a space, controls their picture (U+2400), other marks vanish.
 *
 * @param kept characters that stay as they are, such as `\n`
 */
export function plain(text: string, kept = ''): string {
  return text.replace(UNSAFE, (character) => (kept.includes(character) ? character : picture(character)))
}

function picture(character: string): string {
  const code = character.charCodeAt(0)
  if (code === 0x09 || code === 0x0a || code === 0x0d || code === 0x2028 || code === 0x2029) return ' '
  if (code < 0x20) return String.fromCharCode(0x2400 + code)
  if (code === 0x7f) return '\u2421'
  return code < 0xa0 ? '\ufffd' : ''
}
