import { dirname, resolve } from 'node:path'
import type { CommandContext } from '../context.js'
import { declare } from '../declare.js'

/** git calls it: `OURS` is replaced by the merged file. */
export function mergeLedgerCommand(context: CommandContext) {
  const { t } = context
  return declare('merge-ledger', context)
    .argument('<base>', t('commands.merge-ledger.base'))
    .argument('<ours>', t('commands.merge-ledger.ours'))
    .argument('<theirs>', t('commands.merge-ledger.theirs'))
    .argument('[name]', t('commands.merge-ledger.name'))
    .action(async (base, ours, theirs, name = ours) => {
      const [{ conflictOf, mergeRecords }, { decodeUtf8, readPresent }, { writeWhole }] = await Promise.all([
        import('../../core/merge-records.js'),
        import('../../workspace/read-file.js'),
        import('../../workspace/write-whole.js'),
      ])
      const read = (file: string) => decodeUtf8(readPresent(resolve(context.cwd, file), file), name)
      const versions = { base: read(base), ours: read(ours), theirs: read(theirs) }
      const file = resolve(context.cwd, ours)
      const write = (text: string) => writeWhole(file, text, { root: dirname(file), shown: name })
      try {
        write(mergeRecords(versions, name))
      } catch (error) {
        write(conflictOf(versions))
        throw error
      }
    })
}
