import { FAULTS } from './judge.js'
import { countIn, type PoOutcome, type PoReplay } from './msgmerge.js'
import type { Fate } from './oracle.js'
import type { Replayed } from './replay.js'

type Row = readonly (string | number)[]

/** The figures of the replays, a column each. */
export function replayTable(replays: readonly Replayed[]): string {
  const row = (name: string, figure: (replayed: Replayed) => string | number): Row => [name, ...replays.map(figure)]
  const ms = (milliseconds: number) => `${milliseconds.toFixed(0)} ms`
  return table([
    row('', ({ habit }) => habit),
    row('commits', ({ tally }) => tally.commits),
    row('syncs', ({ tally }) => tally.syncs),
    row('segments judged', ({ tally }) => tally.segments),
    row('unchanged: kept', ({ tally }) => tally.count('same', 'kept')),
    row('unchanged: lost', ({ tally }) => tally.count('same', 'lost')),
    row('moved to another chapter: kept', ({ tally }) => tally.count('moved', 'kept')),
    row('moved to another chapter: without', ({ tally }) => tally.count('moved', 'lost')),
    row('changed, a near text went: followed', ({ tally }) => tally.count('changed', 'followed')),
    row('changed, a near text went: followed from another', ({ tally }) => tally.count('changed', 'followed-wrong')),
    row('changed, a near text went: taken for new', ({ tally }) => tally.count('changed', 'alone')),
    row(
      'changed beyond that: followed',
      ({ tally }) => tally.count('unclear', 'followed') + tally.count('new', 'followed'),
    ),
    row('new', ({ tally }) => tally.count('unclear', 'alone') + tally.count('new', 'alone')),
    row('gone', ({ tally }) => tally.gone),
    ...FAULTS.map((fault) =>
      row(`found: ${fault}`, ({ findings }) => findings.filter((finding) => finding.fault === fault).length),
    ),
    row('stale at the end', ({ tally }) => tally.stale),
    row('untranslated at the end', ({ tally }) => tally.untranslated),
    row('a commit’s sync, median', ({ tally }) => ms(tally.percentile(0.5))),
    row('a commit’s sync, p95', ({ tally }) => ms(tally.percentile(0.95))),
  ])
}

const CHANGED: readonly Fate[] = ['changed']
const FRESH: readonly Fate[] = ['unclear', 'new']

/** What happened to the texts of touched chapters, beside `msgmerge` with and without compendium. */
export function comparisonTable({ tally }: Replayed, perFile: PoReplay, compendium: PoReplay): string {
  const row = (name: string, fates: readonly Fate[], outcomes: readonly string[], po: readonly PoOutcome[]): Row => [
    name,
    tally.countTouched(fates, outcomes),
    countIn(perFile, fates, po),
    countIn(compendium, fates, po),
  ]
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`
  return table([
    ['texts of chapters a commit touched', 'zhen', 'msgmerge, a file each', 'msgmerge, with compendium'],
    row('unchanged in their chapter: exact', ['same'], ['kept'], ['exact']),
    row('unchanged in their chapter: fuzzy or lost', ['same'], ['lost'], ['fuzzy-right', 'fuzzy-wrong', 'none']),
    row('moved to another chapter: exact', ['moved'], ['kept'], ['exact']),
    row('moved to another chapter: fuzzy or lost', ['moved'], ['lost'], ['fuzzy-right', 'fuzzy-wrong', 'none']),
    row('changed: has its old English', CHANGED, ['followed'], ['fuzzy-right', 'exact']),
    row('changed: has another’s English', CHANGED, ['followed-wrong'], ['fuzzy-wrong']),
    row('changed: has none', CHANGED, ['alone'], ['none']),
    row('rewritten or new: has the English of what it replaced', FRESH, ['followed'], ['fuzzy-right', 'exact']),
    row('rewritten or new: has another’s English', FRESH, ['followed-wrong'], ['fuzzy-wrong']),
    row('rewritten or new: has none', FRESH, ['alone'], ['none']),
    ['time in all', seconds(tally.total), seconds(perFile.milliseconds), seconds(compendium.milliseconds)],
  ])
}

function table([head = [], ...rows]: readonly Row[]): string {
  const line = (cells: Row) => `| ${cells.join(' | ')} |`
  const rule = head.map((_, index) => (index === 0 ? '---' : '--:'))
  return [line(head), line(rule), ...rows.map(line)].join('\n')
}
