import type { CheckedSegment } from '../../checks/run-checks.js'
import type { ParsedChapter, Part } from '../../core/segment.js'
import type { JudgedPart, JudgedUse } from '../../references/judge-references.js'
import type { SegmentRecord } from '../ports.js'
import type { Workspace } from '../workspace-port.js'

/**
 * English parts with references that do not lead where they should, as checks of the whole book get them: also of text
 * that is untranslated, added, or no segment at all.
 *
 * @param parsed the chapter the parts are in
 * @param records the segments whose English may stand in it
 */
export function referringSegments(
  workspace: Pick<Workspace, 'shownPath'>,
  judged: readonly JudgedPart[],
  parsed: ParsedChapter,
  records: Iterable<SegmentRecord>,
): CheckedSegment[] {
  const places = recordsByPlace(records)
  return judged.flatMap(({ chapter, part: index, uses }) => {
    const part = parsed.parts[index]
    if (!part) return []
    const record = places.get(placeKey(chapter, part.startLine, textOf(part)))
    return toSegments(workspace, { chapter, part: index, uses }, part, parsed.text, record)
  })
}

function recordsByPlace(records: Iterable<SegmentRecord>): Map<string, SegmentRecord> {
  const places = new Map<string, SegmentRecord>()
  for (const record of records) {
    for (const { path, startLine, text } of record.targets) {
      const key = placeKey(path, startLine, text)
      if (!places.has(key)) places.set(key, record)
    }
  }
  return places
}

function placeKey(chapter: string, line: number, text: string): string {
  return `${chapter}\0${line}\0${text}`
}

function textOf(part: Part): string {
  return part.type === 'segment' ? part.text : part.signature
}

function toSegments(
  workspace: Pick<Workspace, 'shownPath'>,
  { chapter: path, uses }: JudgedPart,
  part: Part,
  file: string,
  record: SegmentRecord | undefined,
): CheckedSegment[] {
  const source = record?.source
  const common = {
    id: record?.id ?? '',
    chapter: record?.chapter ?? path,
    kind: part.kind,
    source: source?.text ?? '',
    translated: false,
    sourcePlace:
      record && source && source.startLine > 0
        ? {
            path: workspace.shownPath('source', record.chapter),
            startLine: source.startLine,
            endLine: source.endLine,
          }
        : null,
  }
  const columnOf = (at: number) => at - file.lastIndexOf('\n', at - 1)
  if (part.type === 'segment') {
    const targetPlace = { path, startLine: part.startLine, startColumn: columnOf(part.start), glue: part.glue }
    return [{ ...common, target: part.text, references: uses, targetPlace }]
  }
  return uses.map((judged: JudgedUse) => {
    const { label, start, line } = judged.use
    const targetPlace = { path, startLine: line, startColumn: columnOf(start), glue: [] }
    return { ...common, target: label, references: [judged], targetPlace }
  })
}
