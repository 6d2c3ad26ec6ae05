import { encodeCodes } from './encode.js'
import { tokensOfForm } from './engine-form.js'

/** A text as its reader sees it: markup gone, code and addresses in their place. */
export function readableText(text: string): string {
  const coded = encodeCodes(text)
  const shown = new Map(coded.codes.map(({ id, shows }) => [id, shows]))
  return tokensOfForm(coded.text)
    .map((token) => (token.kind === 'text' ? token.text : token.kind === 'lock' ? (shown.get(token.id) ?? '') : ''))
    .join('')
}
