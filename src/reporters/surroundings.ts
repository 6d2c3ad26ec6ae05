import type { Look } from './look.js'

/** What a reporter for machines has to know besides the report. */
export interface Surroundings {
  /** Turns a path relative to the project into one relative to the repository. */
  locate(path: string): string
  /** Of zhen. */
  readonly version: string
  /** Where findings can be read in full, if they will be. */
  readonly summary: boolean
  /** The address of a file of the repository, as of the commit that is looked at; `null` where there is none. */
  link(path: string): string | null
}

/** A report as another program takes it. Pure. */
export type MachineReporter<Report> = (report: Report, look: Look, surroundings: Surroundings) => string
