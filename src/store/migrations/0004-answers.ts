/** Never edit a migration that has been released; add the next number. */
export const answers = `
  -- What engines answered, by all that the answer depends on. Refused answers are kept as well: they were paid for.
  CREATE TABLE answer (
    key  TEXT PRIMARY KEY NOT NULL,
    text TEXT,
    fault TEXT,
    at   INTEGER NOT NULL,
    CHECK ((text IS NULL) <> (fault IS NULL))
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE payment (
    number            INTEGER PRIMARY KEY,
    at                INTEGER NOT NULL,
    engine            TEXT NOT NULL,
    model             TEXT NOT NULL,
    requests          INTEGER NOT NULL,
    texts             INTEGER NOT NULL,
    characters        INTEGER NOT NULL,
    billed_characters INTEGER NOT NULL,
    input_tokens      INTEGER NOT NULL,
    output_tokens     INTEGER NOT NULL,
    cost              REAL,
    currency          TEXT NOT NULL
  ) STRICT;
`
