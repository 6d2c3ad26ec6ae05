import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { i18n } from 'i18next'
import type english from './locales/en.json'
import type chinese from './locales/zh-CN.json'
import { optionsFor } from './options.js'

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

type Words = { readonly [name: string]: string | Words }

/** The catalogue of `language`, as it stands on disk beside this file. */
export function readCatalogue(language: UiLanguage): Words {
  return JSON.parse(readFileSync(new URL(`./locales/${language}.json`, import.meta.url), 'utf8'))
}

/**
 * A translator into `language`. Reads one catalogue; a missing key shows itself.
 *
 * i18next is loaded by the first text that has something to fill in: help has not, and is to be there at once.
 */
export function createTranslate(language: UiLanguage): Translate {
  const catalogue = readCatalogue(language)
  let filler: i18n | undefined
  return (key, values) => {
    if (!values) return lookUp(catalogue, key)
    filler ??= createFiller(language, catalogue)
    return filler.t(key, { ...values })
  }
}

function lookUp(catalogue: Words, key: string): string {
  let found: string | Words | undefined = catalogue
  for (const name of key.split('.')) found = typeof found === 'object' ? found[name] : undefined
  return typeof found === 'string' ? found : key
}

function createFiller(language: UiLanguage, catalogue: Words): i18n {
  const { createInstance } = require('i18next') as { createInstance(): i18n }
  const instance = createInstance()
  void instance.init(optionsFor(language, catalogue))
  return instance
}

/** The first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set decides (POSIX.1-2017, 8.2). */
export function languageOf(env: Readonly<Record<string, string | undefined>>): UiLanguage {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return /^zh\b|^zh_/i.test(locale) ? 'zh-CN' : 'en'
}
