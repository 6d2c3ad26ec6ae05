import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { i18n } from 'i18next'
import type english from './locales/en.json'
import type chinese from './locales/zh-CN.json'

/** The languages zhen itself speaks. Nothing to do with those of the book. */
export const UI_LANGUAGES = ['en', 'zh-CN'] as const

export type UiLanguage = (typeof UI_LANGUAGES)[number]

/** Every text zhen has in all its languages, by its path in the catalogues; plural forms of one text share one key. */
export type WordKey = Leaves<typeof english> & Leaves<typeof chinese>

/** The words for `key` with `values` filled in. `count` among them chooses the plural form. */
export type Translate = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string

type Leaves<Node, Prefix extends string = ''> = {
  [Key in keyof Node & string]: Node[Key] extends string
    ? `${Prefix}${Singular<Key>}`
    : Leaves<Node[Key], `${Prefix}${Key}.`>
}[keyof Node & string]

type Singular<Key extends string> = Key extends `${infer Stem}_${'one' | 'other'}` ? Stem : Key

const require = createRequire(import.meta.url)

/** The catalogue of `language`, as it stands on disk beside this file. */
export function readCatalogue(language: UiLanguage): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`./locales/${language}.json`, import.meta.url), 'utf8'))
}

/** A translator into `language`. Reads one catalogue; a missing key shows itself. */
export function createTranslate(language: UiLanguage): Translate {
  // Required, not imported: commands that only fail or print JSON are spared the asynchronous loader.
  const { createInstance } = require('i18next') as { createInstance(): i18n }
  const instance = createInstance()
  void instance.init({
    lng: language,
    fallbackLng: false,
    initAsync: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: { [language]: { translation: readCatalogue(language) } },
  })
  return (key, values) => instance.t(key, { ...values })
}

/** The first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set decides (POSIX.1-2017, 8.2). */
export function languageOf(env: Readonly<Record<string, string | undefined>>): UiLanguage {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return /^zh\b|^zh_/i.test(locale) ? 'zh-CN' : 'en'
}
