import type { TermMatch } from '../glossary/compile-terms.js'
import { findRendering } from '../glossary/rendering.js'
import type { Term } from '../glossary/term.js'
import { accountTerms } from './account-terms.js'
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
    for (const { term, matches, expected, accepted, deprecated } of accountTerms(pair, terms)) {
      if (accepted.length > 0 || deprecated.length > 0 || expected.length === 0) continue
      const values = { term: term.source, expected: expected.join(', ') }
      const other = term.doNotTranslate
        ? findRendering(pair.target, expected[0] ?? '')
        : standIn(pair.target, term, expected)
      if (!other) yield mayBeLeftOut(pair.source, term, matches) ? { severity: 'info', values } : { values }
      else {
        const context = term.doNotTranslate ? 'verbatim' : 'found'
        yield { range: [other.start, other.end], values: { ...values, found: other.text, context } }
      }
    }
  },
})

/** Nouns that Chinese puts behind a name to say what it is, and English leaves out: `type` 字段, Secret 对象. */
const CLASSIFIERS =
  /^(?:对象|字段|资源|类型|参数|属性|组件|函数|方法|命令|插件|服务|标签|文件|接口|配置|选项|指标|进程|容器|节点|集群|协议|框架|机制|功能)$/

/** True for a name that is not translated, and for a classifier that only ever stands behind a name. */
function mayBeLeftOut(source: string, term: Term, matches: readonly TermMatch[]): boolean {
  if (term.doNotTranslate) return true
  return (
    CLASSIFIERS.test(term.source) && matches.every(({ start }) => /[A-Za-z0-9`)>]\s*$/.test(source.slice(0, start)))
  )
}
