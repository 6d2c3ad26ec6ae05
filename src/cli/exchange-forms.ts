import type { ExchangeFormName } from '../app/input.js'

/** What names of files in each form end in, the first being ours. The forms themselves are loaded where they are needed. */
export const EXTENSIONS = {
  xliff: ['.xlf', '.xliff'],
  'xliff-1.2': ['.xlf', '.xliff'],
  po: ['.po', '.pot'],
  csv: ['.csv', '.tsv'],
} as const satisfies Readonly<Record<ExchangeFormName, readonly string[]>>

export const EXCHANGE_FORM_NAMES = ['xliff', 'xliff-1.2', 'po', 'csv'] as const satisfies readonly ExchangeFormName[]

/** By what a file's name ends in; either XLIFF is read as what it is. */
export function formOfName(name: string): ExchangeFormName | null {
  const lower = name.toLowerCase()
  return EXCHANGE_FORM_NAMES.find((form) => EXTENSIONS[form].some((ending) => lower.endsWith(ending))) ?? null
}
