import { openIndex } from '../../../src/store/open-index.js'
import { chapterOf, fileRecord, memoryPair, segmentRecord } from '../records.js'

/** `commit.js DATABASE NAME TIMES`: commits that many chapters, one by one, as fast as it can. */
const [path = '', name = '', times = '0'] = process.argv.slice(2)
const { index, memory, history, close } = openIndex(path)
for (let turn = 0; turn < Number(times); turn++) {
  const chapter = `${name}/${turn}.md`
  const { chapters } = await index.loadState()
  await index.commit({
    files: [fileRecord(chapter)],
    chapters: [chapterOf(chapter, [segmentRecord(chapter, 0), segmentRecord(chapter, chapters.length)])],
    meta: { last: chapter },
  })
  await memory.put([memoryPair(`${turn}`, name, { chapter: name })])
  await history.record('source', [`${turn}`], turn)
}
close()
