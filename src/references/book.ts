import type { Conventions } from './conventions.js'
import { headingText } from './heading-text.js'
import { type Defined, indexLabels, type LabelIndex } from './label-index.js'
import {
  decodePath,
  foldName,
  isAddress,
  isDocument,
  isWebAddress,
  joinPath,
  normalizeName,
  patternTest,
  slugOf,
  withoutEnding,
} from './names.js'
import type { DefiningChapter, ReferringChapter, Use, WrittenDefinition } from './reference.js'
import { type Missing, type Place, placeKey, type Resolution } from './resolution.js'

/** All that one edition of a book defines and, where its chapters are known so well, refers to. */
export interface ReferenceBook<Chapter extends DefiningChapter = ReferringChapter> {
  readonly chapters: ReadonlyMap<string, Chapter>
  readonly conventions: Conventions
  readonly index: LabelIndex
  /** A chapter's name in Sphinx: its path below the Sphinx project, without its ending. */
  docname(chapter: string): string
  /** Where a use in a chapter leads; only its kind, its label and whether it is explicit count. */
  resolve(chapter: string, use: Pick<Use, 'kind' | 'label' | 'explicit'>): Resolution
  /** Equal keys: the same place. A chapter's first heading is the chapter. */
  keyOf(place: Place): string
}

export interface BookInput<Chapter extends DefiningChapter = ReferringChapter> {
  readonly chapters: readonly Chapter[]
  readonly conventions: Conventions
  /** True for a file that is there. Paths are seen from the folder of the chapters; they may begin with `../`. */
  readonly isFile: (path: string) => boolean
}

/** What Sphinx always knows. */
const GENERATED: ReadonlySet<string> = new Set(['genindex', 'modindex', 'py-modindex', 'search'])

/** Endings of what Sphinx takes for documents besides the chapters. */
const OTHER_DOCUMENTS = ['.md', '.rst', '.ipynb', '.txt', '.mdx', '.markdown']

/** A heading of the book with another text. */
export interface Retitled {
  readonly chapter: string
  /** Index of the heading's node. */
  readonly node: number
  readonly text: string
}

/** The book as it would be if these headings had other texts; references stay as they are. */
export function retitle(input: BookInput, headings: readonly Retitled[]): BookInput {
  const chapters = input.chapters.map((chapter) => {
    const texts = new Map(
      headings.flatMap(({ chapter: path, node, text }) => (path === chapter.path ? [[node, text]] : [])),
    )
    if (texts.size === 0) return chapter
    const definitions = chapter.definitions.map((definition) => {
      const text = definition.kind === 'heading' ? texts.get(definition.node) : undefined
      return text === undefined ? definition : retitled(definition, text)
    })
    return { ...chapter, definitions }
  })
  return { ...input, chapters }
}

function retitled(definition: WrittenDefinition, text: string): WrittenDefinition {
  const { section } = definition
  const slug = slugOf(headingText(text))
  return section ? { ...definition, label: text, section: { ...section, slug } } : { ...definition, label: text }
}

/** Puts the chapters of one edition together. Labels are read at once, references when they are asked for. */
export function createBook<Chapter extends DefiningChapter>({
  chapters,
  conventions,
  isFile,
}: BookInput<Chapter>): ReferenceBook<Chapter> {
  const { folder } = conventions
  const isExcluded = patternTest(conventions.excludePatterns)
  const documents = new Map<string, string>()
  const docname = (chapter: string) => folder + withoutEnding(chapter)
  const included = chapters.filter(({ path }) => isDocument(path) && !isExcluded(folder + path))
  for (const { path } of included) documents.set(docname(path), path)
  const byPath = new Map(chapters.map((chapter) => [chapter.path, chapter]))
  const book: Omit<ReferenceBook<Chapter>, 'resolve'> = {
    chapters: byPath,
    conventions,
    index: indexLabels(included, conventions, docname),
    docname,
    keyOf: (place) => placeKey(place, firstHeading(byPath.get(place.chapter))),
  }
  const resolver = new Resolver(book, documents, (path) => isFile(fromChapters(folder, path)))
  return { ...book, resolve: (chapter, use) => resolver.resolve(chapter, use) }
}

/** Node of the heading that is the chapter's title. */
function firstHeading(chapter: DefiningChapter | undefined): number | null {
  return chapter?.definitions.find(({ kind }) => kind === 'heading')?.node ?? null
}

/** A path below the Sphinx project, as seen from the folder of the chapters. */
function fromChapters(folder: string, path: string): string {
  if (path.startsWith(folder)) return path.slice(folder.length)
  return '../'.repeat(folder.split('/').length - 1) + path
}

type Bare = Omit<ReferenceBook<DefiningChapter>, 'resolve'>

const AWAY: Resolution = { leads: 'away' }

