import { ZhenError } from '../core/errors.js'
import { fitRows } from '../glossary/fit-rows.js'
import { type PlainRow, rowsOf, type Term } from '../glossary/term.js'
import { addRows, GLOSSARY_HEADER } from '../glossary/write-glossary.js'
import type { AddTermInput, ImportTermsInput } from './input.js'
import { readTerms } from './read-terms.js'
import type { GlossaryChangeReport, TermConflict } from './report.js'
import type { Workspace } from './workspace-port.js'

interface Deps {
  readonly workspace: Workspace
}

/** What a glossary is called where there is none yet. */
const FIRST_FILE = 'terms.csv'

/**
 * Adds one row to the glossary.
 *
 * @throws ZhenError `term-conflict`, `glossary-file-needed`, `glossary-column-missing`, `glossary-invalid`, `file-changed`
 */
export async function addTerm({ workspace }: Deps, input: AddTermInput): Promise<GlossaryChangeReport> {
  const { row, dryRun } = input
  return workspace.withLock(async () => {
    const terms = await readTerms(workspace)
    const home = terms.find(({ source }) => source === row.source)?.path
    const report = await extend(workspace, {
      terms,
      rows: [row],
      shown: '',
      path: await pathFor(workspace, input, home),
      dryRun,
    })
    const [conflict] = report.conflicts
    if (conflict) throw new ZhenError('term-conflict', { ...conflict })
    return report
  })
}

/**
 * Adds the rows of a file that the glossary does not have. What it has otherwise stays as it is and is named.
 *
 * @throws ZhenError what `readTbx` throws, `glossary-invalid`, `glossary-file-needed`, `glossary-column-missing`,
 *   `file-changed`
 */
export async function importTerms({ workspace }: Deps, input: ImportTermsInput): Promise<GlossaryChangeReport> {
  const { rows, skipped } = await readForm(input)
  return workspace.withLock(async () => {
    const terms = await readTerms(workspace)
    const path = await pathFor(workspace, input)
    return { ...(await extend(workspace, { terms, rows, shown: input.shown, path, dryRun: input.dryRun })), skipped }
  })
}

/**
 * The glossary in a form that other tools read.
 *
 * @throws ZhenError `glossary-empty` where the form holds at least one term, `glossary-invalid`
 */
export async function exportTerms(
  { workspace }: Deps,
  {
    form,
    languages,
  }: {
    readonly form: ImportTermsInput['form']
    readonly languages: { readonly source: string; readonly target: string }
  },
): Promise<string> {
  const terms = await readTerms(workspace)
  if (form === 'tbx') {
    if (terms.length === 0) throw new ZhenError('glossary-empty', { form: 'TBX' })
    return (await import('../exchange/tbx.js')).writeTbx(terms, languages)
  }
  return (await import('../exchange/sheet.js')).writeSheet(rowsOf(terms), form === 'csv' ? ',' : '\t')
}

async function readForm({ text, shown, form, languages }: ImportTermsInput) {
  if (form === 'tbx') return (await import('../exchange/read-tbx.js')).readTbx(text, shown, languages)
  const { rows, problems } = (await import('../exchange/sheet.js')).readSheet(text, shown, form === 'csv' ? ',' : '\t')
  const [problem] = problems
  if (problem) {
    const { path, line, expected, found } = problem
    throw new ZhenError('glossary-invalid', { path, line, expected, found })
  }
  return { rows, skipped: [] }
}

/** The file that was asked for, else that of the term, else the only one. */
async function pathFor(
  workspace: Workspace,
  { file }: { readonly file: string | null },
  home?: string,
): Promise<string> {
  if (file !== null) return workspace.glossaryPath(file.endsWith('.csv') ? file : `${file}.csv`)
  if (home !== undefined) return home
  const [only, ...others] = (await workspace.readGlossary()).map(({ path }) => path)
  if (others.length > 0) throw new ZhenError('glossary-file-needed', { found: [only, ...others].join(', ') })
  return only ?? workspace.glossaryPath(FIRST_FILE)
}

interface Extension {
  readonly terms: readonly Term[]
  readonly rows: readonly PlainRow[]
  /** The file the rows come from. */
  readonly shown: string
  readonly path: string
  readonly dryRun: boolean
}

async function extend(
  workspace: Workspace,
  { terms, rows, shown, path, dryRun }: Extension,
): Promise<GlossaryChangeReport> {
  const { fresh, known, conflicts } = fitRows(terms, rows, { path: shown, line: 1 })
  const before = (await workspace.readGlossary()).find((file) => file.path === path)?.text ?? null
  const isEmpty = before === null || before.trim() === ''
  const after = addRows(isEmpty ? GLOSSARY_HEADER : before, fresh, path)
  if (fresh.length > 0 && !dryRun) await workspace.writeGlossary(path, after, before)
  return {
    path,
    added: fresh.map(({ source, text, status }) => ({ term: source, target: text, status })),
    known: known.length,
    conflicts: conflicts.map(({ row, rival }): TermConflict => {
      return { term: row.source, target: row.text, path: rival.path, line: rival.line, found: rival.text }
    }),
    skipped: [],
    written: fresh.length > 0 ? [path] : [],
    dryRun,
  }
}
