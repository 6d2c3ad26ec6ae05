import { chmodSync, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Any user who owns nothing here. */
const NOBODY = 65_534

/** False where permissions stop nobody and no other user can be taken: on Windows. */
export const canBeNobody = process.geteuid !== undefined

/** Runs `work` without the rights of the superuser, whom no permission stops. Others keep the rights they have. */
export async function asNobody<T>(work: () => Promise<T>, user = NOBODY): Promise<T> {
  if (process.geteuid?.() !== 0) return work()
  process.seteuid?.(user)
  try {
    return await work()
  } finally {
    process.seteuid?.(0)
  }
}

/** Takes everybody's right to write below `folder`, and gives the right to read. */
export function makeReadOnly(folder: string): void {
  setModes(folder, 0o555, 0o444)
}

/** Lets everybody write below `folder`. */
export function makeWritable(folder: string): void {
  setModes(folder, 0o777, 0o666)
}

function setModes(path: string, ofFolder: number, ofFile: number): void {
  const stats = lstatSync(path)
  if (stats.isSymbolicLink()) return
  if (stats.isDirectory()) for (const name of readdirSync(path)) setModes(join(path, name), ofFolder, ofFile)
  chmodSync(path, stats.isDirectory() ? ofFolder : ofFile)
}
