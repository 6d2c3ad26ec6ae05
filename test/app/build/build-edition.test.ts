import { describe, expect, it } from 'vitest'
import { type BuildReport, buildEdition } from '../../../src/app/build-edition.js'
import { syncProject } from '../../../src/app/sync-project.js'
import { BUILD_CHOICES, type BuildPolicy, NOTE_TEXTS, STANDINGS } from '../../../src/core/build-policy.js'
import { createMemoryEdition, type MemoryEdition } from '../../helpers/memory-edition.js'
import { createMemoryProject, type MemoryProject } from '../../helpers/project.js'

const DEFAULTS = {
  ...Object.fromEntries(STANDINGS.map((standing) => [standing, BUILD_CHOICES[standing][0]])),
  note: 'segment',
  notes: NOTE_TEXTS,
} as unknown as BuildPolicy

const SYNC = { chapters: [], locked: false, dryRun: false }

type Files = Readonly<Record<string, string>>

/** A book as it was synced, and what changed in it since. */
async function projectOf(synced: Files, since: Files = {}): Promise<MemoryProject> {
  const project = createMemoryProject(Object.entries(synced))
  await syncProject(project, SYNC)
  for (const [key, text] of Object.entries(since)) project.workspace.files.set(key, text)
  return project
}

async function build(
  project: MemoryProject,
  policy: Partial<BuildPolicy> = {},
): Promise<MemoryEdition & { readonly report: BuildReport }> {
  const edition = createMemoryEdition(project.workspace)
  const input = { policy: { ...DEFAULTS, ...policy }, dryRun: false }
  return { ...edition, report: await buildEdition({ ...project, edition }, input) }
}

function note(words: string): string {
  return `\`\`\`{note}\n:class: translation-note\n\n${words}\n\`\`\`\n`
}

const CHINESE = '# 监听器\n\n监听器绑定 15001 端口。\n\n连接池限制并发请求。\n'
const ENGLISH = '# Listeners\n\nThe listener binds port 15001.\n\nA connection pool limits concurrent requests.\n'
const CHANGED = '# 监听器\n\n监听器绑定 15006 端口。\n\n连接池限制并发请求。\n\n熔断器保护上游。\n'

describe('what is stale or not translated', () => {
  const book = () => projectOf({ 'source:a.md': CHINESE, 'target:a.md': ENGLISH }, { 'source:a.md': CHANGED })

  it('should keep stale English and show new Chinese, each with a note', async () => {
    const { text, report } = await build(await book())
    expect(text('a.md')).toBe(
      `# Listeners\n\n${note(NOTE_TEXTS.stale)}\nThe listener binds port 15001.\n\nA connection pool limits concurrent requests.\n\n${note(NOTE_TEXTS.untranslated)}\n熔断器保护上游。\n`,
    )
    expect(report.chapters).toEqual([
      {
        chapter: 'a.md',
        from: 'target',
        segments: [
          {
            id: expect.any(String),
            ...{ standing: 'stale', action: 'keep' },
            ...{ source: { startLine: 3, endLine: 3 }, built: { startLine: 9, endLine: 9 } },
          },
          {
            id: expect.any(String),
            ...{ standing: 'untranslated', action: 'source' },
            ...{ source: { startLine: 7, endLine: 7 }, built: { startLine: 19, endLine: 19 } },
          },
        ],
        notes: [
          { line: 3, reasons: ['stale'] },
          { line: 13, reasons: ['untranslated'] },
        ],
      },
    ])
  })

  it('should show the Chinese in place of stale English', async () => {
    const { text } = await build(await book(), { stale: 'source', note: 'none' })
    expect(text('a.md')).toBe(
      '# Listeners\n\n监听器绑定 15006 端口。\n\nA connection pool limits concurrent requests.\n\n熔断器保护上游。\n',
    )
  })

  it('should leave both out', async () => {
    const { text, report } = await build(await book(), { stale: 'omit', untranslated: 'omit' })
    expect(text('a.md')).toBe('# Listeners\n\nA connection pool limits concurrent requests.\n')
    expect(report.chapters[0]?.segments.map(({ standing, action }) => [standing, action])).toEqual([
      ['untranslated', 'omit'],
      ['stale', 'omit'],
    ])
  })

  it('should refuse, say for what, and build nothing', async () => {
    const { files, report } = await build(await book(), { stale: 'refuse' })
    expect(files.size).toBe(0)
    expect(report.refused).toEqual([
      {
        ...{ id: expect.any(String), chapter: 'a.md', standing: 'stale', text: '监听器绑定 15006 端口。' },
        source: { path: 'source/a.md', startLine: 3, endLine: 3 },
        target: { path: 'target/a.md', startLine: 3, endLine: 3 },
      },
    ])
  })

  it('should tell a reader once a chapter', async () => {
    const { text } = await build(await book(), { note: 'chapter' })
    const words = `${NOTE_TEXTS.someUntranslated}\n${NOTE_TEXTS.someStale}`
    expect(text('a.md')).toMatch(`# Listeners\n\n${note(words)}\nThe listener`)
    expect(text('a.md').match(/\{note\}/g)).toHaveLength(1)
  })

  it('should word notes as the configuration does, in a fence that holds them', async () => {
    const notes = { ...NOTE_TEXTS, untranslated: 'Read [it](https://example.org/{chapter}.html): ```` stays.' }
    const { text } = await build(await book(), { notes })
    expect(text('a.md')).toContain(
      '`````{note}\n:class: translation-note\n\nRead [it](https://example.org/a.html): ```` stays.\n`````\n',
    )
  })
})

