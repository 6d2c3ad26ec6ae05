import type { Segment } from '../core/segment.js'

/** Makes up a translation of the nth segment of a chapter. */
export type PseudoTranslate = (segment: Segment, nth: number) => string

/** Texts that would be something else if they stood where the segment stands. Each holds a letter. */
const HOSTILE: readonly string[] = [
  '# x',
  '- x',
  '1. x\n2. y',
  '> x',
  '::: x\n:::',
  ':::{note}\nx\n:::',
  '```\nx',
  '~~~ x',
  '| a | b |\n| - | - |',
  'x\n| -',
  'x\n:-',
  '+++ x',
  '% x',
  '(x)=',
  'x\n===',
  'x\n---',
  'x\n\ny\n\n\nz',
  'x\n***\ny',
  'x\\',
  'a"b\'c',
  '<div>x',
  'x <!-- y',
  '<?x',
  '{/* x */}',
  '[x]: y "z"',
  '[^x]: y',
  '[ ] x',
  '[!NOTE]\nx',
  '$$\nx\n$$',
  '    x\n\ty',
  'x\n1. y\n- z\n* w\n+ v',
  ': x',
  'x\n: y',
  ':x: y',
  '![a](b)',
  '{.x}',
  'x {#y}',
  'x #',
  'x ##',
  'a | b || c',
  'a, b; "c"',
  'x */ y --> z ]] w -} v',
  '"x": y #z',
  "'x': [y]",
  '`x',
  'x `` y',
  '[x',
  'x]',
  'x ](y',
  '{{x}}',
  'x\n{{< y >}}\nz',
  '*x*\n***',
  '<b>x</b>',
  'x\n</div>\n\ny',
  'x\n```\ny\n```\n',
  "import x from 'y'",
  'true x: |',
  '\u00a0x\u3000',
]

/**
 * Pseudo-translations to try on a whole chapter: an ordinary sentence, the text with its Han replaced, and hostile
 * texts, a different one for each segment. `seed` chooses which.
 */
export function pseudoTranslations(seed: number): PseudoTranslate[] {
  const hostile = (offset: number): PseudoTranslate => {
    return ({ kind }, nth) => {
      const text = HOSTILE[(nth * 7 + seed + offset) % HOSTILE.length] as string
      // Their directives take a line that starts with a colon for an option, and know no escapes.
      return text.startsWith(':') && (kind === 'toctree-title' || kind === 'definition-term') ? `x ${text}` : text
    }
  }
  return [
    (_, nth) => `Sentence ${nth} of an English edition, with \`code\`.`,
    ({ text }) => text.replace(/\p{Script=Han}/gu, 'x'),
    hostile(0),
    hostile(29),
  ]
}
