import type { MessageValues } from '../core/errors.js'
import { ZhenError } from '../core/errors.js'
import { DIAGNOSES, type Diagnosed, type Diagnosis, type DoctorReport } from './report.js'

/** What a look at one subject found; `null` where it cannot be looked at because of an earlier finding. */
export type Probe = () => Promise<{ readonly state: Diagnosed['state']; readonly values?: MessageValues } | null>

/** Looks at everything that can be wrong with a project. A known failure of a probe is its finding. */
export async function diagnose(probes: Readonly<Record<Diagnosis, Probe>>): Promise<DoctorReport> {
  const diagnoses: Diagnosed[] = []
  for (const subject of DIAGNOSES) {
    const found = await look(probes[subject])
    if (found) diagnoses.push({ subject, state: found.state, values: found.values ?? {} })
  }
  return { diagnoses, healthy: diagnoses.every(({ state }) => state === 'ok' || state === 'note') }
}

async function look(probe: Probe): ReturnType<Probe> {
  try {
    return await probe()
  } catch (error) {
    if (!(error instanceof ZhenError)) throw error
    const reason = Object.values(error.values).join(', ')
    return {
      state: 'error',
      values: { ...error.values, code: error.code, reason: reason === '' ? error.code : `${error.code} (${reason})` },
    }
  }
}
