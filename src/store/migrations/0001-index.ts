/** Never edit a migration that has been released; add the next number. */
export const index = `
  CREATE TABLE file (
    side       TEXT NOT NULL CHECK (side IN ('source', 'target', 'ledger', 'notes', 'glossary')),
    path       TEXT NOT NULL,
    size       INTEGER NOT NULL,
    mtime_ns   TEXT NOT NULL,
    inode      TEXT NOT NULL,
    hash       TEXT NOT NULL,
    checked_at INTEGER NOT NULL,
    PRIMARY KEY (side, path)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE chapter (
    chapter     TEXT PRIMARY KEY NOT NULL,
    source_hash TEXT,
    target_hash TEXT,
    ledger_hash TEXT,
    pending     INTEGER NOT NULL CHECK (pending IN (0, 1)),
    summary     TEXT NOT NULL CHECK (json_type(summary) = 'object')
  ) STRICT, WITHOUT ROWID;

  -- One row a chapter: a chapter's segments are replaced together, and 200,000 rows take three times as long.
  CREATE TABLE chapter_segments (
    chapter TEXT PRIMARY KEY NOT NULL REFERENCES chapter ON DELETE CASCADE,
    ids     TEXT NOT NULL,
    packed  TEXT NOT NULL
  ) STRICT;

  CREATE TABLE meta (
    key   TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`
