import type { PathFilter } from './walk.js'

/**
 * Accepts the paths that one of the `include` globs matches and none of the `exclude` globs.
 *
 * Globs know `**`, `*`, `?`, `[abc]` and `{a,b}`; everything else stands for itself. Linear in what it is given: stars
 * next to each other are one.
 */
export function createChapterFilter(include: readonly string[], exclude: readonly string[]): PathFilter {
  const included = include.map(globToPattern)
  const excluded = exclude.map(globToPattern)
  return (path) => included.some((pattern) => pattern.test(path)) && !excluded.some((pattern) => pattern.test(path))
}

const TOKENS = /\*\*\/(?:\*\*\/)*|\*+|\?|\[[^\]/]+\]|\{[^{}]*\}|[^*?[{]|./gsu

function globToPattern(glob: string): RegExp {
  return new RegExp(`^${translate(glob.replace(/^\.\//, ''))}$`, 'u')
}

function translate(glob: string): string {
  return Array.from(glob.matchAll(TOKENS), ([token]) => {
    if (token.endsWith('**/')) return '(?:[^/]+/)*'
    if (token.startsWith('**')) return '.*'
    if (token === '*') return '[^/]*'
    if (token === '?') return '[^/]'
    if (token.startsWith('[') && token.length > 2)
      return `[${token
        .slice(1, -1)
        .replace(/[\\\]^]/g, '\\$&')
        .replace(/^!/, '^')}]`
    if (token.startsWith('{') && token.length > 1)
      return `(?:${token.slice(1, -1).split(',').map(translate).join('|')})`
    return token.replace(/[\\^$.*+?()[\]{}|/]/u, '\\$&')
  }).join('')
}
