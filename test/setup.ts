import fc from 'fast-check'

/**
 * Property tests look at the same random books every time, so that a change is judged by itself alone.
 *
 * `ZHEN_SEED=random` looks at others, `ZHEN_SEED=<number>` repeats a run, `ZHEN_RUNS` makes the longest ones longer.
 */
const { ZHEN_SEED = '20260115' } = process.env
if (ZHEN_SEED !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(ZHEN_SEED) })
