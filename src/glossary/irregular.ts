/** Forms of irregular nouns and verbs of technical prose, base form first. */
const FAMILIES = `
analysis analyses|appendix appendices appendixes|axis axes|basis bases|bus buses|child children|crisis crises
criterion criteria|datum data|focus foci focuses|formula formulae formulas|foot feet|half halves|index indices indexes
index indexes indexing indexed|knife knives|leaf leaves|life lives|loaf loaves|man men|matrix matrices matrixes|medium media
mouse mice|person people persons|phenomenon phenomena|proxy proxies proxying proxied|quiz quizzes|schema schemas schemata
shelf shelves|status statuses|thesis theses|tooth teeth|vertex vertices vertexes|virus viruses|woman women
be am is are was were been being|bear bears bearing bore borne|become becomes becoming became
begin begins beginning began begun|bend bends bending bent|bind binds binding bound|break breaks breaking broke broken
bring brings bringing brought|build builds building built|buy buys buying bought|cast casts casting
catch catches catching caught|choose chooses choosing chose chosen|come comes coming came|cut cuts cutting
deal deals dealing dealt|do does doing did done|draw draws drawing drew drawn|drive drives driving drove driven
fall falls falling fell fallen|feed feeds feeding fed|fetch fetches fetching fetched|find finds finding found
fly flies flying flew flown|forbid forbids forbidding forbade forbidden|forget forgets forgetting forgot forgotten
freeze freezes freezing froze frozen|get gets getting got gotten|give gives giving gave given|go goes going went gone
grow grows growing grew grown|have has having had|hear hears hearing heard|hide hides hiding hid hidden
hit hits hitting|hold holds holding held|keep keeps keeping kept|know knows knowing knew known|lay lays laying laid
lead leads leading led|leave leaves leaving left|lend lends lending lent|let lets letting|lose loses losing lost
make makes making made|mean means meaning meant|meet meets meeting met|outdo outdoes outdoing outdid outdone
override overrides overriding overrode overridden|overwrite overwrites overwriting overwrote overwritten
pay pays paying paid|put puts putting|quit quits quitting|read reads reading|rebuild rebuilds rebuilding rebuilt
redo redoes redoing redid redone|rerun reruns rerunning reran|resend resends resending resent|reset resets resetting
rewrite rewrites rewriting rewrote rewritten|rise rises rising rose risen|run runs running ran|say says saying said
see sees seeing saw seen|seek seeks seeking sought|sell sells selling sold|send sends sending sent|set sets setting
shake shakes shaking shook shaken|show shows showing showed shown|shrink shrinks shrinking shrank shrunk
shut shuts shutting|sleep sleeps sleeping slept|speak speaks speaking spoke spoken|spend spends spending spent
spin spins spinning spun|split splits splitting|spread spreads spreading|stand stands standing stood
steal steals stealing stole stolen|stick sticks sticking stuck|strike strikes striking struck|swap swaps swapping swapped
take takes taking took taken|teach teaches teaching taught|tell tells telling told|think thinks thinking thought
throw throws throwing threw thrown|undo undoes undoing undid undone|unbind unbinds unbinding unbound
understand understands understanding understood|wake wakes waking woke woken|wear wears wearing wore worn
win wins winning won|withdraw withdraws withdrawing withdrew withdrawn|write writes writing wrote written`

let families: Map<string, string[]> | undefined

/** All forms of an irregular word given in any of its forms, itself included; empty for other words. */
export function irregularForms(word: string): readonly string[] {
  families ??= readFamilies()
  return families.get(word) ?? []
}

function readFamilies(): Map<string, string[]> {
  const byForm = new Map<string, string[]>()
  for (const family of FAMILIES.trim().split(/[|\n]/)) {
    const forms = family.split(' ')
    for (const form of forms) byForm.set(form, [...(byForm.get(form) ?? []), ...forms])
  }
  return byForm
}
