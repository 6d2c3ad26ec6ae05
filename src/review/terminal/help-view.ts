import type { Look } from '../../reporters/look.js'
import { cut, padEnd, widthOf } from '../../reporters/width.js'
import type { WrappedLine } from '../../reporters/wrap.js'
import { KEY_GROUPS, KEYS, type KeyAction, wordKeyOf } from '../keys.js'
import { keyName } from './key-names.js'

/** What needs a place in a text, which the editor has. */
const OF_THE_PAGE: ReadonlySet<KeyAction> = new Set(['insert', 'markdown'])

/** From this width on keys stand in two columns. */
const TWO_COLUMNS = 96

const KEYS_WIDTH = 12

type Entry = readonly [keys: string, words: string]

/** Every key there is, under what it is for. */
export function helpLines(look: Look): string[] {
  const { t, columns } = look
  const width = columns >= TWO_COLUMNS ? Math.floor(columns / 2) : columns
  const blocks = [
    ...KEY_GROUPS.map((group) => block(t(`screen.groups.${group}`), entriesOf(group, look), width, look)),
    block(t('screen.groups.screen'), screenEntries(look), width, look),
  ]
  if (columns < TWO_COLUMNS) return blocks.flat().map(({ text }) => text)
  // The first two groups are as long as all the others.
  const [left, right] = [blocks.slice(0, 2).flat(), blocks.slice(2).flat()]
  return Array.from({ length: Math.max(left.length, right.length) }, (_, row) => {
    const { text = '', width: taken = 0 } = left[row] ?? {}
    return `${text}${' '.repeat(width - taken)}${right[row]?.text ?? ''}`.trimEnd()
  })
}

function entriesOf(group: (typeof KEY_GROUPS)[number], { t }: Look): Entry[] {
  return KEYS.filter((binding) => binding.group === group && !OF_THE_PAGE.has(binding.action)).map(
    ({ action, keys }) => [
      action === 'save' ? '^S' : keys.map(keyName).join(' '),
      action === 'term' ? t('screen.keys.term') : t(wordKeyOf(action)),
    ],
  )
}

function screenEntries({ t }: Look): Entry[] {
  return [
    ['↑ ↓ Space', t('screen.keys.scroll')],
    ['PgUp PgDn', t('screen.keys.page')],
    ['^L', t('screen.keys.redraw')],
    ['^Z', t('screen.keys.suspend')],
    ['^C', t('screen.keys.stop')],
  ]
}

function block(title: string, entries: readonly Entry[], columns: number, { paint }: Look): WrappedLine[] {
  const room = columns - KEYS_WIDTH - 5
  const lines = entries.map(([keys, words]) => {
    const shown = cut(words, room)
    return {
      text: `   ${paint.bold(padEnd(keys, KEYS_WIDTH))}${shown}`,
      width: 3 + Math.max(KEYS_WIDTH, widthOf(keys)) + widthOf(shown),
    }
  })
  const heading = cut(title, columns - 2)
  return [
    { text: ` ${paint.bold(paint.cyan(heading))}`, width: 1 + widthOf(heading) },
    ...lines,
    { text: '', width: 0 },
  ]
}
