import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AdoptFinding } from '../../src/app/adopt/report.js'

/** What the command line finds when it adopts both repositories as they are today, with their histories. */
export function adoptBook(main: string, bundles: Readonly<Record<'zh' | 'en', string>>): readonly AdoptFinding[] {
  const folder = mkdtempSync(join(tmpdir(), 'zhen-adopt-'))
  try {
    for (const [side, bundle] of Object.entries(bundles))
      run('git', ['clone', '-q', '-b', 'main', bundle, side], folder)
    mkdirSync(join(folder, '.zhen'), { recursive: true })
    run(process.execPath, [main, 'init', '--source', 'zh/docs/source', '--target', 'en/docs/source'], folder)
    const report = run(process.execPath, [main, 'adopt', '--format', 'json'], folder)
    return (JSON.parse(report) as { readonly findings: readonly AdoptFinding[] }).findings
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function run(command: string, parameters: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, parameters, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 })
  if (status !== 0 && status !== 1) throw new Error(`${command} ${parameters.join(' ')}: ${stderr}`)
  return stdout
}

/** `chapter:line` of the Chinese a finding speaks of. */
export function findingPlace({ source }: AdoptFinding): string {
  return source ? `${source.path.replace(/^.*?docs\/source\//, '')}:${source.startLine}` : ''
}
