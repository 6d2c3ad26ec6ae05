import type { FormFault } from './engine-form.js'

/** Why an engine's answer is refused. Kebab-case and stable: they stand in reports. */
export type CodeFault =
  | FormFault['fault']
  | 'empty'
  | 'code-missing'
  | 'code-doubled'
  | 'new-markup'
  | 'markup-lost'
  | 'still-source'

/** A fault and the piece of the answer or the tag it is about; `''` where it is about the whole. */
export interface Refused {
  readonly fault: CodeFault
  readonly detail: string
}

const EVERY_TAG = 'Return every tag of the source exactly once, unchanged, and no other tag.'

const COMPLAINTS: Record<CodeFault, (detail: string) => string> = {
  empty: () => 'The translation was empty. Translate all of the text.',
  'not-xml': (detail) =>
    `The translation was not well-formed XML at ${detail}. In text, write &amp; for &, &lt; for < and &gt; for >.`,
  'code-missing': (detail) => `The tag ${detail} was missing. ${EVERY_TAG}`,
  'code-doubled': (detail) => `The tag ${detail} was there more than once. ${EVERY_TAG}`,
  'code-unknown': (detail) => `The tag ${detail} is not in the source. ${EVERY_TAG}`,
  'code-filled': (detail) =>
    `The tag ${detail} must stay empty: it stands for something that is not translated. ${EVERY_TAG}`,
  'code-empty': (detail) => `There was no text inside the tag ${detail}. Put the translation of its text there.`,
  nesting: (detail) => `The tag ${detail} was not nested as in the source. Keep each tag inside the same tag as there.`,
  'new-markup': (detail) => `The translation had markup that the source has not: ${detail}. Add no Markdown or HTML.`,
  'markup-lost': (detail) =>
    `The tag ${detail} stood where its markup would not work. Keep a blank or punctuation between it and other words, and no blank at its inner edges.`,
  'still-source': (detail) => `Source-language text was left in the translation: ${detail}. Translate all of the text.`,
}

/** What to tell an engine about the fault, in English, when it is asked once more. */
export function complaint({ fault, detail }: Refused): string {
  return COMPLAINTS[fault](detail)
}
