import type { Size } from './drawing.js'

/** The terminal a person sits at. `cli/terminal.ts` is the real one; tests make others. */
export interface Terminal {
  size(): Size
  write(bytes: string): void
  /** From now on keys arrive one by one, unechoed, until the function it returns is called. */
  listen(ears: Ears): () => void
  /** Stops the process as Ctrl-Z does, until it is told to go on. */
  suspend(): Promise<void>
  /**
   * Opens the person's editor on a text and says what they made of it. The terminal is the editor's meanwhile; the file
   * lies outside the book and is gone afterwards.
   */
  edit(name: string, text: string): Promise<Edited>
}

export interface Ears {
  readonly onInput: (text: string) => void
  readonly onResize: () => void
  /** Somebody else ends the process, or the terminal is gone. */
  readonly onEnd: () => void
}

export type Edited =
  | { readonly kind: 'saved'; readonly text: string }
  | { readonly kind: 'failed'; readonly command: string; readonly code: string }
