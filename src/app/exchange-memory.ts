import { openTmx, readTmx } from '../exchange/read-tmx.js'
import { TMX_END, type TmxHeader, tmxStart, tmxUnit } from '../exchange/tmx.js'
import { fillMemory } from './fill-memory.js'
import type { OnProgress } from './input.js'
import type { ForeignMemories, MemoryFolder, TmxFile } from './memory-port.js'
import type { MemoryStore } from './ports.js'
import type { ProjectDeps } from './project.js'
import { refresh } from './refresh.js'
import type { ImportedMemory, MemoryExportReport, MemoryImportReport } from './report.js'
import { takeInMemories } from './take-in-memories.js'
import type { Notice } from './workspace-port.js'

/** Git servers refuse files of 100 MB; from here on it is worth a word. */
const LARGE = 50_000_000

/** Pairs written at a time. */
const BATCH = 1_000

export interface ImportMemoryDeps {
  readonly memory: MemoryStore
  readonly memories: ForeignMemories
  readonly folder: MemoryFolder
  readonly onMemoryProgress?: OnProgress
}

/**
 * Takes TMX files into the project: a copy of each, which is committed like a glossary, since the database that pairs are
 * looked up in may be deleted at any time. Each file is read to its end before anything is written.
 *
 * @throws ZhenError what is wrong with a file, and `memory-exists`
 */
export async function importMemories(
  deps: ImportMemoryDeps,
  {
    files,
    replace,
    dryRun,
  }: { readonly files: readonly TmxFile[]; readonly replace: boolean; readonly dryRun: boolean },
): Promise<MemoryImportReport> {
  const { folder, memories, onMemoryProgress } = deps
  const read: Omit<ImportedMemory, 'outcome'>[] = []
  for (const file of files) {
    const reader = openTmx(file.shown, memories.languages)
    for await (const _pairs of readTmx(file.read(), reader)) onMemoryProgress?.(reader.counts.units, 0)
    read.push({ file: file.shown, path: folder.shownPath(file.name), ...reader.counts })
  }
  const imported: ImportedMemory[] = []
  for (const [at, file] of files.entries()) {
    const outcome = await folder.take(file, { replace, dryRun })
    imported.push({ ...(read[at] as Omit<ImportedMemory, 'outcome'>), outcome })
  }
  const missing = dryRun ? [] : await takeInMemories(deps, onMemoryProgress)
  const large = files.filter(({ bytes }) => bytes > LARGE)
  return {
    notices: [
      ...missing,
      ...large.map(({ name }): Notice => ({ code: 'memory-large', values: { path: folder.shownPath(name) } })),
    ],
    files: imported,
    written: dryRun ? [] : imported.flatMap(({ path, outcome }) => (outcome === 'unchanged' ? [] : [path])),
    dryRun,
  }
}

export interface ExportMemoryInput extends TmxHeader {
  readonly path: string
  readonly dryRun: boolean
  /** Writes the file whole, or not at all. */
  write(pieces: AsyncIterable<string>): Promise<void>
}

/** Writes what the book's own memory has as TMX: all that people translated or accepted, earlier texts included. */
export async function exportMemory(deps: ProjectDeps, input: ExportMemoryInput): Promise<MemoryExportReport> {
  const { chapters } = await refresh(deps)
  await fillMemory(deps, chapters)
  const counts = { pairs: 0 }
  const pieces = tmxOf(deps.memory, input, counts)
  if (!input.dryRun) await input.write(pieces)
  else for await (const _piece of pieces);
  return { path: input.path, pairs: counts.pairs, dryRun: input.dryRun }
}

async function* tmxOf(memory: MemoryStore, header: TmxHeader, counts: { pairs: number }): AsyncGenerator<string> {
  yield tmxStart(header)
  for (let after = 0; ; ) {
    const { pairs, last } = await memory.ownPairs(after, BATCH)
    if (pairs.length === 0) break
    counts.pairs += pairs.length
    yield pairs.map((pair) => tmxUnit(pair, header)).join('')
    after = last
  }
  yield TMX_END
}
