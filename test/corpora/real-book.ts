import { execFileSync } from 'node:child_process'
import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../helpers/temporary-folder.js'
import { corpora } from './corpora.js'

/** Both editions of the real book: Chinese and English. */
export const EDITIONS = ['zh', 'en'] as const

/** Clones an edition of the real book into a folder that is empty or not there yet, and returns the folder. */
export function cloneEdition(side: (typeof EDITIONS)[number], folder: string): string {
  execFileSync('git', ['clone', '-q', '-b', 'main', join(corpora, `istio-insider/${side}.bundle`), folder])
  return folder
}

/** A throw-away project with the real book as it is today, its English not yet linked. */
export async function copyRealBook(): Promise<string> {
  const root = temporaryFolder()
  for (const [side, folder] of [
    ['zh', 'source-zh'],
    ['en', 'target-en'],
  ] as const) {
    const clone = cloneEdition(side, temporaryFolder())
    cpSync(join(clone, 'docs/source'), join(root, folder), { recursive: true })
  }
  writeFileSync(join(root, 'zhen.config.json'), '{}\n')
  return root
}
