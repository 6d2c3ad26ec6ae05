import type Database from 'better-sqlite3'
import type { Answer, AnswerStore, Payment } from '../app/ports.js'
import { promising } from './failures.js'

/** What engines answered and what was paid for it, in a database that `openDatabase` opened. */
export function createAnswerStore(db: Database.Database): AnswerStore {
  const select = db.prepare<[key: string], Answer>('SELECT key, text, fault FROM answer WHERE key = ?')
  const insertAnswer = db.prepare<[Answer & { readonly at: number }]>(`
    INSERT INTO answer (key, text, fault, at) VALUES (:key, :text, :fault, :at)
    ON CONFLICT (key) DO UPDATE SET text = excluded.text, fault = excluded.fault, at = excluded.at
  `)
  const insertPayment = db.prepare<[Payment & { readonly at: number }]>(`
    INSERT INTO payment (
      at, engine, model, requests, texts, characters, billed_characters, input_tokens, output_tokens, cost, currency
    ) VALUES (
      :at, :engine, :model, :requests, :texts, :characters, :billedCharacters, :inputTokens, :outputTokens, :cost, :currency
    )
  `)
  const selectSpent = db.prepare<[], Payment>(`
    SELECT engine, model, sum(requests) AS requests, sum(texts) AS texts, sum(characters) AS characters,
      sum(billed_characters) AS billedCharacters, sum(input_tokens) AS inputTokens, sum(output_tokens) AS outputTokens,
      sum(cost) AS cost, currency
    FROM payment
    GROUP BY engine, model, currency
    ORDER BY engine, model, currency
  `)
  const find = db.transaction((keys: readonly string[]) => {
    const found = new Map<string, Answer>()
    for (const key of keys) {
      const answer = select.get(key)
      if (answer) found.set(key, answer)
    }
    return found
  })
  const record = db.transaction((answers: readonly Answer[], payment: Payment, at: number) => {
    for (const answer of answers) insertAnswer.run({ ...answer, at })
    insertPayment.run({ ...payment, at })
  })
  return promising(db.name, {
    find,
    record: (answers: readonly Answer[], payment: Payment, at: number) => record.immediate(answers, payment, at),
    spent: () => selectSpent.all(),
  })
}
