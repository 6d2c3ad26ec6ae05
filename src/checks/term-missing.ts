import type { Severity } from '../core/finding.js'
import { countHan } from '../core/text.js'
import { accountTerms, type TermAccount } from '../glossary/account-terms.js'
import type { TermMatch } from '../glossary/compile-terms.js'
import type { Rendering } from '../glossary/rendering.js'
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
      'One thing has one name throughout the book. Plurals, verb forms, hyphens, case and acronyms are allowed for, and code and link text count; so does English that the author gives beside the term in parentheses. English repeats itself less than Chinese: in the same sentence and in those that follow without a break, a pronoun may stand for the term. Where it comes back after a sentence without it, English names it again; where it does not, the finding is an info. Terms that are not translated are looked at by `term-not-verbatim`.',
  },
  examples: {
    ok: [
      { source: '连接池已满。', target: 'All Connection-Pools are full.', terms: [['连接池', 'connection pool']] },
      {
        source: '连接池已满，连接池拒绝。',
        target: 'The connection pool is full and refuses.',
        terms: [['连接池', 'connection pool']],
      },
      {
        source: '监听器绑定端口。监听器接受连接。监听器关闭。',
        target: 'The listener binds a port. It accepts connections, then closes.',
        terms: [['监听器', 'listener']],
      },
      { source: '路由(Router)规则', target: 'the Router’s rules', terms: [['路由', 'route']] },
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
        source: 'Istio 数据平面',
        target: 'The Istio data surface',
        terms: [['数据平面', 'data plane']],
        findings: [{ values: { term: '数据平面', expected: 'data plane', found: 'data surface', context: 'found' } }],
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
        source: '监听器接受连接。线程处理请求。最后关闭监听器。',
        target: 'The listener accepts connections. Threads handle requests. At last it closes.',
        terms: [['监听器', 'listener']],
        findings: [
          { severity: 'info', values: { term: '监听器', expected: 'listener', wanted: 2, seen: 1, context: 'fewer' } },
        ],
      },
    ],
  },
  *run(pair, { terms }) {
    const accounts = accountTerms(pair, terms)
    for (const account of accounts) {
      const { term, matches, expected, isUsed, deprecated } = account
      if (term.doNotTranslate || deprecated.length > 0 || expected.length === 0) continue
      const values = { term: term.source, expected: expected.join(', ') }
      if (isUsed) {
        const wanted = timesNamed(pair.source, matches)
        const seen = wanted > 1 ? account.accepted().length : 0
        if (seen > 0 && seen < wanted) yield { severity: 'info', values: { ...values, wanted, seen, context: 'fewer' } }
        continue
      }
      const other = standIn(pair, term, expected, rightPlaces(accounts))
      const severity = other ? undefined : severityOf(pair.source, term, matches)
      if (!other) yield severity ? { severity, values } : { values }
      else yield { range: [other.start, other.end], values: { ...values, found: other.text, context: 'found' } }
    }
  },
})

/** What ends a sentence, and a point of a list. */
const SENTENCE_END = /[。！？!?；;\n]/

/** How often English would name a term: once for each run of sentences that all have it. */
function timesNamed(source: string, matches: readonly TermMatch[]): number {
  return matches.filter(({ start }, index) => {
    const before = matches[index - 1]
    if (!before) return true
    const between = source.slice(before.end, start).split(SENTENCE_END)
    // The first piece ends the sentence of the one, the last begins that of the other.
    return between.slice(1, -1).some((sentence) => sentence.trim() !== '')
  }).length
}

function rightPlaces(accounts: readonly TermAccount[]): Rendering[] {
  return accounts.flatMap(({ accepted }) => accepted())
}

/** Nouns that Chinese puts behind a name to say what it is, and English leaves out: `type` 字段, Secret 对象. */
const CLASSIFIERS =
  /^(?:对象|字段|资源|类型|参数|属性|组件|函数|方法|命令|插件|服务|标签|文件|接口|配置|选项|指标|进程|容器|节点|集群|协议|框架|机制|功能)$/

/** A source text of more Han characters has many ways to go without a word. */
const LONG = 40

/**
 * How sure it is that the term is missed, where nothing is seen to stand for it. English may leave out a classifier that only
 * ever stands behind a name; and in a long paragraph a word of two characters, which is often an
 * everyday word as well (连接, 请求).
 */
function severityOf(source: string, term: Term, matches: readonly TermMatch[]): Severity | undefined {
  const behindName = ({ start }: TermMatch) => /[A-Za-z0-9`)>]\s*$/.test(source.slice(0, start))
  if (CLASSIFIERS.test(term.source) && matches.every(behindName)) return 'info'
  return term.source.length <= 2 && countHan(source) > LONG ? 'warning' : undefined
}
