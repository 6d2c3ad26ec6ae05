/** What XML 1.0 does not allow even as a reference. */
export const UNUSABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u

/** That, what means something else in XML, and the line ends that reading changes. */
const ESCAPED = new RegExp(`[&<>"\\r]|${UNUSABLE.source}`, 'gu')

/** Text as it stands in XML. What XML cannot hold becomes U+FFFD, or what `instead` gives for it. */
export function escapeXml(text: string, instead: (character: string) => string = () => '\ufffd'): string {
  return text.replace(ESCAPED, (character) =>
    UNUSABLE.test(character) ? instead(character) : `&#${character.charCodeAt(0)};`,
  )
}

/** ` name="value"` for each that is there. A reader would make blanks of line ends and tabs. */
export function attributes(values: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(values)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escapeAttribute(String(value))}"`))
    .join('')
}

function escapeAttribute(text: string): string {
  return escapeXml(text).replace(/[\n\t]/g, (character) => `&#${character.charCodeAt(0)};`)
}
