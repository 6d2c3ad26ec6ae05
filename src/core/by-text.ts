/** Of texts of a book this many are remembered, then all are forgotten. */
const MOST = 100_000

/**
 * The same function, which works out each text once: a book's texts are looked at again and again, for what is usual in
 * it, for each pair held against that, and after every save.
 *
 * @param work depends on nothing but the text; its result is shared and must not be changed
 */
export function byText<Result>(work: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    if (known.size >= MOST) known.clear()
    const result = work(text)
    known.set(text, result)
    return result
  }
}
