/** Never edit a migration that has been released; add the next number. */
export const memory = `
  -- Every source once, and the texts that stand beside one.
  CREATE TABLE memory_text (
    number INTEGER PRIMARY KEY,
    key    BLOB NOT NULL UNIQUE CHECK (length(key) = 16),
    text   TEXT NOT NULL
  ) STRICT;

  CREATE TABLE memory_pair (
    number   INTEGER PRIMARY KEY,
    chapter  TEXT NOT NULL,
    id       TEXT NOT NULL,
    source   INTEGER NOT NULL REFERENCES memory_text,
    target   TEXT NOT NULL,
    previous INTEGER REFERENCES memory_text,
    next     INTEGER REFERENCES memory_text,
    origin   TEXT NOT NULL,
    quality  TEXT NOT NULL CHECK (quality IN ('reviewed', 'translated', 'draft')),
    UNIQUE (chapter, id, source)
  ) STRICT;
  CREATE INDEX memory_pair_by_source ON memory_pair (source);

  CREATE TABLE memory_chapter (
    chapter TEXT PRIMARY KEY NOT NULL,
    version TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- The index for fuzzy look-ups: the texts' grams, how many each has, and how common they are in a sample of the texts.
  CREATE VIRTUAL TABLE memory_gram USING fts5 (grams, content = '', columnsize = 0, detail = none, tokenize = ascii);
  CREATE TABLE memory_indexed (
    number INTEGER PRIMARY KEY REFERENCES memory_text,
    grams  INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE memory_gram_sample (
    gram  TEXT PRIMARY KEY NOT NULL,
    texts INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`
