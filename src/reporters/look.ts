import pc from 'picocolors'
import type { Translate, UiLanguage } from '../i18n/index.js'

export type Paint = ReturnType<typeof pc.createColors>

/** All a reporter needs to know of who is looking. */
export interface Look {
  readonly t: Translate
  readonly language: UiLanguage
  /** Columns of the terminal; infinite where nobody looks and nothing is to be cut. */
  readonly columns: number
  readonly colour: boolean
  readonly paint: Paint
}

export function createLook(look: Omit<Look, 'paint'>): Look {
  return { ...look, paint: pc.createColors(look.colour) }
}

/** A report as it is shown to people. Pure. */
export type Reporter<Report> = (report: Report, look: Look) => string
