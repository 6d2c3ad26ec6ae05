import type { Check } from '../checks/define-check.js'
import { checks as allChecks } from '../checks/registry.js'
import { type CheckedSegment, type Issue as FoundIssue, runChecks } from '../checks/run-checks.js'
import { ZhenError } from '../core/errors.js'
import { nearest } from '../core/nearest.js'
import type { ParsedChapter, Segment } from '../core/segment.js'
import { sameText } from '../core/text.js'
import { compileTerms } from '../glossary/compile-terms.js'
import { parseChapter } from '../markdown/parse-chapter.js'
import { referringSegments } from './check-references.js'
import type { CheckInput } from './input.js'
import type { SegmentRecord, TargetPassage } from './ports.js'
import type { ProjectDeps } from './project.js'
import { readTerms } from './read-terms.js'
import { refresh } from './refresh.js'
import type { CheckReport, Issue } from './report.js'
import { resolveChapters } from './resolve-chapters.js'
import { joinTexts } from './sync/entry.js'

/**
 * Checks the English against its source and the glossary. Reads only.
 *
 * English that is stale is checked against the source it was made from: that it is stale is for `status` to say.
 *
 * @throws ZhenError `chapter-unknown`, `glossary-invalid`, `usage` for an unknown check
 */
export async function checkProject(deps: ProjectDeps, input: CheckInput): Promise<CheckReport> {
  const checks = chooseChecks(input.only)
  refuseUnknownGrades(Object.keys(deps.checks))
  const { sourceAvailable, notices, chapters } = await refresh(deps)
  const terms = compileTerms(await readTerms(deps.workspace))
  const wanted = resolveChapters(
    input.chapters,
    chapters.map(({ chapter }) => chapter),
  )
  const all = await deps.index.loadSegments({})
  const records = wanted.length > 0 ? all.filter(({ chapter }) => wanted.includes(chapter)) : all
  const files = new TargetFiles(deps)
  const segments: CheckedSegment[] = []
  for (const record of records) segments.push(...(await checkedSegment(record, records, files, deps)))
  const referring = checks.some(({ wholeBook }) => wholeBook)
    ? await referringSegments(deps, { chapters, records: all })
    : []
  const inScope = referring.filter(({ chapter }) => wanted.length === 0 || wanted.includes(chapter))
  const found = runChecks([...segments, ...inScope], checks, { terms }, { settings: deps.checks })
  const issues: Issue[] = []
  for (const issue of found) issues.push(await withExcerpt(issue, files, deps))
  const count = (severity: Issue['severity']) => issues.filter((issue) => issue.severity === severity).length
  const summary = {
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
    segments: segments.length,
  }
  return { sourceAvailable, notices, issues, summary }
}

function chooseChecks(only: readonly string[]): readonly Check[] {
  const known = allChecks.map(({ id }) => id)
  const unknown = only.find((id) => !known.includes(id))
  if (unknown !== undefined) throw new ZhenError('usage', { expected: known.join(', '), found: unknown })
  return only.length === 0 ? allChecks : allChecks.filter(({ id }) => only.includes(id))
}

function refuseUnknownGrades(ids: readonly string[]): void {
  const known = allChecks.map(({ id }) => id)
  const unknown = ids.find((id) => !known.includes(id))
  if (unknown === undefined) return
  throw new ZhenError('config-unknown-key', {
    path: 'zhen.config.json',
    key: `checks.${unknown}`,
    known: known.join(', '),
    suggestion: nearest(unknown, known) ?? '',
  })
}

/** English chapters, parsed once each. */
class TargetFiles {
  readonly #deps: ProjectDeps
  readonly #parsed = new Map<string, ParsedChapter | null>()

  constructor(deps: ProjectDeps) {
    this.#deps = deps
  }

  async parsed(path: string): Promise<ParsedChapter | null> {
    const known = this.#parsed.get(path)
    if (known !== undefined) return known
    const text = await this.#deps.workspace.read('target', path)
    const parsed = text === null ? null : parseChapter(text, { comments: 'all' })
    this.#parsed.set(path, parsed)
    return parsed
  }
}

/** A segment to check: nothing for blocks, for what has no English, and for all but the first of a group. */
async function checkedSegment(
  record: SegmentRecord,
  records: readonly SegmentRecord[],
  files: TargetFiles,
  { workspace }: ProjectDeps,
): Promise<CheckedSegment[]> {
  const { block, status, source, targets, group, id, chapter, kind } = record
  const [first] = targets
  if (block || !first || !source || (group && group[0] !== id)) return []
  if (
    status !== 'translated' &&
    status !== 'reviewed' &&
    status !== 'final' &&
    status !== 'draft' &&
    status !== 'stale'
  )
    return []
  const parsed = await files.parsed(first.path)
  const segment = parsed && findSegmentAt(parsed, first)
  if (!parsed || !segment) return []
  const members = group ? records.filter((member) => group.includes(member.id)) : [record]
  return [
    {
      id,
      chapter,
      kind,
      source: record.translatedFrom ?? joinTexts(members.map((member) => member.source?.text ?? '')),
      target: joinTexts(targets.map(({ text }) => text)),
      translated: true,
      targetPlace: {
        path: first.path,
        startLine: segment.startLine,
        startColumn: segment.start - parsed.text.lastIndexOf('\n', segment.start - 1),
        glue: segment.glue,
      },
      sourcePlace:
        source.startLine === 0
          ? null
          : {
              path: workspace.shownPath('source', chapter),
              startLine: source.startLine,
              endLine: members.at(-1)?.source?.endLine ?? source.endLine,
            },
    },
  ]
}

function findSegmentAt(chapter: ParsedChapter, { startLine, text }: TargetPassage): Segment | undefined {
  return chapter.parts.find(
    (part): part is Segment => part.type === 'segment' && part.startLine === startLine && sameText(part.text, text),
  )
}

async function withExcerpt(issue: FoundIssue, files: TargetFiles, { workspace }: ProjectDeps): Promise<Issue> {
  const parsed = await files.parsed(issue.target.path)
  const excerpt =
    parsed?.text.split('\n', issue.target.startLine)[issue.target.startLine - 1]?.replace(/\r$/, '') ?? null
  return { ...issue, target: { ...issue.target, path: workspace.shownPath('target', issue.target.path), excerpt } }
}
