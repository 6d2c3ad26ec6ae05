import { expect, it } from 'vitest'
import { ChangeSum } from '../../src/app/add-up-changes.js'
import { SYNC_CHANGES, type SyncChange, type SyncedChange } from '../../src/app/report.js'

const change = (kind: SyncChange, block = false, id: string = kind): SyncedChange => {
  return { id, chapter: 'a.md', kind, from: null, to: '文', change: null, block }
}

it('should add up what comes, of blocks only what did not come in', async () => {
  const sum = new ChangeSum()
  await sum.take([change('new'), change('new'), change('new', true), change('gone', true)])
  await sum.take([change('linked'), change('moved'), change('added', true)])
  const nothing = Object.fromEntries(SYNC_CHANGES.map((kind) => [kind, 0]))
  expect(sum.seen).toEqual({
    all: 7,
    segments: { ...nothing, new: 2, linked: 1, moved: 1 },
    blocks: 1,
    telling: 2,
    first: [change('gone', true), change('moved')],
  })
})

it('should keep the first of what is told one by one, and none of the rest', async () => {
  const sum = new ChangeSum()
  const edits = Array.from({ length: 30 }, (_, at) => change('edited', false, String(at)))
  await sum.take([change('new'), ...edits.slice(0, 15)])
  await sum.take(edits.slice(15))
  expect(sum.seen).toMatchObject({ all: 31, telling: 30, first: edits.slice(0, 20) })
})

it('should begin anew where the book is looked at again', async () => {
  const sum = new ChangeSum()
  await sum.take([change('gone'), change('new', true)])
  await sum.forget()
  expect(sum.seen).toEqual(new ChangeSum().seen)
})
