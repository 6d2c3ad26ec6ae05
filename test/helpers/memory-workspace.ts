import { createHash } from 'node:crypto'
import type { FileState, Side, SourcePin, Workspace } from '../../src/app/workspace-port.js'
import { ZhenError } from '../../src/core/errors.js'
import { fileKey } from '../../src/core/file-key.js'
import { type SingleWrites, withJointWrites } from '../../src/workspace/joint-writes.js'

/** A {@link Workspace} without a disk. `files` by side and path, as `source:a.md`; tests write to it freely. */
export interface MemoryWorkspace extends Workspace {
  readonly files: Map<string, string>
  /** Called before a file is replaced or taken away; it is not where this throws. */
  onWrite: (key: string) => void
}

/** Where what is written together stands. */
export const INTENT = 'intent:'

export function createMemoryWorkspace(files: Iterable<readonly [string, string]> = []): MemoryWorkspace {
  const texts = new Map(files)
  let pin: SourcePin | null = null
  const stateOf = (side: Side, path: string, text: string): FileState => {
    const hash = createHash('sha256').update(text).digest('base64url')
    return { side, path, size: text.length, mtimeNs: '0', inode: '0', hash, checkedAt: 0 }
  }
  const put = (key: string, text: string | null) => {
    memory.onWrite(key)
    if (text === null) texts.delete(key)
    else texts.set(key, text)
  }
  const single: SingleWrites = {
    textNow: (file) => texts.get(fileKey(file)) ?? null,
    replace({ side, path }, from, to) {
      const key = fileKey({ side, path })
      if ((texts.get(key) ?? null) !== from) throw new ZhenError('file-changed', { path })
      put(key, to)
      return to === null ? null : stateOf(side, path, to)
    },
    stateOf: ({ side, path }, text) => stateOf(side, path, text),
    intent: {
      shown: 'intent',
      read: () => texts.get(INTENT) ?? null,
      write: (text) => put(INTENT, text),
      remove: () => put(INTENT, null),
      setAside() {
        texts.delete(INTENT)
        return 'intent.damaged'
      },
    },
    isRunning: () => false,
  }
  const workspace: Omit<Workspace, 'together' | 'completed'> = {
    async sourceAvailable() {
      return [...texts.keys()].some((key) => key.startsWith('source:'))
    },
    async scan(known) {
      const chapters = [...texts].filter(([key]) => !/^glossary:|^intent:|^(?:source|target):.*(?<!\.md)$/.test(key))
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
      put(`${side}:${chapter}`, text)
      return text === null ? null : stateOf(side, chapter, text)
    },
    async writeTarget(path, text, expected) {
      return single.replace({ side: 'target', path }, expected, text) as FileState
    },
    async removeTarget(path, expected) {
      single.replace({ side: 'target', path }, expected, null)
    },
    async sourceCommit() {
      return null
    },
    async readPin() {
      return pin
    },
    async writePin(next) {
      memory.onWrite('pin')
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
  const memory: MemoryWorkspace = { ...withJointWrites(workspace, single), files: texts, onWrite: () => {} }
  return memory
}
