/**
 * Replays the book's Chinese history over a made-up English edition: `npm run bench:replay`; see docs/replay.md.
 * `npm run bench:replay -- lazy` (or `tidy`) is the first-parent history with people of that habit alone.
 */
import { join } from 'node:path'
import { DiskTwin } from './replay/disk.js'
import { HABITS } from './replay/edition.js'
import { msgmergeVersion, replayMsgmerge } from './replay/msgmerge.js'
import { type OnStep, type Replayed, replay } from './replay/replay.js'
import { Resemblance } from './replay/resemblance.js'
import { corporaFolder, readRevisions } from './replay/revisions.js'
import { comparisonTable, replayTable } from './replay/tables.js'

/** So many of the last commits are replayed on disk too, by the command line. */
const ON_DISK = 12

const root = process.cwd()
const bundle = join(corporaFolder(root), 'istio-insider/zh.bundle')
const resemblance = new Resemblance()
const firstParent = readRevisions(bundle, 'docs/source', true)

const only = HABITS.find((habit) => habit === process.argv[2])
if (only) {
  const replayed = await replay(firstParent, only, resemblance)
  console.log(replayTable([replayed]))
  console.log('\n## Findings\n')
  listFindings(replayed)
} else await replayAll()

async function replayAll(): Promise<void> {
  const every = readRevisions(bundle, 'docs/source', false)
  const twin = new DiskTwin(join(root, 'dist/cli/main.js'))
  const onDisk: OnStep = (revision, project, step) => {
    const left = firstParent.length - firstParent.indexOf(revision)
    if (left === ON_DISK + 1 && step === 'english') twin.start(project)
    else twin.follow(project)
  }

  console.log(`## First-parent history, ${firstParent.length} commits with chapters\n`)
  const tidy = await replay(firstParent, 'tidy', resemblance, onDisk)
  const lazy = await replay(firstParent, 'lazy', resemblance)
  console.log(replayTable([tidy, lazy]))
  console.log(`\nOn disk: ${twin.syncs} syncs by the command line, ${twin.differences.length} ledgers not the same.`)
  twin.remove()

  console.log(`\n## All commits, ${every.length} with chapters, in topological order\n`)
  console.log(replayTable([await replay(every, 'tidy', resemblance), await replay(every, 'lazy', resemblance)]))

  const version = msgmergeVersion()
  console.log(`\n## Beside ${version ?? 'msgmerge, which is not installed'}\n`)
  if (version) {
    const [perFile, compendium] = [false, true].map((with_) => replayMsgmerge(firstParent, with_, resemblance))
    if (perFile && compendium) console.log(comparisonTable(tidy, perFile, compendium))
  }

  console.log('\n## Findings\n')
  listFindings(tidy)
  listFindings(lazy)
}

function listFindings({ habit, findings, refused }: Replayed): void {
  for (const { fault, commit, place, text, note } of findings) {
    console.log(`- ${habit}, ${fault}, ${commit.slice(0, 7)} ${place}: ${shorten(text)} (${shorten(note)})`)
  }
  for (const [text, reason] of refused) console.log(`- ${habit}, not placed: ${reason}: ${shorten(text)}`)
}

function shorten(text: string): string {
  const line = text.replaceAll('\n', ' ')
  return line.length > 160 ? `${line.slice(0, 160)}…` : line
}
