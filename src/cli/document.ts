#!/usr/bin/env node
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { documentChecks } from '../checks/document.js'
import { describedChecks } from '../checks/registry.js'

// The reference of the checks is made from the checks themselves; `npm run verify` fails when it was not made anew.
writeFileSync(join(import.meta.dirname, '../../docs/checks.md'), documentChecks(describedChecks))
