import type { OpenSegment } from '../../app/report/project-report.js'
import type { ComparedWords } from '../../app/report.js'
import { plain } from '../plain.js'
import { wordCause } from '../words.js'
import { type Html, html } from './html.js'
import { swatch } from './marks.js'
import { sinceWords } from './since-words.js'
import { bookText, placeLinks, type View } from './view.js'

/** What is open, a paragraph each: where it is, what is the matter, and the texts. */
export function openList(segments: readonly OpenSegment[], view: View): Html {
  return html`<ol class="open">${segments.map((segment) => entry(segment, view))}</ol>`
}

function entry(segment: OpenSegment, view: View): Html {
  const { t } = view.look
  const { status, source, targets, section, chapter, kind } = segment
  const [target] = targets
  const known = view.report.chapters.find((each) => each.chapter === chapter)
  const places = {
    source: source && source.startLine > 0 && known ? { path: known.path.source, line: source.startLine } : null,
    target: target ? { path: target.path, line: target.startLine } : null,
  }
  const what = status === 'draft' || status === 'stale' ? status : 'untranslated'
  const cause = wordCause(segment, view.look.t)
  const heading = section.at(-1)
  return html`<li id="${segment.id}">
<div class="where">${swatch(what)} <b>${t(`status.${what}`)}</b>${cause === null ? null : html` · ${cause}`}${kind === 'block' ? html` · ${t('site.block')}` : null}${status === 'stale' ? html` · ${sinceWords(segment, view.look)}` : null}${heading === undefined ? null : html` · <span class="section">${bookText(heading, 'source', 60)}</span>`} ${placeLinks(places, view)}</div>
${texts(segment)}
</li>`
}

/** What stands in English of an untranslated one is no English. */
function texts({ kind, status, source, targets, words }: OpenSegment): Html {
  if (kind === 'block') return html`<p class="text"><code>${plain(source?.text ?? '').slice(0, 160)}</code></p>`
  const chinese = words.length > 0 ? compared(words) : bookText(source?.text ?? '', 'source')
  const english = status === 'untranslated' ? '' : targets.map(({ text }) => text).join(' ')
  return html`<div class="pair"><p class="text">${chinese}</p>${english === '' ? null : html`<p class="text">${bookText(english, 'target')}</p>`}</div>`
}

/** What went and what came, marked by a stroke and a line, and read out by those who read out. */
function compared(words: readonly ComparedWords[]): Html {
  const parts = words.map(({ op, text }) =>
    op === 'removed' ? html`<del>${text}</del>` : op === 'added' ? html`<ins>${text}</ins>` : html`${text}`,
  )
  return html`<span lang="zh-CN">${parts}</span>`
}
