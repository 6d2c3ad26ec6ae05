import { spawn } from 'node:child_process'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createReview } from '../app/review/create-review.js'
import type { QueueInput } from '../app/review/view.js'
import { ZhenError } from '../core/errors.js'
import { readCatalogue, type UiLanguage } from '../i18n/index.js'
import { createBookChanges } from '../review/server/book-changes.js'
import { isLoopback } from '../review/server/guard.js'
import { readPageFiles } from '../review/server/page-files.js'
import { serveReview } from '../review/server/serve-review.js'
import { BUILD } from './commands/check.js'
import type { CommandContext } from './context.js'
import { wordBug } from './failures.js'
import { createProjectChanges } from './project.js'

export interface ServePageInput {
  readonly queue: QueueInput
  readonly host: string
  readonly port: number | null
  readonly open: boolean
  readonly by: string | null
}

/** What the page has no words of: other commands'. */
const NOT_ON_PAGE = ['program', 'help', 'arguments', 'options', 'commands', 'progress', 'usage', 'doctor', 'explain']

/** Serves the page until Ctrl-C. */
export async function servePage(context: CommandContext, input: ServePageInput): Promise<void> {
  const { t, language, version } = context
  const project = await context.project()
  const { root } = project.config
  const onBug = (error: unknown) => context.err(error instanceof ZhenError ? '' : wordBug(error, context))
  const review = createReview({ ...project, build: BUILD })
  // Refuses an unknown chapter or check before anything is served.
  await review.queue(input.queue)
  const person = input.by ?? (await project.workspace.personName().catch(() => ''))
  const served = await serveReview(
    {
      review,
      changes: createBookChanges(await createProjectChanges(project.config), review, onBug),
      hello: { project: basename(root), version, language, person, queue: input.queue },
      by: input.by,
      page: readPageFiles(fileURLToPath(new URL('./review/', import.meta.url))),
      words: wordsOfPage,
      root,
      onBug,
    },
    input,
  )
  if (!isLoopback(input.host)) context.err(`${t('commands.review.exposed', { host: input.host })}\n`)
  context.out(`${t('commands.review.serving', { address: served.address })}\n`)
  if (input.open) openInBrowser(served.onceAddress())
  await new Promise<void>((resolve) => context.onInterrupt(resolve))
  await served.close()
}

function wordsOfPage(language: UiLanguage): object {
  const words = Object.entries(readCatalogue(language)).filter(([part]) => !NOT_ON_PAGE.includes(part))
  return Object.fromEntries(words)
}

/** Other users of the machine see what programs are called with, so the address works once. */
function openInBrowser(address: string): void {
  const [program, ...words] =
    process.platform === 'darwin' ? ['open'] : process.platform === 'win32' ? ['cmd', '/c', 'start', ''] : ['xdg-open']
  const child = spawn(program as string, [...words, address], { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}
