import type { OpenSegment } from '../../app/report/project-report.js'
import type { Look } from '../look.js'
import { dayOf, shortCommit } from './view.js'

/** Since when the English is behind, and how that is known. */
export function sinceWords({ since, translatedFrom }: OpenSegment, { t }: Look): string {
  if (since === null) return t(translatedFrom === null ? 'site.since.never' : 'site.since.unknown')
  const day = dayOf(since.at)
  if (since.by === 'present') return t('site.since.present')
  return since.commit === null
    ? t('site.since.seen', { day })
    : t('site.since.git', { day, commit: shortCommit(since.commit) })
}
