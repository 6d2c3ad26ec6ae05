import type { Progress } from '../../app/report.js'
import type { Translate } from '../../i18n/index.js'

/** What a bar shows, from done to not begun. */
const PARTS = ['final', 'reviewed', 'translated', 'draft', 'stale', 'untranslated'] as const

/** How far a chapter or the book is; said in words to those who do not see it. */
export function ProgressBar({ progress, t }: { readonly progress: Progress; readonly t: Translate }) {
  const { segments } = progress
  const all = PARTS.reduce((sum, part) => sum + segments[part], 0)
  const shown = PARTS.filter((part) => segments[part] > 0)
  const words = shown.map((part) => `${t(`status.${part}`)} ${segments[part]}`).join(t('comma'))
  if (all === 0) return <svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" />
  let from = 0
  return (
    <svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label={words}>
      {shown.map((part) => {
        const width = (segments[part] / all) * 100
        from += width
        return <rect key={part} class={`bar-${part}`} x={from - width} y={0} width={width} height={6} />
      })}
    </svg>
  )
}
