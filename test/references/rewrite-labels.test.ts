import { describe, expect, it } from 'vitest'
import { createBook, retitle } from '../../src/references/book.js'
import { planRewrite, withLabels } from '../../src/references/rewrite-labels.js'
import { type Files, inputOf } from './books.js'

const PREFIXED = { autosectionlabel: true, autosectionlabel_prefix_document: true, myst_heading_anchors: 2 }

/** The files after a heading of `a.md` has got another text and the references were rewritten, and what was lost. */
function afterRetitling(files: Files, heading: string, text: string) {
  const input = inputOf(files, PREFIXED)
  const node =
    input.chapters[0]?.definitions.find(({ kind, label }) => kind === 'heading' && label === heading)?.node ?? -1
  const plan = planRewrite(createBook(input), createBook(retitle(input, [{ chapter: 'a.md', node, text }])))
  const rewritten = Object.fromEntries(
    Object.entries(files).map(([path, file]) => {
      const edits = plan.rewritten.filter(({ chapter }) => chapter === path).flatMap((part) => part.edits)
      return [path, withLabels(file, edits)]
    }),
  )
  return { rewritten, plan }
}

describe('planRewrite', () => {
  it('should change the labels of a heading that changes, and nothing else', () => {
    const files = {
      'a.md': '# 总述\n\n## 连接池\n\n> 见 {ref}`a:连接池`\n> 和 [这里](#连接池)。\n',
      'b.md': '# B\n\n- {ref}`池 <A:连接池>`，{ref}`a:总述`，{doc}`a`，[池][pool]。\n\n[pool]: a.md#连接池\n',
    }
    const { rewritten, plan } = afterRetitling(files, '连接池', 'Connection pools')
    expect(rewritten).toEqual({
      'a.md': '# 总述\n\n## 连接池\n\n> 见 {ref}`a:Connection pools`\n> 和 [这里](#connection-pools)。\n',
      'b.md':
        '# B\n\n- {ref}`池 <a:Connection pools>`，{ref}`a:总述`，{doc}`a`，[池][pool]。\n\n[pool]: a.md#connection-pools\n',
    })
    expect(plan.lost).toEqual([])
    expect(plan.rewritten[0]?.text).toBe('见 {ref}`a:Connection pools`\n和 [这里](#connection-pools)。')
  })

  it('should number anchors that become equal', () => {
    const files = { 'a.md': '# A\n\n## 限制\n\n## Limits\n\n[一](#限制) [二](#limits)\n' }
    const { rewritten } = afterRetitling(files, '限制', 'Limits')
    expect(rewritten['a.md']).toContain('[一](#limits) [二](#limits-1)')
  })

  it('should name the references that no label can save', () => {
    const files = { 'a.md': '# A\n\n## 限制\n\n见 {ref}`a:限制`。\n' }
    const { plan } = afterRetitling(files, '限制', 'The `max` limit')
    expect(plan.rewritten).toEqual([])
    expect(plan.lost.map(({ use }) => use.label)).toEqual(['a:限制'])
  })
})
