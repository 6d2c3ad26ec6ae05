import { scanInline } from '../core/inline.js'
import { compareSets, type Piece } from './compare-sets.js'
import { defineCheck } from './define-check.js'

export const footnoteMismatch = defineCheck({
  id: 'footnote-mismatch',
  severity: 'error',
  issueType: 'omission',
  docs: {
    summary: 'A footnote that the source calls here is not called in the English.',
    rationale:
      'Without its mark a footnote is not shown at all, and a mark without its footnote is shown as it is written. Order does not matter.',
  },
  examples: {
    ok: [{ source: '监听器[^1]接受连接[^two]。', target: 'Connections[^two] are accepted by the listener[^1].' }],
    notOk: [
      {
        source: '监听器[^1]接受连接。',
        target: 'The listener accepts connections.',
        findings: [{ values: { expected: '[^1]' } }],
      },
      {
        source: '监听器接受连接。',
        target: 'The listener[^1] accepts connections.',
        findings: [{ severity: 'info', values: { found: '[^1]', context: 'extra' } }],
      },
    ],
  },
  run: ({ source, target }) => compareSets(notesOf(source), notesOf(target)),
})

function notesOf(text: string): Piece[] {
  if (!text.includes('[^')) return []
  const notes = scanInline(text).filter(({ type }) => type === 'footnote')
  return notes.map(({ value, start, end }) => ({ key: value.toLowerCase(), shown: value, range: [start, end] }))
}
