import type { Conventions } from './conventions.js'
import { normalizeName, slugOf } from './names.js'
import type { DefiningChapter, Definition } from './reference.js'

/** A definition with its chapter. */
export interface Defined {
  readonly chapter: string
  readonly definition: Definition
}

/** The labels of a book, by the forms in which they are looked up. Of equal ones the last counts, as in Sphinx. */
export interface LabelIndex {
  /** Labels of `{ref}`, normalized. */
  readonly labels: ReadonlyMap<string, Defined>
  /** Those of them that a reference without a text can use. */
  readonly titled: ReadonlyMap<string, Defined>
  /** Equations by their labels. */
  readonly equations: ReadonlyMap<string, Defined>
  /** Terms in lower case. */
  readonly terms: ReadonlyMap<string, Defined>
  /** Anchors of headings, as `path#slug`. */
  readonly anchors: ReadonlyMap<string, Defined>
  /** What `#id` may be within a chapter besides: `path#id`. */
  readonly ids: ReadonlyMap<string, Defined>
}

/** @param docname names a chapter as Sphinx does */
export function indexLabels(
  chapters: readonly DefiningChapter[],
  conventions: Conventions,
  docname: (chapter: string) => string,
): LabelIndex {
  const index = {
    labels: new Map<string, Defined>(),
    titled: new Map<string, Defined>(),
    equations: new Map<string, Defined>(),
    terms: new Map<string, Defined>(),
    anchors: new Map<string, Defined>(),
    ids: new Map<string, Defined>(),
  }
  const label = (name: string, defined: Defined) => {
    index.labels.set(name, defined)
    if (defined.definition.titled) index.titled.set(name, defined)
  }
  const ordered = chapters.toSorted((a, b) => (docname(a.path) < docname(b.path) ? -1 : 1))
  for (const chapter of ordered) {
    const explicit: Defined[] = []
    const headings: Defined[] = []
    for (const definition of chapter.definitions) {
      const defined = { chapter: chapter.path, definition }
      if (definition.kind === 'heading') headings.push(defined)
      else if (definition.kind === 'equation') index.equations.set(definition.label, defined)
      else if (definition.kind === 'term') index.terms.set(definition.label.toLowerCase(), defined)
      else if (definition.kind !== 'html') explicit.push(defined)
      if (definition.kind !== 'heading') index.ids.set(`${chapter.path}#${definition.label}`, defined)
    }
    for (const defined of explicit) label(normalizeName(defined.definition.label), defined)
    for (const defined of headings) {
      for (const name of sectionLabels(defined.definition, docname(chapter.path), conventions)) label(name, defined)
    }
    addAnchors(index.anchors, headings, conventions)
  }
  return index
}

/** The labels that `sphinx.ext.autosectionlabel` gives a heading, by the conventions that may hold; normalized. */
function sectionLabels({ label, section }: Definition, docname: string, conventions: Conventions): string[] {
  const { autosectionlabel, prefixDocument, maxDepth } = conventions
  if (!section || autosectionlabel === false || (maxDepth !== null && section.depth >= maxDepth)) return []
  const forms: string[] = []
  if (prefixDocument !== true) forms.push(normalizeName(label))
  if (prefixDocument !== false) forms.push(normalizeName(`${docname}:${label}`))
  return forms
}

function addAnchors(
  anchors: Map<string, Defined>,
  headings: readonly Defined[],
  { headingAnchors }: Conventions,
): void {
  const taken = new Set<string>()
  for (const defined of headings) {
    const { section, label } = defined.definition
    if ((section?.level ?? 1) > (headingAnchors ?? 6)) continue
    const stem = section?.slug ?? slugOf(label)
    let slug = stem
    for (let count = 1; taken.has(slug); count++) slug = `${stem}-${count}`
    taken.add(slug)
    anchors.set(`${defined.chapter}#${slug}`, defined)
  }
}
