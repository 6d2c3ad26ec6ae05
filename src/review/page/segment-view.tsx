import { useEffect, useMemo } from 'preact/hooks'
import type { Neighbour, ReviewSegment, ReviewTerm } from '../../app/review/view.js'
import { encodeCodes } from '../../core/codes/encode.js'
import type { Translate } from '../../i18n/index.js'
import { diffCode, diffWords } from '../../match/diff-words.js'
import { wordIssue } from '../../reporters/check-words.js'
import { Actions } from './actions.js'
import type { Desk, DeskState } from './desk-state.js'
import { chipText } from './editor/chip-editor.js'
import { draftOf, missingCodes } from './editor/draft-text.js'
import { EnglishEditor, type EnglishHandle, type Pointed } from './english-editor.js'
import { KeyCap } from './key-cap.js'
import { Panels } from './panels.js'
import { SeverityShape, StatusShape } from './shapes.js'
import { Changes, Difference, type Mark, Rendered } from './text.js'

interface Props {
  readonly desk: Desk
  readonly english: { current: EnglishHandle | null }
  readonly isPlain: boolean
  readonly setPlain: (isPlain: boolean) => void
}

/** How much of the view what stands before the segment may take. */
const ABOVE = 0.3

/** The segment under review, in its chapter's flow, with all that helps to judge it. */
export function SegmentView({ desk, english, isPlain, setPlain }: Props) {
  const { t, segment, conflict } = desk.state
  useEffect(() => {
    const [article, main] = [document.getElementById('segment'), document.querySelector('.main')]
    if (article && main) main.scrollTop = article.offsetTop - main.clientHeight * ABOVE
  }, [segment?.id])
  if (!segment) return null
  return (
    <div class="flow-and-panels">
      <div class="flow">
        <Crumbs segment={segment} t={t} />
        {segment.before.map((neighbour) => (
          <NeighbourView key={neighbour.id} neighbour={neighbour} desk={desk} />
        ))}
        <article id="segment" class="segment" tabIndex={-1} aria-label={wordSegment(segment, t)}>
          <Head segment={segment} t={t} />
          {conflict?.id === segment.id && (
            <p class="banner is-warning" role="alert">
              {t('review.conflict.banner')}{' '}
              <button type="button" onClick={() => desk.show('conflict')}>
                {t('review.conflict.choose')}
              </button>
            </p>
          )}
          {segment.words.length > 0 && <Changed segment={segment} t={t} />}
          <div class="pair">
            <Chinese desk={desk} segment={segment} english={english} />
            {segment.actions.includes('edit') ? (
              <English desk={desk} segment={segment} english={english} isPlain={isPlain} setPlain={setPlain} />
            ) : (
              <FixedEnglish segment={segment} state={desk.state} />
            )}
          </div>
          <Actions desk={desk} />
        </article>
        {segment.after.map((neighbour) => (
          <NeighbourView key={neighbour.id} neighbour={neighbour} desk={desk} />
        ))}
      </div>
      <Panels desk={desk} english={english} />
    </div>
  )
}

function wordSegment({ status, kind, source }: ReviewSegment, t: Translate): string {
  return `${t(`status.${status}`)}${t('comma')}${t(`review.kinds.${kind}`)}: ${source.text.slice(0, 120)}`
}

function Crumbs({ segment, t }: { readonly segment: ReviewSegment; readonly t: Translate }) {
  return (
    <p class="crumbs">
      <span class="path">{segment.chapter}</span>
      {segment.section.map((heading, depth) => (
        <span key={depth} lang="zh-CN">
          {heading}
        </span>
      ))}
      <span class="line">{t('review.line', { line: segment.source.startLine })}</span>
    </p>
  )
}

function Head({ segment, t }: { readonly segment: ReviewSegment; readonly t: Translate }) {
  const { status, change, gap, kind, origin, basis, group, targetEdited, authors } = segment
  return (
    <header class="segment-head">
      <span class={`status is-${status}`}>
        <StatusShape status={status} />
        {t(`status.${status}`)}
      </span>
      {change && <span class="tag">{t(`change.${change}`)}</span>}
      {gap && gap !== 'new' && <span class="tag">{t(`gap.${gap}`)}</span>}
      <span class="tag">{t(`review.kinds.${kind}`)}</span>
      {basis === 'assumed' && <span class="tag">{t('segment.assumed')}</span>}
      {targetEdited && <span class="tag">{t('review.target-edited')}</span>}
      {group && group.length > 1 && <span class="tag">{t('segment.group', { count: group.length - 1 })}</span>}
      {origin && (
        <span class="origin">
          {origin.type === 'person' && authors.length > 0
            ? authors.join(t('comma'))
            : t(`segment.origins.${origin.type}`, { name: origin.name ?? '' })}
        </span>
      )}
      <code class="id" title={t('review.id')}>
        {segment.id}
      </code>
    </header>
  )
}

