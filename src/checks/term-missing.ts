import type { Severity } from '../core/finding.js'
import { countHan } from '../core/text.js'
import { accountTerms, type TermAccount } from '../glossary/account-terms.js'
import type { TermMatch } from '../glossary/compile-terms.js'
import { findRendering, type Rendering } from '../glossary/rendering.js'
import type { Term } from '../glossary/term.js'
import { defineCheck } from './define-check.js'
import { standIn } from './stand-in.js'

export const termMissing = defineCheck({
  id: 'term-missing',
  severity: 'error',
  issueType: 'terminology',
  docs: {
    summary: 'A term of the glossary stands in the source, and none of its accepted English in the translation.',
    rationale:
      'One thing has one name throughout the book. Plurals, verb forms, hyphens, case and acronyms are allowed for, and code and link text count. Once is enough: English repeats itself less than Chinese, and a pronoun may stand for the rest. Terms that are not translated must stand there exactly.',
  },
  examples: {
    ok: [
      { source: '连接池已满。', target: 'All Connection-Pools are full.', terms: [['连接池', 'connection pool']] },
      {
        source: '连接池已满，连接池拒绝。',
        target: 'The connection pool is full and refuses.',
        terms: [['连接池', 'connection pool']],
      },
      { source: '见 `连接池`。', target: 'See below.', terms: [['连接池', 'connection pool']] },
    ],
    notOk: [
      {
        source: '连接池已满。',
        target: 'The link pool is full.',
        terms: [['连接池', 'connection pool']],
        findings: [{ values: { term: '连接池', expected: 'connection pool', found: 'link pool', context: 'found' } }],
      },
      {
        source: '连接池已满。',
        target: 'No more clients are served.',
        terms: [['连接池', 'connection pool']],
        findings: [{ values: { term: '连接池', expected: 'connection pool' } }],
      },
      {
        source: '设置 `type` 字段。',
        target: 'Set `type`.',
        terms: [['字段', 'field']],
        findings: [{ severity: 'info', values: { term: '字段', expected: 'field' } }],
      },
      {
        source: '用 istioctl 安装。',
        target: 'Install with IstioCtl.',
        terms: [['istioctl', 'istioctl']],
        findings: [{ values: { term: 'istioctl', expected: 'istioctl', found: 'IstioCtl', context: 'verbatim' } }],
      },
    ],
  },
  *run(pair, { terms }) {
    const accounts = accountTerms(pair, terms)
    for (const { term, matches, expected, isUsed, deprecated } of accounts) {
      if (isUsed || deprecated.length > 0 || expected.length === 0) continue
      const values = { term: term.source, expected: expected.join(', ') }
      const other = term.doNotTranslate
        ? findRendering(pair.target, expected[0] ?? '')
        : standIn(pair.target, term, expected, rightPlaces(accounts))
      const severity = other ? undefined : severityOf(pair.source, term, matches)
      if (!other) yield severity ? { severity, values } : { values }
      else {
        const context = term.doNotTranslate ? 'verbatim' : 'found'
        yield { range: [other.start, other.end], values: { ...values, found: other.text, context } }
      }
    }
  },
})

function rightPlaces(accounts: readonly TermAccount[]): Rendering[] {
  return accounts.flatMap(({ accepted }) => accepted())
}

/** Nouns that Chinese puts behind a name to say what it is, and English leaves out: `type` 字段, Secret 对象. */
const CLASSIFIERS =
  /^(?:对象|字段|资源|类型|参数|属性|组件|函数|方法|命令|插件|服务|标签|文件|接口|配置|选项|指标|进程|容器|节点|集群|协议|框架|机制|功能)$/

/** A source text of more Han characters has many ways to go without a word. */
const LONG = 40

/**
 * How sure it is that the term is missed, where nothing is seen to stand for it. English may leave out a name, or a
 * classifier that only ever stands behind one; and in a long paragraph a word of two characters, which is often an
 * everyday word as well (连接, 请求).
 */
function severityOf(source: string, term: Term, matches: readonly TermMatch[]): Severity | undefined {
  const behindName = ({ start }: TermMatch) => /[A-Za-z0-9`)>]\s*$/.test(source.slice(0, start))
  if (term.doNotTranslate || (CLASSIFIERS.test(term.source) && matches.every(behindName))) return 'info'
  return term.source.length <= 2 && countHan(source) > LONG ? 'warning' : undefined
}
