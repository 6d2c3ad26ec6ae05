import type { MemoryPair } from '../core/pair.js'
import { MARKDOWN, segOf } from './tmx-text.js'
import { attributes, escapeXml } from './xml-text.js'

/** Names of properties. The first four are what OmegaT calls them. */
export const PROPERTIES = {
  chapter: 'file',
  id: 'id',
  previous: 'prev',
  next: 'next',
  quality: 'x-zhen-quality',
} as const

export interface TmxHeader {
  readonly source: string
  readonly target: string
  /** Of zhen. */
  readonly version: string
}

/** The beginning of a TMX 1.4b file. */
export function tmxStart({ source, version }: TmxHeader): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<tmx version="1.4">',
    `  <header creationtool="zhen" creationtoolversion="${escapeXml(version)}" segtype="paragraph" o-tmf="zhen"`,
    `    adminlang="en" srclang="${escapeXml(source)}" datatype="${MARKDOWN}"/>`,
    '  <body>',
    '',
  ].join('\n')
}

/**
 * A pair as a unit. Who made the English is its `changeid`, also of a machine's; how far it can be trusted a property.
 *
 * Source: TMX 1.4b Specification, LISA OSCAR, 2005.
 */
export function tmxUnit(pair: MemoryPair, { source, target }: Pick<TmxHeader, 'source' | 'target'>): string {
  const { changed, notes = [], properties = {} } = pair.about ?? {}
  const props: [name: string, value: string | null][] = [
    [PROPERTIES.chapter, pair.chapter],
    [PROPERTIES.id, pair.id],
    [PROPERTIES.previous, pair.previousSource],
    [PROPERTIES.next, pair.nextSource],
    [PROPERTIES.quality, pair.quality],
    ...Object.entries(properties),
  ]
  const change = attributes({
    changeid: pair.origin === '' ? undefined : pair.origin,
    changedate: changed?.replace(/\.\d+|[-:]/g, ''),
  })
  const lines = [
    '    <tu>',
    ...notes.map((note) => `      <note>${escapeXml(note)}</note>`),
    ...props
      .filter(([, value]) => value !== null && value !== '')
      .map(([name, value]) => `      <prop${attributes({ type: name })}>${escapeXml(value ?? '')}</prop>`),
    `      <tuv${attributes({ 'xml:lang': source })}><seg>${segOf(pair.source)}</seg></tuv>`,
    `      <tuv${attributes({ 'xml:lang': target })}${change}><seg>${segOf(pair.target, pair.source)}</seg></tuv>`,
    '    </tu>',
    '',
  ]
  return lines.join('\n')
}

export const TMX_END = '  </body>\n</tmx>\n'
