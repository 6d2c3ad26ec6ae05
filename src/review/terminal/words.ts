import type { Translate, WordKey } from '../../i18n/index.js'

type Under<Prefix extends string> = WordKey extends infer Key
  ? Key extends `${Prefix}${infer Rest}`
    ? Rest
    : never
  : never

/** What may be said of the last step: a key under `screen.remarks`. */
export type RemarkKey = Under<'screen.remarks.'>

export function wordRemark(key: RemarkKey, values: Parameters<Translate>[1], t: Translate): string {
  return t(`screen.remarks.${key}` as WordKey, values)
}
