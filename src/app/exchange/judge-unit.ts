import type { CodedText } from '../../core/codes/coded-text.js'
import { encodeCodes } from '../../core/codes/encode.js'
import { type SharedText, shareCodes } from '../../core/codes/share-codes.js'
import { isMarkdownKind } from '../../core/codes/verify.js'
import { verifyEdit, verifyMarkdown } from '../../core/codes/verify-edit.js'
import { stateOf } from '../../core/derive.js'
import type { Decision } from '../../core/fact.js'
import { hasSourceLanguage } from '../../core/inline.js'
import { STATES, type State, type Status } from '../../core/status.js'
import { sameText } from '../../core/text.js'
import {
  digestTarget,
  foldSpace,
  inForm,
  parseStamp,
  type Stamp,
  stampOf,
  type TextForm,
} from '../../exchange/stamp.js'
import type { ReadText, ReadUnit } from '../../exchange/unit.js'
import { isLiveRecord } from '../live-records.js'
import type { SegmentRecord } from '../ports.js'
import type { ImportReason } from '../report.js'
import { type Joint, jointOf } from './unit-of.js'

/** What is to become of a unit that came back. */
export type Verdict = { readonly outcome: 'unchanged' } | Refused | Taken

export interface Refused {
  readonly outcome: 'refused'
  readonly reason: ImportReason
  /** The piece of the text it is about; `''` where it is about the whole. */
  readonly detail: string
}

export interface Taken {
  readonly outcome: 'taken'
  readonly joint: Joint
  /** `null`: the English stays what it is. */
  readonly target: string | null
  readonly decision: ImportedDecision | null
  /** The person says that the text is not done yet. */
  readonly unfinished: boolean
}

/** What a state can say that is higher than it was. */
export type ImportedDecision = Exclude<Decision, 'reopened'>

const UNCHANGED: Verdict = { outcome: 'unchanged' }

/**
 * Compares what came back with what was exported and with what there is.
 *
 * What the program did not touch is no edit, whatever has happened here since. What it did touch must be of today's
 * source and in place of the English it was made from, or it is refused; so is what does not keep its codes.
 *
 * @param members the segment's records, those included that share its English; empty for an id that is not known
 */
export function judgeUnit(unit: ReadUnit, members: readonly SegmentRecord[], form: TextForm): Verdict {
  if (unit.id === '') return refused('id-missing')
  const [first] = members
  if (!first) return refused('segment-unknown')
  if (!isLiveRecord(first) || first.block) return refused('source-gone')
  const joint = jointOf(members)
  return new Judge(unit, joint, first, form).judge()
}

function refused(reason: ImportReason, detail = ''): Refused {
  return { outcome: 'refused', reason, detail }
}

class Judge {
  readonly #unit: ReadUnit
  readonly #joint: Joint
  readonly #record: SegmentRecord
  readonly #form: TextForm
  /** As it was exported; `null` where the program lost that. */
  readonly #then: Stamp | null
  /** As it is. */
  readonly #now: Stamp

  constructor(unit: ReadUnit, joint: Joint, record: SegmentRecord, form: TextForm) {
    this.#unit = unit
    this.#joint = joint
    this.#record = record
    this.#form = form
    this.#then = parseStamp(unit.stamp)
    this.#now = stampOf({ source: joint.source, target: joint.target, status: record.status as Status }, form)
  }

