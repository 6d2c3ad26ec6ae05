import { join, resolve } from 'node:path'
import { InvalidArgumentError } from '@commander-js/extra-typings'
import { isBelow, relativePath } from '../core/relative-path.js'
import type { Translate } from '../i18n/index.js'
import { encodePath } from '../reporters/encode-path.js'
import type { AddressOf } from '../reporters/site/view.js'
import type { ProjectConfig } from '../workspace/config.js'
import type { CommandContext } from './context.js'

interface LinkOptions {
  /** Where the site goes; relative paths lead from there. `null` where there is none. */
  readonly out: string | null
  /** Addresses of the repositories' files: {@link addressBase} has read them. */
  readonly linkBase?: string | undefined
  readonly sourceLinkBase?: string | undefined
}

/**
 * Where lines of both editions can be read: at the address that was given for their repository, else where the service
 * that runs zhen shows it, else in the files themselves, if they lie in the same project or repository as the site.
 */
export async function addressesOf(
  context: CommandContext,
  { root, source, target }: ProjectConfig,
  { out, linkBase, sourceLinkBase }: LinkOptions,
): Promise<AddressOf> {
  const { topOf } = await import('../workspace/git.js')
  const tops = { source: await topOf(source.dir), target: await topOf(target.dir) }
  const service = serviceBase(context)
  const bases = {
    target: linkBase ?? (tops.target !== null && tops.target === service?.top ? service.base : undefined),
    source:
      sourceLinkBase ??
      (tops.source === tops.target ? linkBase : undefined) ??
      (tops.source !== null && tops.source === service?.top ? service.base : undefined),
  }
  const home = await topOf(root)
  const site = out === null ? null : resolve(context.projectDir, out)
  return (side, path, line) => {
    const file = join(root, path)
    const base = bases[side]
    if (base !== undefined) return filled(base, relativePath(tops[side] ?? root, file), line)
    if (site === null || ![root, home].some((top) => top !== null && isIn(top, site) && isBelow(top, file))) return null
    return `${encodePath(relativePath(site, file))}#L${line}`
  }
}

/** Sources: GitHub, "Default environment variables"; its own address of a line of Markdown asks for the plain text. */
function serviceBase({ env }: CommandContext): { readonly top: string; readonly base: string } | null {
  const { GITHUB_WORKSPACE, GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_SHA } = env
  if (!GITHUB_WORKSPACE || !GITHUB_SERVER_URL || !GITHUB_REPOSITORY || !GITHUB_SHA) return null
  const base = `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/blob/${GITHUB_SHA}/{path}?plain=1#L{line}`
  return { top: resolve(GITHUB_WORKSPACE), base }
}

/** Takes an address of the web, to which the path and the line are added, or in which `{path}` and `{line}` stand for them. */
export function addressBase(t: Translate) {
  return (value: string): string => {
    const url = URL.canParse(value) ? new URL(value) : null
    if (url?.protocol !== 'https:' && url?.protocol !== 'http:')
      throw new InvalidArgumentError(t('usage.not-an-address'))
    return value.includes('{path}') ? value : `${value.replace(/\/+$/, '')}/{path}#L{line}`
  }
}

/** Nothing in the result ends a link in Markdown or an attribute in HTML. */
function filled(base: string, path: string, line: number): string {
  const plain = encodeURI(base.replaceAll('{path}', '\0').replaceAll('{line}', '\u0001')).replaceAll('%25', '%')
  return plain
    .replace(/[()'"<>\s]/g, (character) =>
      encodeURIComponent(character).replace('(', '%28').replace(')', '%29').replace("'", '%27'),
    )
    .replaceAll('%00', encodePath(path))
    .replaceAll('%01', String(line))
}

function isIn(folder: string, path: string): boolean {
  return path === folder || isBelow(folder, path)
}
