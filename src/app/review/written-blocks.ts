import { ParsedChapters } from '../parsed-chapters.js'
import type { Passage } from '../ports.js'
import type { ProjectDeps } from '../project.js'
import type { LiveRecord } from './read-segment.js'

/** A block's lines in both editions; `null` where it has none there, or they are not to be found. */
export interface WrittenBlock {
  readonly source: string | null
  readonly target: string | null
}

/** Looks up how blocks are written: records hold no more of them than what must agree. */
export class WrittenBlocks {
  readonly #deps: Pick<ProjectDeps, 'workspace'>
  readonly #parsed: ParsedChapters

  constructor({ workspace, parsed = new ParsedChapters() }: Pick<ProjectDeps, 'workspace' | 'parsed'>) {
    this.#deps = { workspace }
    this.#parsed = parsed
  }

  /** `null` for a record that is a text. */
  async of({ block, chapter, source, targets }: LiveRecord): Promise<WrittenBlock | null> {
    if (!block) return null
    const [target] = targets
    return {
      source: await this.#find('source', chapter, source),
      target: target ? await this.#find('target', target.path, target) : null,
    }
  }

  async #find(side: 'source' | 'target', path: string, { startLine, text }: Passage): Promise<string | null> {
    const file = await this.#deps.workspace.read(side, path)
    if (file === null) return null
    const { parts } = this.#parsed.parse(side, path, file)
    const part = parts.find((each) => each.type === 'block' && each.startLine === startLine && each.signature === text)
    return part?.text ?? null
  }
}
