import { readCsv, writeCsv } from './csv.js'
import { readPo, writePo } from './po.js'
import { readXliff } from './read-xliff.js'
import type { ExchangeForm } from './unit.js'
import { writeXliff } from './write-xliff.js'
import { writeXliff1 } from './write-xliff-1.js'

/** The forms in which segments travel. Names are those of `--format` and `--from`. */
export const EXCHANGE_FORMS = {
  xliff: { texts: 'coded', write: writeXliff, read: readXliff },
  'xliff-1.2': { texts: 'coded', write: writeXliff1, read: readXliff },
  po: { texts: 'markdown', write: writePo, read: readPo },
  csv: { texts: 'markdown', write: writeCsv, read: readCsv },
} as const satisfies Readonly<Record<string, ExchangeForm>>

export type ExchangeFormName = keyof typeof EXCHANGE_FORMS
