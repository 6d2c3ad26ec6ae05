/** Never edit a migration that has been released; add the next number. */
export const memorySources = `
  -- Memories from elsewhere, by name, and the version each was taken from; the first is the project's own.
  CREATE TABLE memory_source (
    number  INTEGER PRIMARY KEY,
    name    TEXT NOT NULL UNIQUE,
    version TEXT NOT NULL
  ) STRICT;
  INSERT INTO memory_source (number, name, version) VALUES (0, '', '');

  -- Pairs are filled in anew from the ledgers; the texts and their grams stay.
  DELETE FROM memory_chapter;
  DROP TABLE memory_pair;
  CREATE TABLE memory_pair (
    number   INTEGER PRIMARY KEY,
    memory   INTEGER NOT NULL REFERENCES memory_source,
    chapter  TEXT NOT NULL,
    id       TEXT NOT NULL,
    source   INTEGER NOT NULL REFERENCES memory_text,
    target   TEXT NOT NULL,
    previous INTEGER REFERENCES memory_text,
    next     INTEGER REFERENCES memory_text,
    origin   TEXT NOT NULL,
    quality  TEXT NOT NULL CHECK (quality IN ('reviewed', 'translated', 'draft')),
    about    TEXT CHECK (json_type(about) = 'object'),
    UNIQUE (memory, chapter, id, source)
  ) STRICT;
  CREATE INDEX memory_pair_by_source ON memory_pair (source);
`
