/** An entry of a PO file, as far as the replay needs it. */
export interface PoEntry {
  readonly msgid: string
  readonly msgstr: string
  readonly fuzzy: boolean
  readonly obsolete: boolean
  /** What a fuzzy `msgstr` was made from. */
  readonly previous: string | null
}

const HEADER =
  'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'

/** Writes a PO file; with empty translations, a template. */
export function formatPo(
  entries: Iterable<readonly [msgid: string, msgstr: string]>,
  obsolete: readonly PoEntry[] = [],
): string {
  const live = [...entries].map(([msgid, msgstr]) => `msgid ${quote(msgid)}\nmsgstr ${quote(msgstr)}\n`)
  const kept = obsolete.map(({ msgid, msgstr }) => `#~ msgid ${quote(msgid)}\n#~ msgstr ${quote(msgstr)}\n`)
  return [HEADER, ...live, ...kept].join('\n')
}

function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`
}

/** Reads what `msgmerge --no-wrap --previous` writes. */
export function parsePo(text: string): PoEntry[] {
  return text
    .split(/\n{2,}/)
    .map(parseEntry)
    .filter(({ msgid }) => msgid !== '')
}

function parseEntry(paragraph: string): PoEntry {
  const fields: Record<string, string> = {}
  let field = ''
  for (const row of paragraph.split('\n')) {
    const [, previous = '', keyword, quoted] = /^(?:#~ ?)?(\| ?|#\| ?)?(?:(msgid|msgstr) )?"(.*)"$/.exec(row) ?? []
    if (quoted === undefined) continue
    if (keyword) field = previous ? `previous ${keyword}` : keyword
    fields[field] = (fields[field] ?? '') + unquote(quoted)
  }
  return {
    msgid: fields.msgid ?? '',
    msgstr: fields.msgstr ?? '',
    fuzzy: /^#,.*\bfuzzy\b/m.test(paragraph),
    obsolete: /^#~ msgid/m.test(paragraph),
    previous: fields['previous msgid'] ?? null,
  }
}

function unquote(quoted: string): string {
  return quoted.replace(/\\(.)/g, (_, character: string) =>
    character === 'n' ? '\n' : character === 't' ? '\t' : character,
  )
}
