import type { EditionContent, EditionFiles } from '../../src/app/build/edition-files.js'
import type { MemoryWorkspace } from './memory-workspace.js'

/** An edition that was built without a disk. */
export interface MemoryEdition extends EditionFiles {
  readonly files: Map<string, EditionContent>
  /** The text of a built chapter. */
  text(path: string): string
}

export function createMemoryEdition(workspace: MemoryWorkspace): MemoryEdition {
  const files = new Map<string, EditionContent>()
  return {
    files,
    shown: 'out',
    text(path) {
      const content = files.get(path)
      if (!content || !('text' in content)) throw new Error(`no chapter ${path}: ${[...files.keys()].join(' ')}`)
      return content.text
    },
    list() {
      const paths = [...workspace.files.keys()].flatMap((key) => /^target:(.*(?<!\.md))$/.exec(key)?.[1] ?? [])
      return { paths: paths.sort(), notices: [] }
    },
    has: (side, path) => workspace.files.has(`${side}:${path}`),
    write(wanted, dryRun) {
      const written = [...wanted.keys()].sort()
      if (!dryRun) {
        files.clear()
        for (const [path, content] of wanted) files.set(path, content)
      }
      return { written, removed: [], unchanged: 0 }
    },
  }
}
