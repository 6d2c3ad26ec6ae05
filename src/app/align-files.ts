import { alignChapters, type ChapterAlignment } from '../align/align-chapters.js'
import { type AlignReport, toAlignReport } from '../align/report.js'
import type { ChapterUnit } from '../align/units-of.js'
import { ZhenError } from '../core/errors.js'
import { parseChapter } from '../markdown/parse-chapter.js'
import type { OnProgress } from './input.js'
import type { MarkdownFiles, OutputFolder } from './markdown-files-port.js'

interface Deps {
  readonly files: MarkdownFiles
  readonly output: OutputFolder
  readonly onProgress?: OnProgress
}

export interface AlignInput {
  /** Two files, or two folders. */
  readonly source: string
  readonly target: string
  /** Folder for a file a chapter; `null`: the alignments are only told. */
  readonly out: string | null
  readonly dryRun: boolean
}

export interface AlignFilesReport {
  readonly pairs: readonly AlignedPair[]
  /** Files that have no counterpart of their name. */
  readonly sourceOnly: readonly string[]
  readonly targetOnly: readonly string[]
  /** Files written, or that would be. */
  readonly written: readonly string[]
  readonly dryRun: boolean
}

export interface AlignedPair {
  readonly report: AlignReport
  /** For each link of the report the texts of its blocks. */
  readonly texts: readonly LinkTexts[]
}

export interface LinkTexts {
  readonly source: readonly string[]
  readonly target: readonly string[]
}

/**
 * Aligns two files, or the files of one name in two folders, block by block.
 *
 * @throws ZhenError `sides-differ` for a file and a folder, and what reading and writing files throws
 */
export async function alignFiles(
  { files, output, onProgress }: Deps,
  { source, target, out, dryRun }: AlignInput,
): Promise<AlignFilesReport> {
  const matched = matchNames(files, source, target)
  const pairs: AlignedPair[] = []
  const written: string[] = []
  for (const { name, source, target } of matched.both) {
    const pair = alignPair(files, source, target)
    pairs.push(pair)
    onProgress?.(pairs.length, matched.both.length)
    if (out === null) continue
    const path = `${out.replace(/[/\\]+$/, '')}/${name.replace(/\.md$/i, '')}.json`
    if (!dryRun) output.write(out, path, `${JSON.stringify(pair.report, null, 2)}\n`)
    written.push(path)
  }
  const { sourceOnly, targetOnly } = matched
  return { pairs, sourceOnly, targetOnly, written, dryRun }
}

function alignPair(files: MarkdownFiles, source: string, target: string): AlignedPair {
  const alignment = alignChapters(parseChapter(files.read(source)), parseChapter(files.read(target)))
  return { report: toAlignReport(source, target, alignment), texts: textsOf(alignment) }
}

function textsOf({ sourceUnits, targetUnits, links }: ChapterAlignment): LinkTexts[] {
  const pick = (units: readonly ChapterUnit[], indices: readonly number[]) =>
    indices.map((index) => units[index]?.text ?? '')
  return links.map((link) => ({ source: pick(sourceUnits, link.source), target: pick(targetUnits, link.target) }))
}

interface Matched {
  readonly both: readonly { readonly name: string; readonly source: string; readonly target: string }[]
  readonly sourceOnly: readonly string[]
  readonly targetOnly: readonly string[]
}

function matchNames(files: MarkdownFiles, source: string, target: string): Matched {
  const [left, right] = [namesBelow(files, source), namesBelow(files, target)]
  if (left === null && right === null) {
    const name = source.slice(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1)
    return { both: [{ name, source, target }], sourceOnly: [], targetOnly: [] }
  }
  if (left === null || right === null) {
    throw new ZhenError(
      'sides-differ',
      left === null ? { file: source, folder: target } : { file: target, folder: source },
    )
  }
  const both = [...left].flatMap(([name, path]) => {
    const other = right.get(name)
    return other === undefined ? [] : [{ name, source: path, target: other }]
  })
  const without = (own: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>) =>
    [...own].filter(([name]) => !other.has(name)).map(([, path]) => path)
  return { both, sourceOnly: without(left, right), targetOnly: without(right, left) }
}

/** The files of a folder by their path below it; `null` for a file. */
function namesBelow(files: MarkdownFiles, path: string): ReadonlyMap<string, string> | null {
  const paths = files.listBelow(path)
  if (paths.length === 1 && paths[0] === path) return null
  const folder = path === '.' ? '' : `${path.replace(/[/\\]+$/, '')}/`
  return new Map(paths.map((file) => [file.slice(folder.length), file]))
}
