/**
 * Points at ranges of the document without changing it, so that a caret, an input method or a screen reader in it is not
 * disturbed (CSS Custom Highlight API). Where a browser has none, the list of issues says it all.
 */
export function highlight(ranges: readonly { readonly range: Range; readonly kind: string }[]): void {
  if (!('highlights' in CSS)) return
  for (const kind of ['error', 'warning', 'info', 'term']) {
    const own = ranges.filter((one) => one.kind === kind).map(({ range }) => range)
    if (own.length === 0) CSS.highlights.delete(`zhen-${kind}`)
    else CSS.highlights.set(`zhen-${kind}`, new Highlight(...own))
  }
}
