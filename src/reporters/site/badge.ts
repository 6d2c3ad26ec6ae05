import type { ProjectReport } from '../../app/report/project-report.js'
import type { Look } from '../look.js'
import { widthOf } from '../width.js'
import { element, xmlDocument } from '../xml.js'
import { wordPercent } from './view.js'

const HEIGHT = 20
/** How wide a column of text is at this size; Chinese characters take two. */
const COLUMN = 6.2
const PADDING = 7

/** A picture for a README: how much is translated. */
export function badge({ total }: ProjectReport, look: Look): string {
  const what = look.t('site.badge')
  const percent = wordPercent(total.percentTranslated, look)
  const [left, right] = [partOf(what, 0, '#4b4f55'), partOf(percent, boxOf(what), '#1f5f8f')]
  const width = boxOf(what) + boxOf(percent)
  const title = `${what} ${percent}`
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height: HEIGHT,
      viewBox: `0 0 ${width} ${HEIGHT}`,
      role: 'img',
      'aria-label': title,
    },
    [
      element('title', {}, title),
      element(
        'g',
        { 'font-family': 'Verdana,DejaVu Sans,Noto Sans CJK SC,sans-serif', 'font-size': 11, fill: '#fff' },
        [...left, ...right],
      ),
    ],
  )
  return xmlDocument(svg)
}

function boxOf(text: string): number {
  return Math.round(widthOf(text) * COLUMN) + 2 * PADDING
}

/** `textLength` keeps the text within its box whatever fonts there are. */
function partOf(text: string, x: number, fill: string): string[] {
  const width = boxOf(text)
  return [
    element('rect', { x, width, height: HEIGHT, fill }),
    element('text', { x: x + PADDING, y: 14, textLength: width - 2 * PADDING, lengthAdjust: 'spacingAndGlyphs' }, text),
  ]
}
