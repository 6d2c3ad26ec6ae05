import type { Severity } from '../../core/finding.js'
import type { Status } from '../../core/status.js'

/** Statuses have a shape besides their colour: how far a segment has got fills it. */
const SHAPES: Readonly<Record<Status, string>> = {
  untranslated: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zm0 1.8a4.2 4.2 0 1 1 0 8.4 4.2 4.2 0 0 1 0-8.4z',
  stale:
    'M8 1.5 15 14H1L8 1.5zm0 4.2c-.6 0-1 .5-.9 1l.3 3h1.2l.3-3c.1-.5-.3-1-.9-1zm0 5.1a.9.9 0 1 0 0 1.8.9.9 0 0 0 0-1.8z',
  draft: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zm0 1.8v8.4a4.2 4.2 0 0 1 0-8.4z',
  translated: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2z',
  reviewed: 'M6.4 13.2 1.6 8.4l1.5-1.5 3.3 3.3 6.5-6.5 1.5 1.5-8 8z',
  final:
    'M8 1 9.9 3l2.7-.4.4 2.7L15 7.2 13.7 9.6l.5 2.7-2.7.5L9.9 15 8 13.7 6.1 15l-1.6-2.2-2.7-.5.5-2.7L1 7.2l2-1.9.4-2.7L6.1 3 8 1zm-.9 10 4-4-1-1-3 3-1.4-1.4-1 1L7.1 11z',
  omitted:
    'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM3.8 8c0-.9.3-1.700.8-2.400l5.800 5.800A4.200 4.200 0 0 1 3.800 8zm7.600 2.400L5.600 4.600a4.200 4.200 0 0 1 5.800 5.800z',
  carried: 'M9 3.500 13.500 8 9 12.500l-1.200-1.200 2.400-2.400H2.500V7.100h7.700L7.800 4.700 9 3.500z',
}

export function StatusShape({ status }: { readonly status: Status }) {
  return (
    <svg class={`shape is-${status}`} viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      <path d={SHAPES[status]} fill="currentColor" fill-rule="evenodd" />
    </svg>
  )
}

const SEVERITY_SHAPES: Readonly<Record<Severity, string>> = {
  error:
    'M5 1.500h6L14.500 5v6L11 14.500H5L1.500 11V5L5 1.500zm.9 3.400-1 1L7 8l-2.100 2.100 1 1L8 9l2.100 2.100 1-1L9 8l2.100-2.100-1-1L8 7 5.900 4.900z',
  warning: SHAPES.stale,
  info: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zm-.8 5h1.600v4.500H7.200V7zM8 4.300a1 1 0 1 1 0 2 1 1 0 0 1 0-2z',
}

export function SeverityShape({ severity }: { readonly severity: Severity }) {
  return (
    <svg class={`shape is-${severity}`} viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      <path d={SEVERITY_SHAPES[severity]} fill="currentColor" fill-rule="evenodd" />
    </svg>
  )
}
