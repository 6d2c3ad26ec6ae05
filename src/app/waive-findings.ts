import type { Waiver } from '../checks/waivers.js'
import { ZhenError } from '../core/errors.js'
import type { Note, WaiverNote } from '../core/notes.js'
import { stampOf } from '../core/stamp.js'
import type { FoundIssue } from './check/found.js'
import { loadWaiverNotes, type NotedWaiver, waiverOfNote } from './check/load-waivers.js'
import { applyWaivers, type Looked, lookThrough } from './check-project.js'
import type { WaiveInput } from './input.js'
import type { ProjectDeps } from './project.js'
import type { ListedWaiver, WaiveReport } from './report.js'
import { readNotes, writeNotes } from './suggestions.js'

/**
 * Records a person's word that findings are none, takes it back, or lists all such words.
 *
 * @throws ZhenError `finding-unknown`, `finding-ambiguous`, `target-unwritable`
 */
export async function waiveFindings(deps: ProjectDeps, input: WaiveInput): Promise<WaiveReport> {
  const none = { waived: [], removed: [], waivers: null, written: [], dryRun: input.dryRun }
  if (input.action === 'list') return { ...none, waivers: await listWaivers(deps) }
  const work = async (): Promise<WaiveReport> => {
    const plan = input.action === 'waive' ? await planWaivers(deps, input) : await planRemoval(deps, input)
    const written = [...plan.notes.keys()].map((chapter) => deps.workspace.shownPath('notes', chapter))
    if (!input.dryRun)
      await deps.workspace.together(async () => {
        for (const [chapter, notes] of plan.notes) await writeNotes(deps.workspace, chapter, notes)
      })
    return { ...none, waived: plan.waived, removed: plan.removed, written }
  }
  return input.dryRun ? work() : deps.workspace.withLock(work)
}

interface WaivePlan {
  readonly waived: readonly ListedWaiver[]
  readonly removed: readonly ListedWaiver[]
  /** What the notes of the chapters concerned become. */
  readonly notes: ReadonlyMap<string, readonly Note[]>
}

async function planWaivers(deps: ProjectDeps, input: WaiveInput): Promise<WaivePlan> {
  const looked = await lookThrough(deps, { chapters: [], only: [], release: true })
  const issues = [...looked.found.values()].flatMap((found) => found.issues)
  const chosen = input.fingerprints.flatMap((fingerprint) =>
    named(issues, fingerprint, ({ fingerprint }) => fingerprint),
  )
  const by = input.by ?? (await deps.workspace.personName())
  const at = stampOf(deps.now())
  const notes = new Map<string, Note[]>()
  const waived: ListedWaiver[] = []
  for (const issue of new Set(chosen)) {
    const { chapter } = issue
    const note = noteOf(issue, { reason: input.reason ?? '', by, at, until: input.until })
    const before = notes.get(chapter) ?? (await readNotes(deps.workspace, chapter))
    notes.set(chapter, [...before.filter((known) => !isAbout(known, note)), note])
    waived.push(listed({ chapter, note, line: 1 }, deps, 'holds'))
  }
  return { waived, removed: [], notes }
}

async function planRemoval(deps: ProjectDeps, input: WaiveInput): Promise<WaivePlan> {
  const { states, noted } = await statesOf(deps)
  const chosen = new Set(
    input.fingerprints.flatMap((fingerprint) => named(noted, fingerprint, ({ note }) => note.fingerprint)),
  )
  const notes = new Map<string, Note[]>()
  for (const { chapter, note } of chosen) {
    const before = notes.get(chapter) ?? (await readNotes(deps.workspace, chapter))
    notes.set(
      chapter,
      before.filter((known) => !isAbout(known, note)),
    )
  }
  return { waived: [], removed: [...chosen].map((one) => listed(one, deps, states.get(one) ?? 'unused')), notes }
}

async function listWaivers(deps: ProjectDeps): Promise<ListedWaiver[]> {
  const { states, noted, commented } = await statesOf(deps)
  return [
    ...noted.map((one) => listed(one, deps, states.get(one) ?? 'unused')),
    ...commented.map(({ waiver, state }) => {
      const { check, reason, by, until, origin, place } = waiver
      return {
        check,
        fingerprint: null,
        chapter: place.chapter,
        reason,
        by,
        until,
        origin,
        state,
        path: place.path,
        line: place.line,
      }
    }),
  ]
}

/** Every waiver there is, and what it does today. */
async function statesOf(deps: ProjectDeps) {
  const looked: Looked = await lookThrough(deps, { chapters: [], only: [], release: true })
  const { waivers, unused, expired } = await applyWaivers(deps, looked)
  const stateOf = (waiver: Waiver): ListedWaiver['state'] =>
    expired.includes(waiver) ? 'expired' : unused.includes(waiver) ? 'unused' : 'holds'
  const noted = await loadWaiverNotes(deps)
  const states = new Map<NotedWaiver, ListedWaiver['state']>()
  for (const one of noted) {
    const { segment, fingerprint } = waiverOfNote(one, deps)
    const waiver = waivers.find((known) => known.fingerprint === fingerprint && known.segment === segment)
    if (waiver) states.set(one, stateOf(waiver))
  }
  const commented = waivers
    .filter(({ origin }) => origin === 'comment')
    .map((waiver) => ({ waiver, state: stateOf(waiver) }))
  return { states, noted, commented }
}

/** What a fingerprint or its first characters name. */
function named<T>(all: readonly T[], fingerprint: string, fingerprintOf: (one: T) => string): T[] {
  const found = fingerprint === '' ? [] : all.filter((one) => fingerprintOf(one).startsWith(fingerprint))
  const prints = [...new Set(found.map(fingerprintOf))]
  if (prints.length === 0) throw new ZhenError('finding-unknown', { fingerprint })
  if (prints.length > 1) throw new ZhenError('finding-ambiguous', { fingerprint, found: prints.join(', ') })
  return found
}

function noteOf(
  { segment, check, fingerprint, passage }: FoundIssue,
  { reason, by, at, until }: Pick<WaiverNote, 'reason' | 'by' | 'at'> & { readonly until: string | null },
): WaiverNote {
  const source = passage?.text ?? ''
  return { note: 'waiver', id: segment, check, fingerprint, source, reason, by, at, ...(until !== null && { until }) }
}

function isAbout(note: Note, { id, fingerprint }: WaiverNote): boolean {
  return note.note === 'waiver' && note.id === id && note.fingerprint === fingerprint
}

function listed(
  { chapter, note, line }: NotedWaiver,
  { workspace }: ProjectDeps,
  state: ListedWaiver['state'],
): ListedWaiver {
  const { check, fingerprint, reason, by, until = null } = note
  const path = workspace.shownPath('notes', chapter)
  return { check, fingerprint, chapter, reason, by, until, origin: 'notes', state, path, line }
}
