/** What of a Sphinx configuration decides where references lead. The names are Sphinx's. */
export interface SphinxSettings {
  /** True when `sphinx.ext.autosectionlabel` is among the extensions. */
  readonly autosectionlabel?: boolean | undefined
  readonly autosectionlabel_prefix_document?: boolean | undefined
  /** Sections deeper than this have no label. */
  readonly autosectionlabel_maxdepth?: number | undefined
  /** Headings up to this level have anchors; 0: none. */
  readonly myst_heading_anchors?: number | undefined
  /** Links of these schemes lead into the web; `null`: links of any scheme. */
  readonly myst_url_schemes?: readonly string[] | null | undefined
  readonly exclude_patterns?: readonly string[] | undefined
  /** Names of other books, by which references lead to them. */
  readonly intersphinx_mapping?: readonly string[] | undefined
}

/** The conventions by which a book's references are read. */
export interface Conventions {
  /** Where the settings are not known, whatever resolves by any of the conventions resolves. `null`: not known. */
  readonly autosectionlabel: boolean | null
  readonly prefixDocument: boolean | null
  /** `null`: no limit. */
  readonly maxDepth: number | null
  readonly headingAnchors: number | null
  /** `null`: any. */
  readonly urlSchemes: readonly string[] | null
  readonly excludePatterns: readonly string[]
  /** Names of other books: `name:label` leads to them. */
  readonly otherBooks: readonly string[]
  /** There is a Sphinx configuration: what Sphinx does not resolve, nobody does. */
  readonly sphinx: boolean
  /** Path of the chapters' folder below the folder of the Sphinx project: `''`, or with a `/` at its end. */
  readonly folder: string
}

/** Schemes of links that MyST takes for addresses where the configuration names none. */
export const WEB_SCHEMES: readonly string[] = ['http', 'https', 'mailto', 'ftp']

/** Sphinx's own values of what a configuration does not set. */
const SPHINX_DEFAULTS = {
  autosectionlabel_prefix_document: false,
  myst_heading_anchors: 0,
  myst_url_schemes: WEB_SCHEMES,
}

/**
 * Puts together what is known of a book's conventions.
 *
 * @param conf what the book's `conf.py` says, `null` without one
 * @param overrides what zhen's own configuration says; it wins
 */
export function conventionsOf(conf: SphinxSettings | null, overrides: SphinxSettings = {}, folder = ''): Conventions {
  const settings: SphinxSettings = { ...(conf ? SPHINX_DEFAULTS : {}), ...conf, ...stated(overrides) }
  return {
    autosectionlabel: settings.autosectionlabel ?? null,
    prefixDocument: settings.autosectionlabel_prefix_document ?? null,
    maxDepth: settings.autosectionlabel_maxdepth ?? null,
    headingAnchors: settings.myst_heading_anchors ?? null,
    urlSchemes: settings.myst_url_schemes ?? null,
    excludePatterns: settings.exclude_patterns ?? [],
    otherBooks: settings.intersphinx_mapping ?? [],
    sphinx: conf !== null || Object.keys(stated(overrides)).length > 0,
    folder,
  }
}

function stated(settings: SphinxSettings): SphinxSettings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
}