describe('a chapter without English', () => {
  it('should be the Chinese one, with a note behind its title', async () => {
    const chinese = '---\ntags: [a]\n---\n(top)=\n# 熔断\n\n一段。\n\n```yaml\na: 1\n```\n\n二段。\n'
    const { text, report } = await build(await projectOf({ 'source:b.md': chinese, 'target:a.md': 'A.\n' }))
    expect(text('b.md')).toBe(chinese.replace('# 熔断\n', `# 熔断\n\n${note(NOTE_TEXTS.chapter)}`))
    expect(report.chapters.find(({ chapter }) => chapter === 'b.md')).toMatchObject({ from: 'source' })
  })

  it('should keep what others refer to when it is left out', async () => {
    const chinese = '# 熔断\n\n一段。\n\n## 阈值\n\n- 一\n- 二\n\n(figure)=\n![](a.png)\n\n```{toctree}\nb.md\n```\n'
    const project = await projectOf({ 'source:a.md': chinese, 'source:b.md': '# English\n\nNo Chinese.\n' })
    const { text } = await build(project, { untranslated: 'omit' })
    expect(text('a.md')).toBe(
      `# 熔断\n\n${note(NOTE_TEXTS.chapterOmitted)}\n## 阈值\n\n(figure)=\n![](a.png)\n\n\`\`\`{toctree}\nb.md\n\`\`\`\n`,
    )
    expect(text('b.md')).toBe('# English\n\nNo Chinese.\n')
  })
})

describe('what cannot be left out', () => {
  it.each([
    ['a heading', '# A\n\nText here.\n\n## 标题在此\n\nMore text.\n', '# 甲\n\n文字。\n\n## 标题在此\n\n更多文字。\n'],
    [
      'a cell',
      '# A\n\n| a | b |\n|---|---|\n| one | 二是中文 |\n',
      '# 甲\n\n| 甲 | 乙 |\n|---|---|\n| 一 | 二是中文 |\n',
    ],
    [
      'a caption',
      '# A\n\n```{figure} a.png\n图的说明文字\n```\n\nText.\n',
      '# 甲\n\n```{figure} a.png\n图的说明文字\n```\n\n文字。\n',
    ],
    ['what has a label', '# A\n\nText.\n\n(here)=\n这里是中文。\n', '# 甲\n\n文字。\n\n(here)=\n这里是中文。\n'],
  ])('should stay in Chinese with a note: %s', async (_, english, chinese) => {
    const project = await projectOf({ 'source:a.md': chinese, 'target:a.md': english })
    const { text } = await build(project, { untranslated: 'omit' })
    const without = text('a.md').replace(`${note(NOTE_TEXTS.untranslated)}\n`, '')
    expect(without).toBe(english)
    expect(text('a.md')).not.toBe(english)
  })

  it('should take the frame along that would be empty, but no figure', async () => {
    const english = '# A\n\nText.\n\n:::{tip}\n这里是中文。\n:::\n\n- one\n- 二是中文\n\n> 引用的中文。\n\nEnd.\n'
    const chinese = '# 甲\n\n文字。\n\n:::{tip}\n这里是中文。\n:::\n\n- 一\n- 二是中文\n\n> 引用的中文。\n\n完。\n'
    const { text } = await build(await projectOf({ 'source:a.md': chinese, 'target:a.md': english }), {
      untranslated: 'omit',
    })
    expect(text('a.md')).toBe('# A\n\nText.\n\n- one\n\nEnd.\n')
  })
})

