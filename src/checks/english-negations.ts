/** Words that deny, or say in another way what Chinese says by denying. */
const WORDS = new RegExp(
  `(?<![\\p{L}\\p{N}_])(?:${[
    'not|no|non|never|none|nor|neither|without|cannot|cant|dont|nothing|nobody|nowhere|n/a',
    'hardly|barely|scarcely|rarely|seldom|few|fewer|little|less|least|only|unless|until|except|excepting|excluding|exclusive|exclusively|apart|aside|beyond|outside|instead|rather|otherwise|regardless|irrespective|either|too|free|far|away|off|out|yet|still|remains?|remaining|even|alone|against|contrary|opposite|unlike|despite|although|however|but|just|merely|simply',
    '(?:avoid|prevent|prohibit|forbid|forbade|forbidden|disallow|fail|lack|miss|refus|reject|den[iy]|exclud|ignor|skip|omit|stop|ceas|bypass|neglect|forget|forgot|los[et]|lost|drop|remov|eliminat|suppress|restrict|limit|exceed|violat|discard|disabl|deactivat|disconnect|disappear|disagree|dispens|block|hid|obviat|preclud|contradict|differ|empt|nil|null|zero|bare|stateless|broken|break|ban|withh|refrain|keep|kept|escap|abandon|quit|reluctant|doubt|wrong|bad|poor|weak|hard|difficult|stale|orphan|dead|leak|isolat|independent|absen|void|vain|waive|opt|short|insufficien|uncl|static|constant|unaffect|silent|freely|any|discourag|deprecat|error|issue|problem|conflict|slow|stuck|false|irrecover|unrecover|identical|same)\\p{L}*',
    '\\p{L}{2,}less(?:ly|ness)?',
    'un(?!der|til|ion|iq|ivers|ify|ifi|its?\\b|ited)\\p{L}{3,}',
    'non-?\\p{L}+',
    '(?:invalid|incorrect|inconsisten|incomplete|insufficien|invisib|inactiv|inaccura|incompatib|indirect|infinit|inabil|inapplic|inappropriat|ineffect|ineffic|inelig|inexact|infeasib|inflexib|infrequen|insecur|insensitiv|inseparab|insignif|intoler|invariab|inaccess|inadequat|inadvert|incapab|inconclus|inconven|indefin|indispens|indistinguish|inept|inert|informal|injust|insolub|instab|intact|intangib|invulner|impossib|imbalanc|immutab|immov|impati|imperfect|impermiss|implaus|impract|imprecis|improper|irrelevan|irregular|irrevers|irrevoc|illeg|illog|dis(?!c[ou]|k|pla|pos|p\\p{L}|t[ir]|tr|tan|tin|t\\p{L}|h|cus|cip|ease|aster)|mis(?=[abcdfgijlmnpqtu])|anti-?)\\p{L}*',
  ].join('|')})(?![\\p{L}\\p{N}_])|n['’]t(?!\\p{L})|[✕✖✗✘❌×]`,
  'giu',
)

/** How often an English text denies, in the widest sense. */
export function englishDenials(text: string): number {
  return text.match(WORDS)?.length ?? 0
}
