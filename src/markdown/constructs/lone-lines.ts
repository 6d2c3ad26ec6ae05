const SHORTCODES = /^(?:\{\{(?:<[^{}]*>|%[^{}]*%)\}\}[ \t]*)+$/
const ATTRIBUTES =
  /^\{:?[ \t]*(?:[.#][^\s{}]+|[\w-]+=(?:"[^"]*"|'[^']*'|[^\s{}"']+))(?:[ \t]+(?:[.#][^\s{}]+|[\w-]+=(?:"[^"]*"|'[^']*'|[^\s{}"']+)))*[ \t]*\}[ \t]*$/
const IMPORT = /^(?:import\s[^'"]*['"][^'"]+['"];?|export\s+(?:default|const|function|class|let)\s.*)\s*$/

/** True for a line of nothing but Hugo shortcodes. */
export function isShortcodeLine(line: string): boolean {
  return line.length < 10_000 && SHORTCODES.test(line)
}

/** True for a line of attributes alone, `{.class #id key=value}`, which belong to the block beside it. */
export function isAttributeLine(line: string): boolean {
  return line.length < 1_000 && ATTRIBUTES.test(line)
}

/** True for the first line of an ES module's import or export in MDX. */
export function isImport(line: string): boolean {
  return (line.startsWith('import ') || line.startsWith('export ')) && line.length < 10_000 && IMPORT.test(line)
}
