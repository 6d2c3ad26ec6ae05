/** Never edit a migration that has been released; add the next number. */
export const bookFindings = `
  -- What was worked out of a chapter for checks, by subject; '' is the whole book. A chapter that is derived anew loses
  -- its rows, and the book loses its own. The text comes last: keys are read without it.
  DROP TABLE finding;
  CREATE TABLE finding (
    chapter TEXT NOT NULL,
    subject TEXT NOT NULL,
    key     TEXT NOT NULL,
    found   TEXT NOT NULL,
    PRIMARY KEY (chapter, subject)
  ) STRICT;
`
