/**
 * Other aligners on the same pages with the same scorer: NLTK's Gale–Church, and po4a-gettextize.
 *
 * Needs `po4a` (as Debian has it) and a Python 3 with nltk, which `PYTHON` may name, beside what `align.ts` needs.
 */

import { describeScores } from './align/describe-scores.js'
import { type GoldPage, readGold, score } from './align/gold.js'
import { alignWithNltk, alignWithPo4a } from './align/peers.js'

function measure(name: string, pages: readonly GoldPage[]): void {
  console.log(`${name}, ${pages.length} pages`)
  console.log(describeScores('NLTK Gale–Church', score(pages, alignWithNltk(pages))))
  const found = pages.map(alignWithPo4a)
  const taken = found.filter((links) => links !== null).length
  console.log(
    `${describeScores(
      'po4a-gettextize',
      score(
        pages,
        found.map((links) => links ?? []),
      ),
    )}  pages taken ${taken}`,
  )
}

for (const set of ['istio-insider/gold-set', 'kubernetes/clean', 'kubernetes/perturbed']) measure(set, readGold(set))
