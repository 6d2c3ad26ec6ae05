import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openIndex } from '../../src/store/open-index.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'
import { textsOn } from './shelf-contract.js'

it('should leave nothing in the database', async () => {
  const path = join(temporaryFolder(), '.zhen/zhen.db')
  const first = openIndex(path)
  await first.shelf.put('一')
  const beside = openIndex(path)
  expect(await textsOn(beside.shelf)).toEqual([])
  beside.close()
  first.close()
  const after = openIndex(path)
  expect(await textsOn(after.shelf)).toEqual([])
  after.close()
})
