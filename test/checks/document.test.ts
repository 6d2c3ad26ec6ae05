import { expect, it } from 'vitest'
import { documentChecks } from '../../src/checks/document.js'
import { describedChecks } from '../../src/checks/registry.js'

it('documents every check and every example', () => {
  const page = documentChecks(describedChecks)
  for (const { id, docs, options = {}, examples = { ok: [], notOk: [] } } of describedChecks) {
    expect(page).toContain(`## ${id}`)
    expect(page).toContain(docs.rationale)
    for (const name of Object.keys(options)) expect(page).toContain(`| \`${name}\` | `)
    for (const { summary } of Object.values(options)) expect(page).toContain(summary)
    for (const { target } of [...examples.ok, ...examples.notOk]) expect(page).toContain(target.replace(/\n+/g, ' ⏎ '))
  }
})
