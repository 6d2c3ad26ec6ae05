import type { Block, Segment } from '../core/segment.js'
import { parseChapter } from '../markdown/parse-chapter.js'
import type { MarkdownFiles } from './markdown-files-port.js'
import type { SeenBlock, SeenSegment, SegmentsReport } from './report.js'

/** Says what zhen sees in Markdown files: one report a file, in the order asked for. */
export async function listParts(
  files: MarkdownFiles,
  input: { readonly files: readonly string[] },
): Promise<SegmentsReport[]> {
  return input.files.map((file) => {
    const { parts, warnings } = parseChapter(files.read(file))
    return {
      file,
      segments: parts.filter((part) => part.type === 'segment').map(seenSegment),
      blocks: parts.filter((part) => part.type === 'block').map(seenBlock),
      warnings,
    }
  })
}

function seenSegment({ kind, section, text, startLine, endLine, start, end, carried }: Segment): SeenSegment {
  return { kind, section, text, startLine, endLine, startOffset: start, endOffset: end, carried }
}

function seenBlock({ kind, section, text, startLine, endLine, start, end }: Block): SeenBlock {
  return { kind, section, text, startLine, endLine, startOffset: start, endOffset: end }
}
