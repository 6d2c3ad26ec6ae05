import { type ErrorCode, ZhenError } from '../core/errors.js'
import { parseChapter } from '../markdown/parse-chapter.js'
import { holdsChinese } from './assets/chinese-text.js'
import { type AssetBasis, type AssetState, judgeDifference } from './assets/judge.js'
import type { AssetFiles, AssetLook, AssetSide } from './assets/port.js'
import { type Reference, referencesOf } from './assets/references.js'
import { resolveReference } from './assets/resolve.js'
import type { OnProgress } from './input.js'
import type { Notice, Workspace } from './workspace-port.js'

interface Deps {
  readonly workspace: Workspace
  readonly assets: AssetFiles
  readonly onProgress?: OnProgress
}

export interface AssetsInput {
  /** Brings over what is missing, and what is outdated and was not localised. */
  readonly copy: boolean
  readonly dryRun: boolean
}

export interface AssetsReport {
  readonly notices: readonly Notice[]
  readonly assets: readonly Asset[]
  /** Files outside the folder of the chapters: they have no place in the English folder, and nothing is done to them. */
  readonly outside: readonly { readonly path: string; readonly chapters: readonly string[] }[]
  readonly dryRun: boolean
}

/** A file that chapters of the source refer to, and what there is of it in English. */
export interface Asset {
  /** Below the folder of the chapters, the same on both sides. */
  readonly path: string
  readonly state: AssetState
  readonly basis: AssetBasis
  /** The source's file is the newer of two that differ. */
  readonly sourceNewer: boolean
  /** Chapters of the source, and English chapters, that refer to it. */
  readonly chapters: readonly string[]
  readonly neededBy: readonly string[]
  /** A drawing that shows Chinese to readers of the English edition, or would once it is copied. */
  readonly chineseText: boolean
  /** Was copied, or would be. */
  readonly copied: boolean
  /** Where the replaced English file was kept, when nothing else may have it. */
  readonly kept: string | null
  /** Why it was not copied though it should have been: an error's code. */
  readonly refused: string | null
}

/**
 * Lists the files that the source's chapters refer to and how the English ones stand to them; copies those that are
 * missing or outdated where asked to.
 *
 * @throws ZhenError `source-missing` without the Chinese chapters, and what reading and writing files throws
 */
export async function listAssets(deps: Deps, input: AssetsInput): Promise<AssetsReport> {
  const { workspace } = deps
  const work = async () => {
    const collected = await collect(deps)
    const assets: Asset[] = []
    for (const [path, users] of [...collected.users].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (users.source.size > 0) assets.push(await inspect(deps, input, path, users))
    }
    const outside = [...collected.outside].map(([path, chapters]) => ({ path, chapters: [...chapters] }))
    return { notices: collected.notices, assets, outside, dryRun: input.dryRun }
  }
  return input.copy && !input.dryRun ? workspace.withLock(work) : work()
}

/** The chapters of each side that refer to a file. */
type Users = Readonly<Record<AssetSide, Set<string>>>

interface Collected {
  readonly users: ReadonlyMap<string, Users>
  readonly outside: ReadonlyMap<string, ReadonlySet<string>>
  readonly notices: readonly Notice[]
}

async function collect({ workspace, assets, onProgress }: Deps): Promise<Collected> {
  const { files, notices } = await workspace.scan(new Map())
  const chapters = files.filter(({ side }) => side === 'source' || side === 'target')
  if (!chapters.some(({ side }) => side === 'source')) {
    throw new ZhenError('source-missing', { path: workspace.shownPath('source', '') })
  }
  const collector = new Collector(assets)
  for (const [done, { side, path }] of chapters.entries()) {
    const text = await workspace.read(side, path)
    for (const reference of referencesOf(parseChapter(text ?? '', { complete: true }))) {
      collector.add(side as AssetSide, path, reference)
    }
    onProgress?.(done + 1, chapters.length)
  }
  return { ...collector, notices }
}

class Collector {
  readonly users = new Map<string, Users>()
  readonly outside = new Map<string, Set<string>>()
  readonly #assets: AssetFiles

  constructor(assets: AssetFiles) {
    this.#assets = assets
  }

  add(side: AssetSide, chapter: string, reference: Reference): void {
    const resolved = resolveReference(chapter, reference)
    if (resolved === null) return
    if ('outside' in resolved) {
      if (side === 'source') entryOf(this.outside, resolved.outside, () => new Set<string>()).add(chapter)
      return
    }
    const last = resolved.paths.at(-1) as string
    const known = resolved.paths.find((path) => this.#isThere(path))
    // What has no ending may be the name of a chapter or of a page that the site's builder makes.
    if (known === undefined && !/\.(?!html?$)\w+$/.test(last)) return
    entryOf(this.users, known ?? last, () => ({ source: new Set<string>(), target: new Set<string>() }))[side].add(
      chapter,
    )
  }

  #isThere(path: string): boolean {
    return this.users.has(path) || this.#assets.has('source', path) || this.#assets.has('target', path)
  }
}

function entryOf<V>(map: Map<string, V>, key: string, create: () => V): V {
  const present = map.get(key) ?? create()
  map.set(key, present)
  return present
}

async function inspect(deps: Deps, input: AssetsInput, path: string, users: Users): Promise<Asset> {
  const source = deps.assets.look('source', path)
  const target = deps.assets.look('target', path)
  const standing = await standingOf(deps, path, source, target)
  const wanted = source && input.copy && (standing.state === 'missing' || standing.state === 'outdated')
  const copied = wanted ? copy(deps, input, path, { source, target, standing }) : NOT_COPIED
  const shown = copied.copied ? source : (target ?? source)
  return {
    path,
    ...standing,
    chapters: [...users.source],
    neededBy: [...users.target],
    chineseText: shown !== null && holdsChinese(path, shown.bytes),
    ...copied,
  }
}

type Standing = Pick<Asset, 'state' | 'basis' | 'sourceNewer'>

async function standingOf(
  { assets }: Deps,
  path: string,
  source: AssetLook | null,
  target: AssetLook | null,
): Promise<Standing> {
  if (!source) return { state: 'source-missing', basis: 'bytes', sourceNewer: false }
  if (!target) return { state: 'missing', basis: 'bytes', sourceNewer: false }
  if (source.identity === target.identity) return { state: 'same', basis: 'link', sourceNewer: false }
  if (equal(source.bytes, target.bytes)) return { state: 'same', basis: 'bytes', sourceNewer: false }
  const versions = [
    await assets.version('source', path, source.bytes),
    await assets.version('target', path, target.bytes),
  ] as const
  return judgeDifference(...versions)
}

/** What is wrong with the disk rather than with one file. */
const UNWRITABLE: ReadonlySet<ErrorCode> = new Set(['target-unwritable', 'disk-full'])

const NOT_COPIED = { copied: false, kept: null, refused: null }

interface Candidate {
  readonly source: AssetLook
  readonly target: AssetLook | null
  readonly standing: Standing
}

function copy({ assets }: Deps, { dryRun }: AssetsInput, path: string, { source, target, standing }: Candidate) {
  // Of a name that stands for another file nobody can say whose that file is.
  if (target?.isLink) return { ...NOT_COPIED, refused: 'link' }
  if (dryRun) return { ...NOT_COPIED, copied: true }
  try {
    const keep = target !== null && standing.basis === 'times'
    return { copied: true, kept: assets.replace(path, source.bytes, target?.bytes ?? null, keep), refused: null }
  } catch (error) {
    if (!(error instanceof ZhenError) || UNWRITABLE.has(error.code)) throw error
    return { ...NOT_COPIED, refused: error.code }
  }
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