describe('where a note stands', () => {
  const noted = async (english: string, chinese: string) => {
    const { text } = await build(await projectOf({ 'source:a.md': chinese, 'target:a.md': english }))
    return text('a.md').replaceAll(note(NOTE_TEXTS.untranslated), 'NOTE\n')
  }

  it('should be in front of the list, the table, the figure and the labels', async () => {
    const english =
      '# A\n\nText:\n- one\n- 二是中文\n\nText.\n\n| a | b |\n|---|---|\n| 三是中文 | d |\n\nText.\n\n```{figure} a.png\n:name: f\n\n图的说明文字\n```\n\nText.\n\n(l)=\n段落是中文。\n'
    const chinese =
      '# 甲\n\n文字：\n- 一\n- 二是中文\n\n文字一。\n\n| 甲 | 乙 |\n|---|---|\n| 三是中文 | 丁 |\n\n文字二。\n\n```{figure} a.png\n:name: f\n\n图的说明文字\n```\n\n文字三。\n\n(l)=\n段落是中文。\n'
    expect(await noted(english, chinese)).toBe(
      english
        .replace('Text:\n', 'Text:\n\nNOTE\n\n')
        .replace('| a | b', 'NOTE\n\n| a | b')
        .replace('```{figure}', 'NOTE\n\n```{figure}')
        .replace('(l)=', 'NOTE\n\n(l)='),
    )
  })

  it('should be one for blocks that follow one another, behind their heading', async () => {
    const english = '# A\n\nText.\n\n## 中文标题\n\n段落一。\n\n```sh\nls\n```\n\n段落二。\n\nText.\n'
    const chinese = '# 甲\n\n文字。\n\n## 中文标题\n\n段落一。\n\n```sh\nls\n```\n\n段落二。\n\n文字二。\n'
    expect(await noted(english, chinese)).toBe(english.replace('## 中文标题\n', '## 中文标题\n\nNOTE\n'))
  })

  it('should keep the line endings and the mark of the file', async () => {
    const english = '\uFEFF# A\r\n\r\nText.\r\n\r\n段落是中文。'
    const chinese = '# 甲\n\n文字。\n\n段落是中文。\n'
    expect(await noted(english, chinese)).not.toMatch(/(?<!\r)\n(?!$)/)
  })
})