function Changed({ segment, t }: { readonly segment: ReviewSegment; readonly t: Translate }) {
  return (
    <section class="changed" aria-label={t('review.changed')}>
      <h2>{t('review.changed')}</h2>
      <p class="zh" lang="zh-CN">
        <Changes words={segment.words} />
      </p>
    </section>
  )
}

interface PartProps {
  readonly desk: Desk
  readonly segment: ReviewSegment
  readonly english: { current: EnglishHandle | null }
}

function Chinese({ desk, segment, english }: PartProps) {
  const { t, view } = desk.state
  const shown = view ?? segment.view
  const marks = useMemo(() => sourceMarks(shown.terms, english), [shown.terms, english])
  return (
    <section class="side source" aria-labelledby="source-title">
      <h2 id="source-title">{t('review.chinese')}</h2>
      {segment.kind === 'block' ? (
        <pre class="block">{segment.written?.source ?? segment.source.text}</pre>
      ) : (
        <div class={`zh text kind-${segment.kind}`} lang="zh-CN">
          <Rendered
            coded={segment.source.coded}
            marks={marks}
            onCode={(code) => english.current?.insertPlaceholder(code)}
          />
        </div>
      )}
      {segment.groupSource !== null && (
        <p class="group zh" lang="zh-CN" title={t('review.group')}>
          {segment.groupSource}
        </p>
      )}
    </section>
  )
}

function sourceMarks(terms: readonly ReviewTerm[], english: PartProps['english']): Mark[] {
  return terms.flatMap((term) =>
    term.source.map((range): Mark => {
      const [text] = term.expected
      const title = [term.expected.join(' / '), term.note].filter(Boolean).join(' — ')
      const mark = { range, title, class: `term ${term.isUsed ? 'is-used' : ''}` }
      return text === undefined ? mark : { ...mark, onClick: () => english.current?.insertText(text) }
    }),
  )
}

/** Kinds that are not read as Markdown, or may not have several lines. */
const NOT_MARKDOWN = /^(?:front-matter|comment|option|toctree-title|html-text)$/
const HAS_LINES = /^(?:paragraph|list-item|caption|comment)$/

function English({ desk, segment, english, isPlain, setPlain }: PartProps & Omit<Props, 'desk'>) {
  const { state } = desk
  const { t, passage, edition, view, text } = state
  const saved = segment.seen.targets[passage] ?? ''
  const current = text ?? saved
  const shown = view ?? segment.view
  const pointed = useMemo(() => pointedIn(shown), [shown])
  const shownEdition = `${segment.id} ${passage} ${edition} ${isPlain}`
  const missing = useMemo(
    () => missingCodes(draftOf(current, segment.source.coded), segment.source.coded),
    [current, segment.source.coded],
  )
  return (
    <section class="side target" aria-labelledby="target-title" id="english">
      <h2 id="target-title">
        {t('review.english')}
        {text !== null && <span class="unsaved">{t('review.unsaved')}</span>}
        <button type="button" class="plain switch" aria-pressed={isPlain} onClick={() => setPlain(!isPlain)}>
          {t('review.markdown')} <KeyCap>w</KeyCap>
        </button>
      </h2>
      {segment.seen.targets.length > 1 && <Passages desk={desk} count={segment.seen.targets.length} />}
      <EnglishEditor
        t={t}
        source={segment.source.coded}
        text={current}
        saved={saved}
        edition={shownEdition}
        isPlain={isPlain}
        isMarkdown={!NOT_MARKDOWN.test(segment.kind)}
        hasLines={HAS_LINES.test(segment.kind)}
        pointed={pointed}
        describedBy="issues"
        handle={english}
        onChange={desk.type}
      />
      {missing.length > 0 && current !== '' && (
        <fieldset class="missing">
          <legend>{t('review.missing')}</legend>
          {missing.map((code) => (
            <button key={code.id} type="button" class="chip" onClick={() => english.current?.insertPlaceholder(code)}>
              {code.form === 'paired' ? `${chipText(code, 'open')} ›` : chipText(code, 'lock')}
            </button>
          ))}
        </fieldset>
      )}
      <Issues state={state} />
      {text !== null && saved !== '' && <Edited from={saved} to={text} t={t} />}
      <Preview text={current} kind={segment.kind} t={t} />
    </section>
  )
}

