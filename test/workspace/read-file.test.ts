import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeUtf8, readBytes } from '../../src/workspace/read-file.js'
import { makeFolder } from '../helpers/make-folder.js'

describe('readBytes', () => {
  it('should tell a file, no file and a folder apart', async () => {
    const folder = await makeFolder({ 'a.md': 'One' })
    expect(readBytes(join(folder, 'a.md'), 'a.md')?.toString()).toBe('One')
    expect(readBytes(join(folder, 'b.md'), 'b.md')).toBeNull()
    expect(readBytes(join(folder, 'a.md/b.md'), 'b.md')).toBeNull()
    expect(() => readBytes(folder, 'here')).toThrow(expect.objectContaining({ code: 'file-is-directory' }))
  })
})

describe('decodeUtf8', () => {
  it('should give back every text that can be encoded, to the BOM and the NUL', () => {
    const texts = fc.string({ unit: 'binary' })
    fc.assert(fc.property(texts, (text) => void expect(decodeUtf8(Buffer.from(text), 'a.md')).toBe(text)))
    expect(decodeUtf8(Buffer.from('\ufeff\0'), 'a.md')).toBe('\ufeff\0')
  })

  it('should name the line of the first byte that is wrong', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('一', 'a', '\r', ''), { maxLength: 20 }), fc.nat(20), (lines, after) => {
        const before = lines.slice(0, after)
        const bytes = Buffer.concat([
          Buffer.from(before.map((line) => `${line}\n`).join('')),
          Buffer.from([0xff]),
          Buffer.from(lines.join('\n')),
        ])
        const refused = expect.objectContaining({
          code: 'file-not-utf8',
          values: { path: 'a.md', line: before.length + 1 },
        })
        expect(() => decodeUtf8(bytes, 'a.md')).toThrow(refused)
      }),
    )
  })

  it.each([
    ['an overlong form', [0xc0, 0x80]],
    ['half of a surrogate pair', [0xed, 0xa0, 0x80]],
    ['a character beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
    ['a character cut short', [0xe4, 0xb8]],
  ])('should refuse %s', (_, bytes) => {
    expect(() => decodeUtf8(Buffer.from(bytes), 'a.md')).toThrow(expect.objectContaining({ code: 'file-not-utf8' }))
  })
})
