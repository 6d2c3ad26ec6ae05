import { index } from './0001-index.js'
import { memory } from './0002-memory.js'
import { history } from './0003-history.js'
import { answers } from './0004-answers.js'
import { findings } from './0005-findings.js'
import { memorySources } from './0006-memory-sources.js'
import { bookFindings } from './0007-book-findings.js'

/** Position is the schema version: entry 0 takes an empty database to `user_version` 1. */
export const migrations: readonly string[] = [index, memory, history, answers, findings, memorySources, bookFindings]
