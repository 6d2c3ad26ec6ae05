import { groupBy } from '../../core/group-by.js'
import type { FoundIssue } from '../check/found.js'
import { applyWaivers, lookThrough } from '../check-project.js'
import type { ProjectDeps } from '../project.js'
import type { ReviewIssue } from './view.js'
import { isOfText } from './view-text.js'

/** Findings by the segment they are about. */
export type IssuesBySegment = ReadonlyMap<string, readonly ReviewIssue[]>

/** What the checks found, looked for again only when something has changed. */
export class KnownIssues {
  readonly #deps: ProjectDeps
  #found: Map<string, readonly ReviewIssue[]> | null = null
  #version = ''

  constructor(deps: ProjectDeps) {
    this.#deps = deps
  }

  /** What the checks find in the files as they are, waivers taken out. */
  async current(): Promise<IssuesBySegment> {
    const version = await this.#nameVersion()
    if (this.#found && version === this.#version) return this.#found
    return this.#look(version)
  }

  /** What they found when they last looked; `null` before. */
  last(): IssuesBySegment | null {
    return this.#found
  }

  /** Puts what is found in a segment's text in place of what was; with it, what is found by looking at more than the text. */
  note(id: string, issues: readonly ReviewIssue[]): readonly ReviewIssue[] {
    const all = [...issues, ...(this.#found?.get(id) ?? []).filter(({ check }) => !isOfText(check))]
    this.#found?.set(id, all)
    return all
  }

  async #look(version: string): Promise<IssuesBySegment> {
    const looked = await lookThrough(this.#deps, { chapters: [], only: [], release: false })
    const { issues } = await applyWaivers(this.#deps, looked)
    const bySegment = groupBy(issues, ({ segment }) => segment)
    this.#found = new Map([...bySegment].map(([id, some]) => [id, some.map(withoutPlace)]))
    this.#version = version
    return this.#found
  }

  async #nameVersion(): Promise<string> {
    const { files } = await this.#deps.index.loadState()
    const glossary = await this.#deps.workspace.readGlossary()
    return JSON.stringify([files.map(({ side, path, hash }) => [side, path, hash]), glossary])
  }
}

/** Places in files are not places in texts. */
function withoutPlace({ check, severity, values, passage }: FoundIssue): ReviewIssue {
  return { check, severity, values, target: null, source: passage?.mark ?? null }
}
