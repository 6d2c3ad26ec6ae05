import { describe, expect, it } from 'vitest'
import { micromarkStructure, ownStructure } from '../markdown/structure.js'
import { filesBelow } from './corpora.js'

describe('block structure', () => {
  it.each(['istio-insider/gold-set', 'juicefs', 'kubernetes/clean'])('is micromark’s in every file of %s', (folder) => {
    for (const { name, text } of filesBelow(folder)) expect(ownStructure(text), name).toEqual(micromarkStructure(text))
  })
})
