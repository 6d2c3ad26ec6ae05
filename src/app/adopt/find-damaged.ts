import type { SegmentRecord } from '../ports.js'

/** A block that is there in English, but swallowed by what stands before or around it: a broken fence, a lost option. */
export interface Damaged {
  readonly block: SegmentRecord
  /** What has swallowed it. */
  readonly within: SegmentRecord
  /** What is missing beside it, only because of this. */
  readonly swallowed: readonly SegmentRecord[]
}

/** Shorter blocks, such as `toctree`, stand in other texts by chance. */
const SHORTEST = 30

/** So much of a block, from its beginning, must be found: further down its comments may be translated. */
const LONGEST = 80

/** A chapter with more missing blocks than this is not damaged but unfinished. */
const MOST = 100

/** Finds the damaged blocks of a chapter. `records` are all of it, in document order, what has no source at the end. */
export function findDamaged(records: readonly SegmentRecord[]): Damaged[] {
  const holders = records
    .filter(({ targets }) => targets.length > 0)
    .map((record) => ({ record, text: fold(textOf(record)) }))
  if (records.filter((record) => essenceOf(record) !== null).length > MOST) return []
  return records.flatMap((block, at) => {
    const essence = essenceOf(block)
    if (essence === null || essence.length < SHORTEST) return []
    const within = holders.find(({ record, text }) => record !== block && text.includes(essence))?.record
    return within ? [{ block, within, swallowed: missingAround(records, at) }] : []
  })
}

function textOf({ targets }: SegmentRecord): string {
  return targets.map(({ text }) => text).join(' ')
}

/** What of a missing block would still be recognised in another text. */
function essenceOf({ block, kind, targets, source, status }: SegmentRecord): string | null {
  if (!block || targets.length > 0 || status !== 'untranslated' || !source) return null
  if (kind === 'image') return fold(/src="([^"]+)"/.exec(source.text)?.[1] ?? source.text)
  const body = kind === 'fence' ? source.text.replace(/^\S+ /, '') : source.text
  return fold(body).slice(0, LONGEST)
}

/** White space and the marks that the text of a swallowed block may have got or lost. */
function fold(text: string): string {
  return text.replace(/[\s`#]+/g, '')
}

/** The run of missing records in which a missing block stands. */
function missingAround(records: readonly SegmentRecord[], at: number): SegmentRecord[] {
  const isMissing = (record: SegmentRecord | undefined) =>
    record?.status === 'untranslated' && record.targets.length === 0
  let [start, end] = [at, at + 1]
  while (isMissing(records[start - 1])) start--
  while (isMissing(records[end])) end++
  return records.slice(start, end)
}
