/** Words that may say in another way what Chinese says by denying. */
const WORDS = new RegExp(
  `(?<![\\p{L}\\p{N}_])(?:${[
    'hardly|barely|scarcely|rarely|seldom|few|little|less|only|unless|until|except|excepting|excluding|exclusively|apart|aside|instead|rather|otherwise|regardless|irrespective|either|too|free|remains?|alone|contrary|unlike',
    '(?:avoid|prevent|prohibit|forbid|forbade|forbidden|disallow|fail|lack|miss|refus|reject|den[iy]|exclud|ignor|skip|omit|stop|ceas|bypass|neglect|forget|forgot|los[et]|lost|drop|eliminat|restrict|violat|discard|disabl|deactivat|disconnect|disappear|disagree|dispens|obviat|preclud|contradict|empt|nil|null|zero|bare|stateless|broken|break|withh|refrain|escap|abandon|quit|reluctant|doubt|difficult|orphan|dead|leak|absen|void|vain|waive|opt|insufficien|uncl|unaffect|silent|discourag|deprecat|stuck|false|error|issue|problem|pending|outside|weak|differ|irrecover|unrecover|identical)\\p{L}*',
  ].join('|')})(?![\\p{L}\\p{N}_])`,
  'giu',
)

/** Words that deny, whole or by how they begin or end. */
const PLAIN = new RegExp(
  `(?<![\\p{L}\\p{N}_])(?:${[
    'not|no|never|none|nor|neither|without|cannot|cant|dont|nothing|nobody|nowhere|n/a|except|unless|instead|rather',
    '\\p{L}{2,}less(?:ly|ness)?',
    'un(?!der|til|ion|iq|ivers|ify|ifi|its?\\b|ited)\\p{L}{3,}',
    '(?:invalid|incorrect|inconsisten|incomplete|insufficien|invisib|inactiv|inaccura|incompatib|indirect|infinit|inabil|inapplic|inappropriat|ineffect|ineffic|inelig|inexact|infeasib|inflexib|infrequen|insecur|insensitiv|inseparab|insignif|intoler|invariab|inaccess|inadequat|inadvert|incapab|inconclus|inconven|indefin|indispens|indistinguish|inept|inert|informal|injust|insolub|instab|intact|intangib|invulner|impossib|imbalanc|immutab|immov|impati|imperfect|impermiss|implaus|impract|imprecis|improper|irrelevan|irregular|irrevers|irrevoc|illeg|illog|dis(?!c[ou]|k|pla|pos|p\\p{L}|t[ir]|tr|tan|tin|t\\p{L}|h|cus|cip|ease|aster)|mis(?=[abcdfgijlmnpqtu])|anti-?)\\p{L}*',
    'non-?\\p{L}*',
  ].join('|')})(?![\\p{L}\\p{N}_])|n['’]t(?!\\p{L})|(?<=_)not(?=_)|[✕✖✗✘❌×]`,
  'giu',
)

/** How often an English text denies in plain words. */
export function plainDenials(text: string): number {
  return text.match(PLAIN)?.length ?? 0
}

/** How often an English text has other words that may stand for a denial. */
export function possibleDenials(text: string): number {
  return text.match(WORDS)?.length ?? 0
}
