/** What a reader chose on this machine, for good: language, colours, keys. */
export type Choice = 'language' | 'theme' | 'letters'

export function chosen(what: Choice): string | null {
  return localStorage.getItem(`zhen-${what}`)
}

export function choose(what: Choice, value: string): void {
  localStorage.setItem(`zhen-${what}`, value)
}