  judge(): Verdict {
    const { target } = this.#unit
    if (target === null) return this.#wasEmpty() ? UNCHANGED : refused('empty')
    if (!this.#isTouched(target)) return this.#judgeState()
    if (target.form === 'fault') return this.#isSourceToday() ? refused(target.fault, target.detail) : this.#conflict()
    if (this.#isCopy(target)) {
      if (this.#isLeftAsCopy()) return UNCHANGED
      if (hasSourceLanguage(this.#joint.source)) return refused('still-source')
    }
    if (!this.#isSourceToday()) return this.#conflict()
    const verified = this.#verify(target)
    if ('fault' in verified) return refused(verified.fault, verified.detail)
    if (this.#joint.target !== null && sameText(verified.text, this.#joint.target)) return this.#judgeState()
    if (!this.#isEnglishAsThen()) return refused(this.#then ? 'target-changed' : 'stamp-missing')
    return this.#take(verified.text, this.#raisedTo())
  }

  /** Forms cannot tell no English from English of nothing but blanks, of which a file has line separators. */
  #wasEmpty(): boolean {
    return this.#then === null || [null, ''].some((text) => digestTarget(text) === this.#then?.target)
  }

  #isTouched(target: ReadText): boolean {
    if (target.form === 'fault') return true
    return digestTarget(target.text) !== (this.#then ?? this.#now).target
  }

  #isSourceToday(): boolean {
    if (this.#then) return this.#then.source === this.#now.source
    const { source } = this.#unit
    return source.form !== 'fault' && foldSpace(source.text) === foldSpace(this.#sourceInForm())
  }

  #isEnglishAsThen(): boolean {
    return this.#joint.target === null || this.#then?.target === this.#now.target
  }

  #conflict(): Refused {
    return refused('source-changed')
  }

  #sourceInForm(): string {
    const { source } = this.#joint
    return inForm(source, source, this.#form)
  }

  #isCopy(target: Exclude<ReadText, { readonly form: 'fault' }>): boolean {
    const { source } = this.#unit
    const texts = source.form === 'fault' ? [] : [source.text]
    return [...texts, this.#sourceInForm()].some((text) => foldSpace(text) === foldSpace(target.text))
  }

  /** The source stands where there is no translation; of a text without Chinese a state may say that it is one. */
  #isLeftAsCopy(): boolean {
    if (this.#then !== null && this.#then.target !== digestTarget(null)) return false
    return hasSourceLanguage(this.#joint.source) || this.#joint.target !== null || this.#raisedTo() === null
  }

  #verify(target: Exclude<ReadText, { readonly form: 'fault' }>) {
    const source: CodedText = encodeCodes(this.#joint.source)
    const english: SharedText | null = this.#joint.target === null ? null : shareCodes(this.#joint.target, source)
    const base = { source, english, isMarkdown: isMarkdownKind(this.#record.kind) }
    return target.form === 'coded' ? verifyEdit(target.text, base) : verifyMarkdown(target.text, base)
  }

  /** What the file says of English that is as it was. */
  #judgeState(): Verdict {
    const { state } = this.#unit
    if (state === null || this.#joint.target === null) return UNCHANGED
    const then = stateOf((this.#then ?? this.#now).status)
    const now = stateOf(this.#now.status)
    if (state === then || state === now) return UNCHANGED
    if (rankOf(state) < rankOf(then)) return rankOf(now) <= rankOf(state) ? UNCHANGED : refused('state-lowered', state)
    if (rankOf(now) >= rankOf(state)) return UNCHANGED
    if (!this.#isSourceToday()) return this.#conflict()
    if (!this.#isEnglishAsThen()) return refused('target-changed')
    return this.#take(null, this.#raisedTo())
  }

  /** The decision that a state says which is higher than it was. */
  #raisedTo(): ImportedDecision | null {
    const { state } = this.#unit
    const then = stateOf((this.#then ?? this.#now).status)
    if (state === null || rankOf(state) <= rankOf(then)) return null
    if (state === 'final') return 'final'
    if (state === 'reviewed') return 'approved'
    return this.#record.status === 'stale' ? 'still-valid' : 'accepted'
  }

  #take(target: string | null, decision: ImportedDecision | null): Verdict {
    const { unfinished } = this.#unit
    return { outcome: 'taken', joint: this.#joint, target, decision, unfinished }
  }
}

function rankOf(state: State): number {
  return STATES.indexOf(state)
}
