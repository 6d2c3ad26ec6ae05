/** Never edit a migration that has been released; add the next number. */
export const findings = `
  -- What checks found in a chapter. A chapter that is derived anew loses its row.
  CREATE TABLE finding (
    chapter TEXT PRIMARY KEY NOT NULL,
    key     TEXT NOT NULL,
    found   TEXT NOT NULL
  ) STRICT;
`
