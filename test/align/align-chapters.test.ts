import { describe, expect, it } from 'vitest'
import { alignBlocks, chineseOf, englishOf, POOLS, sketch } from './chapters.js'

const chinese = chineseOf(POOLS)
const english = englishOf(POOLS)
const inOrder = POOLS.map((_, at) => `${at}-${at}${at === 4 ? ' copied' : ''}`)

/** The list with `change` made to a copy of it. */
function edited<T>(list: readonly T[], change: (copy: T[]) => void): T[] {
  const copy = [...list]
  change(copy)
  return copy
}

describe('alignChapters', () => {
  it('should pair what stands in the same order', () => {
    expect(sketch(alignBlocks(chinese, english))).toEqual(inOrder)
  })

  it('should be sure of it', () => {
    const { links } = alignBlocks(chinese, english)
    expect(Math.min(...links.map(({ confidence }) => confidence))).toBeGreaterThan(0.9)
  })

  it('should work from English to Chinese', () => {
    expect(sketch(alignBlocks(english, chinese))).toEqual(inOrder)
  })

  it('should see that a paragraph was dropped', () => {
    const dropped = edited(english, (copy) => copy.splice(5, 1))
    expect(sketch(alignBlocks(chinese, dropped))).toContain('5-')
    expect(sketch(alignBlocks(chinese, dropped))).toContain('7-6')
  })

  it('should not take an added paragraph for one that was dropped elsewhere', () => {
    const replaced = edited(english, (copy) => {
      copy.splice(8, 1)
      copy.splice(2, 0, 'Thanks to Maria, Chen and Dmitri, who read drafts in 2019, and to the printers in Lisbon.')
    })
    expect(sketch(alignBlocks(chinese, replaced))).toEqual(expect.arrayContaining(['8-', '-2', '7-8', '9-9']))
  })

  it('should see that another paragraph stands in the place of one that was dropped', () => {
    const replaced = edited(english, (copy) => {
      copy[7] =
        'Before installing the database on a new virtual machine, check that the disk has enough free space and that the user may read the certificate files.'
    })
    expect(sketch(alignBlocks(chinese, replaced))).toEqual(expect.arrayContaining(['7-', '-7', '8-8']))
  })

  it('should not doubt a pair for words that no list has', () => {
    const source = edited(chinese, (copy) => {
      copy[5] = '小时候，外婆家的院子里有一棵老槐树，夏夜里我们摇着蒲扇乘凉，听蝉鸣，数流萤。'
    })
    const target = edited(english, (copy) => {
      copy[5] =
        'When I was little, an old pagoda tree shaded grandmother’s courtyard, and on balmy evenings we fanned ourselves, heard cicadas and counted fireflies.'
    })
    expect(alignBlocks(source, target).links[5]).toMatchObject({ source: [5], target: [5] })
    expect(alignBlocks(source, target).links[5]?.confidence).toBeGreaterThan(0.95)
  })

  it('should see that a short sentence was split off', () => {
    const source = edited(chinese, (copy) =>
      copy.splice(
        8,
        0,
        '不同的池有不同的用途。你可以在[连接池文档](https://pools.example/docs)中看到各自的限制和默认值。',
      ),
    )
    const target = edited(english, (copy) =>
      copy.splice(
        8,
        0,
        'Different pools have different purposes.',
        'You can see the limits and default values of each in the [pool docs](https://pools.example/docs).',
      ),
    )
    expect(sketch(alignBlocks(source, target))).toContain('8-8,9')
    expect(sketch(alignBlocks(target, source))).toContain('8,9-8')
  })

  it('should see that markup of a paragraph stands by itself on the other side', () => {
    const markup = '{{% code_sample file="debug/probe.yaml" %}}'
    const source = edited(chinese, (copy) =>
      copy.splice(9, 0, `创建类似于 \`node-probe.yaml\` 的探测器配置，并在每个节点上启动探测器：\n${markup}`),
    )
    const target = edited(english, (copy) =>
      copy.splice(9, 0, 'Create a probe configuration similar to `node-probe.yaml` and start it on each node:', markup),
    )
    expect(sketch(alignBlocks(source, target))).toContain('9-9,10')
  })

  it('should see that a paragraph was split', () => {
    const split = edited(english, (copy) =>
      copy.splice(
        7,
        1,
        'The number of retries is given by `num_retries`.',
        'The interval between retries grows at random to avoid overload upstream.',
      ),
    )
    expect(sketch(alignBlocks(chinese, split))).toContain('7-7,8')
  })

  it('should see that paragraphs were merged', () => {
    const merged = edited(english, (copy) => copy.splice(7, 2, `${english[7]} ${english[8]}`))
    expect(sketch(alignBlocks(chinese, merged))).toContain('7,8-7')
  })

  it('should find a paragraph that moved to another section', () => {
    const moved = edited(english, (copy) => copy.splice(1, 0, ...copy.splice(8, 1)))
    expect(sketch(alignBlocks(chinese, moved))).toContain('8-1 moved')
    expect(sketch(alignBlocks(chinese, moved))).toContain('7-8')
  })

  it('should pair a paragraph that is still Chinese with its source', () => {
    const left = edited(english, (copy) => {
      copy[5] = chinese[5] as string
    })
    expect(sketch(alignBlocks(chinese, left))).toContain('5-5 copied untranslated')
  })

  it('should pair a paragraph that is still Chinese after its source was edited', () => {
    const left = edited(english, (copy) => {
      copy[5] = '空闲的连接在半小时之后就会被关闭，除非客户端仍在发送请求。'
    })
    expect(sketch(alignBlocks(chinese, left))).toContain('5-5 untranslated')
  })

  it('should pair a code block that changed', () => {
    const drifted = edited(english, (copy) => {
      copy[4] = '```yaml\nconnect_timeout: 10s\n```'
    })
    expect(sketch(alignBlocks(chinese, drifted))).toContain('4-4')
  })

  it('should take anchors as given, even where the words say otherwise', () => {
    const { links, sourceUnits, targetUnits } = alignBlocks(chinese, english, { anchors: [[3, 5]] })
    const link = links.find(({ source }) => sourceUnits[source[0] ?? -1]?.parts.includes(3))
    expect(link?.target.flatMap((unit) => targetUnits[unit]?.parts ?? [])).toEqual([5])
    expect(link?.confidence).toBe(1)
  })

  it('should use the glossary where the words are unknown to it', () => {
    const source = [...chinese, '蜃楼的侧舟很轻，轻如鸿毛。', '蜃楼的主帆很重，重如泰山。']
    const target = [
      ...english,
      'The mainsail of a mirage weighs a lot, indeed.',
      'The pinnace of a mirage weighs little.',
    ]
    const lexicon = [
      ['侧舟', 'pinnace'],
      ['主帆', 'mainsail'],
      ['重', 'lot'],
      ['轻', 'little'],
    ] as const
    const links = sketch(alignBlocks(source, target, { lexicon }))
    expect(links).toEqual(expect.arrayContaining([expect.stringMatching(/^11-12/), expect.stringMatching(/^12-11/)]))
  })

  it('should recognise what the memory knows', () => {
    const source = [...chinese, '江上清风徐来，水波不兴。', '山间明月，取之不尽。']
    const target = [
      ...english,
      'The bright moon among the hills is without end.',
      'A cool breeze comes slowly over the water.',
    ]
    const known = new Map([
      [source[11], target[12]],
      [source[12], target[11]],
    ])
    const links = sketch(alignBlocks(source, target, { memory: (text) => known.get(text) }))
    expect(links).toEqual(expect.arrayContaining([expect.stringMatching(/^11-12/), expect.stringMatching(/^12-11/)]))
  })

  it.each([
    ['in each language', '见下图。', 'See the figure below.'],
    ['in both languages', '`ls -l`', '`ls -l`'],
  ])('should link a paragraph that stands many times, the same %s, one by one', (_, source, target) => {
    const { links } = alignBlocks(['# 题', ...Array(500).fill(source)], ['# Title', ...Array(500).fill(target)])
    expect(links.map((link) => [link.source, link.target])).toEqual(
      Array.from({ length: 501 }, (_, at) => [[at], [at]]),
    )
    expect(Math.min(...links.map(({ confidence }) => confidence))).toBeGreaterThan(0.9)
  })

  it('should leave one copy over where one side has one more', () => {
    const { links } = alignBlocks(Array(60).fill('见下图。'), Array(59).fill('See the figure below.'))
    expect(links.filter(({ target }) => target.length === 0)).toHaveLength(1)
    expect(links.filter(({ source, target }) => source.length === 1 && target.length === 1)).toHaveLength(59)
  })

  it('should give back nothing for nothing', () => {
    expect(sketch(alignBlocks([], []))).toEqual([])
    expect(sketch(alignBlocks(['一'], []))).toEqual(['0-'])
    expect(sketch(alignBlocks([], ['One']))).toEqual(['-0'])
  })
})
