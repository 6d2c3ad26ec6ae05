import { join } from 'node:path'
import type { LedgerPast } from '../app/report/burn-up.js'
import { placeOf, readBlobs, readHistory } from './folder-history.js'
import { git } from './git.js'

const LEDGERS = '.zhen'

/** The past of the ledgers in an English folder; none where git does not know them. */
export function createLedgerPast(target: string): LedgerPast {
  const folder = join(target, LEDGERS)
  return {
    async history() {
      const place = await placeOf(folder)
      return place ? readHistory(place, isLedger) : { revisions: [], isShallow: false }
    },
    async at(commit) {
      // Rows of `ls-tree`: mode, type, blob, then the path behind a tab.
      const tree = (await git(target, 'ls-tree', '-r', '-z', commit, '--', LEDGERS)) ?? ''
      return tree.split('\0').flatMap((row) => {
        const tab = row.indexOf('\t')
        return isLedger(row.slice(tab + 1)) ? [row.slice(0, tab).split(' ')[2] ?? ''] : []
      })
    },
    texts: (blobs) => readBlobs(folder, blobs),
  }
}

function isLedger(path: string): boolean {
  return path.endsWith('.jsonl') && !path.endsWith('.notes.jsonl')
}
