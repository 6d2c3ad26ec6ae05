import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { Code, CodedText } from '../../core/codes/coded-text.js'
import type { Translate } from '../../i18n/index.js'
import { type ChipEditor, createChipEditor } from './editor/chip-editor.js'
import { type DraftText, draftOf, markdownOf, write } from './editor/draft-text.js'
import { highlight } from './highlight.js'

/** What of the English is pointed at, by its place in the Markdown. */
export interface Pointed {
  readonly range: readonly [start: number, end: number]
  readonly kind: 'error' | 'warning' | 'info' | 'term'
}

/** What other parts of the page do with the text that is written, whichever editor is in use. */
export interface EnglishHandle {
  focus(): void
  insertText(text: string): void
  insertPlaceholder(code: Code): void
}

interface Props {
  readonly t: Translate
  readonly source: CodedText
  /** What the editor is to show when `edition` changes. */
  readonly text: string
  /** The Markdown as it is saved: what is as there is not escaped anew. */
  readonly saved: string
  readonly edition: string
  readonly isPlain: boolean
  readonly isMarkdown: boolean
  readonly hasLines: boolean
  readonly pointed: readonly Pointed[]
  readonly describedBy: string
  readonly onChange: (markdown: string) => void
  readonly handle: { current: EnglishHandle | null }
}

export function EnglishEditor(props: Props) {
  return props.isPlain ? <PlainEditor {...props} /> : <PlaceholderEditor {...props} />
}

function PlaceholderEditor(props: Props) {
  const { t, source, text, edition, pointed, describedBy, handle } = props
  const root = useRef<HTMLDivElement>(null)
  const editor = useRef<ChipEditor | null>(null)
  const draft = useRef<DraftText>({ tokens: [], codes: [] })
  const latest = useRef(props)
  latest.current = props

  useLayoutEffect(() => {
    if (!root.current) return
    const made = createChipEditor(root.current, {
      wordChip: (code, kind) => wordChip(code, kind, latest.current.t),
      hasLines: () => latest.current.hasLines,
      onChange(next) {
        draft.current = next
        const { isMarkdown, saved, onChange } = latest.current
        onChange(markdownOf(next, isMarkdown, saved))
      },
    })
    editor.current = made
    handle.current = made
    return () => made.destroy()
  }, [handle])

  useLayoutEffect(() => {
    const next = draftOf(text, source)
    draft.current = next
    editor.current?.show(next)
  }, [edition])

  useEffect(() => {
    const { isMarkdown, saved } = latest.current
    const { places } = write(draft.current, isMarkdown, saved)
    const ranges = pointed.flatMap(({ range: [from, to], kind }) => {
      const range = editor.current?.rangeOf(tokenAt(places, from), tokenAt(places, to, true))
      return range ? [{ range, kind }] : []
    })
    highlight(ranges)
    return () => highlight([])
  }, [pointed])

  return (
    // biome-ignore lint/a11y/useSemanticElements: no form element holds placeholders
    <div
      ref={root}
      class="english"
      contentEditable
      role="textbox"
      tabIndex={0}
      aria-multiline="true"
      aria-label={t('review.english-editor')}
      aria-describedby={describedBy}
      lang="en"
      spellcheck
      data-empty={t('review.write-here')}
    />
  )
}

type Places = ReturnType<typeof write>['places']

function tokenAt(places: Places, offset: number, isEnd = false): readonly [token: number, at: number] {
  const index = places.findIndex(({ start, end }) =>
    isEnd ? offset > start && offset <= end : offset >= start && offset < end,
  )
  const place = places[index]
  if (!place) return [isEnd ? places.length - 1 : 0, isEnd ? Number.MAX_SAFE_INTEGER : 0]
  const written = offset - place.start
  return [index, written - place.escapes.filter((at, count) => at + count < written).length]
}

function wordChip(
  { form, type, shows, label, role, open }: Code,
  kind: 'lock' | 'open' | 'close',
  t: Translate,
): string {
  const what = t(`review.codes.${type}`)
  const detail =
    form === 'paired' && type !== 'emphasis' ? (label ?? shows) : type === 'emphasis' ? open : shows || role
  return t(`review.chip.${kind}`, { what, detail })
}

/** Plain Markdown, for those who want it. */
function PlainEditor({ t, text, edition, describedBy, onChange, handle }: Props) {
  const area = useRef<HTMLTextAreaElement>(null)

  useLayoutEffect(() => {
    if (area.current) area.current.value = text
  }, [edition])

  useLayoutEffect(() => {
    const put = (value: string) => {
      const { current } = area
      if (!current) return
      current.focus()
      current.setRangeText(value, current.selectionStart, current.selectionEnd, 'end')
      onChange(current.value)
    }
    handle.current = {
      focus: () => area.current?.focus(),
      insertText: put,
      insertPlaceholder: ({ open, close }) => put(open + close),
    }
  }, [handle, onChange])

  return (
    <textarea
      ref={area}
      class="english is-plain"
      aria-label={t('review.english-editor')}
      aria-describedby={describedBy}
      lang="en"
      spellcheck
      rows={4}
      onInput={(event) => onChange(event.currentTarget.value)}
    />
  )
}
