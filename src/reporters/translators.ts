import type { TranslatorFigures } from '../app/report.js'
import type { Look } from './look.js'
import { plain } from './plain.js'
import { layOut } from './width.js'
import { wordNumber } from './words.js'

/** A line a person: what they translated and reviewed. */
export function translatorLines(translators: readonly TranslatorFigures[], look: Look): string[] {
  const { t, paint } = look
  const headings = (['name', 'translated', 'reviewed', 'characters'] as const).map((word) =>
    paint.dim(t(`translators.${word}`)),
  )
  const rows = translators.map(({ name, translated, reviewed, characters }) => [
    name === null ? paint.dim(t('translators.unknown')) : plain(name),
    wordNumber(translated, look),
    wordNumber(reviewed, look),
    wordNumber(characters, look),
  ])
  return layOut([headings, ...rows], ['left', 'right', 'right', 'right'])
}
