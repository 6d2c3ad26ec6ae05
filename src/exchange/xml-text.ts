/** What XML 1.0 does not allow even as a reference. */
const UNUSABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu

/** Text as it stands in XML. What XML cannot hold becomes U+FFFD. */
export function escapeXml(text: string): string {
  return text.replace(UNUSABLE, '\ufffd').replace(/[&<>"\r]/g, (character) => `&#${character.charCodeAt(0)};`)
}
