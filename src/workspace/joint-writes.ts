import type { FileState, Notice, Scan, Workspace } from '../app/workspace-port.js'
import { unlessRefused, ZhenError } from '../core/errors.js'
import { fileKey } from '../core/file-key.js'
import { formatIntent, type IntendedFile, type Intent, parseIntent, textKey, type WrittenSide } from '../core/intent.js'
import { settleIntent } from '../core/settle-intent.js'

/** A file that commands write. */
interface WrittenFile {
  readonly side: WrittenSide
  readonly path: string
}

/** One change of one file; `null` is no file. */
interface Step {
  readonly file: WrittenFile
  readonly from: string | null
  readonly to: string | null
}

/** Files written one by one, and the place of an intent beside them. */
export interface SingleWrites {
  /**
   * What is in a file at this moment, whatever was there at the last scan.
   *
   * @throws ZhenError where it cannot be read, or no command writes it
   */
  textNow(file: WrittenFile): string | null
  /** @throws ZhenError `file-changed` when its text is no longer `from`, `file-outside`, `target-unwritable` */
  replace(file: WrittenFile, from: string | null, to: string | null): FileState | null
  /** What is known of a text that is not on the disk yet: once it is there, the file passes for changed. */
  stateOf(file: WrittenFile, text: string): FileState
  readonly intent: IntentFile
  isRunning(process: number): boolean
}

/** The file that holds an intent until it is carried out. */
export interface IntentFile {
  /** How people find it. */
  readonly shown: string
  read(): string | null
  write(text: string): void
  remove(): void
  /** Keeps what nobody can read for whoever wants to look at it; says how they find it. */
  setAside(): string
}

/** Files that fail so will fail again: nothing is gained by trying. */
const IN_VAIN: ReadonlySet<string> = new Set(['file-outside', 'file-is-directory', 'folder-is-file'])

/**
 * A workspace that writes `together`: first an intent, then the files, then the intent is taken away. What a command that
 * was killed left undone is completed before anything else is done under the lock.
 */
export function withJointWrites(workspace: Omit<Workspace, 'together' | 'completed'>, single: SingleWrites): Workspace {
  const { intent } = single
  const edition = workspace.shownPath('target', '')
  const completed: Notice[] = []
  let waiting: WaitingWrites | null = null

  const changed = ({ side, path }: WrittenFile) =>
    new ZhenError('file-changed', { path: workspace.shownPath(side, path) })

  /** What a file holds for whoever is writing; on the disk it must be what was scanned. */
  const textOf = async (file: WrittenFile) => {
    const known = waiting?.textOf(file)
    if (known !== undefined) return known
    const text = await workspace.read(file.side, file.path)
    if (single.textNow(file) !== text) throw changed(file)
    return text
  }

  /** Chapters need not be what was scanned, but what is expected. */
  const takeChapter = (into: WaitingWrites, path: string, expected: string | null, to: string | null) => {
    const file = { side: 'target', path } as const
    const from = into.textOf(file)
    if ((from === undefined ? single.textNow(file) : from) !== expected) throw changed(file)
    into.add({ file, from: expected, to })
    return file
  }

  const carryOut = ({ steps }: WaitingWrites) => {
    const files = intended(steps)
    for (const { file, from } of firstSteps(steps)) if (single.textNow(file) !== from) throw changed(file)
    if (files.length < 2) return replaceAtOnce(steps)
    intent.write(formatIntent({ edition, process: process.pid, files }))
    const done: Step[] = []
    try {
      for (const step of steps) {
        single.replace(step.file, step.from, step.to)
        done.push(step)
      }
    } catch (error) {
      takeBack(done)
      throw error
    }
    intent.remove()
  }

  const replaceAtOnce = (steps: readonly Step[]) => {
    const [first, last] = [steps[0], steps.at(-1)]
    if (first && last && first.from !== last.to) single.replace(first.file, first.from, last.to)
  }

  /** Where this fails too, the intent stays, and whoever has the lock next settles it. */
  const takeBack = (done: readonly Step[]) => {
    try {
      for (const { file, from, to } of done.toReversed()) single.replace(file, to, from)
      intent.remove()
    } catch {}
  }

  const settle = () => {
    const text = intent.read()
    if (text === null) return
    const begun = parseIntent(text, intent.shown)
    if (begun?.edition !== edition) {
      completed.push({ code: 'intent-set-aside', values: { path: intent.setAside() } })
      return
    }
    const { writes, left } = settleIntent(begun, (file) => unlessRefused(() => single.textNow(file)))
    const inVain = writes.filter(
      ({ side, path, from, to }) => !isWritten(() => single.replace({ side, path }, from, to)),
    )
    intent.remove()
    tellSettled(begun, [...left, ...inVain])
  }

  const tellSettled = ({ files }: Intent, left: readonly WrittenFile[]) => {
    if (left.length < files.length) completed.push({ code: 'intent-completed', values: {} })
    for (const { side, path } of left)
      completed.push({ code: 'intent-hindered', values: { path: workspace.shownPath(side, path) } })
  }

  /** Nobody is at it any more, and nobody has taken it up. */
  const isInterrupted = () => {
    const text = unlessRefused(() => intent.read()) ?? null
    if (text === null) return false
    const begun = unlessRefused(() => parseIntent(text, intent.shown))
    return !begun || !single.isRunning(begun.process)
  }

  return {
    ...workspace,
    completed: () => completed,
    async scan(known) {
      const scan = await workspace.scan(known)
      if (waiting) return waiting.amend(scan, known, single)
      if (!isInterrupted()) return scan
      return { ...scan, notices: [...scan.notices, { code: 'intent-open', values: {} }] }
    },
    async read(side, path) {
      const known = side === 'source' ? undefined : waiting?.textOf({ side, path })
      return known === undefined ? workspace.read(side, path) : known
    },
    async writeRecord(side, chapter, text) {
      if (!waiting) return workspace.writeRecord(side, chapter, text)
      const file = { side, path: chapter }
      waiting.add({ file, from: await textOf(file), to: text })
      return text === null ? null : single.stateOf(file, text)
    },
    async writeTarget(path, text, expected) {
      if (!waiting) return workspace.writeTarget(path, text, expected)
      return single.stateOf(takeChapter(waiting, path, expected, text), text)
    },
    async removeTarget(path, expected) {
      if (!waiting) return workspace.removeTarget(path, expected)
      takeChapter(waiting, path, expected, null)
    },
    hasFile(side, path) {
      const known = side === 'target' ? waiting?.textOf({ side, path }) : undefined
      return known === undefined ? workspace.hasFile(side, path) : known !== null
    },
    withLock: (work) =>
      workspace.withLock(() => {
        settle()
        return work()
      }),
    async together(work) {
      if (waiting) throw new Error('what is written together cannot be divided')
      const writes = new WaitingWrites()
      waiting = writes
      try {
        const result = await work()
        carryOut(writes)
        return result
      } finally {
        waiting = null
      }
    },
  }
}

