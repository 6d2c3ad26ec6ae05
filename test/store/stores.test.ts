import { join } from 'node:path'
import { describe, onTestFinished } from 'vitest'
import type { Stores } from '../../src/app/ports.js'
import { openIndex } from '../../src/store/open-index.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'
import { describeAnswerContract } from './answer-contract.js'
import { describeFindingContract } from './finding-contract.js'
import { describeHistoryContract } from './history-contract.js'
import { describeIndexContract } from './index-contract.js'
import { describeMemoryContract } from './memory-contract.js'
import { describeShelfContract } from './shelf-contract.js'

const kinds: Record<string, () => Stores> = {
  'in memory': () => openIndex(':memory:'),
  'on disk': () => openIndex(join(temporaryFolder(), '.zhen/zhen.db')),
}

describe.each(Object.entries(kinds))('stores %s', (_, open) => {
  const openForTest = () => {
    const stores = open()
    onTestFinished(() => stores.close())
    return stores
  }
  describeIndexContract(openForTest)
  describeMemoryContract(openForTest)
  describeHistoryContract(openForTest)
  describeAnswerContract(openForTest)
  describeFindingContract(openForTest)
  describeShelfContract(openForTest)
})
