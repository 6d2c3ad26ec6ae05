import { useState } from 'preact/hooks'
import { chooseLanguage } from './desk.js'
import type { Desk } from './desk-state.js'
import { ProgressBar } from './progress-bar.js'
import { isDark, switchTheme } from './theme.js'

interface Props {
  readonly desk: Desk
  readonly isListOpen: boolean
  readonly onList: () => void
}

export function TopBar({ desk, isListOpen, onList }: Props) {
  const { t, hello, queue, language } = desk.state
  const [, draw] = useState(0)
  const percent = Math.floor(queue?.total.percentTranslated ?? 0)
  return (
    <header class="top">
      <button type="button" class="list-switch" aria-expanded={isListOpen} aria-controls="list" onClick={onList}>
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <path d="M2 3.500h12M2 8h12M2 12.500h8" stroke="currentColor" stroke-width="1.600" fill="none" />
        </svg>
        <span class="list-switch-word">{t('review.queue')}</span>
      </button>
      <h1 class="book">{hello?.project}</h1>
      {queue && (
        <div class="overall">
          <ProgressBar progress={queue.total} t={t} />
          <span class="percent">{t('review.percent', { percent })}</span>
        </div>
      )}
      <span class="person">{hello && t('review.as', { person: hello.person })}</span>
      <div class="tools">
        <button
          type="button"
          lang={language === 'en' ? 'zh-CN' : 'en'}
          onClick={() => chooseLanguage(desk, language === 'en' ? 'zh-CN' : 'en')}
        >
          {language === 'en' ? '中文' : 'English'}
        </button>
        <button
          type="button"
          aria-pressed={isDark()}
          onClick={() => {
            switchTheme()
            draw((count) => count + 1)
          }}
        >
          {t('review.dark')}
        </button>
        <button type="button" onClick={() => desk.show('help')}>
          {t('review.help')} <kbd>?</kbd>
        </button>
      </div>
    </header>
  )
}
