import type { InitInput } from './input.js'
import type { InitReport } from './report.js'

/** The folder a project is made in. Paths are relative to it, with `/`. */
export interface ProjectFolder {
  /** The text of a file, or `null`. */
  read(path: string): Promise<string | null>
  /** Replaces a file whole. */
  write(path: string, text: string): Promise<void>
  isFolder(path: string): Promise<boolean>
  makeFolder(path: string): Promise<void>
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
  const steps = await planSteps(folder, input)
  if (!input.dryRun) for (const { apply } of steps) await apply?.()
  const named = (what: Step['outcome']) => steps.filter(({ outcome }) => outcome === what).map(({ path }) => path)
  return { created: named('created'), changed: named('changed'), unchanged: named('unchanged'), dryRun: input.dryRun }
}

interface Step {
  readonly path: string
  readonly outcome: 'created' | 'changed' | 'unchanged'
  readonly apply?: () => Promise<void>
}

async function planSteps(folder: ProjectFolder, input: InitInput): Promise<Step[]> {
  const present = await folder.read(CONFIG)
  const dirs = present === null ? chosenDirs(input) : configuredDirs(present)
  const steps: Step[] = [
    present === null
      ? { path: CONFIG, outcome: 'created', apply: () => folder.write(CONFIG, configText(dirs)) }
      : { path: CONFIG, outcome: 'unchanged' },
  ]
  for (const dir of [dirs.source, dirs.target, dirs.glossary]) steps.push(await folderStep(folder, dir))
  steps.push(await lineStep(folder, '.gitignore', IGNORED))
  steps.push(await attributesStep(folder, dirs.target))
  return steps
}

interface Dirs {
  readonly source: string
  readonly target: string
  readonly glossary: string
}

function chosenDirs({ source, target, glossary }: InitInput): Dirs {
  return { source: source ?? 'source-zh', target: target ?? 'target-en', glossary: glossary ?? 'glossary' }
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
    dryRun: false,
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
    return lineStep(folder, `${dir}/.zhen/.gitattributes`, `*.jsonl ${LEDGER_ATTRIBUTES}`)
  }
  return lineStep(folder, '.gitattributes', `${dir}/.zhen/**/*.jsonl ${LEDGER_ATTRIBUTES}`)
}

async function lineStep(folder: ProjectFolder, path: string, line: string): Promise<Step> {
  const text = await folder.read(path)
  if (text?.split(/\r?\n/).some((present) => present.trim() === line)) return { path, outcome: 'unchanged' }
  const start = text === null || text === '' || text.endsWith('\n') ? (text ?? '') : `${text}\n`
  return { path, outcome: text === null ? 'created' : 'changed', apply: () => folder.write(path, `${start}${line}\n`) }
}