/** What is to be written, as long as it waits. */
class WaitingWrites {
  readonly steps: Step[] = []
  readonly #last = new Map<string, Step>()

  /** `undefined` for a file that is as it is on the disk. */
  textOf(file: WrittenFile): string | null | undefined {
    return this.#last.get(fileKey(file))?.to
  }

  /** Of two steps of one file without another in between nobody sees the first. */
  add(step: Step): void {
    const before = this.steps.at(-1)
    const isAgain = before !== undefined && fileKey(before.file) === fileKey(step.file)
    if (isAgain) this.steps.pop()
    const whole = isAgain ? { ...step, from: before.from } : step
    if (whole.from !== whole.to) this.steps.push(whole)
    this.#last.set(fileKey(step.file), whole)
  }

  /** A scan of the disk with the files as they are to be. */
  amend(
    { files, notices }: Scan,
    known: ReadonlyMap<string, FileState>,
    { stateOf }: Pick<SingleWrites, 'stateOf'>,
  ): Scan {
    const asIs = files.filter((state) => !this.#last.has(fileKey(state)))
    const written = [...this.#last.values()].flatMap(({ file, to }) => {
      if (to === null) return []
      const state = stateOf(file, to)
      const before = known.get(fileKey(file))
      return before?.hash === state.hash ? [before] : [state]
    })
    return { files: [...asIs, ...written], notices }
  }
}

/** The first step of each file. */
function firstSteps(steps: readonly Step[]): readonly Step[] {
  return [...new Map(steps.toReversed().map((step) => [fileKey(step.file), step])).values()]
}

/** What the steps do to each file in the end. */
function intended(steps: readonly Step[]): IntendedFile[] {
  const byFile = new Map<string, Step[]>()
  for (const step of steps) {
    const key = fileKey(step.file)
    const earlier = byFile.get(key) ?? []
    byFile.delete(key)
    byFile.set(key, [...earlier, step])
  }
  return [...byFile.values()].map((own): IntendedFile => {
    const [first, last] = [own[0], own.at(-1)] as [Step, Step]
    return {
      ...first.file,
      states: own.map(({ from }) => (from === null ? null : textKey(from))),
      before: first.file.side === 'target' ? null : first.from,
      after: last.to,
    }
  })
}

/** False where a file cannot be written as long as things are as they are. */
function isWritten(write: () => unknown): boolean {
  try {
    write()
    return true
  } catch (error) {
    if (error instanceof ZhenError && IN_VAIN.has(error.code)) return false
    throw error
  }
}
