/** Verbs and the nouns made of them that no rule covers. */
const FAMILIES = `
analyze analysis|behave behavior|choose choice|close closure|comply compliance|consume consumption|decide decision
deliver delivery|depend dependency dependence|describe description|discover discovery|enter entry|exist existence
expand expansion|expose exposure|extend extension|fail failure|grow growth|identify identity identification|lose loss
maintain maintenance|perform performance|permit permission|persist persistence|proceed procedure|prove proof
receive reception receipt|recover recovery|register registration|resolve resolution|respond response|retransmit retransmission
store storage|subscribe subscription|succeed success|transmit transmission|use usage|apply application|assume assumption
intervene intervention|notify notification|verify verification|classify classification|specify specification|modify modification`

let families: Map<string, readonly string[]> | undefined

/**
 * The noun of a verb and the verb of a noun: `connection`, `connect`; small letters. A Chinese term is both at once.
 *
 * Like inflections it is generous: what is no word stands in no text.
 */
export function derivations(word: string): string[] {
  families ??= readFamilies()
  return [...(families.get(word) ?? []), ...verbsOf(word), ...nounsOf(word)]
}

function verbsOf(noun: string): string[] {
  const stem = /^(.{4,})ion$/.exec(noun)?.[1]
  if (stem) return [stem, `${stem}e`, ...(/..at$/.test(stem) ? [stem.slice(0, -2), `${stem.slice(0, -2)}e`] : [])]
  const verb = /^(.{4,})ment$/.exec(noun)?.[1]
  const removed = /^(.{4,})al$/.exec(noun)?.[1]
  return [...(verb ? [verb] : []), ...(removed ? [`${removed}e`] : [])]
}

function nounsOf(verb: string): string[] {
  if (verb.length < 5) return []
  const stem = verb.replace(/e$/, '')
  return [`${stem}ion`, `${stem}ation`, `${verb}ment`, `${stem}able`]
}

function readFamilies(): Map<string, readonly string[]> {
  return new Map(
    FAMILIES.trim()
      .split(/[|\n]/)
      .map((family) => family.split(' '))
      .flatMap((forms) => forms.map((form) => [form, forms] as const)),
  )
}
