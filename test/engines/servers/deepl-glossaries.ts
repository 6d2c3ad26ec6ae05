/** A refusal, as the service words it. */
export class Refusal extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

interface Dictionary {
  readonly source: string
  readonly target: string
  readonly entries: ReadonlyMap<string, string>
}

export interface StoredGlossary {
  readonly id: string
  readonly name: string
  readonly created: string
  readonly dictionaries: readonly Dictionary[]
}

/** What of a request matters here. */
export interface GlossaryRequest {
  readonly method: string
  /** Below `/v3/glossaries`, such as `/ID/entries`. */
  readonly path: string
  readonly query: URLSearchParams
  readonly form: URLSearchParams
}

/** DeepL's multilingual glossaries, `/v3/glossaries`. */
export interface GlossaryShelf {
  readonly all: Map<string, StoredGlossary>
  /** @throws Refusal */
  answer(request: GlossaryRequest): unknown
  /** @throws Refusal */
  entriesOf(id: string, source: string, target: string): ReadonlyMap<string, string>
}

export function createGlossaryShelf(limit: number): GlossaryShelf {
  const all = new Map<string, StoredGlossary>()
  let made = 0

  const find = (id: string): StoredGlossary => {
    const glossary = all.get(id)
    if (!glossary) throw new Refusal(404, 'Glossary not found')
    return glossary
  }
  const entriesOf = (id: string, source: string, target: string) => {
    const dictionary = find(id).dictionaries.find((one) => one.source === source && one.target === target)
    if (!dictionary) throw new Refusal(404, 'Dictionary not found')
    return dictionary.entries
  }
  const create = (form: URLSearchParams): StoredGlossary => {
    if (all.size >= limit) throw new Refusal(456, 'Quota exceeded')
    const dictionaries: Dictionary[] = []
    while (form.has(`dictionaries[${dictionaries.length}].entries`)) {
      dictionaries.push(readDictionary(form, `dictionaries[${dictionaries.length}].`))
    }
    const name = form.get('name') ?? ''
    if (name === '' || dictionaries.length === 0) throw new Refusal(400, 'Missing or invalid argument')
    made += 1
    const id = `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`
    const glossary = { id, name, created: new Date(Date.UTC(2026, 0, 1) + made * 1000).toISOString(), dictionaries }
    all.set(id, glossary)
    return glossary
  }
  const put = (id: string, form: URLSearchParams): Dictionary => {
    const glossary = find(id)
    const dictionary = readDictionary(form, '')
    const others = glossary.dictionaries.filter(
      ({ source, target }) => source !== dictionary.source || target !== dictionary.target,
    )
    all.set(id, { ...glossary, dictionaries: [...others, dictionary] })
    return dictionary
  }

  return {
    all,
    entriesOf,
    answer({ method, path, query, form }) {
      const [, id = '', part = ''] = path.split('/')
      const route = `${method} ${id === '' ? '' : ':id'}${part === '' ? '' : `/${part}`}`.trim()
      if (route === 'GET') return { glossaries: [...all.values()].map(describe) }
      if (route === 'POST') return describe(create(form))
      if (route === 'GET :id') return describe(find(id))
      if (route === 'PUT :id/dictionaries') return describeDictionary(put(id, form))
      if (route === 'GET :id/entries') {
        const [source, target] = [query.get('source_lang') ?? '', query.get('target_lang') ?? '']
        const entries = [...entriesOf(id, source, target)].map((entry) => entry.join('\t')).join('\n')
        return { dictionaries: [{ source_lang: source, target_lang: target, entries, entries_format: 'tsv' }] }
      }
      if (route === 'DELETE :id') {
        all.delete(find(id).id)
        return null
      }
      throw new Refusal(404, 'Not found')
    },
  }
}

/** The service takes no entry twice, and none without a tab. */
function readDictionary(form: URLSearchParams, prefix: string): Dictionary {
  const entries = new Map<string, string>()
  for (const line of (form.get(`${prefix}entries`) ?? '').split('\n')) {
    if (line.trim() === '') continue
    const [source = '', target, ...rest] = line.split('\t')
    if (target === undefined || rest.length > 0 || source === '' || target === '' || entries.has(source)) {
      throw new Refusal(400, 'Invalid glossary entries provided')
    }
    entries.set(source, target)
  }
  if (entries.size === 0) throw new Refusal(400, 'Missing or invalid argument: entries')
  const [source, target] = [form.get(`${prefix}source_lang`) ?? '', form.get(`${prefix}target_lang`) ?? '']
  if (!/^[a-z]{2}$/.test(source) || !/^[a-z]{2}$/.test(target)) throw new Refusal(400, 'Unsupported language pair')
  return { source, target, entries }
}

function describe({ id, name, created, dictionaries }: StoredGlossary): unknown {
  return { glossary_id: id, name, creation_time: created, dictionaries: dictionaries.map(describeDictionary) }
}

function describeDictionary({ source, target, entries }: Dictionary): unknown {
  return { source_lang: source, target_lang: target, entry_count: entries.size }
}
