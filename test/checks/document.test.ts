import { expect, it } from 'vitest'
import { documentChecks } from '../../src/checks/document.js'
import { checks } from '../../src/checks/registry.js'

it('documents every check and every example', () => {
  const page = documentChecks(checks)
  for (const { id, docs, examples } of checks) {
    expect(page).toContain(`## ${id}`)
    expect(page).toContain(docs.rationale)
    for (const { target } of [...examples.ok, ...examples.notOk]) expect(page).toContain(target)
  }
})
