import { type SphinxSettings, WEB_SCHEMES } from './conventions.js'

/**
 * Reads from the text of a `conf.py` what decides where references lead. Nothing of it is run.
 *
 * Only plain statements at the margin are understood: assignments of numbers, `True`, `False`, `None`, texts and lists
 * of texts, and `+= […]`, `.append(…)`, `.extend([…])`. What is set in another way counts as not known.
 */
export function readSphinxConf(python: string): SphinxSettings {
  const lines = logicalLines(python)
  const extensions = readTexts(lines, 'extensions')
  return {
    autosectionlabel: extensions?.includes('sphinx.ext.autosectionlabel'),
    autosectionlabel_prefix_document: readScalar(lines, 'autosectionlabel_prefix_document', readBoolean, false),
    autosectionlabel_maxdepth: readScalar(lines, 'autosectionlabel_maxdepth', readNumber, undefined),
    myst_heading_anchors: readScalar(lines, 'myst_heading_anchors', readNumber, 0),
    myst_url_schemes: readSchemes(lines),
    exclude_patterns: readTexts(lines, 'exclude_patterns') ?? [],
    intersphinx_mapping: readKeys(lines, 'intersphinx_mapping'),
  }
}

/** What a `conf.py` calls its book: `html_title`, else `project`; `null` where neither is a plain text. */
export function readTitle(python: string): string | null {
  const lines = logicalLines(python)
  return (
    readScalar(lines, 'html_title', readText, undefined) ?? readScalar(lines, 'project', readText, undefined) ?? null
  )
}

const TOKEN =
  /#[^\n]*|[rRuU]?(?:'''[\s\S]*?'''|"""[\s\S]*?"""|'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*")|\\\n|[([{]|[)\]}]|\n|[^#'"\\\n([{)\]}]/g

/** Statements, each on one line: without comments, brackets followed over line ends. */
function logicalLines(python: string): string[] {
  const lines: string[] = []
  let line = ''
  let depth = 0
  for (const [token] of `${python.replace(/\r\n?/g, '\n')}\n`.matchAll(TOKEN)) {
    if (token.startsWith('#')) continue
    if (/^[([{]$/.test(token)) depth++
    else if (/^[)\]}]$/.test(token)) depth--
    if (token === '\n' && depth <= 0) {
      lines.push(line.trimEnd())
      line = ''
      depth = 0
    } else line += token === '\n' || token === '\\\n' ? ' ' : token
  }
  return lines
}

/**
 * The last value assigned, read by `read`; `undefined` where one cannot be read.
 *
 * @param preset the value where nothing is assigned
 */
function readScalar<T>(
  lines: readonly string[],
  name: string,
  read: (value: string) => T | undefined,
  preset: T | undefined,
): T | undefined {
  let value = preset
  for (const line of lines) {
    const assigned = new RegExp(`^${name}[ \\t]*=(?!=)(.*)$`).exec(line)?.[1]?.trim()
    if (assigned !== undefined) value = assigned === 'None' ? preset : read(assigned)
    else if (new RegExp(`^[ \\t]+${name}[ \\t]*=(?!=)`).test(line)) value = undefined
  }
  return value
}

function readBoolean(value: string): boolean | undefined {
  return value === 'True' || value === '1' ? true : value === 'False' || value === '0' ? false : undefined
}

function readNumber(value: string): number | undefined {
  return /^\d{1,4}$/.test(value) ? Number(value) : undefined
}

function readText(value: string): string | undefined {
  const [text, ...others] = readList(`[${value}]`) ?? []
  return others.length > 0 || text?.trim() === '' ? undefined : text?.replace(/\\(['"\\])/g, '$1')
}

/** `null` where they are set in a way that is not understood, such as a dictionary. */
function readSchemes(lines: readonly string[]): readonly string[] | null {
  const isSet = lines.some((line) => /^[ \t]*myst_url_schemes\b/.test(line))
  return isSet ? (readTexts(lines, 'myst_url_schemes') ?? null) : WEB_SCHEMES
}

/** The keys of the dictionaries assigned. */
function readKeys(lines: readonly string[], name: string): string[] {
  const assigned = lines.filter((line) => new RegExp(`^[ \\t]*${name}[ \\t]*=`).test(line))
  return assigned.flatMap((line) => Array.from(line.matchAll(/['"]([\w.-]+)['"][ \t]*:/g), ([, key = '']) => key))
}

/** The texts of a list after all statements about it; empty where there is none, `undefined` where one is not plain. */
function readTexts(lines: readonly string[], name: string): readonly string[] | undefined {
  let texts: readonly string[] | undefined = []
  for (const line of lines) {
    const found = new RegExp(`^[ \\t]*${name}(?:[ \\t]*(\\+?=)(?!=)|\\.(append|extend)[ \\t]*\\()(.*)$`).exec(line)
    if (!found) continue
    const [, operator, method, rest = ''] = found
    const added = method === 'append' ? readList(`[${rest.replace(/\)[ \t]*;?$/, '')}]`) : readList(rest)
    const isPlain = added !== undefined && !/^[ \t]/.test(line)
    texts = isPlain ? [...(operator === '=' ? [] : (texts ?? [])), ...added] : operator === '=' ? undefined : texts
  }
  return texts
}

const LIST = /^[ \t]*[[(]([\s\S]*?)[\])][ \t]*\)?[ \t]*;?$/
const ELEMENT = /[ \t]*[rRuU]?(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")[ \t]*(?:,|$)/y

function readList(value: string): string[] | undefined {
  const inner = LIST.exec(value)?.[1]?.trim()
  if (inner === undefined) return undefined
  const texts: string[] = []
  ELEMENT.lastIndex = 0
  for (let at = 0; at < inner.length; at = ELEMENT.lastIndex) {
    const element = ELEMENT.exec(inner)
    if (!element) return undefined
    texts.push(element[1] ?? element[2] ?? '')
  }
  return texts
}
