import { createBook, type ReferenceBook } from '../references/book.js'
import { type Conventions, conventionsOf } from '../references/conventions.js'
import { readSphinxConf } from '../references/read-conf.js'
import { createReferenceMap, type PartLink, type ReferenceMap } from '../references/reference-map.js'
import { ParsedChapters } from './parsed-chapters.js'
import type { ChapterRecord, SegmentRecord } from './ports.js'
import type { ProjectDeps } from './project.js'

/** Both editions' references, and how they correspond. */
export interface BookReferences {
  /** `null` where the Chinese chapters are not here. */
  readonly source: ReferenceBook | null
  readonly target: ReferenceBook
  readonly map: ReferenceMap
}

interface LoadInput {
  /** All chapters of the project, as a refresh gives them. */
  readonly chapters: readonly ChapterRecord[]
  /** All segments of the project. */
  readonly records: readonly SegmentRecord[]
}

type Deps = Pick<ProjectDeps, 'workspace' | 'sphinx' | 'parsed'>

/** Reads what the chapters of both editions define and refer to. The index must agree with the files. */
export async function loadReferences(deps: Deps, { chapters, records }: LoadInput): Promise<BookReferences> {
  const target = await loadBook(deps, 'target', namesOf(chapters, 'targetHash'))
  const sources = namesOf(chapters, 'sourceHash')
  const source = sources.length > 0 ? await loadBook(deps, 'source', sources) : null
  const empty = { chapters: [], conventions: target.conventions, isFile: () => false }
  const links = records.flatMap(linksOf)
  const map = createReferenceMap({ source: source ?? createBook(empty), target, links })
  return { source, target, map }
}

function namesOf(chapters: readonly ChapterRecord[], side: 'sourceHash' | 'targetHash'): string[] {
  return chapters.filter((record) => record[side] !== null).map(({ chapter }) => chapter)
}

async function loadBook(deps: Deps, side: 'source' | 'target', paths: readonly string[]): Promise<ReferenceBook> {
  const { workspace, parsed = new ParsedChapters() } = deps
  const chapters = []
  for (const path of paths) {
    const text = await workspace.read(side, path)
    if (text !== null) chapters.push(parsed.references(side, path, text))
  }
  const conventions = await readConventions(deps, side)
  return createBook({ chapters, conventions, isFile: (path) => workspace.hasFile(side, path) })
}

/** By the edition's own `conf.py`, else by the other one's. */
export async function readConventions({ workspace, sphinx }: Deps, side: 'source' | 'target'): Promise<Conventions> {
  const other = side === 'source' ? 'target' : 'source'
  const conf = (await workspace.readSphinxConf(side)) ?? (await workspace.readSphinxConf(other))
  return conventionsOf(conf && readSphinxConf(conf.text), sphinx, conf?.folder)
}

/** Which English parts render a segment's. Nothing for what has no place in both editions. */
export function linksOf({ chapter, source, targets, status }: SegmentRecord): PartLink[] {
  if (!source || source.startLine === 0) return []
  const from = { chapter, line: source.startLine, text: source.text }
  return targets.map(({ path, startLine, text }) => ({
    source: from,
    target: { chapter: path, line: startLine, text },
    ...(status === 'stale' && { stale: true }),
  }))
}
