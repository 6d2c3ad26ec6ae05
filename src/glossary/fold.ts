import { TRADITIONAL } from './traditional.js'

let table: Uint16Array | undefined

/**
 * The form in which Chinese text and terms are compared, one UTF-16 unit for one: full-width forms become
 * half-width, traditional characters simplified, Latin capitals small, white space a blank.
 */
export function foldUnit(unit: number): number {
  table ??= makeTable()
  return table[unit] as number
}

/** {@link foldUnit} over a text; offsets hold. */
export function fold(text: string): string {
  let folded = ''
  for (let index = 0; index < text.length; index++) folded += String.fromCharCode(foldUnit(text.charCodeAt(index)))
  return folded
}

function makeTable(): Uint16Array {
  const units = Uint16Array.from({ length: 0x10000 }, (_, unit) => unit)
  for (let unit = 0xff01; unit <= 0xff5e; unit++) units[unit] = unit - 0xfee0
  for (const blank of '\t\n\r\u00a0\u3000') units[blank.charCodeAt(0)] = 0x20
  const pairs = TRADITIONAL.replace(/\s/g, '')
  for (let index = 0; index < pairs.length; index += 2) units[pairs.charCodeAt(index)] = pairs.charCodeAt(index + 1)
  for (let unit = 0; unit < 0x10000; unit++) units[unit] = toSmall(units[unit] as number)
  return units
}

function toSmall(unit: number): number {
  if (unit >= 0x41 && unit <= 0x5a) return unit + 0x20
  const isLetter = (unit >= 0xc0 && unit <= 0xde && unit !== 0xd7) || (unit >= 0x391 && unit <= 0x3a9)
  return isLetter ? unit + 0x20 : unit
}
