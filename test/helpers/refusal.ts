import { expect } from 'vitest'
import type { ErrorCode } from '../../src/core/errors.js'
import { readCatalogue, UI_LANGUAGES, type UiLanguage } from '../../src/i18n/index.js'
import type { Book } from './book.js'

type Words = { readonly [key: string]: string | Words }

/**
 * Expects `zhen argv` to fail with this error, in every language zhen speaks: exit code 2, nothing on standard output,
 * what is wrong and what to do on standard error and nothing else.
 *
 * @param values that the words must hold; of others only that they are there
 */
export async function expectFailure(
  book: Pick<Book, 'run'>,
  argv: readonly string[],
  code: ErrorCode,
  values: Readonly<Record<string, string | number>> = {},
): Promise<void> {
  for (const language of UI_LANGUAGES) {
    const { stdout, stderr, exitCode } = await book.run('--lang', language, ...argv)
    expect(stderr).toMatch(wordingOf(language, code, values))
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
  }
}

/** Expects the same, and not a byte of the project changed. */
export async function expectRefusal(book: Book, ...expected: Parameters<Tail>): Promise<void> {
  const before = book.tree()
  await expectFailure(book, ...expected)
  expect(book.tree()).toEqual(before)
}

type Tail = (
  argv: readonly string[],
  code: ErrorCode,
  values?: Readonly<Record<string, string | number>>,
) => Promise<void>

/** What `wordFailure` makes of an error, placeholders filled in. */
function wordingOf(language: UiLanguage, code: ErrorCode, values: Readonly<Record<string, string | number>>): RegExp {
  const catalogue = readCatalogue(language) as Words
  const words = ((catalogue.errors as Words)[code] ?? {}) as Record<'message' | 'hint', string>
  const filled = (text: string) =>
    text
      .split(/\{\{(\w+)\}\}/)
      .map((part, index) => (index % 2 === 0 ? escaped(part) : placeholderOf(values[part])))
      .join('')
  const message = filled((catalogue.failure as string).replace('{{message}}', words.message))
  return new RegExp(`^${message}\n(?:  .*\n)?  ${filled(words.hint)}\n$`)
}

function placeholderOf(value: string | number | undefined): string {
  return value === undefined ? '(?!undefined)(?:(?!\\{\\{)[^\\n])*' : escaped(String(value))
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
