import { scanInline } from '../core/inline.js'
import { compareSets, type Piece } from './compare-sets.js'
import { defineCheck } from './define-check.js'

export const imageMismatch = defineCheck({
  id: 'image-mismatch',
  severity: 'warning',
  issueType: 'inconsistent-entities',
  docs: {
    summary: 'An image in the source’s text is not in the English.',
    rationale:
      'Images are known by the names of their files: folders, formats and marks of the language (`-zh`, `.en`) may differ, since pictures are translated, too. Images that stand by themselves are blocks, which `zhen status` counts.',
  },
  examples: {
    ok: [
      { source: '点 ![按钮](img/add-zh.png)。', target: 'Press ![button](../img/add-en.svg).' },
      { source: '点按钮。', target: 'Press the button.' },
    ],
    notOk: [
      {
        source: '点 ![按钮](img/add.png)。',
        target: 'Press the button.',
        findings: [{ values: { expected: 'img/add.png' } }],
      },
      {
        source: '点 ![按钮](img/add.png)。',
        target: 'Press ![button](img/add.png), then ![key](img/key.png).',
        findings: [{ severity: 'info', values: { found: 'img/key.png', context: 'extra' } }],
      },
    ],
  },
  run: ({ source, target }) => compareSets(imagesOf(source), imagesOf(target)),
})

function imagesOf(text: string): Piece[] {
  if (!/!\[|<img/i.test(text)) return []
  return scanInline(text).flatMap(({ type, value, start, end }) => {
    const path =
      type === 'image' ? value : type === 'html' ? (/^<img\b[^>]*\ssrc=["']?([^"'\s>]+)/i.exec(value)?.[1] ?? '') : ''
    return path === '' ? [] : [{ key: stemOf(path), shown: path, range: [start, end] as const }]
  })
}

const LANGUAGE = /[._-](?:zh|en|cn)(?:[-_](?:cn|hans|us))?$/i

function stemOf(path: string): string {
  const [name = ''] = (path.split('/').at(-1) ?? '').split(/[?#]/)
  return name
    .replace(/\.\w+$/, '')
    .replace(LANGUAGE, '')
    .toLowerCase()
}
