import { diffWords } from '../../match/diff-words.js'
import { compareRuns } from '../../reporters/compare.js'
import type { Look } from '../../reporters/look.js'
import type { Run } from '../../reporters/wrap.js'
import { stacked, titled } from './layout.js'
import type { Mode } from './state.js'

/** What somebody else and what one made oneself of the same English, both against what was there. */
export function conflictLines({ conflict, input }: Extract<Mode, { kind: 'conflict' }>, look: Look): string[] {
  const { t, columns } = look
  const { base, theirs, mine, isGone } = conflict
  const before = base.targets[input.passage] ?? ''
  const label = (text: string) => ({ text, paint: look.paint.bold })
  const part = (name: string, older: string, newer: string) =>
    stacked(label(name), changed(older, newer, look), columns)
  const source = base.source === theirs.source ? [] : part('zh', base.source, theirs.source)
  const question = stacked(
    label(''),
    [{ text: t(isGone ? 'screen.gone' : 'screen.conflict'), paint: look.paint.yellow }],
    columns,
  )
  return [
    ...question,
    ...titled(t('screen.source-changed'), isGone ? [] : source, look),
    ...titled(t('screen.theirs'), isGone ? [] : part('en', before, theirs.targets[input.passage] ?? ''), look),
    ...titled(t('screen.mine'), part('en*', before, mine ?? ''), look),
  ]
}

function changed(older: string, newer: string, look: Look): Run[] {
  if (newer === '') return [{ text: look.t('segment.no-target'), paint: look.paint.dim }]
  return compareRuns(older === '' ? [{ op: 'same', text: newer }] : diffWords(older, newer), look)
}