function nowhere(reason: Missing, path?: string): Resolution {
  return path === undefined ? { leads: 'nowhere', reason } : { leads: 'nowhere', reason, path }
}

/** Follows references as Sphinx and MyST do. */
class Resolver {
  readonly #book: Bare
  /** Chapters by their names in Sphinx. */
  readonly #documents: ReadonlyMap<string, string>
  /** Of a path below the Sphinx project. */
  readonly #isFile: (path: string) => boolean
  readonly #isExcluded: (path: string) => boolean

  constructor(book: Bare, documents: ReadonlyMap<string, string>, isFile: (path: string) => boolean) {
    this.#book = book
    this.#documents = documents
    this.#isFile = isFile
    this.#isExcluded = patternTest(book.conventions.excludePatterns)
  }

  resolve(chapter: string, use: Pick<Use, 'kind' | 'label' | 'explicit'>): Resolution {
    const found = this.#follow(chapter, use)
    return found.leads === 'nowhere' && this.#namesOtherBook(use) ? AWAY : found
  }

  /** Source: Sphinx, `sphinx.ext.intersphinx`. */
  #namesOtherBook({ kind, label }: Pick<Use, 'kind' | 'label'>): boolean {
    const name = /^([\w.-]+):/.exec(label)?.[1]
    return (
      name !== undefined &&
      /^(?:ref|numref|doc|term|any)$/.test(kind) &&
      this.#book.conventions.otherBooks.includes(name)
    )
  }

  #follow(chapter: string, { kind, label, explicit }: Pick<Use, 'kind' | 'label' | 'explicit'>): Resolution {
    switch (kind) {
      case 'ref':
        return (
          this.#label(foldName(label), explicit) ??
          nowhere(this.#book.index.labels.has(foldName(label)) ? 'title' : 'label')
        )
      case 'numref':
        return this.#numbered(foldName(label))
      case 'doc':
        return this.#document(chapter, label) ?? nowhere('chapter', this.#pathOf(chapter, label))
      case 'term':
        return this.#found(this.#book.index.terms.get(foldName(label))) ?? nowhere('label')
      case 'eq':
        return this.#found(this.#book.index.equations.get(label)) ?? nowhere('label')
      case 'any':
        return this.#any(chapter, label, explicit) ?? nowhere('label')
      case 'link':
        return this.#link(chapter, label, explicit)
      case 'toctree':
        return this.#entry(chapter, label)
      case 'download':
      case 'include':
        return this.#file(chapter, label, [label])
      case 'image':
        return this.#image(chapter, label)
    }
  }

  #found(defined: Defined | undefined): Resolution | null {
    if (!defined) return null
    const { chapter, definition } = defined
    const { node, part, kind } = definition
    return { leads: 'chapter', place: kind === 'term' ? { chapter, node, part } : { chapter, node }, definition }
  }

  #label(label: string, explicit: boolean): Resolution | null {
    const { labels, titled } = this.#book.index
    if (GENERATED.has(label)) return AWAY
    return this.#found((explicit ? labels : titled).get(label))
  }

  #numbered(label: string): Resolution {
    const { labels, titled } = this.#book.index
    const defined = titled.get(label) ?? labels.get(label)
    if (!defined?.definition.numbered) return nowhere('label')
    return this.#found(defined) ?? nowhere('label')
  }

  /** Path of what a chapter names, below the Sphinx project. */
  #pathOf(chapter: string, written: string): string {
    return joinPath(this.#book.conventions.folder + chapter, written)
  }

  #document(chapter: string, written: string): Resolution | null {
    const name = this.#pathOf(chapter, written)
    const path = this.#documents.get(name)
    if (path !== undefined) return { leads: 'chapter', place: { chapter: path, node: null }, definition: null }
    return this.#isElsewhere(name) ? AWAY : null
  }

  /** A document that zhen does not know: out of the folder where nobody says what Sphinx sees, or of another kind. */
  #isElsewhere(name: string): boolean {
    if (name.startsWith('../')) return !this.#book.conventions.sphinx
    return !this.#documents.has(name) && this.#isOtherDocument(name)
  }

  /** A document that is no chapter to zhen, such as reStructuredText. */
  #isOtherDocument(name: string): boolean {
    return OTHER_DOCUMENTS.some((ending) => !this.#isExcluded(name + ending) && this.#isFile(name + ending))
  }

  #entry(chapter: string, label: string): Resolution {
    const name = withoutEnding(label.replace(/\.rst$/, ''))
    if (label === 'self' || GENERATED.has(label)) return AWAY
    if (/[*?[]/.test(label)) return AWAY
    return this.#document(chapter, name) ?? nowhere('chapter', this.#pathOf(chapter, label))
  }

  #any(chapter: string, label: string, explicit: boolean): Resolution | null {
    const { terms, equations } = this.#book.index
    const term = terms.get(label.toLowerCase())
    // Sphinx looks for the term as it is written, but in lower case.
    const isFound = !this.#book.conventions.sphinx || term?.definition.label === label.toLowerCase()
    return (
      this.#label(label.toLowerCase(), explicit) ??
      this.#document(chapter, label) ??
      this.#found((isFound ? term : undefined) ?? equations.get(label))
    )
  }

  /** Source: myst-parser, `render_link` and `MystReferenceResolver`. */
  #link(chapter: string, written: string, explicit: boolean): Resolution {
    if (this.#isAddress(written)) return AWAY
    const label = decodePath(written.replace(/\\([!-/:-@[-`{-~])/g, '$1'))
    const [, path = '', anchor] = /^([^#]*)(?:#(.*))?$/s.exec(label) ?? []
    if (anchor === undefined) return this.#linkedPath(chapter, label, explicit)
    const target = this.#linkedChapter(chapter, path)
    const { sphinx } = this.#book.conventions
    if (target === undefined) {
      if (sphinx || isDocument(path)) return this.#missingChapter(chapter, path)
      return isFileName(path) ? this.#file(chapter, path, [path]) : AWAY
    }
    if (anchor === '' && !sphinx) return { leads: 'chapter', place: { chapter: target, node: null }, definition: null }
    return this.#anchor(target, anchor, path === '') ?? nowhere('anchor', target)
  }

  #isAddress(written: string): boolean {
    const { sphinx, urlSchemes } = this.#book.conventions
    if (!isAddress(written) || isWebAddress(written)) return isWebAddress(written)
    const scheme = /^[^:/]*/.exec(written)?.[0].toLowerCase() ?? ''
    return !sphinx || urlSchemes === null || urlSchemes.includes(scheme)
  }

  /** The chapter in front of an anchor; to MyST its path must have its ending. */
  #linkedChapter(chapter: string, path: string): string | undefined {
    if (path === '') return chapter
    const found = this.#documents.get(withoutEnding(this.#pathOf(chapter, path)))
    return isDocument(path) || !this.#book.conventions.sphinx ? found : undefined
  }

  #missingChapter(chapter: string, path: string): Resolution {
    const name = withoutEnding(this.#pathOf(chapter, path))
    return this.#isElsewhere(name) ? AWAY : nowhere('chapter', this.#pathOf(chapter, path))
  }

  /** Later versions of MyST than 0.18 let `#label` name targets too, within the chapter first. */
  #anchor(target: string, anchor: string, own: boolean): Resolution | null {
    const { anchors, ids, labels, equations } = this.#book.index
    const { sphinx } = this.#book.conventions
    const heading = this.#found(anchors.get(`${target}#${anchor}`))
    if (heading) return heading
    const id = ids.get(`${target}#${anchor}`)
    if (id && (!sphinx || id.definition.kind !== 'html')) return this.#found(id)
    return own ? this.#found(labels.get(normalizeName(anchor)) ?? equations.get(anchor)) : null
  }

  #linkedPath(chapter: string, label: string, explicit: boolean): Resolution {
    const path = this.#pathOf(chapter, label)
    if (!isDocument(label) && label !== '' && this.#isFile(path)) return { leads: 'file', path }
    const found = this.#any(chapter, label, explicit) ?? this.#document(chapter, withoutEnding(label))
    if (found) return found
    if (isDocument(label)) return this.#missingChapter(chapter, label)
    const { sphinx } = this.#book.conventions
    if (path.startsWith('../') && !sphinx) return AWAY
    if (isFileName(label)) return nowhere('file', path)
    return sphinx ? nowhere('label') : AWAY
  }

  #file(chapter: string, written: string, variants: readonly string[]): Resolution {
    if (/^data:|:\/\//.test(written)) return AWAY
    const paths = [...new Set(variants)].map((variant) => this.#pathOf(chapter, variant))
    const found = paths.find((path) => this.#isFile(path))
    const [first = ''] = paths
    return found !== undefined ? { leads: 'file', path: found } : nowhere('file', first)
  }

  #image(chapter: string, written: string): Resolution {
    const plain = written.replace(/\\([!-/:-@[-`{-~])/g, '$1')
    if (/\.\*$/.test(plain)) return AWAY
    const [bare = ''] = plain.split(/[?#]/)
    const { sphinx } = this.#book.conventions
    // A site's builder may serve what is written with a leading slash from another folder.
    if (!sphinx && plain.startsWith('/')) return AWAY
    return this.#file(chapter, plain, [plain, decodePath(plain), ...(sphinx ? [] : [bare, decodePath(bare)])])
  }
}

/** A file's name has an ending; a word that is a label has none. */
function isFileName(path: string): boolean {
  return /\.[A-Za-z0-9]{1,8}$/.test(path)
}
