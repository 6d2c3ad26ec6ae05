import { blankMisplaced } from './blank-misplaced.js'
import { chineseLeft } from './chinese-left.js'
import { codeBlockMismatch } from './code-block-mismatch.js'
import { codeSpanMismatch } from './code-span-mismatch.js'
import type { Check, CheckDescription } from './define-check.js'
import { emphasisBroken } from './emphasis-broken.js'
import { fileMissing } from './file-missing.js'
import { footnoteMismatch } from './footnote-mismatch.js'
import { headingCapitals } from './heading-capitals.js'
import { htmlMismatch } from './html-mismatch.js'
import { imageMismatch } from './image-mismatch.js'
import { lengthUnusual } from './length-unusual.js'
import { linkMismatch } from './link-mismatch.js'
import { negationLost } from './negation-lost.js'
import { numberMismatch } from './number-mismatch.js'
import { pairUnbalanced } from './pair-unbalanced.js'
import { punctuationChinese } from './punctuation-chinese.js'
import { referenceElsewhere } from './reference-elsewhere.js'
import { referenceUnresolved } from './reference-unresolved.js'
import { roleMismatch } from './role-mismatch.js'
import { shapeMismatch } from './shape-mismatch.js'
import { termDeprecated } from './term-deprecated.js'
import { termInconsistent } from './term-inconsistent.js'
import { termMissing } from './term-missing.js'
import { termNotVerbatim } from './term-not-verbatim.js'
import { translationInconsistent } from './translation-inconsistent.js'
import { translationRepeated } from './translation-repeated.js'
import { unfinished } from './unfinished.js'
import { untranslatedCopy } from './untranslated-copy.js'
import { waiverChecks } from './waiver-checks.js'
import { wordDoubled } from './word-doubled.js'

/** All built-in checks, in reporting order. Add a check by adding its file and its line here. */
export const checks: readonly Check[] = [
  termMissing,
  termDeprecated,
  termNotVerbatim,
  termInconsistent,
  numberMismatch,
  codeSpanMismatch,
  codeBlockMismatch,
  linkMismatch,
  imageMismatch,
  roleMismatch,
  htmlMismatch,
  footnoteMismatch,
  shapeMismatch,
  negationLost,
  chineseLeft,
  punctuationChinese,
  emphasisBroken,
  pairUnbalanced,
  wordDoubled,
  blankMisplaced,
  lengthUnusual,
  translationInconsistent,
  translationRepeated,
  untranslatedCopy,
  headingCapitals,
  referenceUnresolved,
  referenceElsewhere,
  fileMissing,
  unfinished,
]

/** Everything that can be graded, explained and named in a report. */
export const describedChecks: readonly (CheckDescription & Partial<Check>)[] = [...checks, ...waiverChecks]

export function findCheck(id: string): Check | undefined {
  return checks.find((check) => check.id === id)
}
