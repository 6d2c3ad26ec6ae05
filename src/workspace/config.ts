import { existsSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import * as v from 'valibot'
import { ZhenError } from '../core/errors.js'
import { SEVERITIES, type Severity } from '../core/finding.js'
import { nearest } from '../core/nearest.js'
import { locateJsonError } from './json-error.js'
import { decodeUtf8, readBytes } from './read-file.js'

/** Grades and options of checks by id, where they differ from the checks' own. */
export type CheckGrades = Readonly<Record<string, Grade | CheckSetting>>

interface CheckSetting {
  readonly severity?: Grade | undefined
  /** The check itself says what it takes. */
  readonly options?: Readonly<Record<string, unknown>> | undefined
}

type Grade = Severity | 'off'

export const CONFIG_NAME = 'zhen.config.json'

/** A project's configuration, complete: what the file leaves out has its default. Folders are absolute. */
export interface ProjectConfig {
  /** The configuration file. */
  readonly file: string
  /** The folder it lies in, to which paths in reports are relative. */
  readonly root: string
  readonly source: {
    readonly dir: string
    readonly language: string
    /** Globs below `dir`. */
    readonly include: readonly string[]
    readonly exclude: readonly string[]
  }
  readonly target: { readonly dir: string; readonly language: string }
  readonly glossary: string
  readonly engine: { readonly name: 'memory' }
  /** Severities that differ from the checks' own, by check id. */
  readonly checks: CheckGrades
  /** How Sphinx makes labels, where that differs from `conf.py` or there is none. */
  readonly sphinx: SphinxOptions
}

/** By the names they have in `conf.py`. */
export interface SphinxOptions {
  readonly autosectionlabel?: boolean | undefined
  readonly autosectionlabel_prefix_document?: boolean | undefined
  readonly autosectionlabel_maxdepth?: number | undefined
  readonly myst_heading_anchors?: number | undefined
}

const GRADE = v.picklist([...SEVERITIES, 'off'])

const text = v.pipe(v.string(), v.nonEmpty())
/** Valibot takes an array for an object. */
const object = v.custom<object>((value) => typeof value === 'object' && value !== null && !Array.isArray(value))

const SOURCE = {
  dir: v.optional(text, 'source-zh'),
  language: v.optional(text, 'zh-CN'),
  include: v.optional(v.array(text), ['**/*.md']),
  exclude: v.optional(v.array(text), []),
}
const TARGET = { dir: v.optional(text, 'target-en'), language: v.optional(text, 'en-US') }
const ENGINE = { name: v.optional(v.picklist(['memory']), 'memory') }

const level = v.pipe(v.number(), v.integer(), v.minValue(0))
const SPHINX = {
  autosectionlabel: v.optional(v.boolean()),
  autosectionlabel_prefix_document: v.optional(v.boolean()),
  autosectionlabel_maxdepth: v.optional(level),
  myst_heading_anchors: v.optional(level),
}

const SETTING = {
  severity: v.optional(GRADE),
  options: v.optional(v.pipe(object, v.record(v.string(), v.unknown()))),
}

const SETTING_OBJECT = v.pipe(object, v.strictObject(SETTING))

/** The file, as it is written. Every key is optional; none is unknown. */
const CONFIG = {
  $schema: v.optional(v.string()),
  source: v.optional(v.pipe(object, v.strictObject(SOURCE)), {}),
  target: v.optional(v.pipe(object, v.strictObject(TARGET)), {}),
  glossary: v.optional(text, 'glossary'),
  engine: v.optional(v.pipe(object, v.strictObject(ENGINE)), {}),
  sphinx: v.optional(v.pipe(object, v.strictObject(SPHINX)), {}),
  checks: v.optional(v.pipe(object, v.record(v.string(), v.lazy(settingLike))), {}),
}

/** A grade alone, or an object: what is wrong is told of the one that was meant. */
function settingLike(value: unknown): typeof GRADE | typeof SETTING_OBJECT {
  return typeof value === 'object' ? SETTING_OBJECT : GRADE
}

/** Keys by the object they stand in, for suggestions. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(CONFIG),
  source: Object.keys(SOURCE),
  target: Object.keys(TARGET),
  engine: Object.keys(ENGINE),
  sphinx: Object.keys(SPHINX),
  'checks.*': Object.keys(SETTING),
}

/**
 * The nearest folder with a configuration, from `named` (seen from `cwd`), or else from `cwd`, upward.
 *
 * @throws ZhenError `project-not-found`, `folder-missing`, `folder-is-file`
 */
export function findProject(cwd: string, named?: string): string {
  const start = resolve(cwd, named ?? '.')
  const found = statSync(start, { throwIfNoEntry: false })
  // Above a mistyped folder may lie another project.
  if (!found) throw new ZhenError('folder-missing', { path: start })
  if (!found.isDirectory()) throw new ZhenError('folder-is-file', { path: start })
  for (let dir = start; ; dir = dirname(dir)) {
    if (existsSync(join(dir, CONFIG_NAME))) return dir
    if (dir === dirname(dir)) throw new ZhenError('project-not-found', { path: start })
  }
}

/**
 * Reads the configuration in `dir`.
 *
 * @throws ZhenError `project-not-found`, `config-syntax`, `config-unknown-key`, `config-invalid`, and those of an
 *   unreadable file
 */
export async function readConfig(dir: string): Promise<ProjectConfig> {
  const file = join(dir, CONFIG_NAME)
  const bytes = readBytes(file, file)
  if (!bytes) throw new ZhenError('project-not-found', { path: dir })
  const parsed = v.safeParse(
    v.pipe(object, v.strictObject(CONFIG)),
    parseJson(decodeUtf8(bytes, file).replace(/^\uFEFF/, ''), file),
  )
  if (!parsed.success) throw configError(parsed.issues[0], file)
  const { source, target, glossary, engine, checks, sphinx } = parsed.output
  const config = {
    file,
    root: dir,
    source: { ...source, dir: resolve(dir, source.dir) },
    target: { ...target, dir: resolve(dir, target.dir) },
    glossary: resolve(dir, glossary),
    engine,
    checks,
    sphinx,
  }
  if (config.source.dir === config.target.dir) {
    const found = JSON.stringify(target.dir)
    throw new ZhenError('config-invalid', { path: file, key: 'target.dir', expected: 'not source.dir', found })
  }
  return config
}

function parseJson(json: string, file: string): unknown {
  try {
    return JSON.parse(json)
  } catch (cause) {
    throw new ZhenError('config-syntax', { path: file, ...locateJsonError(json) }, { cause })
  }
}

function configError(issue: v.BaseIssue<unknown>, file: string): ZhenError {
  const keys = (issue.path ?? []).map(({ key }) => String(key))
  const key = keys.join('.')
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    const above = keys.slice(0, -1)
    const known = KEYS[above.join('.')] ?? KEYS[`${above[0]}.*`] ?? []
    const suggestion = nearest(keys.at(-1) ?? '', known) ?? ''
    return new ZhenError('config-unknown-key', { path: file, key, known: known.join(', '), suggestion })
  }
  return new ZhenError('config-invalid', {
    path: file,
    key: key || '{}',
    expected: expectedBy(issue),
    found: issue.received,
  })
}

function expectedBy({ type, expected }: v.BaseIssue<unknown>): string {
  if (type === 'custom') return 'Object'
  if (type === 'non_empty') return 'a text that is not empty'
  return (expected ?? '').replace(/^\(|\)$/g, '')
}
