import { describe, expect, it } from 'vitest'
import { createTranslate } from '../../src/i18n/index.js'
import { actionOf, KEY_GROUPS, KEYS, wordKeyOf } from '../../src/review/keys.js'

describe('keys of a review', () => {
  it('should mean one thing each', () => {
    const pressed = KEYS.flatMap(({ keys }) => keys as readonly string[])
    const typed = KEYS.flatMap(({ typing }) => typing ?? [])
    expect(new Set(pressed).size).toBe(pressed.length)
    expect(new Set(typed).size).toBe(typed.length)
  })

  it('should leave text alone while it is typed', () => {
    for (const { typing } of KEYS) expect(typing ?? 'Escape').toMatch(/^(?:(?:Mod|Alt)\+.+|Escape)$/)
  })

  it.each(['en', 'zh-CN'] as const)('should be in words and in groups, in %s', (language) => {
    const t = createTranslate(language)
    for (const { action, group } of KEYS) {
      expect(t(wordKeyOf(action))).not.toBe(wordKeyOf(action))
      expect(KEY_GROUPS).toContain(group)
    }
  })

  it('should tell letters from capitals and take any digit for a term', () => {
    expect(['j', 'J', '1', '9', '0', 'x'].map(actionOf)).toEqual([
      'next',
      'next-in-chapter',
      'term',
      'term',
      null,
      null,
    ])
  })
})
