import { createInstance } from 'i18next'
import type { Translate, UiLanguage } from '../../i18n/index.js'
import { optionsFor } from '../../i18n/options.js'
import type { Words } from './calls.js'

/** A translator into `language` from its catalogue: the same as the command line's. */
export function createPageTranslate(language: UiLanguage, words: Words): Translate {
  const instance = createInstance()
  void instance.init(optionsFor(language, words))
  return (key, values) => instance.t(key, { ...values })
}
