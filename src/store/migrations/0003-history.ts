/** Never edit a migration that has been released; add the next number. */
export const history = `
  CREATE TABLE seen (
    side       TEXT NOT NULL CHECK (side IN ('source', 'target')),
    key        BLOB NOT NULL CHECK (length(key) = 16),
    text       TEXT NOT NULL,
    first_seen INTEGER NOT NULL,
    PRIMARY KEY (side, key)
  ) STRICT;
`
