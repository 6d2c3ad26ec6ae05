import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DIAGNOSES, SYNC_CHANGES } from '../../src/app/report.js'
import { describedChecks } from '../../src/checks/registry.js'
import { COMMANDS } from '../../src/cli/commands/index.js'
import { ERROR_CODES } from '../../src/core/errors.js'
import { CHANGES, GAPS, STATUSES } from '../../src/core/status.js'
import { GLOSSARY_DEFECTS } from '../../src/glossary/lint-glossary.js'
import { GLOSSARY_PROBLEMS } from '../../src/glossary/parse-glossary.js'
import { createTranslate, languageOf, readCatalogue, UI_LANGUAGES } from '../../src/i18n/index.js'

type Words = { readonly [key: string]: string | Words }

const catalogues = UI_LANGUAGES.map((language) => readCatalogue(language) as Words)
const [english = {}, chinese = {}] = catalogues

function textsOf(words: Words, prefix = ''): [key: string, text: string][] {
  return Object.entries(words).flatMap(([key, child]) =>
    typeof child === 'string' ? [[`${prefix}${key}`, child] as [string, string]] : textsOf(child, `${prefix}${key}.`),
  )
}

const withoutPlural = (key: string) => key.replace(/_(?:one|other)$/, '')
const keysOf = (words: Words) => [...new Set(textsOf(words).map(([key]) => withoutPlural(key)))].sort()
const childrenOf = (words: Words, key: string) =>
  Object.keys((words[key] ?? {}) as Words)
    .map(withoutPlural)
    .sort()
const placeholdersOf = (text: string) => Array.from(text.matchAll(/\{\{(\w+)/g), ([, name]) => name).sort()

describe('catalogues', () => {
  it('should have the same keys in every language', () => {
    expect(keysOf(chinese)).toEqual(keysOf(english))
  })

  it('should say as much in every language', () => {
    const ofKey = new Map(textsOf(english).map(([key, text]) => [key, placeholdersOf(text)]))
    for (const [key, text] of textsOf(chinese)) {
      expect([key, new Set(placeholdersOf(text))]).toEqual([key, new Set([...(ofKey.get(key) ?? [])])])
    }
  })

  it.each([
    ['errors', ERROR_CODES],
    ['commands', Object.keys(COMMANDS)],
    ['checks', describedChecks.map(({ id }) => id)],
    ['change', CHANGES],
    ['gap', GAPS],
    ['doctor', [...DIAGNOSES, 'healthy', 'ill', 'ill']],
    ['status', [...STATUSES, 'obsolete', 'added', 'misplaced']],
  ])('should word all %s and no others', (part, codes) => {
    expect([...new Set(childrenOf(english, part))]).toEqual([...new Set(codes)].sort())
  })

  it('should word every change of a sync and every defect of a glossary', () => {
    expect(childrenOf(english.sync as Words, 'kinds')).toEqual([...SYNC_CHANGES].sort())
    expect(childrenOf(english.glossary as Words, 'issues')).toEqual([...GLOSSARY_DEFECTS, ...GLOSSARY_PROBLEMS].sort())
  })

  it('should tell with every error what to do', () => {
    for (const code of ERROR_CODES) expect(childrenOf(english.errors as Words, code)).toEqual(['hint', 'message'])
  })

  it('should hold no words that nothing says', () => {
    const said = patternsInCode()
    const unsaid = keysOf(english).filter((key) => !said.some((pattern) => pattern.test(key)))
    expect(unsaid).toEqual([])
  })

  it('should use Chinese punctuation in Chinese', () => {
    const texts = textsOf(chinese).filter(([key]) => !key.endsWith('.examples'))
    const wrong = texts.filter(([, text]) => /\p{Script=Han}[,;:!?()]|[,;:!?()]\p{Script=Han}/u.test(text))
    expect(wrong).toEqual([])
  })
})

/** Every key that stands in the code, whole or as a template; i18next's contexts belong to their key. */
function patternsInCode(): RegExp[] {
  const root = join(import.meta.dirname, '../../src')
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))
  return files.flatMap((name) => {
    const code = readFileSync(join(root, name), 'utf8')
    return Array.from(code.matchAll(/'([a-z][\w.-]+)'|`([a-z][\w-]*\.[^`\s]*)`/g), ([, plain, template]) => {
      const key = plain ?? template ?? ''
      const pattern = key.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.'))
      return new RegExp(`^${pattern.join('[\\w-]+')}(?:_\\w+)?$`)
    })
  })
}

describe('translate', () => {
  it('should choose plural forms by the language', () => {
    const t = createTranslate('en')
    expect([t('list.total', { count: 1 }), t('list.total', { count: 2345 })]).toEqual(['1 segment', '2,345 segments'])
    expect(createTranslate('zh-CN')('list.total', { count: 1 })).toBe('共 1 段')
  })

  it('should take values as they are', () => {
    const id = '<b>{{count}} $t(list.none) &'
    expect(createTranslate('en')('errors.segment-unknown.message', { id })).toBe(`there is no segment “${id}”`)
  })
})

describe('languageOf', () => {
  it.each([
    [{}, 'en'],
    [{ LANG: 'zh_CN.UTF-8' }, 'zh-CN'],
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }, 'en'],
    [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'zh_TW' }, 'zh-CN'],
    [{ LANG: 'zh_CN', LC_ALL: '' }, 'zh-CN'],
    [{ LANG: 'zhx' }, 'en'],
  ])('%j should be %s', (env, language) => {
    expect(languageOf(env)).toBe(language)
  })
})
