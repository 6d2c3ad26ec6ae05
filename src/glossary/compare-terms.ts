import type { Term } from './term.js'

/** How a term differs from what it was, as far as checks can tell the difference. */
export interface ChangedTerm {
  readonly source: string
  readonly kind: 'added' | 'removed' | 'changed'
  readonly before: Term | null
  readonly after: Term | null
}

/** Terms whose spellings, wordings, statuses or conditions differ; notes only where they decide about translating. */
export function compareTerms(before: readonly Term[], after: readonly Term[]): ChangedTerm[] {
  const old = new Map(before.map((term) => [term.source, term]))
  const now = new Map(after.map((term) => [term.source, term]))
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((source): ChangedTerm[] => {
    const [was, is] = [old.get(source) ?? null, now.get(source) ?? null]
    if (was && is && said(was) === said(is)) return []
    return [{ source, kind: was === null ? 'added' : is === null ? 'removed' : 'changed', before: was, after: is }]
  })
}

function said({ variants, wordings, doNotTranslate }: Term): string {
  const rows = wordings.map(({ text, status, context }) => JSON.stringify([text, status, context]))
  // Which preferred wording comes first decides; else the order says nothing.
  const preferred = wordings.filter(({ status }) => status === 'preferred').map(({ text }) => text)
  return JSON.stringify([[...variants].sort(), rows.sort(), preferred, doNotTranslate])
}
