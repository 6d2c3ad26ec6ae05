import { resolve } from 'node:path'
import type { OnDraftProgress, OnProgress } from '../app/input.js'
import { createTranslate, languageOf, type Translate, UI_LANGUAGES, type UiLanguage } from '../i18n/index.js'
import { isJob, withoutCommands } from '../reporters/job-log.js'
import type { Look } from '../reporters/look.js'
import type { Terminal } from '../review/terminal/terminal.js'
import type { ExitCode } from './exit-codes.js'
import type { Globals } from './globals.js'
import { noteNotices } from './print.js'
import type { Progress } from './progress.js'
import type { Project } from './project.js'

/** The world outside. `main.ts` takes it from the process; tests make one. */
export interface Host {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  readonly version: string
  readonly nodeVersion: string
  /** The words that start this zhen from anywhere. */
  readonly program: readonly string[]
  /** Is there a person looking at standard output, at standard error? */
  readonly outIsTerminal: boolean
  readonly errIsTerminal: boolean
  /** Of standard output's terminal; `undefined` where there is none. */
  readonly columns: number | undefined
  /** Milliseconds since 1970. */
  now(): number
  out(text: string): void
  err(text: string): void
  exit(code: ExitCode): void
  /** Calls `listener` at every Ctrl-C instead of ending the process, until the function it returns is called. */
  onInterrupt(listener: () => void): () => void
  /** The terminal that somebody sees and types on; `null` where there is none that can do what a screen needs. */
  terminal(): Promise<Terminal | null>
}

/** What commands get. */
export interface CommandContext extends Host {
  readonly t: Translate
  readonly language: UiLanguage
  readonly quiet: boolean
  readonly colour: boolean
  /** Opened on first use, so that `--help` never touches the disk. */
  project(): Promise<Project>
  /** Where the project is looked for, or made: `-C`, else the current folder. */
  readonly projectDir: string
  /** Closes what was opened. */
  close(): Promise<void>
  /** Writes for people, as {@link Host.err} of a command does: where the log of a job is read for commands, there are none. */
  tell(text: string): void
  /** A remark for the person at the terminal, not part of the output. */
  note(text: string): void
  /** How reports are to look on this terminal. */
  look(): Promise<Look>
  /** Runs `work` under a progress bar, if anyone sees it. */
  withProgress<T>(label: string, work: (onProgress: OnProgress) => Promise<T>): Promise<T>
  /** The same for work that costs money: with what it took so far, and how fast it goes. */
  withDraftProgress<T>(label: string, work: (onProgress: OnDraftProgress) => Promise<T>): Promise<T>
}

export function createContext(host: Host, globals: Globals): CommandContext {
  const language = UI_LANGUAGES.find((known) => known === globals.lang) ?? languageOf(host.env)
  const t = createTranslate(language)
  const colour = wantsColour(host, globals)
  const words = isJob(host.env) ? withoutCommands : (text: string) => text
  const err = (text: string) => host.err(words(text))
  let project: Promise<Project> | undefined
  const withBar = async <T>(label: string, work: (progress: Progress | null) => Promise<T>): Promise<T> => {
    if (globals.quiet || !host.errIsTerminal) return work(null)
    const { createProgress } = await import('./progress.js')
    const progress = createProgress(host, label)
    try {
      return await work(progress)
    } finally {
      progress.clear()
    }
  }
  const context: CommandContext = {
    ...host,
    err,
    tell: (text) => host.out(words(text)),
    t,
    language,
    colour,
    quiet: globals.quiet,
    async close() {
      const opened = await project?.catch(() => undefined)
      opened?.close()
      // A command may say nothing of what it found under the lock: it belongs to another one.
      if (opened) await noteNotices(context, { notices: opened.workspace.completed() })
    },
    projectDir: resolve(host.cwd, globals.project ?? '.'),
    project() {
      project ??= import('./project.js').then(({ openProject }) => openProject(host, globals.project))
      return project
    },
    note(text) {
      if (!globals.quiet) err(text)
    },
    async look() {
      const { createLook } = await import('../reporters/look.js')
      return createLook({ t, language, colour, columns: host.columns ?? Number.POSITIVE_INFINITY })
    },
    withProgress: (label, work) => withBar(label, (progress) => work(progress?.step ?? (() => {}))),
    withDraftProgress: (label, work) =>
      withBar(label, async (progress) => {
        if (!progress) return work(() => {})
        const { draftSteps } = await import('./progress.js')
        return work(draftSteps(progress, host, t))
      }),
  }
  return context
}

/** `--no-color`, then `FORCE_COLOR`, then `NO_COLOR` (no-color.org), then whether there is a terminal that can. */
function wantsColour(host: Host, globals: Globals): boolean {
  const { FORCE_COLOR, NO_COLOR, TERM } = host.env
  if (globals.noColour) return false
  if (FORCE_COLOR) return FORCE_COLOR !== '0'
  if (NO_COLOR) return false
  return host.outIsTerminal && TERM !== 'dumb'
}
