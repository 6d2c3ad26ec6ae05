import { execFileSync } from 'node:child_process'
import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../helpers/temporary-folder.js'
import { corpora } from './corpora.js'

/** A throw-away project with the real book as it is today, its English not yet linked. */
export async function copyRealBook(): Promise<string> {
  const root = temporaryFolder()
  for (const [side, folder] of [
    ['zh', 'source-zh'],
    ['en', 'target-en'],
  ] as const) {
    const clone = join(temporaryFolder(), side)
    execFileSync('git', ['clone', '-q', '-b', 'main', join(corpora, `istio-insider/${side}.bundle`), clone])
    cpSync(join(clone, 'docs/source'), join(root, folder), { recursive: true })
  }
  writeFileSync(join(root, 'zhen.config.json'), '{}\n')
  return root
}
