import type { CheckDescription } from './define-check.js'

/** What zhen says of waivers themselves. They are graded like checks; nothing waives them. */
export const waiverChecks = [
  {
    id: 'waiver-expired',
    severity: 'info',
    issueType: 'other',
    docs: {
      summary: 'A waiver has run out, and what it waived is still there.',
      rationale: 'The finding counts again. Mend it, or waive it anew with a later day.',
    },
  },
  {
    id: 'waiver-unused',
    severity: 'info',
    issueType: 'other',
    docs: {
      summary: 'A waiver has no finding to waive.',
      rationale:
        'The finding is gone, or the Chinese has changed since and the word given then no longer speaks of it. Take the waiver out.',
    },
  },
  {
    id: 'waiver-invalid',
    severity: 'info',
    issueType: 'other',
    docs: {
      summary: 'A comment would waive something, and lacks a reason or names a check that there is not.',
      rationale: 'It waives nothing until it says why: whoever comes later has to know whether it still holds.',
    },
  },
] as const satisfies readonly CheckDescription[]
