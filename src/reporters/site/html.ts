import { escapeXml } from '../xml.js'

/** Markup that was put together by {@link html}. Everything else is text, and is escaped. */
export class Html {
  readonly #markup: string

  constructor(markup: string) {
    this.#markup = markup
  }

  toString(): string {
    return this.#markup
  }
}

type Child = Html | string | number | null | readonly Child[]

/** Markup with `children` in it: texts escaped, lists one after the other, `null` as nothing. */
export function html(markup: TemplateStringsArray, ...children: readonly Child[]): Html {
  return new Html(
    markup.map((piece, index) => (index === 0 ? '' : render(children[index - 1] ?? null)) + piece).join(''),
  )
}

export const NOTHING = html``

function render(child: Child): string {
  if (child === null) return ''
  if (child instanceof Html) return child.toString()
  if (typeof child === 'string') return escapeXml(child)
  return typeof child === 'number' ? String(child) : child.map(render).join('')
}
