import { irregularForms } from './irregular.js'

/**
 * The forms in which an English word may stand for itself: plural, third person, -ing, -ed, -ly, and the base forms
 * that the word may itself be made of. Small letters in, small letters out; the word is always among them.
 *
 * It is generous: forms that are no words do no harm, since they stand in no text. Words that only look inflected
 * (`status`, `string`, `speed`) are left whole.
 */
export function inflections(word: string): string[] {
  const bases = [word, ...singulars(word), ...verbBases(word)]
  const forms = bases.flatMap((base) => [
    base,
    ...irregularForms(base),
    ...plurals(base),
    ...verbForms(base),
    adverb(base),
  ])
  return [...new Set(forms.flatMap(spellings))]
}

function plurals(base: string): string[] {
  if (/(?:s|x|z|ch|sh)$/.test(base)) return [`${base}es`]
  if (/[^aeiou]y$/.test(base)) return [`${base.slice(0, -1)}ies`]
  return /o$/.test(base) ? [`${base}s`, `${base}es`] : [`${base}s`]
}

function singulars(word: string): string[] {
  if (word.length < 4 || /(?:ss|us|is)$/.test(word)) return []
  if (/ies$/.test(word)) return [`${word.slice(0, -3)}y`, word.slice(0, -1)]
  if (/(?:s|x|z|ch|sh)es$/.test(word)) return [word.slice(0, -2), word.slice(0, -1)]
  return /s$/.test(word) ? [word.slice(0, -1)] : []
}

function verbForms(base: string): string[] {
  const stem = base.replace(/e$/, '')
  const past = /[^aeiou]y$/.test(base) ? `${base.slice(0, -1)}ied` : `${stem}ed`
  const forms = [`${/(?:ee|oe|ye)$/.test(base) ? base : stem}ing`, past]
  const doubled = doubledStem(base)
  return doubled ? [...forms, `${doubled}ing`, `${doubled}ed`] : forms
}

function adverb(base: string): string {
  return /ic$/.test(base) ? `${base}ally` : `${base.replace(/le$/, '').replace(/y$/, 'i')}ly`
}

/** `drop` → `dropp`, `cancel` → `cancell`: one vowel before one final consonant. */
function doubledStem(base: string): string | undefined {
  const last = /(?:^|[^aeiou])[aeiou]([bdfglmnprtvz])$/.exec(base)?.[1]
  return last && base + last
}

function verbBases(word: string): string[] {
  const stem = /^(.*[aeiouy].*)ing$/.exec(word)?.[1] ?? /^(.*[aeiouy].*[^e])ed$/.exec(word)?.[1]
  if (stem === undefined || stem.length < 3) return []
  const single = /([bdfglmnprtvz])\1$/.test(stem) ? [stem.slice(0, -1)] : []
  return [stem, `${stem}e`, ...single, ...(/i$/.test(stem) ? [`${stem.slice(0, -1)}y`] : [])]
}

/** British and American spelling of the same form. */
function spellings(form: string): string[] {
  const swapped = form
    .replace(
      /i([sz])(e[sd]?|ing|ations?)$/,
      (_, letter: string, rest: string) => `i${letter === 's' ? 'z' : 's'}${rest}`,
    )
    .replace(
      /^(behavi|col|fav|neighb|flav|lab)(ou?)r/,
      (_, start: string, end: string) => `${start}${end === 'ou' ? 'o' : 'ou'}r`,
    )
  return swapped === form ? [form] : [form, swapped]
}
