import { type ErrorCode, ZhenError } from './errors.js'

/** What systems call refusals that are not about permissions: what helps against them is something else. */
const REMEDIES: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  ENAMETOOLONG: 'name-too-long',
}

/** The failure behind the system's refusal to write `path`: by its remedy, or `otherwise`. */
export function writeFailure(path: string, error: unknown, otherwise: ErrorCode): ZhenError {
  const { code, message } = error as NodeJS.ErrnoException
  return new ZhenError(REMEDIES[code ?? ''] ?? otherwise, { path, reason: code ?? message }, { cause: error })
}
