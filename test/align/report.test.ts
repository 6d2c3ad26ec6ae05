import { expect, it } from 'vitest'
import { toAlignReport } from '../../src/align/report.js'
import { alignBlocks } from './chapters.js'

it('should report links as ranges of lines', () => {
  const report = toAlignReport(
    'zh/a.md',
    'en/a.md',
    alignBlocks(['# 连接', '```\na\nb\n```'], ['# Connections', '```\na\nb\n```']),
  )
  expect(report).toEqual({
    source: 'zh/a.md',
    target: 'en/a.md',
    links: [
      { source: [[1, 1]], target: [[1, 1]], kind: '1-1', untranslated: false, confidence: expect.any(Number) },
      { source: [[3, 6]], target: [[3, 6]], kind: 'copied', untranslated: false, confidence: expect.closeTo(1, 2) },
    ],
  })
})
