/** The numbers of four digits in a text: what tells texts apart in any language. */
export function readMarks(text: string | null): string[] {
  return text?.match(/\b\d{4}\b/g) ?? []
}
