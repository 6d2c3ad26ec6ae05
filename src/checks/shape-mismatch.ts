import { defineCheck } from './define-check.js'

export const shapeMismatch = defineCheck({
  id: 'shape-mismatch',
  severity: 'warning',
  issueType: 'markup',
  docs: {
    summary: 'A list or table of the English has another number of items, rows or columns than the source’s.',
    rationale:
      'An item was left out, two were made one, or an unescaped `|` made one cell two. Reported once for each list or table, at its first text; where the source is not checked out its lists are not known and nothing is reported.',
  },
  examples: {
    ok: [{ source: '监听器', target: 'listeners', kind: 'list-item' }],
    notOk: [
      {
        source: '监听器',
        target: 'listeners',
        kind: 'list-item',
        shape: { of: 'items', expected: 4, found: 3 },
        findings: [{ values: { expected: 4, found: 3 } }],
      },
      {
        source: '名称',
        target: 'name',
        kind: 'table-cell',
        shape: { of: 'columns', expected: 3, found: 4 },
        findings: [{ values: { expected: 3, found: 4, context: 'columns' } }],
      },
    ],
  },
  *run({ shape }) {
    if (!shape) return
    const { of, expected, found } = shape
    if (of === 'items') yield { values: { expected, found } }
    else yield { values: { expected, found, context: of } }
  },
})
