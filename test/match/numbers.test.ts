import { expect, it } from 'vitest'
import { quantitiesIn } from '../../src/match/numbers.js'

it.each([
  ['3万 30,000 30000 ３万 三万', ['30000', '30000', '30000', '30000', '30000']],
  ['一亿二千万，3.5 亿', ['120000000', '350000000']],
  ['二百五十六、两百五十六、一百零五、十二、二十', ['256', '256', '105', '12', '20']],
  ['1.14.2 v1.10 192.168.0.1', ['1.14.2', '1.10', '192.168.0.1']],
  ['二〇二四年', ['2024']],
  ['1,2 和 1,000.5', ['1', '2', '1000.5']],
  ['two hundred and fifty-six thousand', ['256000']],
  ['one two three', ['1', '2', '3']],
  ['third, twice, half, both, June', ['3', '2', '0.5', '2', '6']],
  ['三点一四', ['3.14']],
  ['千万不要', []],
  ['none here', []],
])('reads the numbers of %s', (text, values) => {
  expect(quantitiesIn(text).map((quantity) => quantity.values[0])).toEqual(values)
})

it('should read 30k as a count and as a size', () => {
  expect(quantitiesIn('30k')[0]?.values).toEqual(['30000', '30'])
})
