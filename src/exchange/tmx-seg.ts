import { CHARACTER, characterOf } from './tmx-text.js'
import type { XmlElement } from './xml-reader.js'

/** Codes of a text; `hi` marks a stretch of it, which is text all the same. */
const CODES: ReadonlySet<string> = new Set(['bpt', 'ept', 'ph', 'it', 'ut'])

/** Markdown for what other formats call bold, italic and code. */
const MARKS: readonly (readonly [name: RegExp, mark: string])[] = [
  [/^(?:x-)?(?:bold|b|strong)$/i, '**'],
  [/^(?:x-)?(?:italics?|i|em|emphasis)$/i, '*'],
  [/^(?:x-)?(?:code|tt|literal)$/i, '`'],
]

interface OpenElement {
  readonly name: string
  readonly type: string
  /** `i` of a `bpt` or `ept`, which belong together. */
  readonly pair: string
  content: string
}

/** Puts the content of a `<seg>` together as Markdown. */
export class TmxSeg {
  readonly #isMarkdown: boolean
  readonly #open: OpenElement[] = []
  /** By its number, what closes a pair. */
  readonly #closing = new Map<string, string>()
  #text = ''

  constructor(isMarkdown: boolean) {
    this.#isMarkdown = isMarkdown
  }

  start({ name, attributes }: XmlElement): void {
    const [type, pair] = [attributes.get('type') ?? '', attributes.get('i') ?? '']
    this.#open.push({ name, type, pair, content: '' })
    if (name === 'hi') this.#add(this.#isMarkdown ? '' : markOf(type))
  }

  text(text: string): void {
    this.#add(text)
  }

  end(): void {
    const element = this.#open.pop()
    if (!element) return
    const { name, type, content } = element
    if (type === CHARACTER) this.#add(characterOf(content))
    else if (CODES.has(name)) this.#add(this.#isMarkdown ? content : this.#markdownOf(element))
    else if (name === 'hi') this.#add(content + (this.#isMarkdown ? '' : markOf(type)))
    // Text within a code, such as a footnote's, stays in it, and goes where that goes.
    else this.#add(content)
  }

  /** All of it. A text of another format has no blanks at its ends that mean something. */
  markdown(): string {
    return this.#isMarkdown ? this.#text : this.#text.trim()
  }

  #add(text: string): void {
    const innermost = this.#open.at(-1)
    if (innermost) innermost.content += text
    else this.#text += text
  }

  #markdownOf({ name, type, pair, content }: OpenElement): string {
    if (name === 'ept') return this.#closing.get(pair) ?? ''
    const mark = name === 'bpt' ? markOf(type) || markOf(tagIn(content)) : ''
    if (name === 'bpt') this.#closing.set(pair, mark)
    return mark
  }
}

/** `b` for `<b>`. */
function tagIn(content: string): string {
  return /^<([a-z]+)[\s>]/i.exec(content.trim())?.[1] ?? ''
}

function markOf(type: string): string {
  return MARKS.find(([name]) => name.test(type))?.[1] ?? ''
}
