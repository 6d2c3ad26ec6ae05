import type { Asset, AssetsReport } from '../app/list-assets.js'
import type { Look, Reporter } from './look.js'
import { plain } from './plain.js'
import { cut, layOut, roomLeft, widthOf } from './width.js'
import { wordNumber } from './words.js'

/** States in the order in which they want something done; files that are the same are only counted. */
const SHOWN = ['missing', 'outdated', 'localised', 'source-missing'] as const

const COLOURS = {
  missing: 'red',
  outdated: 'yellow',
  localised: 'green',
  same: 'dim',
  'source-missing': 'magenta',
} as const

/** So many chapters are named for one file. */
const NAMED = 2

/** Files under what is to be done with them, and a table of how many there are. */
export const reportAssets: Reporter<AssetsReport> = ({ assets, outside, dryRun }, look) => {
  const { t } = look
  if (assets.length === 0 && outside.length === 0) return `${t('assets.none')}\n`
  const drawings = assets.filter(({ state, chineseText }) => state === 'same' && chineseText)
  const copied = assets.filter((asset) => asset.copied).length
  const lines = [
    ...SHOWN.flatMap((state) =>
      section(
        look.paint[COLOURS[state]](t(`assets.states.${state}`)),
        assets.filter((asset) => asset.state === state),
        look,
      ),
    ),
    ...section(t('assets.drawings'), drawings, look),
    ...outsideLines(outside, look),
    ...countLines(assets, look),
    ...(copied > 0 ? [look.paint.bold(t(dryRun ? 'assets.would-copy' : 'assets.copied', { count: copied }))] : []),
    ...(copied === 0 && assets.some(isWanting) ? [look.paint.dim(t('assets.next'))] : []),
    ...(dryRun ? [t('dry-run')] : []),
  ]
  return `${lines.join('\n')}\n`
}

function isWanting({ state, refused }: Asset): boolean {
  return refused === null && (state === 'missing' || state === 'outdated')
}

function section(title: string, assets: readonly Asset[], look: Look): string[] {
  if (assets.length === 0) return []
  return [title, ...assets.flatMap((asset) => assetLines(asset, look)), '']
}

function assetLines(asset: Asset, look: Look): string[] {
  const { t, paint, columns } = look
  const remarks = remarksOf(asset, look)
  const mark = asset.copied ? paint.green('✓') : asset.refused === null ? ' ' : paint.red('✗')
  const aside = remarks.length === 0 ? '' : ` ${paint.dim(t('aside', { words: remarks.join(t('comma')) }))}`
  const chapters = `      ${paint.dim(cut(namesOf(asset.chapters, look), roomLeft(columns, 6)))}`
  return [`  ${mark} ${plain(asset.path)}${aside}`, chapters]
}

function remarksOf(asset: Asset, { t }: Look): string[] {
  const { state, basis, sourceNewer, neededBy, chineseText, kept, refused } = asset
  const differs = state === 'outdated' || state === 'localised'
  return [
    ...(differs && basis !== 'link' && basis !== 'bytes' ? [t(`assets.basis.${basis}`)] : []),
    ...(state === 'localised' && sourceNewer ? [t('assets.source-newer')] : []),
    ...(state === 'missing' && neededBy.length === 0 ? [t('assets.not-needed')] : []),
    ...(chineseText ? [t('assets.chinese')] : []),
    ...(kept === null ? [] : [t('assets.kept', { path: plain(kept) })]),
    ...(refused === null
      ? []
      : [refused === 'link' ? t('assets.refused-link') : t('assets.refused', { code: refused })]),
  ]
}

function namesOf(chapters: readonly string[], { t }: Look): string {
  const names = chapters.slice(0, NAMED).map((chapter) => plain(chapter))
  const more = chapters.length - names.length
  return [...names, ...(more > 0 ? [t('more', { count: more })] : [])].join(t('comma'))
}

function outsideLines(outside: AssetsReport['outside'], look: Look): string[] {
  if (outside.length === 0) return []
  const rows = outside.map(({ path, chapters }) => `    ${plain(path)}  ${look.paint.dim(namesOf(chapters, look))}`)
  return [look.t('assets.outside'), ...rows, '']
}

function countLines(assets: readonly Asset[], look: Look): string[] {
  const { t } = look
  const linked = assets.filter(({ basis }) => basis === 'link').length
  const rows = [...SHOWN, 'same' as const].flatMap((state) => {
    const count = assets.filter((asset) => asset.state === state).length
    if (count === 0) return []
    const aside = state === 'same' && linked > 0 ? t('assets.linked', { count: linked }) : ''
    return [[`  ${t(`assets.states.${state}`)}`, wordNumber(count, look), aside]]
  })
  const lines = layOut(rows, ['left', 'right', 'left'])
  return lines.map((line) => (widthOf(line) > look.columns ? cut(line, look.columns) : line))
}