describe('references', () => {
  it('should lead from Chinese to English and from English to Chinese', async () => {
    const conf =
      'extensions = ["myst_parser", "sphinx.ext.autosectionlabel"]\nautosectionlabel_prefix_document = True\n'
    const project = await projectOf(
      {
        'source:conf.py': conf,
        'target:conf.py': conf,
        'source:index.md': '# 书\n\n见 {ref}`b:阈值`。\n\n```{toctree}\na.md\nb.md\n```\n',
        'target:index.md': '# Book\n\nSee {ref}`b:阈值`.\n\n```{toctree}\na.md\n```\n',
        'source:a.md': '# 监听器\n\n## 端口\n\n文字。\n',
        'target:a.md': '# Listeners\n\n## Ports\n\nText.\n',
      },
      {
        'source:b.md': '# 熔断\n\n见 {ref}`a:端口`和 [监听器](a.md)。\n\n## 阈值\n\n文字。\n',
      },
    )
    const { text, report } = await build(project)
    expect(text('b.md')).toContain('见 {ref}`a:Ports`和 [监听器](a.md)。')
    expect(text('index.md')).toBe('# Book\n\nSee {ref}`b:阈值`.\n\n```{toctree}\na.md\nb.md\n```\n')
    expect(report.references).toEqual([{ chapter: 'b.md', line: 3, from: 'a:端口', to: 'a:Ports', near: false }])
    expect(report.entries).toEqual([{ chapter: 'index.md', listed: 'b.md' }])
  })

  it('should lead to what took the place of a heading, and to the next above of one that is not there', async () => {
    const conf =
      'extensions = ["myst_parser", "sphinx.ext.autosectionlabel"]\nautosectionlabel_prefix_document = True\n'
    const files = {
      ...{ 'source:conf.py': conf, 'target:conf.py': conf },
      'source:a.md': '# 监听器\n\n## 绑定 15001 端口\n\n文字一。\n\n## 别的\n\n文字二。\n',
      'target:a.md': '# Listeners\n\n## Binding port 15001\n\nText one.\n\n## Other\n\nText two.\n',
      'source:b.md': '# 书\n\n见 {ref}`a:绑定 15001 端口`。\n',
      'target:b.md': '# Book\n\nSee {ref}`a:Binding port 15001`.\n',
    }
    const changed = {
      'source:a.md': files['source:a.md'].replaceAll('15001', '15006'),
      'source:b.md': files['source:b.md'].replaceAll('15001', '15006'),
    }
    const { text } = await build(await projectOf(files, changed), { stale: 'source', note: 'none' })
    expect(text('a.md')).toContain('## 绑定 15006 端口\n')
    expect(text('b.md')).toContain('`a:绑定 15006 端口`')
  })

  it('should keep an English term readable that is defined in Chinese', async () => {
    const project = await projectOf({
      'source:g.md': '# 术语\n\n```{glossary}\n边车\n: 代理。\n```\n',
      'source:a.md': '# 网格\n\n叫做 {term}`边车`。\n',
      'target:a.md': '# Mesh\n\nIt is called a {term}`sidecar`.\n',
    })
    const { text } = await build(project)
    expect(text('a.md')).toBe('# Mesh\n\nIt is called a {term}`sidecar <边车>`.\n')
  })
})

describe('files', () => {
  it('should be those of the English edition, and the Chinese ones that it lacks', async () => {
    const project = await projectOf({
      'source:a.md': '# 甲\n\n![](x.png) ![](y.png)\n',
      'target:a.md': '# A\n\n![](x.png) ![](y.png)\n',
      ...{ 'source:x.png': 'zh', 'source:y.png': 'zh', 'source:z.png': 'zh', 'target:y.png': 'en' },
      'target:conf.py': 'language = "en"\n',
    })
    const { files } = await build(project)
    expect([...files].sort()).toEqual([
      ['a.md', { text: '# A\n\n![](x.png) ![](y.png)\n' }],
      ['conf.py', { from: 'target' }],
      ['x.png', { from: 'source' }],
      ['y.png', { from: 'target' }],
    ])
  })

  it('should have alternative texts that MyST can read', async () => {
    const chinese = '# 甲\n\n:::{figure-md} f\n<img src="a.png" alt="图：端口">\n\n*图：端口*\n:::\n'
    const english = '# A\n\n:::{figure-md} f\n<img src="a.png" alt="Figure: ports">\n\n*Figure: ports*\n:::\n'
    const conf = 'myst_enable_extensions = ["html_image"]\n'
    const { text, report } = await build(
      await projectOf({ 'source:a.md': chinese, 'target:a.md': english, 'target:conf.py': conf }),
    )
    expect(text('a.md')).toBe(english.replace('alt="Figure: ', 'alt="Figure:\u00A0'))
    expect(report.alts).toEqual([{ chapter: 'a.md', line: 4 }])
  })
})
