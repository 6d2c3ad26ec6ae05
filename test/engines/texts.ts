import type { EngineText } from '../../src/app/engine-port.js'

/** An {@link EngineText} of which only what matters is said. */
export function engineText(said: Partial<EngineText> & Pick<EngineText, 'text'>): EngineText {
  return {
    codes: [],
    section: [],
    before: [],
    after: [],
    terms: [],
    examples: [],
    earlier: null,
    complaint: null,
    ...said,
  }
}

/** The paragraphs of one chapter, all of them to be translated, each with `reach` paragraphs on either side. */
export function chapterTexts(paragraphs: readonly string[], reach = 2): EngineText[] {
  return paragraphs.map((text, index) =>
    engineText({
      text,
      before: paragraphs.slice(Math.max(0, index - reach), index),
      after: paragraphs.slice(index + 1, index + 1 + reach),
    }),
  )
}
