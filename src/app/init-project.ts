import { ZhenError } from '../core/errors.js'
import type { InitInput } from './input.js'
import type { InitOutcome, InitReport } from './report.js'

/** The folder a project is made in. Paths are relative to it, with `/`. */
export interface ProjectFolder {
  /** The text of a file, or `null`. */
  read(path: string): Promise<string | null>
  /** Replaces a file whole. */
  write(path: string, text: string): Promise<void>
  isFolder(path: string): Promise<boolean>
  makeFolder(path: string): Promise<void>
  /** The command by which git merges ledgers in the repository that holds `path`; `''` where none is set up there. */
  mergeDriver(path: string): Promise<string | null>
  setMergeDriver(path: string, command: string): Promise<void>
}

const CONFIG = 'zhen.config.json'
const IGNORED = '.zhen/zhen.db*'
const LEDGER_ATTRIBUTES = 'text eol=lf merge=zhen'

/**
 * Makes a project of a folder: configuration, folders, what git must know. Safe to repeat: what is there stays.
 *
 * Folders given here go into a new configuration; an existing one keeps its own.
 */
export async function initProject(folder: ProjectFolder, input: InitInput): Promise<InitReport> {
  const { steps, driver } = await planSteps(folder, input)
  if (!input.dryRun) for (const { apply } of driver ? [...steps, driver] : steps) await apply?.()
  const named = (what: InitOutcome) => steps.filter(({ outcome }) => outcome === what).map(({ path }) => path)
  return {
    created: named('created'),
    changed: named('changed'),
    unchanged: named('unchanged'),
    mergeDriver: driver?.outcome ?? null,
    dryRun: input.dryRun,
  }
}

interface Step {
  readonly path: string
  readonly outcome: InitOutcome
  readonly apply?: () => Promise<void>
}

interface Plan {
  readonly steps: readonly Step[]
  readonly driver: Omit<Step, 'path'> | null
}

async function planSteps(folder: ProjectFolder, input: InitInput): Promise<Plan> {
  const present = await folder.read(CONFIG)
  const dirs = present === null ? chosenDirs(input) : configuredDirs(present)
  if (present !== null) refuseOtherFolders(dirs, input)
  const steps: Step[] = [
    present === null
      ? { path: CONFIG, outcome: 'created', apply: () => folder.write(CONFIG, configText(dirs)) }
      : { path: CONFIG, outcome: 'unchanged' },
  ]
  for (const dir of [dirs.source, dirs.target, dirs.glossary]) steps.push(await folderStep(folder, dir))
  steps.push(await linesStep(folder, '.gitignore', [IGNORED]))
  steps.push(await attributesStep(folder, dirs.target))
  return { steps, driver: await driverStep(folder, dirs.target, input.mergeDriver) }
}

/** Attributes are committed, drivers are not: every clone needs its own. */
async function driverStep(folder: ProjectFolder, target: string, command: string): Promise<Plan['driver']> {
  const present = await folder.mergeDriver(target)
  if (present === null) return null
  if (present === command) return { outcome: 'unchanged' }
  const apply = () => folder.setMergeDriver(target, command)
  return { outcome: present === '' ? 'created' : 'changed', apply }
}

interface Dirs {
  readonly source: string
  readonly target: string
  readonly glossary: string
}

function chosenDirs({ source, target, glossary }: Pick<InitInput, 'source' | 'target' | 'glossary'>): Dirs {
  return { source: source ?? 'source-zh', target: target ?? 'target-en', glossary: glossary ?? 'glossary' }
}

/** An existing configuration keeps its folders; that others were asked for must not go unsaid. */
function refuseOtherFolders(dirs: Dirs, input: InitInput): void {
  for (const key of ['source', 'target', 'glossary'] as const) {
    const asked = input[key]
    if (asked !== null && normal(asked) !== normal(dirs[key])) {
      throw new ZhenError('config-differs', {
        path: CONFIG,
        key: key === 'glossary' ? key : `${key}.dir`,
        expected: dirs[key],
        found: asked,
      })
    }
  }
}

function normal(path: string): string {
  return path.replaceAll('\\', '/').replace(/^\.\//, '').replace(/\/+$/, '')
}

/** The folders of a configuration that has been read before: its errors are the reader's to report. */
function configuredDirs(text: string): Dirs {
  const config = JSON.parse(text.replace(/^\uFEFF/, '')) as {
    source?: { dir?: string }
    target?: { dir?: string }
    glossary?: string
  }
  return chosenDirs({
    source: config.source?.dir ?? null,
    target: config.target?.dir ?? null,
    glossary: config.glossary ?? null,
  })
}

function configText({ source, target, glossary }: Dirs): string {
  const config = {
    source: { dir: source, language: 'zh-CN', include: ['**/*.md'], exclude: [] },
    target: { dir: target, language: 'en-US' },
    glossary,
  }
  return `${JSON.stringify(config, null, 2)}\n`
}

async function folderStep(folder: ProjectFolder, path: string): Promise<Step> {
  const shown = `${path.replace(/\/+$/, '')}/`
  if (await folder.isFolder(path)) return { path: shown, outcome: 'unchanged' }
  return { path: shown, outcome: 'created', apply: () => folder.makeFolder(path) }
}

/** A target in another repository needs the attributes there: git does not look outside. */
async function attributesStep(folder: ProjectFolder, target: string): Promise<Step> {
  const dir = target.replace(/\/+$/, '').replace(/^\.\//, '')
  if (dir.startsWith('..') || dir.startsWith('/') || /^[A-Za-z]:/.test(dir)) {
    const lines = [`*.jsonl ${LEDGER_ATTRIBUTES}`, `source.json ${LEDGER_ATTRIBUTES}`]
    return linesStep(folder, `${dir}/.zhen/.gitattributes`, lines)
  }
  const lines = [`${dir}/.zhen/**/*.jsonl ${LEDGER_ATTRIBUTES}`, `${dir}/.zhen/source.json ${LEDGER_ATTRIBUTES}`]
  return linesStep(folder, '.gitattributes', lines)
}

async function linesStep(folder: ProjectFolder, path: string, lines: readonly string[]): Promise<Step> {
  const text = await folder.read(path)
  const present = new Set(text?.split(/\r?\n/).map((line) => line.trim()))
  const added = lines.filter((line) => !present.has(line)).map((line) => `${line}\n`)
  if (added.length === 0) return { path, outcome: 'unchanged' }
  const start = text === null || text === '' || text.endsWith('\n') ? (text ?? '') : `${text}\n`
  const apply = () => folder.write(path, start + added.join(''))
  return { path, outcome: text === null ? 'created' : 'changed', apply }
}
