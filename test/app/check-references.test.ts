import { describe, expect, it } from 'vitest'
import { checkProject } from '../../src/app/check-project.js'
import { createMemoryProject } from '../helpers/project.js'

const CONF = "extensions = ['myst_parser', 'sphinx.ext.autosectionlabel']\nautosectionlabel_prefix_document = True\n"

const BOOK = {
  'source:pools.md':
    '# 连接池\n\n## 空闲上限\n\n每个端点最多保存一百个空闲的连接。\n\n## 熔断阈值\n\n超过阈值的请求会被立即拒绝。\n',
  'target:pools.md':
    '# Connection pools\n\n## Idle limit\n\nEach endpoint keeps at most one hundred idle connections.\n\n## Breaker thresholds\n\nRequests above a threshold are rejected at once.\n',
  'source:index.md':
    '# 起点\n\n先读 {ref}`pools:空闲上限` 一节，再看别的。\n\n```{toctree}\npools\nlater\n```\n\n![全景](all.svg)\n',
  'source:later.md': '# 以后再说\n\n这一章还没有翻译成英文。\n',
  'source:all.svg': '<svg/>',
}

const EVERYTHING = { chapters: [], only: [], release: false, changedFrom: null, baseline: null, dryRun: false }

async function found(english: string, more: Record<string, string> = {}, chapters: readonly string[] = []) {
  const project = createMemoryProject(
    Object.entries({ ...BOOK, 'target:index.md': english, ...more }).filter(isChapter),
  )
  for (const [key, text] of Object.entries({ ...BOOK, ...more })) project.workspace.files.set(key, text)
  const only = ['reference-unresolved', 'reference-elsewhere', 'file-missing']
  const { issues } = await checkProject(project, { ...EVERYTHING, chapters, only })
  return issues.map(({ check, severity, target, values, segment }) => {
    expect(segment).not.toBe('')
    return `${check} ${severity} ${target.startLine}:${target.startColumn} ${values.found} → ${values.expected ?? values.context ?? ''}`
  })
}

const isChapter = ([key]: [string, string]) => key.endsWith('.md')

const page = (reference: string) =>
  `# Start\n\nRead ${reference} first, then the rest.\n\n\`\`\`{toctree}\npools\nlater\n\`\`\`\n\n![All](all.svg)\n`

const REST = ['file-missing info 7:1 later → untranslated', 'file-missing error 10:8 all.svg → ']

describe('references in a check', () => {
  it('should find what leads nowhere, and what it is called in English', async () => {
    expect(await found(page('{ref}`pools:空闲上限`'), { 'target:conf.py': CONF })).toEqual([
      'reference-unresolved error 3:12 pools:空闲上限 → pools:Idle limit',
      ...REST,
    ])
  })

  it('should find what leads elsewhere than in Chinese', async () => {
    expect(await found(page('{ref}`pools:Breaker thresholds`'), { 'target:conf.py': CONF })).toEqual([
      'reference-elsewhere warning 3:12 pools:Breaker thresholds → pools:Idle limit',
      ...REST,
    ])
  })

  it('should follow the Chinese configuration where the English edition has none', async () => {
    expect(await found(page('{ref}`Idle limit`'), { 'source:conf.py': CONF })).toEqual([
      'reference-unresolved error 3:12 Idle limit → pools:Idle limit',
      ...REST,
    ])
    expect(await found(page('{ref}`Idle limit`'))).toEqual(REST)
  })

  it('should look at the chapters that were asked for alone', async () => {
    expect(await found(page('{ref}`gone`'), {}, ['pools.md'])).toEqual([])
  })

  it('should not blame a translator where the Chinese cannot be seen', async () => {
    const project = createMemoryProject([['target:a.md', '# A\n\nSee {ref}`gone`.\n']])
    const { issues } = await checkProject(project, EVERYTHING)
    expect(issues.map(({ check, severity }) => [check, severity])).toEqual([['reference-unresolved', 'warning']])
  })
})
