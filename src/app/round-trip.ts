import { checkRoundTrip } from '../markdown/round-trip.js'
import type { OnProgress } from './input.js'
import type { MarkdownFiles } from './markdown-files-port.js'
import type { RoundtripFile, RoundtripReport } from './report.js'

interface Deps {
  readonly files: MarkdownFiles
  readonly onProgress?: OnProgress
}

/** Proves the three laws of taking a chapter apart on every Markdown file below `paths`. */
export async function proveRoundTrip(
  { files, onProgress }: Deps,
  { paths }: { readonly paths: readonly string[] },
): Promise<RoundtripReport> {
  const names = [...new Set(paths.flatMap((path) => files.listBelow(path)))]
  const proved = names.map((file, index): RoundtripFile => {
    onProgress?.(index, names.length)
    return { file, ...checkRoundTrip(files.read(file)) }
  })
  return { files: proved, failed: proved.filter((file) => !holds(file)).length }
}

function holds({ identity, shape, coverage }: RoundtripFile): boolean {
  return identity && shape && coverage
}
