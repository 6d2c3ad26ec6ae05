/** The process's whole vocabulary. `findings` is a result, not a failure: the run itself went well. */
export const ExitCode = { ok: 0, findings: 1, failure: 2, bug: 70 } as const

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode]