/** English that cannot be edited here, such as code: how it differs from the Chinese is what there is to see. */
function FixedEnglish({ segment, state }: { readonly segment: ReviewSegment; readonly state: DeskState }) {
  const { t } = state
  const text = segment.written?.target ?? segment.seen.targets.join('\n')
  const source = segment.written?.source ?? segment.source.text
  const words = useMemo(() => (segment.written ? diffCode : diffWords)(source, text), [segment.written, source, text])
  return (
    <section class="side target" aria-labelledby="target-title">
      <h2 id="target-title">
        {t('review.english')} <span class="tag">{t('review.fixed')}</span>
      </h2>
      {text === '' ? <p class="none">{t('segment.no-target')}</p> : null}
      {text !== '' && segment.kind === 'block' ? (
        <pre class="block">
          <Changes words={words} />
        </pre>
      ) : (
        <div class="text" lang="en">
          <Rendered coded={encodeCodes(text)} />
        </div>
      )}
      <Issues state={state} />
    </section>
  )
}

/** What is typed beside what is there. */
function Edited({ from, to, t }: { readonly from: string; readonly to: string; readonly t: Translate }) {
  return (
    <details class="preview">
      <summary>{t('review.edited')}</summary>
      <div class="text" lang="en">
        <Difference from={from} to={to} />
      </div>
    </details>
  )
}

function Passages({ desk, count }: { readonly desk: Desk; readonly count: number }) {
  const { t, passage } = desk.state
  return (
    <fieldset class="chips">
      <legend class="hidden">{t('review.passages')}</legend>
      {Array.from({ length: count }, (_, index) => (
        <button
          key={index}
          type="button"
          class="toggle"
          aria-pressed={passage === index}
          onClick={() => desk.choosePassage(index)}
        >
          {t('review.passage', { number: index + 1, count })}
        </button>
      ))}
    </fieldset>
  )
}

function pointedIn(view: NonNullable<DeskState['view']>): Pointed[] {
  return [
    ...view.terms.flatMap(({ target }) => target.map((range): Pointed => ({ range, kind: 'term' }))),
    ...view.issues.flatMap(({ target, severity }): Pointed[] => (target ? [{ range: target, kind: severity }] : [])),
  ]
}

function Issues({ state }: { readonly state: DeskState }) {
  const { t, segment, view, text } = state
  const issues = (view ?? segment?.view)?.issues ?? []
  return (
    <div id="issues" class="issues">
      <p class="hidden" aria-live="polite">
        {text !== null && t('review.issues', { count: issues.length })}
      </p>
      {issues.length > 0 && (
        <ul>
          {issues.map((issue, index) => (
            <li key={index} class={`issue is-${issue.severity}`}>
              <SeverityShape severity={issue.severity} />
              <p>
                <span class="hidden">{t(`severity.${issue.severity}`)}: </span>
                {wordIssue(issue, t)} <span class="check">{issue.check}</span>
              </p>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Preview({ text, kind, t }: { readonly text: string; readonly kind: string; readonly t: Translate }) {
  const coded = useMemo(() => encodeCodes(text), [text])
  if (coded.codes.length === 0) return null
  return (
    <details class="preview" open>
      <summary>{t('review.preview')}</summary>
      <div class={`text kind-${kind}`} lang="en">
        <Rendered coded={coded} />
      </div>
    </details>
  )
}

function NeighbourView({ neighbour, desk }: { readonly neighbour: Neighbour; readonly desk: Desk }) {
  const { t } = desk.state
  const { id, kind, status, source, target } = neighbour
  const [coded, english] = useMemo(() => [encodeCodes(source), encodeCodes(target)], [source, target])
  return (
    <div class={`neighbour kind-${kind}`}>
      <button type="button" class="go" title={t('review.go')} onClick={() => void desk.go(id)}>
        <StatusShape status={status} />
        <span class="hidden">{`${t('review.go')}: ${t(`status.${status}`)}`}</span>
      </button>
      <div class="zh" lang="zh-CN">
        {kind === 'block' ? <pre class="block">{source}</pre> : <Rendered coded={coded} />}
      </div>
      <div lang="en">
        {target === '' ? (
          <span class="none">{t('segment.no-target')}</span>
        ) : kind === 'block' ? (
          <pre class="block">{target}</pre>
        ) : (
          <Rendered coded={english} />
        )}
      </div>
    </div>
  )
}
