import type { InitOptions } from 'i18next'

/** How words are filled in, on the command line and in the browser alike. Nothing is escaped: whoever shows them does. */
export function optionsFor(language: string, catalogue: object): InitOptions & { readonly initAsync: false } {
  return {
    lng: language,
    fallbackLng: false,
    initAsync: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: { [language]: { translation: catalogue } },
  }
}
