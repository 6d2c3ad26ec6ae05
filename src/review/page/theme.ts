import { choose, chosen } from './chosen.js'

/** As the system has it, until the reader says otherwise. */
export function applyTheme(): void {
  document.documentElement.dataset.theme = isDark() ? 'dark' : 'light'
}

export function isDark(): boolean {
  const theme = chosen('theme')
  return theme === null ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark'
}

export function switchTheme(): void {
  choose('theme', isDark() ? 'light' : 'dark')
  applyTheme()
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', applyTheme)
