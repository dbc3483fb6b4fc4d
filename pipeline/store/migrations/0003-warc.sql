-- The WARC files that bodies are kept in, in the order in which they were begun; the last is written to. `length` counts the bytes that are known to be whole
-- records; what a file has behind that was written in a transaction that did not come to its end.
CREATE TABLE warc_files (
  seq    INTEGER PRIMARY KEY,
  -- below the folder of WARC files: "2026/dangvu-20261122-00001.warc.gz"
  name   TEXT NOT NULL UNIQUE,
  day    TEXT NOT NULL,
  length INTEGER NOT NULL CHECK (length >= 0)
) STRICT;

-- Where the record with the body lies. A body that was stored before stays in `body`; for the others that is empty, which no packed body is.
ALTER TABLE pages ADD COLUMN warc_file INTEGER REFERENCES warc_files (seq);
ALTER TABLE pages ADD COLUMN warc_offset INTEGER;
ALTER TABLE pages ADD COLUMN warc_length INTEGER;
