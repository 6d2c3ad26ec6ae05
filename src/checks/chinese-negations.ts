/** Words with 不, 未, 无, 没, 非, 别 or 勿 that deny nothing, or so little that English says them without denying. */
const EXEMPT = new RegExp(
  [
    // Not at all negative.
    '不断|不停|不仅|不但|不光|不只|不单|不止|不过|不管|不论|不久|不少|不错|不妨|不禁|不愧|不外乎|不得不|不由|不约而同|不胜|不时|不日|不乏|不失|不惜|不难|不亚于|不容|不可或缺|不可避免|不可忽视',
    '不同|不等|不一(?!致)|不定|不尽|不见得|不无|不然|不如|不及|不低于|不高于|不少于|不大于|不小于|不多于|不超过|不早于|不晚于|不限|不再|不变|不至于|不像|不料|不想|不方便|不妥|不适|不好|不太|不怎么|不够|不足|不大|不多|不小|不对|不了|差不多|要不|只不过|不外|不由得|不出',
    '未来|未必|未免|从未有|未曾',
    '无论|無論|无疑|无非|无缝|无线|无穷|无数|无比|无状态|无服务|无人|无聊|无奈|无所谓|无形|无限|无头|无侵入|无感|无损|无关|无需|无须|无妨|无符号|毫无疑问|有无',
    '非常|非但|除非|莫非|无非|并非不|若非|非此即彼|非凡|非得|是非|非空|非零|非对称|非托管|非结构化|非官方',
    '特别|分别|区别|级别|类别|个别|识别|差别|性别|鉴别|辨别|判别|别的|别人|别处|别名|告别|派别|别扭|甄别|别忘',
    '(?:如果|若|当)(?:还|尚|都)?没有|不(?:会|能|得|可以|应)?(?:超过|超出|大于|高于|多于|少于|低于|小于|早于|晚于)|不(?:可以|能|会)重复',
    '没关系|没准|没事|没有比|没完没了|没错|没有?(?:任何|太大|什么|本质)*的?(?:问题|差别|区别|差异|必要|变化|关系|影响)',
    // Questions: whether or not.
    '是不是|会不会|能不能|可不可以|要不要|有没有|好不好|对不对|行不行|需不需要|该不该|是否|能否|可否|与否|否则|或否|不是[^，。]{1,20}(?:而|就)是|而不是|而非|不是',
    // Double.
    '不得不|不能不|不会不|不可不|无不|没有不|不是不|不无|非[^，。；]{1,12}不可|不[^，。；]{1,6}不',
    // Only.
    '不[^，。；]{1,12}(?:除非|直到)|没有[^，。；]{1,20}(?:之前|以前|就)|未[^，。；]{1,10}之前|不[^，。；]{1,10}(?:之前|以前)|不[^，。；]{0,8}的话|不会?影响',
  ].join('|'),
  'gu',
)

/** Only these deny so that English denies, too: 不平衡 may be an imbalance, 不重复 unique, 不连续 intermittent. */
const NEGATION =
  /禁止|(?:不允许|不支持|不能|不会|不可以|不应|不要|不得|不必|不需要|不存在|不包含|不包括|不属于|不依赖|不生效|不起作用|不提供|不希望|不想|不正确|不接受|不创建|不使用|不处理|不返回|不检查|不保证|不适用|不匹配|不更新|不执行|不删除|不启动|不启用|不运行|不知道|不考虑|不具备|不需|没有|没能|没法|没(?=\p{Script=Han})|未定义|未设置|未指定|未启用|未配置|未使用|并未|尚未|还未|从未|未能|未被|无法|无权|切勿|请勿|并非|并不|绝不|决不|从不)/gu

/** A place where a Chinese text clearly denies. */
export interface Denial {
  readonly text: string
  readonly range: readonly [start: number, end: number]
}

/** The clear denials of a Chinese text. What denies nothing (非常, 不仅, 是否) or is often said otherwise is left out. */
export function chineseDenials(text: string): Denial[] {
  if (!/[不未没無无勿禁非]/.test(text)) return []
  const plain = text.replace(EXEMPT, (word) => '\0'.repeat(word.length))
  return Array.from(plain.matchAll(NEGATION), ({ 0: found, index }) => ({
    text: found,
    range: [index, index + found.length] as const,
  }))
}

/** What English says by words that could stand for a denial, too: 阻止 is prevent, 失败 fail, 只 only. */
const SOFT =
  /阻止|防止|避免|失败|失效|拒绝|忽略|丢弃|丢失|停止|中止|终止|缺少|缺失|缺乏|问题|断开|禁用|弃用|废弃|限制|跳过|绕过|排除|除了|除外|以外|之外|仅|只(?!是)|直到|困难|难以|待处理|否则|泄漏|错过|危险|消除/gu

/** How often a Chinese text says what has English words like those for denials, without denying. */
export function softDenials(text: string): number {
  return text.match(SOFT)?.length ?? 0
}
