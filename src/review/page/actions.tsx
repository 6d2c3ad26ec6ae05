import { isAboutText, type ReviewDecision } from '../../app/review/view.js'
import { KEYS } from '../keys.js'
import type { Desk } from './desk-state.js'
import { KeyCap } from './key-cap.js'
import { shownKey } from './pressed.js'

/** Decisions in the order in which they are offered. */
const OFFERED = [
  'accept',
  'approve',
  'finalise',
  'still-valid',
  'omit',
  'reopen',
] as const satisfies readonly ReviewDecision[]

/** What can be done with the segment; on a narrow screen a bar at the bottom. */
export function Actions({ desk }: { readonly desk: Desk }) {
  const { t, segment, text, busy } = desk.state
  const isBusy = segment !== null && busy.has(segment.id)
  const isPossible = (action: ReviewDecision) =>
    segment?.actions.includes(action) || (text !== null && isAboutText(action))
  return (
    <div class="actions" role="toolbar" aria-label={t('review.actions-of')}>
      <button type="button" class="is-move" onClick={() => desk.step(-1)} title={t('review.keys.previous')}>
        <span aria-hidden="true">↑</span>
        <span class="hidden">{t('review.keys.previous')}</span>
      </button>
      <button type="button" class="is-move" onClick={() => desk.step(1)} title={t('review.keys.next')}>
        <span aria-hidden="true">↓</span>
        <span class="hidden">{t('review.keys.next')}</span>
      </button>
      {text !== null && (
        <>
          <button type="button" disabled={isBusy} onClick={() => void desk.save()}>
            {t('review.actions.save')} <Key action="save" />
          </button>
          <button type="button" disabled={isBusy} onClick={() => desk.dropText()}>
            {t('review.actions.drop')}
          </button>
        </>
      )}
      {OFFERED.filter(isPossible).map((action, index) => (
        <button
          key={action}
          type="button"
          class={index === 0 ? 'is-main' : ''}
          disabled={isBusy}
          onClick={() => (action === 'omit' ? desk.show('omit') : void desk.decide(action))}
        >
          {t(`review.actions.${action}`)} <Key action={action} />
        </button>
      ))}
      <button type="button" class="is-undo" onClick={() => void desk.undo()}>
        {t('review.actions.undo')} <Key action="undo" />
      </button>
    </div>
  )
}

function Key({ action }: { readonly action: string }) {
  const binding = KEYS.find((one) => one.action === action)
  const key = binding?.keys[0] ?? binding?.typing
  return key ? <KeyCap>{shownKey(key)}</KeyCap> : null
}
