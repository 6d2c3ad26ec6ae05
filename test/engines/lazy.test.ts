import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const CLIENTS = ['deepl-node', 'openai']
const ENGINES = join(import.meta.dirname, '../../src/engines')

describe('engines', () => {
  it.each(readdirSync(ENGINES))('%s should load no client before one is needed', (name) => {
    const text = readFileSync(join(ENGINES, name), 'utf8')
    const loaded = [...text.matchAll(/^import (?!type )[^'"]*?from '([^'.][^']*)'/gm)].map(
      ([, specifier = '']) => specifier,
    )
    expect(CLIENTS.filter((client) => loaded.includes(client))).toEqual([])
  })
})
