/** A path as part of an address, as RFC 3986 has it; brackets too, which Markdown would take for an end. */
export function encodePath(path: string): string {
  const names = path
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
  return names.join('/').replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}
