/** Every failure the user can cause or repair. Prose lives in `i18n/locales/*.json` under `errors.<code>`. */
export const ERROR_CODES = [
  'project-not-found',
  'config-invalid',
  'config-unknown-key',
  'config-differs',
  'config-syntax',
  'source-missing',
  'file-unreadable',
  'file-not-utf8',
  'file-is-directory',
  'file-outside',
  'folder-is-file',
  'folder-missing',
  'name-not-utf8',
  'file-changed',
  'target-unwritable',
  'disk-full',
  'name-too-long',
  'ledger-damaged',
  'ledger-newer',
  'intent-newer',
  'merge-unfinished',
  'store-newer',
  'store-damaged',
  'store-unwritable',
  'locked',
  'chapter-unknown',
  'segment-unknown',
  'segment-ambiguous',
  'decision-unfit',
  'suggestion-ambiguous',
  'suggestion-unknown',
  'glossary-invalid',
  'glossary-column-missing',
  'glossary-file-needed',
  'glossary-empty',
  'term-conflict',
  'xml-malformed',
  'xml-refused',
  'xml-doctype',
  'xml-too-deep',
  'xml-too-long',
  'memory-newer',
  'memory-damaged',
  'memory-busy',
  'memory-exists',
  'xliff-version',
  'po-malformed',
  'csv-malformed',
  'csv-column-missing',
  'form-unknown',
  'file-too-large',
  'engine-unknown',
  'engine-auth',
  'engine-quota',
  'engine-unavailable',
  'engine-refused',
  'engine-key-missing',
  'engine-key-command',
  'engine-price-unknown',
  'engine-model-missing',
  'config-secret',
  'not-implemented',
  'shape-broken',
  'nothing-named',
  'person-unknown',
  'sides-differ',
  'history-unreadable',
  'history-shallow',
  'revision-unknown',
  'no-repository',
  'build-folder-taken',
  'build-file-taken',
  'build-folder-inside',
  'baseline-missing',
  'baseline-invalid',
  'finding-unknown',
  'finding-ambiguous',
  'terminal-needed',
  'address-unusable',
  'usage',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

export type MessageValues = Readonly<Record<string, string | number>>

/** A known failure. Anything else that reaches the command line's boundary is a bug and is shown with its stack. */
export class ZhenError extends Error {
  override readonly name = 'ZhenError'
  readonly code: ErrorCode
  readonly values: MessageValues

  constructor(code: ErrorCode, values: MessageValues = {}, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(values)}`, options)
    this.code = code
    this.values = values
  }
}

/** What `work` gives; `undefined` where a failure that is known keeps it from that. */
export function unlessRefused<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof ZhenError) return undefined
    throw error
  }
}
