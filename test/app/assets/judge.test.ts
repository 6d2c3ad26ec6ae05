import { describe, expect, it } from 'vitest'
import { type AssetVersion, judgeDifference } from '../../../src/app/assets/judge.js'

/** @param history of blobs and times, newest first */
function version(blob: string, changedAt: number, ...history: [blob: string, at: number][]): AssetVersion {
  return { blobs: [blob], changedAt, history: history.map(([blob, at]) => ({ blob, at })) }
}

describe('judgeDifference', () => {
  it.each([
    ['an earlier version', version('b', 9, ['b', 9], ['a', 1]), version('a', 20), 'outdated', 'history', true],
    ['an uncommitted change', version('b', 9, ['a', 1]), version('a', 20, ['a', 2]), 'outdated', 'history', true],
    [
      'both changed, the source later',
      version('b', 9, ['b', 9], ['a', 1]),
      version('c', 5, ['c', 5], ['a', 2]),
      'localised',
      'history',
      true,
    ],
    ['English changed', version('a', 1, ['a', 1]), version('c', 5, ['c', 5], ['a', 2]), 'localised', 'history', false],
    [
      'one commit each, English first',
      version('b', 1, ['b', 9]),
      version('a', 5, ['a', 2]),
      'outdated',
      'commits',
      true,
    ],
    [
      'one commit each, English later',
      version('b', 9, ['b', 2]),
      version('a', 1, ['a', 5]),
      'localised',
      'commits',
      false,
    ],
    ['no git, English older', version('b', 9), version('a', 1), 'outdated', 'times', true],
    ['no git, English newer', version('b', 1), version('a', 9), 'localised', 'times', false],
    ['English not committed', version('b', 9, ['b', 9]), version('a', 10), 'localised', 'times', false],
  ] as const)('%s', (_, source, target, state, basis, sourceNewer) => {
    expect(judgeDifference(source, target)).toEqual({ state, basis, sourceNewer })
  })
})
