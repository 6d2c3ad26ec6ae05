import { lstatSync } from 'node:fs'
import { dirname } from 'node:path'
import { ZhenError } from '../core/errors.js'
import { configOf, setConfig } from './git.js'

const NAME = 'merge.zhen.name'
const DRIVER = 'merge.zhen.driver'

/** What git does without a driver: for when zhen is no longer where it was. zhen's own failures (2) leave both sides. */
const FALLBACK = '{ [ $? -ne 2 ] && git merge-file -q %A %O %B; }'

/**
 * The command by which git merges ledgers: zhen as it was started, so that it need not be on the PATH.
 *
 * git replaces what begins with `%` and gives the rest to a shell. Source: gitattributes(5), "Defining a custom merge
 * driver".
 */
export function mergeDriverOf(program: readonly string[]): string {
  return `${program.map(quoted).join(' ')} merge-ledger %O %A %B %P || ${FALLBACK}`
}

function quoted(word: string): string {
  const plain = word.replaceAll('\\', '/').replaceAll('%', '%%')
  return /^[\w./:@%+-]+$/.test(plain) ? plain : `'${plain.replaceAll("'", "'\\''")}'`
}

/** The driver set up in the repository that holds `folder`, `''` where there is none; `null` outside of repositories. */
export async function readMergeDriver(folder: string): Promise<string | null> {
  return configOf(nearestPresent(folder), DRIVER)
}

/** @throws ZhenError `target-unwritable` */
export async function writeMergeDriver(folder: string, command: string): Promise<void> {
  const place = nearestPresent(folder)
  const isSet = (await setConfig(place, NAME, 'zhen ledger')) && (await setConfig(place, DRIVER, command))
  if (!isSet) throw new ZhenError('target-unwritable', { path: '.git/config', reason: `git config ${DRIVER}` })
}

/** The folder need not be there yet. */
function nearestPresent(folder: string): string {
  let present = folder
  while (!lstatSync(present, { throwIfNoEntry: false })?.isDirectory() && dirname(present) !== present)
    present = dirname(present)
  return present
}
