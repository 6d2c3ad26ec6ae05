import type { Workspace } from '../workspace-port.js'

/** A question put to the disk while checking, and its answer. */
export type Asked = readonly [side: 'source' | 'target', path: string, is: boolean]

/** Says which files are there, each asked for once, and writes down what it was asked. */
export class AskedDisk {
  readonly #workspace: Pick<Workspace, 'hasFile'>
  readonly #known = new Map<string, Asked>()
  readonly #asked = new Set<Asked>()

  constructor(workspace: Pick<Workspace, 'hasFile'>) {
    this.#workspace = workspace
  }

  hasFile(side: Asked[0], path: string): boolean {
    const key = `${side}:${path}`
    const known = this.#known.get(key) ?? [side, path, this.#workspace.hasFile(side, path)]
    this.#known.set(key, known)
    this.#asked.add(known)
    return known[2]
  }

  /** What was asked since this was called last. */
  take(): Asked[] {
    const asked = [...this.#asked]
    this.#asked.clear()
    return asked
  }

  /** Whether the disk would answer as it did then. */
  agrees(asked: readonly Asked[]): boolean {
    const agrees = asked.every(([side, path, is]) => this.hasFile(side, path) === is)
    this.#asked.clear()
    return agrees
  }
}
