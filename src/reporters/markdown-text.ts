import { wellFormed } from './well-formed.js'

/** What Markdown and HTML take for more than text; some of it only where a line begins. */
const MARKUP = /[\\`*_{}[\]<>#|~@&$^=]|(?<=^\s*)[-+:/]|(?<=^\s*\d+)[.)]/gm

/**
 * What forges make links or pictures of after Markdown is done, when references are characters again: people, issues,
 * addresses, commits, `:names:` of emoji. A zero-width space there breaks them, and is not seen.
 *
 * Sources: GitHub, "Autolinked references and URLs"; GitLab, "GitLab-specific references"
 */
const LINKED =
  /[@#!$&%~](?=[\p{L}\p{N}_"{])|:(?=\/|[a-z+-][\w+-]*:|1\d+:)|\b[A-Z][A-Z0-9]*-(?=\d)|[0-9a-f]{6}(?=[0-9a-f])|\bwww(?=\.)/giu

/** Text as Markdown that says just that: no markup, no link, no person, issue or commit referred to. */
export function markdownText(text: string): string {
  return wellFormed(text)
    .replace(LINKED, (found) => `${found}\u200b`)
    .replace(MARKUP, (character) => `&#${character.charCodeAt(0)};`)
}
