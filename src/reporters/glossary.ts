import type {
  GlossaryChangeReport,
  GlossaryImpactReport,
  GlossaryLintReport,
  GlossaryReport,
  GlossaryTerm,
  MineReport,
} from '../app/report.js'
import { SEVERITY_COLOURS } from './check-words.js'
import type { Look, Reporter } from './look.js'
import { plain } from './plain.js'
import { layOut } from './width.js'
import { sayable } from './words.js'

/** Terms with their English, a line each. */
export const reportGlossary: Reporter<GlossaryReport> = ({ terms }, look) => {
  const { t } = look
  if (terms.length === 0) return `${t('glossary.none')}\n`
  const rows = terms.map((term) => [
    [term.term, ...term.variants].map((word) => plain(word)).join(' / '),
    plain(term.preferred ?? '–'),
    restOf(term, look),
  ])
  return `${[...layOut(rows, ['left', 'left', 'left']), '', t('glossary.total', { count: terms.length })].join('\n')}\n`
}

function restOf({ admitted, deprecated, note }: GlossaryTerm, { t, paint }: Look): string {
  const words = (list: readonly string[]) => list.map((word) => plain(word)).join(', ')
  return [
    ...(admitted.length > 0 ? [paint.dim(t('glossary.admitted', { words: words(admitted) }))] : []),
    ...(deprecated.length > 0 ? [paint.red(t('glossary.deprecated', { words: words(deprecated) }))] : []),
    ...(note === '' ? [] : [paint.dim(plain(note))]),
  ].join('  ')
}

/** What was added to the glossary, and what was not. */
export const reportGlossaryChange: Reporter<GlossaryChangeReport> = (report, look) => {
  const { t, paint } = look
  const { path, added, known, conflicts, skipped, dryRun } = report
  const rows = added.map(({ term, target, status }) => [`  ${plain(term)}`, plain(target), paint.dim(status)])
  const lines = [
    ...layOut(rows, ['left', 'left', 'left']),
    ...(added.length > 0 ? [t('glossary.added', { count: added.length, path: plain(path) })] : []),
    ...(known > 0 ? [t('glossary.known', { count: known })] : []),
    ...(skipped.length > 0 ? [t('glossary.skipped', { count: skipped.length, lines: skipped.join(t('comma')) })] : []),
    ...(conflicts.length > 0 ? [paint.yellow(t('glossary.conflicts', { count: conflicts.length }))] : []),
    ...conflicts.map((conflict) => `  ${t('glossary.conflict', sayable({ ...conflict }, t))}`),
    ...(dryRun ? [t('dry-run')] : []),
  ]
  return `${(lines.length > 0 ? lines : [t('glossary.none')]).join('\n')}\n`
}

/** How many places of a rendering are shown. */
const SHOWN_PLACES = 3

/** What the book calls things: a line for each phrase, and where it has several names, a line for each of them. */
export const reportMined: Reporter<MineReport> = ({ terms, total, pairs }, look) => {
  const { t, paint } = look
  if (terms.length === 0) return `${t('glossary.mined-none', { count: pairs })}\n`
  const lines = terms.flatMap(({ term, count, strength, known, renderings, unexplained }) => {
    const numbers = t('glossary.mined-numbers', { count, strength })
    const head = `${paint.bold(plain(term))}  ${paint.dim([numbers, ...(known ? [t('glossary.mined-known')] : [])].join(t('comma')))}`
    const rows = renderings.map(({ text, status, count: times, places }) => [
      `  ${times}×`,
      plain(text),
      [
        ...(status === null ? [] : [status]),
        ...places.slice(0, SHOWN_PLACES).map(({ path, targetLine }) => `${plain(path)}:${targetLine}`),
        ...(places.length > SHOWN_PLACES ? ['…'] : []),
      ].join('  '),
    ])
    const rest = unexplained > 0 ? [[`  ${unexplained}×`, '–', t('glossary.mined-otherwise')]] : []
    return [head, ...layOut([...rows, ...rest], ['right', 'left', 'left'])]
  })
  const summary = t('glossary.mined', { count: total, shown: terms.length, pairs })
  return `${[...lines, '', summary].join('\n')}\n`
}

const OUTCOME_COLOURS = { agrees: 'green', differs: 'yellow', untranslated: 'dim' } as const

/** Which terms changed, and the segments they stand in, those that need work first. */
export const reportGlossaryImpact: Reporter<GlossaryImpactReport> = (report, { t, paint }) => {
  const { terms, segments, summary, commit } = report
  const since = commit.slice(0, 8)
  if (terms.length === 0) return `${paint.green(t('glossary.unchanged', { since }))}\n`
  const changed = terms.map(({ term, kind, before, after }) => {
    return [`  ${plain(term)}`, t(`glossary.kinds.${kind}`), plain(before ?? '–'), '→', plain(after ?? '–')]
  })
  const places = (['differs', 'agrees', 'untranslated'] as const).flatMap((outcome) => {
    const those = segments.filter((segment) => segment.outcome === outcome)
    if (those.length === 0) return []
    const rows = those.map(({ id, chapter, source, terms: found }) => {
      return [`  ${paint.dim(id)}`, `${plain(chapter)}:${source?.startLine ?? ''}`, plain(found.join(t('comma')))]
    })
    const head = paint[OUTCOME_COLOURS[outcome]](t(`glossary.outcomes.${outcome}`, { count: summary[outcome] }))
    return ['', head, ...layOut(rows, ['left', 'left', 'left'])]
  })
  const columns = ['left', 'left', 'left', 'left', 'left'] as const
  const head = t('glossary.changed', { count: terms.length, since })
  return `${[head, ...layOut(changed, columns), ...places].join('\n')}\n`
}

/** What is wrong with the glossary itself. */
export const reportGlossaryLint: Reporter<GlossaryLintReport> = ({ issues, summary }, look) => {
  const { t, paint } = look
  if (issues.length === 0) return `${paint.green(t('glossary.clean', { count: summary.terms }))}\n`
  const lines = issues.map(({ code, severity, path, line, source, values }) => {
    const colour = paint[SEVERITY_COLOURS[severity]]
    const words = t(`glossary.issues.${code}`, sayable({ source, ...values }, t))
    return `${plain(path)}:${line}  ${colour(t(`severity.${severity}`))}  ${words}`
  })
  return `${[...lines, '', summaryOf(summary, look)].join('\n')}\n`
}

function summaryOf({ errors, warnings, infos }: GlossaryLintReport['summary'], { t, paint }: Look): string {
  return [
    ...(errors > 0 ? [paint.red(t('check.errors', { count: errors }))] : []),
    ...(warnings > 0 ? [paint.yellow(t('check.warnings', { count: warnings }))] : []),
    ...(infos > 0 ? [paint.cyan(t('check.infos', { count: infos }))] : []),
  ].join(paint.dim(' · '))
}
