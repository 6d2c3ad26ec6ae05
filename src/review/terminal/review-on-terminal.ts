import type { QueueInput, Review, ReviewQueue } from '../../app/review/view.js'
import type { ZhenError } from '../../core/errors.js'
import type { Look } from '../../reporters/look.js'
import { plain } from '../../reporters/plain.js'
import { draw, ENTER_SCREEN, type Frame, LEAVE_SCREEN } from './drawing.js'
import { editInEditor } from './edit-text.js'
import { showState } from './frame.js'
import { readKeys } from './keyboard.js'
import { createPerformer, type ReviewEffect } from './perform.js'
import { type Arrival, type EditEffect, type Effect, type State, startState } from './state.js'
import { step } from './step.js'
import type { Terminal } from './terminal.js'

/** An escape character that nothing follows for so long is the key, not the beginning of one. Slow lines need some time. */
const ESCAPE_MS = 60

export interface ReviewDeps {
  readonly review: Review
  readonly terminal: Terminal
  readonly look: Look
  readonly by: string | null
  readonly wordFailure: (error: ZhenError) => string
  now(): number
}

/**
 * Reviews on the terminal until the person leaves. However it ends, the terminal is as it was.
 *
 * @param queue what `asked` asks for: whoever asks wrongly is told before the screen is taken
 * @returns what is to be printed afterwards: texts that were written and not saved; `''` for none
 */
export async function reviewOnTerminal(deps: ReviewDeps, asked: QueueInput, queue: ReviewQueue): Promise<string> {
  const session = new Session(deps, asked, queue)
  try {
    await session.run()
  } finally {
    session.leave()
  }
  return session.leftovers()
}

/** The one place where anything happens: arrivals come in, frames go out. */
class Session {
  readonly #deps: ReviewDeps
  readonly #perform: (effect: ReviewEffect) => Promise<void>
  #state: State
  #drawn: Frame | null = null
  #stopListening: (() => void) | null = null
  #input = ''
  #escape: ReturnType<typeof setTimeout> | undefined
  #isDrawingDue = false
  /** What is under way besides what only reads: leaving waits for it. */
  #writing: Promise<void> = Promise.resolve()
  #end: (error?: unknown) => void = () => {}

  constructor(deps: ReviewDeps, asked: QueueInput, queue: ReviewQueue) {
    this.#deps = deps
    const { review, by, wordFailure } = deps
    this.#perform = createPerformer({ review, by, wordFailure, arrive: (arrival) => this.#arrive(arrival) })
    this.#state = startState(deps.terminal.size(), asked, queue)
  }

  run(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#end = (error) => (error === undefined ? void this.#writing.then(resolve, reject) : reject(error))
      this.#enter()
      this.#arrive({ type: 'queue', queue: this.#state.queue, keep: null })
    })
  }

  leftovers(): string {
    const { t } = this.#deps.look
    const rows = this.#state.queue.rows
    const typed = [...this.#state.unsaved].filter(([, { isTyped }]) => isTyped)
    const parts = typed.map(([id, { text }]) => {
      const chapter = rows.find((row) => row.id === id)?.chapter ?? ''
      return `${t('screen.left', { id, chapter: plain(chapter) })}\n\n${plain(text, '\n')}\n`
    })
    return parts.join('\n')
  }

  #enter(): void {
    const { terminal } = this.#deps
    terminal.write(ENTER_SCREEN)
    this.#drawn = null
    this.#stopListening = terminal.listen({
      onInput: (text) => this.#hear(text),
      onResize: () => this.#arrive({ type: 'resized', size: terminal.size() }),
      onEnd: () => this.#end(),
    })
  }

  leave(): void {
    clearTimeout(this.#escape)
    if (!this.#stopListening) return
    this.#stopListening()
    this.#stopListening = null
    this.#deps.terminal.write(LEAVE_SCREEN)
  }

  #hear(text: string): void {
    clearTimeout(this.#escape)
    this.#press(readKeys(this.#input + text))
    if (this.#input !== '') this.#escape = setTimeout(() => this.#press(readKeys(this.#input, true)), ESCAPE_MS)
  }

  #press({ keys, rest }: ReturnType<typeof readKeys>): void {
    this.#input = rest
    const at = this.#deps.now()
    for (const stroke of keys) this.#arrive({ type: 'key', stroke, at })
  }

  #arrive(arrival: Arrival): void {
    const { state, effects } = step(this.#state, arrival)
    this.#state = state
    // Drawn before anything is begun that keeps the process busy.
    if (effects.length > 0) this.#draw()
    else this.#drawSoon()
    for (const effect of effects) this.#do(effect)
  }

  #do(effect: Effect): void {
    switch (effect.do) {
      case 'quit':
        this.#end()
        break
      case 'redraw':
        this.#drawn = null
        this.#draw()
        break
      case 'suspend':
        this.#outside(() => this.#deps.terminal.suspend())
        break
      case 'edit':
        this.#outside(() => this.#edit(effect))
        break
      default: {
        const done = this.#perform(effect).catch((error: unknown) => this.#end(error))
        const onlyReads = effect.do === 'read-ahead' || effect.do === 'read-segment'
        if (!onlyReads) this.#writing = Promise.all([this.#writing, done]).then(() => {})
      }
    }
  }

  async #edit(edit: EditEffect): Promise<void> {
    const { terminal, look } = this.#deps
    const result = await editInEditor(edit, terminal, look)
    this.#arrive({ type: 'edited', edit, result })
  }

  /** Does something for which the terminal is to be as it was, and comes back. */
  #outside(work: () => Promise<void>): void {
    this.leave()
    work().then(
      () => {
        this.#enter()
        this.#arrive({ type: 'resized', size: this.#deps.terminal.size() })
      },
      (error: unknown) => this.#end(error),
    )
  }

  /** Once for all that came at once. */
  #drawSoon(): void {
    if (this.#isDrawingDue) return
    this.#isDrawingDue = true
    setImmediate(() => this.#draw())
  }

  #draw(): void {
    this.#isDrawingDue = false
    // While an editor has the screen, nothing of ours may appear on it.
    if (!this.#stopListening) return
    const { frame, scroll } = showState(this.#state, this.#deps.look)
    this.#state = { ...this.#state, scroll }
    const bytes = draw(this.#drawn, frame)
    this.#drawn = frame
    if (bytes !== '') this.#deps.terminal.write(bytes)
  }
}
