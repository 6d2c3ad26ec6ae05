import { describe, expect, it } from 'vitest'
import { parseChapter } from '../../src/markdown/parse-chapter.js'
import { readReferences } from '../../src/references/read-chapter.js'

const labels = (body: string) => {
  const { definitions, uses } = readReferences('a.md', parseChapter(`:::{figure-md} fig\n${body}\n:::\n`))
  return [...definitions, ...uses].map(({ label }) => label)
}

describe('figure-md', () => {
  it.each([
    '<img src="a.svg" alt="A">\n\n*Caption*',
    ':class: wide\n\n![A](a.svg)\n\n*Caption*',
    '<img src="a.svg" alt="A\n">\n\n*Caption*',
  ])('should be a figure with an image and a caption: %j', (body) => {
    expect(labels(body)).toEqual(['fig', 'a.svg'])
  })

  it.each([
    '<img src="a.svg" alt="A">\n*Caption*',
    '<img src="a.svg" alt="A">',
    '![A](a.svg)\n\n*Caption*\n\nMore.',
    '*Caption*\n\n![A](a.svg)',
  ])('should be nothing with another body: %j', (body) => {
    expect(labels(body)).toEqual([])
  })
})
