import { describe, expect, it } from 'vitest'
import type { ListReport } from '../../src/app/report.js'
import { startDeeplServer } from '../engines/servers/deepl-server.js'
import { type Book, makeBook } from '../helpers/book.js'
import { runCli } from '../helpers/run-cli.js'

const CONF = 'extensions = ["myst_parser", "sphinx.ext.autosectionlabel"]\n'

/** A heading that is Chinese still, and reviewed English that refers to it. */
async function referringBook(): Promise<Book> {
  const book = await makeBook({
    'source-zh/conf.py': CONF,
    'target-en/conf.py': CONF,
    'source-zh/a.md': '# 集群\n\n集群是一组上游主机。\n\n## 负载均衡\n\n负载均衡选出一台主机。\n',
    'target-en/a.md':
      '# Clusters\n\nA cluster is a set of upstream hosts.\n\n## 负载均衡\n\nLoad balancing picks a host.\n',
    'source-zh/b.md': '# 路由\n\n路由之后的事见{ref}`负载均衡`，也见{ref}`这一节 <负载均衡>`。\n\n完。\n',
    'target-en/b.md':
      '# Routes\n\nFor what follows see {ref}`负载均衡`, and {ref}`this section <负载均衡>`.\n\nThe end.\n',
  })
  await book.must('sync')
  const [paragraph] = (await book.list('b')).filter(({ kind }) => kind === 'paragraph')
  await book.must('approve', paragraph?.id ?? '', '--by', 'Han Meimei')
  return book
}

describe('references to a heading that is translated', () => {
  it('should follow when it is drafted, and keep the review of the text they stand in', async () => {
    const book = await referringBook()
    const server = await startDeeplServer()
    const env = { LANG: 'C', DEEPL_AUTH_KEY: server.key, DEEPL_SERVER_URL: server.url }
    const dry = await runCli(['-C', book.root, 'draft', '--engine', 'deepl', '--dry-run'], { env })
    expect(dry.stdout).toContain('2 references to headings follow')
    const { stdout } = await runCli(['-C', book.root, 'draft', '--engine', 'deepl', '--format', 'json'], { env })
    await server.close()
    const heading = /^## (.+)$/m.exec(book.read('target-en/a.md'))?.[1] ?? ''
    expect(heading).not.toMatch(/\p{Script=Han}/u)
    expect(book.read('target-en/b.md')).toBe(
      `# Routes\n\nFor what follows see {ref}\`${heading}\`, and {ref}\`this section <${heading}>\`.\n\nThe end.\n`,
    )
    expect(JSON.parse(stdout)).toMatchObject({
      labels: [
        { path: 'target-en/b.md', line: 3, from: '负载均衡', to: heading },
        { path: 'target-en/b.md', line: 3, from: '负载均衡', to: heading },
      ],
    })
    const statuses = (await book.list('b')).map(({ status }) => status)
    expect(statuses).toEqual(['translated', 'reviewed', 'translated'])
    expect(await book.must('check', '--only', 'reference-unresolved,reference-elsewhere')).toMatchObject({
      exitCode: 0,
    })
  })

  it('should follow on request when a person translated it', async () => {
    const book = await referringBook()
    book.write('target-en/a.md', book.read('target-en/a.md').replace('## 负载均衡', '## Load balancing'))
    await book.must('sync')
    const dry = await book.must('follow', '--references', '--dry-run')
    expect(dry.stdout).toContain('负载均衡 → Load balancing')
    expect(book.read('target-en/b.md')).toContain('{ref}`负载均衡`')
    await book.must('follow', '--references')
    expect(book.read('target-en/b.md')).toContain('{ref}`Load balancing`, and {ref}`this section <Load balancing>`')
    expect((await book.list('b')).map(({ status }) => status)).toEqual(['translated', 'reviewed', 'translated'])
    expect((await book.must('follow', '--references')).stdout).toContain('No reference leads nowhere')
  })

  it('should stay where what they lead to has no English', async () => {
    const book = await makeBook({
      'source-zh/conf.py': CONF,
      'source-zh/a.md': '# 集群\n\n一组上游主机。\n',
      'source-zh/b.md': '# 路由\n\n见{ref}`集群`。\n',
      'target-en/b.md': '# Routes\n\nSee {ref}`集群`.\n',
    })
    await book.must('sync')
    const report = await book.must('follow', '--references', '--format', 'json')
    expect(JSON.parse(report.stdout)).toMatchObject({
      labels: [],
      unmapped: [{ label: '集群', reason: 'no-counterpart' }],
    })
    const { segments } = JSON.parse(
      (await book.must('list', '--status', 'translated', '--format', 'json')).stdout,
    ) as ListReport
    expect(segments).toHaveLength(2)
  })
})
