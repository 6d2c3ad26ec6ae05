import { defineCheck } from './define-check.js'

export const unfinished = defineCheck({
  id: 'unfinished',
  severity: 'error',
  issueType: 'untranslated',
  release: true,
  docs: {
    summary: 'The English is missing, out of date, or a draft that nobody has accepted.',
    rationale:
      'What is published should be finished. While the book is being written this is what `zhen status` is for; so it is looked at with `--release` alone.',
  },
  examples: {
    ok: [{ source: '监听器接受连接。', target: 'The listener accepts connections.' }],
    notOk: [
      {
        source: '监听器接受连接。',
        target: '监听器接受连接。',
        unfinished: 'untranslated',
        findings: [{ values: { context: 'untranslated' } }],
      },
      {
        source: '监听器接受连接。',
        target: 'The listener rejects connections.',
        unfinished: 'stale',
        findings: [{ values: { context: 'stale' } }],
      },
      {
        source: '监听器接受连接。',
        target: 'The monitor takes connections.',
        unfinished: 'draft',
        findings: [{ values: { context: 'draft' } }],
      },
    ],
  },
  *run({ unfinished: status }) {
    if (status) yield { values: { context: status } }
  },
})
