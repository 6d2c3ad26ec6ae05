import { describe, expect, it } from 'vitest'
import { checkProject } from '../../src/app/check-project.js'
import { createMemoryProject } from '../helpers/project.js'

async function found(source: string, english: string, only: readonly string[]) {
  const project = createMemoryProject([
    ['source:a.md', source],
    ['target:a.md', english],
  ])
  const everything = { chapters: [], release: false, changedFrom: null, baseline: null, dryRun: false }
  const { issues } = await checkProject(project, { ...everything, only })
  return issues.map(({ check, values, target }) => {
    return `${check} ${target.startLine}:${target.startColumn} ${JSON.stringify(values)}`
  })
}

describe('code blocks in a check', () => {
  const chapter = (code: string) => `# Pods\n\nHere they are.\n\n- It:\n\n  \`\`\`bash\n  echo\n  ${code}\n  \`\`\`\n`
  const only = ['code-block-mismatch']

  it('should point at the word that differs, inside a list', async () => {
    const source = chapter('kubectl get pods --all').replace('Here they are.', '在这里。')
    expect(await found(source, chapter('kubectl get pod --all'), only)).toEqual([
      'code-block-mismatch 9:15 {"expected":"pods","found":"pod","context":"found"}',
    ])
  })

  it('should say nothing of comments', async () => {
    const source = chapter('# 列出所有的容器组').replace('Here they are.', '在这里。')
    expect(await found(source, chapter('# list all the pods'), only)).toEqual([])
  })
})

describe('shapes in a check', () => {
  const only = ['shape-mismatch']
  const chinese = '# 主机\n\n- 第一台主机在这里\n- 第二台主机在那里\n- 第三台主机不见了\n'

  it('should count the items of a list', async () => {
    const english = '# Hosts\n\n- The first host is here\n- The second host is there\n'
    expect(await found(chinese, english, only)).toEqual(['shape-mismatch 3:3 {"expected":3,"found":2}'])
  })

  it('should take the lists together that one list was divided into', async () => {
    const english =
      '# Hosts\n\n- The first host is here\n- The second host is there\n\n<!-- -->\n\n- The third host is gone\n'
    expect(await found(chinese, english, only)).toEqual([])
  })

  it('should count the columns of a table', async () => {
    const table = '| 名称 | 说明 |\n| --- | --- |\n| port | 监听的端口号 |\n| host | 主机的名称 |\n'
    const english = '| Name | Meaning |\n| --- | --- |\n| port | The port | number |\n| host | The name of the host |\n'
    expect(await found(table, english, only)).toEqual([
      'shape-mismatch 1:3 {"expected":2,"found":3,"context":"columns"}',
    ])
  })
})

describe('comparing with the rest of the book', () => {
  it('should point at the text that has another English', async () => {
    const source =
      '# 连接池的上限\n\n上限是一百个连接。\n\n# 其它内容\n\n这里没有什么可说的。\n\n# 连接池的上限\n\n再说一次上限。\n'
    const english =
      '# Limits of the pool\n\nThe limit is one hundred connections.\n\n# Other things\n\nThere is nothing to say here.\n\n# How large pools are\n\nThe limit again.\n'
    expect(await found(source, english, ['translation-inconsistent'])).toEqual([
      'translation-inconsistent 9:3 {"expected":"Limits of the pool","place":"a.md"}',
    ])
  })
})
