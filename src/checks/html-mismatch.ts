import { scanInline } from '../core/inline.js'
import { compareSets, type Piece } from './compare-sets.js'
import { defineCheck } from './define-check.js'

export const htmlMismatch = defineCheck({
  id: 'html-mismatch',
  severity: 'warning',
  issueType: 'markup',
  docs: {
    summary: 'An HTML tag of the source’s text is not in the English, or is not closed there.',
    rationale:
      'A tag that is opened and not closed takes the rest of the page with it. Shortcodes (`{{<x>}}`) are no tags; line breaks, comments and attributes are the translator’s.',
  },
  examples: {
    ok: [
      { source: '按 <kbd>Ctrl</kbd>。', target: 'Press <kbd>Ctrl</kbd>.' },
      { source: '第一行<br/>第二行', target: 'first line, second line' },
    ],
    notOk: [
      { source: '按 <kbd>Ctrl</kbd>。', target: 'Press Ctrl.', findings: [{ values: { expected: '<kbd>' } }] },
      {
        source: '按 <kbd>Ctrl</kbd>。',
        target: 'Press <kbd>Ctrl.',
        findings: [{ severity: 'error', values: { found: '<kbd>', context: 'unclosed' } }],
      },
    ],
  },
  *run({ kind, source, target }) {
    if (kind === 'comment' || !(source.includes('<') || target.includes('<'))) return
    const [wanted, given] = [tagsOf(source), tagsOf(target)]
    yield* compareSets(wanted.filter(isOpening), given.filter(isOpening))
    const unclosed = unclosedOf(given)
    if (unclosed && !unclosedOf(wanted)) {
      yield { range: unclosed.range, severity: 'error', values: { found: unclosed.shown, context: 'unclosed' } }
    }
  },
})

/** Those without an end, and those that change nothing but the layout or are images, which have their own check. */
const LEFT_OUT = /^(?:br|wbr|hr|img|input)$/
const VOID = /^(?:area|col|embed|link|meta|source|track)$/

interface Tag extends Piece {
  readonly ends: boolean
  readonly isWhole: boolean
}

function tagsOf(text: string): Tag[] {
  return scanInline(text).flatMap(({ type, value, start, end }) => {
    const [, slash = '', written = ''] = (type === 'html' ? /^<(\/?)([A-Za-z][\w-]*)/.exec(value) : null) ?? []
    const name = written.toLowerCase()
    if (name === '' || LEFT_OUT.test(name) || text.startsWith('{{', start - 2)) return []
    const isWhole = value.endsWith('/>') || VOID.test(name)
    return [{ key: name, shown: `<${written}>`, range: [start, end] as const, ends: slash !== '', isWhole }]
  })
}

function isOpening({ ends }: Tag): boolean {
  return !ends
}

/** The first tag that is opened and never closed. */
function unclosedOf(tags: readonly Tag[]): Tag | undefined {
  const open: Tag[] = []
  for (const tag of tags) {
    if (tag.isWhole) continue
    const at = tag.ends ? open.findLastIndex(({ key }) => key === tag.key) : -1
    if (at !== -1) open.splice(at, 1)
    else if (!tag.ends) open.push(tag)
  }
  return open[0]
}
