import { createHash } from 'node:crypto'
import type { FileState, Side, SourcePin, Workspace } from '../../src/app/workspace-port.js'
import { ZhenError } from '../../src/core/errors.js'
import { fileKey } from '../../src/core/file-key.js'

/** A {@link Workspace} without a disk. `files` by side and path, as `source:a.md`; tests write to it freely. */
export interface MemoryWorkspace extends Workspace {
  readonly files: Map<string, string>
}

export function createMemoryWorkspace(files: Iterable<readonly [string, string]> = []): MemoryWorkspace {
  const texts = new Map(files)
  let pin: SourcePin | null = null
  const stateOf = (side: Side, path: string, text: string): FileState => {
    const hash = createHash('sha256').update(text).digest('base64url')
    return { side, path, size: text.length, mtimeNs: '0', inode: '0', hash, checkedAt: 0 }
  }
  return {
    files: texts,
    async sourceAvailable() {
      return [...texts.keys()].some((key) => key.startsWith('source:'))
    },
    async scan(known) {
      const chapters = [...texts].filter(([key]) => !/^glossary:|^(?:source|target):.*(?<!\.md)$/.test(key))
      const files = chapters.map(([key, text]) => {
        const [side, path] = key.split(/:(.*)/s) as [Side, string]
        const state = stateOf(side, path, text)
        const before = known.get(fileKey(state))
        return before?.hash === state.hash ? before : state
      })
      return { files, notices: [] }
    },
    async read(side, path) {
      return texts.get(`${side}:${path}`) ?? null
    },
    async writeRecord(side, chapter, text) {
      if (text === null) texts.delete(`${side}:${chapter}`)
      else texts.set(`${side}:${chapter}`, text)
      return text === null ? null : stateOf(side, chapter, text)
    },
    async writeTarget(path, text, expected) {
      if ((texts.get(`target:${path}`) ?? null) !== expected) throw new ZhenError('file-changed', { path })
      texts.set(`target:${path}`, text)
      return stateOf('target', path, text)
    },
    async removeTarget(path, expected) {
      if (texts.get(`target:${path}`) !== expected) throw new ZhenError('file-changed', { path })
      texts.delete(`target:${path}`)
    },
    async sourceCommit() {
      return null
    },
    async readPin() {
      return pin
    },
    async writePin(next) {
      pin = next
    },
    shownPath: (side, path) => `${side}/${path}`,
    async readGlossary() {
      const paths = [...texts.keys()].filter((key) => key.startsWith('glossary:')).sort()
      return paths.map((key) => ({ path: key.slice('glossary:'.length), text: texts.get(key) ?? '' }))
    },
    glossaryPath: (name) => `glossary/${name}`,
    async writeGlossary(path, text, expected) {
      if ((texts.get(`glossary:${path}`) ?? null) !== expected) throw new ZhenError('file-changed', { path })
      texts.set(`glossary:${path}`, text)
    },
    hasFile: (side, path) => texts.has(`${side}:${path}`),
    async readSphinxConf(side) {
      const text = texts.get(`${side}:conf.py`)
      return text === undefined ? null : { text, folder: '' }
    },
    async personName() {
      return 'Li Lei'
    },
    withLock: (work) => work(),
  }
}
