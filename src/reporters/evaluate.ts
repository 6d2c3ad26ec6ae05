import type { EvaluationReport } from '../app/report.js'
import type { Look, Reporter } from './look.js'
import { plain } from './plain.js'
import { cut, layOut, roomLeft, widthOf } from './width.js'

type System = EvaluationReport['systems'][number]
type Score = System['evaluation']['scores'][number]
type Estimate = NonNullable<Score['all']>

const MISSED_SHOWN = 10

/** Every part of how the engine did, beside what costs nothing; then where it did worst. */
export const reportEvaluation: Reporter<EvaluationReport> = (report, look) => {
  const { t, paint } = look
  const [engine] = report.systems
  if (report.heldOut.segments === 0 || !engine) return `${t('evaluate.nothing')}\n`
  const lines = [
    ...heldOutLines(report, look),
    '',
    ...layOut(tableRows(report, look), ['left', ...report.systems.map(() => 'left' as const)]),
    '',
    ...report.systems.flatMap((system) => refusalLines(system, look)),
    ...missedLines(engine, look),
    ...worstLines(engine, look),
    ...engine.evaluation.scores.map(({ name, signature }) => paint.dim(`${name}|${signature}`)),
    paint.dim(t('evaluate.intervals', { seed: report.heldOut.seed })),
  ]
  return `${lines.join('\n')}\n`
}

function heldOutLines({ heldOut }: EvaluationReport, { t, paint }: Look): string[] {
  const { segments, reviewed, eligible, chapters, fromMachine, hiddenPairs } = heldOut
  return [
    paint.bold(t('evaluate.title', { count: segments, eligible, chapters })),
    reviewed === segments ? t('evaluate.all-reviewed') : paint.yellow(t('evaluate.reviewed', { count: reviewed })),
    ...(fromMachine > 0 ? [t('evaluate.from-machine', { count: fromMachine })] : []),
    ...(hiddenPairs > 0 ? [t('evaluate.hidden', { count: hiddenPairs })] : []),
  ]
}

function tableRows({ systems }: EvaluationReport, look: Look): string[][] {
  const { t, paint } = look
  const row = (name: string, cell: (system: System) => string) => [paint.dim(name), ...systems.map(cell)]
  const names = systems[0]?.evaluation.scores.map(({ name }) => name) ?? []
  const scoreRows = (part: 'answered' | 'all', wordName: (name: string) => string) =>
    names.map((name, at) => row(wordName(name), ({ evaluation }) => wordEstimate(evaluation.scores[at]?.[part], look)))
  const isComplete = systems.every(({ evaluation }) => evaluation.answered === evaluation.segments)
  const hasTerms = systems.some(({ evaluation }) => evaluation.terms.expected > 0)
  return [
    ['', ...systems.map((system) => paint.bold(wordSystem(system, look)))],
    row(t('evaluate.answered'), ({ evaluation: { answered, segments } }) =>
      t('evaluate.of', { part: answered, whole: segments }),
    ),
    row(t('evaluate.exact'), ({ evaluation: { exact, answered } }) =>
      t('evaluate.of', { part: exact, whole: answered }),
    ),
    ...scoreRows('answered', (name) => name),
    ...(isComplete ? [] : scoreRows('all', (name) => t('evaluate.unanswered-as-empty', { name }))),
    ...(hasTerms
      ? [
          row(t('evaluate.terms'), ({ evaluation }) => wordShare(evaluation.terms, look)),
          row(t('evaluate.reference-terms'), ({ evaluation }) => wordShare(evaluation.referenceTerms, look)),
          row(t('evaluate.deprecated'), ({ evaluation }) => String(evaluation.terms.deprecated)),
        ]
      : []),
  ]
}

function wordSystem({ kind, engine, model }: System, { t }: Look): string {
  if (kind !== 'engine') return t(`evaluate.systems.${kind}`)
  return [engine, model]
    .filter((name) => name !== '')
    .map((name) => plain(name))
    .join(' ')
}

function wordEstimate(estimate: Estimate | null | undefined, { t }: Look): string {
  if (!estimate) return '–'
  const [score, low, high] = [estimate.score, estimate.low, estimate.high].map((number) => number.toFixed(1)) as [
    string,
    string,
    string,
  ]
  return t('evaluate.interval', { score, low, high })
}

function wordShare({ accepted, expected }: { accepted: number; expected: number }, { t }: Look): string {
  if (expected === 0) return '–'
  return t('evaluate.share', { percent: Math.floor((100 * accepted) / expected), count: expected })
}

/** The memory refuses nothing: it has a text or it has not, and the table says how often. */
function refusalLines(system: System, look: Look): string[] {
  const { t, paint } = look
  const { refused } = system.evaluation
  if (system.kind !== 'engine' || refused.length === 0) return []
  return [
    paint.bold(t('evaluate.refused-by', { system: wordSystem(system, look) })),
    ...refused.map(({ reason, segments }) => {
      const word = reason === '' ? t('evaluate.no-reason') : plain(reason)
      return `  ${paint.red(t('evaluate.refused', { reason: word, segments }))}`
    }),
    '',
  ]
}

function missedLines({ evaluation }: System, { t, paint }: Look): string[] {
  const { missed } = evaluation.terms
  if (missed.length === 0) return []
  const more = missed.length - MISSED_SHOWN
  return [
    paint.bold(t('evaluate.missed')),
    ...missed.slice(0, MISSED_SHOWN).map(({ term, expected, segments }) => {
      const words = expected.map((wording) => plain(wording)).join(', ')
      return `  ${t('evaluate.missed-term', { term: plain(term), expected: words, count: segments })}`
    }),
    ...(more > 0 ? [paint.dim(`  ${t('more', { count: more })}`)] : []),
    '',
  ]
}

function worstLines({ evaluation }: System, look: Look): string[] {
  const { t, paint } = look
  if (evaluation.worst.length === 0) return []
  const [person, engine] = [t('evaluate.person'), t('evaluate.engine')]
  const margin = Math.max(widthOf(person), widthOf(engine))
  const line = (name: string, text: string) => {
    const prefix = `  ${paint.dim(name)}${' '.repeat(margin - widthOf(name) + 2)}`
    return prefix + cut(plain(text), roomLeft(look.columns, margin + 4))
  }
  const segments = evaluation.worst.flatMap(({ id, chapter, source, reference, hypothesis, chrf }) => [
    `  ${paint.dim(id)}  ${paint.dim(plain(chapter))}  ${paint.yellow(`chrF2 ${chrf.toFixed(1)}`)}`,
    line('', source),
    line(person, reference),
    line(engine, hypothesis),
  ])
  return [paint.bold(t('evaluate.worst')), ...segments, '']
}
