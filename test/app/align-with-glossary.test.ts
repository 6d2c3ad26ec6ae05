import { describe, expect, it } from 'vitest'
import { refresh } from '../../src/app/refresh.js'
import { syncProject } from '../../src/app/sync-project.js'
import { chineseOf, englishOf, POOLS } from '../align/chapters.js'
import { createMemoryProject, type MemoryProject } from '../helpers/project.js'

/** Ends with two paragraphs that changed places in English, in words that the aligner does not know. */
const CHINESE = [...chineseOf(POOLS), '蜃楼的侧舟很轻，轻如鸿毛。', '蜃楼的主帆很重，重如泰山。']
const MAINSAIL = 'The mainsail of a mirage weighs a lot, indeed.'
const PINNACE = 'The pinnace of a mirage weighs little.'
const ENGLISH = [...englishOf(POOLS), MAINSAIL, PINNACE]
const TERMS =
  'source,target,status\n侧舟,pinnace,preferred\n主帆,mainsail,preferred\n重,lot,preferred\n轻,little,preferred\n'

const page = (blocks: readonly string[]) => `${blocks.join('\n\n')}\n`

function project(...glossary: [string, string][]): MemoryProject {
  return createMemoryProject([['source:a.md', page(CHINESE)], ['target:a.md', page(ENGLISH)], ...glossary])
}

/** The English of the last two segments. */
async function targets({ index }: MemoryProject): Promise<(string | undefined)[]> {
  return (await index.loadSegments({})).map(({ targets: [first] }) => first?.text).slice(-2)
}

const sync = (deps: MemoryProject) => syncProject(deps, { chapters: [], locked: false, dryRun: false })

const AS_TERMS_SAY = [PINNACE, MAINSAIL]

describe('the glossary', () => {
  it('should help a sync to align what is not linked yet', async () => {
    const [without, with_] = [project(), project(['glossary:terms.csv', TERMS])]
    await sync(without)
    await sync(with_)
    expect(await targets(without)).not.toEqual(AS_TERMS_SAY)
    expect(await targets(with_)).toEqual(AS_TERMS_SAY)
  })

  it('should help from the moment it is there, as if the index had been made with it', async () => {
    const deps = project()
    await refresh(deps, 'read')
    deps.workspace.files.set('glossary:terms.csv', TERMS)
    await refresh(deps, 'read')
    expect(await targets(deps)).toEqual(AS_TERMS_SAY)
  })

  it('should not take back what a ledger says', async () => {
    const deps = project()
    await sync(deps)
    const before = await targets(deps)
    deps.workspace.files.set('glossary:terms.csv', TERMS)
    await sync(deps)
    expect(await targets(deps)).toEqual(before)
  })

  it('should not keep a sync from its work where a row cannot be read', async () => {
    const deps = project(['glossary:terms.csv', `${TERMS}"open\n`])
    await sync(deps)
    expect(await targets(deps)).toEqual(AS_TERMS_SAY)
  })
})
