-- What a run did. Cut-off runs keep finished_at null.
CREATE TABLE runs (
  id          TEXT PRIMARY KEY,
  job         TEXT NOT NULL,
  started_at  TEXT NOT NULL,
  finished_at TEXT,
  counters    TEXT NOT NULL DEFAULT '{}'
) STRICT;

-- One row for each body ever seen, by its SHA-256. `rules` names the version of the rules that read it last;
-- `digest` is the hash of all that was read, which the store's fingerprint adds up.
CREATE TABLE pages (
  sha256 TEXT PRIMARY KEY,
  body   BLOB NOT NULL,
  rules  TEXT NOT NULL,
  digest TEXT NOT NULL
) STRICT;

-- The history of an address: which bodies it has had, oldest first by `seq`; exactly one is current.
CREATE TABLE versions (
  seq        INTEGER PRIMARY KEY,
  url        TEXT NOT NULL,
  sha256     TEXT NOT NULL REFERENCES pages (sha256),
  source     TEXT,
  fetched_at TEXT NOT NULL,
  media_type TEXT NOT NULL,
  charset    TEXT,
  is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
  run        TEXT NOT NULL,
  UNIQUE (url, sha256)
) STRICT;
CREATE UNIQUE INDEX versions_current ON versions (url) WHERE is_current = 1;
CREATE INDEX versions_by_page ON versions (sha256, is_current);
CREATE INDEX versions_by_run ON versions (run);

CREATE TABLE articles (
  id             TEXT PRIMARY KEY,
  page           TEXT NOT NULL REFERENCES pages (sha256),
  position       INTEGER NOT NULL,
  url            TEXT NOT NULL,
  source         TEXT,
  publisher      TEXT,
  title          TEXT NOT NULL,
  byline         TEXT,
  published_at   TEXT,
  published_from TEXT NOT NULL,
  modified_at    TEXT,
  based_on       TEXT,
  trust          TEXT NOT NULL,
  made_by        TEXT NOT NULL,
  text           TEXT NOT NULL,
  -- captions, blocks, offsets, removed
  parts          TEXT NOT NULL,
  place          TEXT,
  place_reason   TEXT NOT NULL,
  figures        INTEGER NOT NULL,
  UNIQUE (page, position)
) STRICT;
CREATE INDEX articles_by_date ON articles (published_at DESC, id);
CREATE INDEX articles_by_url ON articles (url);
CREATE INDEX articles_by_source ON articles (source);

-- `data` is the observation; the columns beside it are read off it, for looking up.
CREATE TABLE observations (
  article   TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  n         INTEGER NOT NULL,
  data      TEXT NOT NULL,
  indicator TEXT GENERATED ALWAYS AS (data ->> '$.indicator') VIRTUAL,
  status    TEXT GENERATED ALWAYS AS (data ->> '$.status') VIRTUAL,
  level     TEXT GENERATED ALWAYS AS (data ->> '$.place.level') VIRTUAL,
  province  TEXT GENERATED ALWAYS AS (data ->> '$.place.province') VIRTUAL,
  value     REAL GENERATED ALWAYS AS (data ->> '$.value') VIRTUAL,
  PRIMARY KEY (article, n)
) STRICT;
CREATE INDEX observations_by_indicator ON observations (indicator, level, province);

CREATE TABLE citations (
  article  TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  n        INTEGER NOT NULL,
  data     TEXT NOT NULL,
  document TEXT GENERATED ALWAYS AS (data ->> '$.id') VIRTUAL,
  PRIMARY KEY (article, n)
) STRICT;
CREATE INDEX citations_by_document ON citations (document);

CREATE TABLE checks (
  article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  n       INTEGER NOT NULL,
  data    TEXT NOT NULL,
  PRIMARY KEY (article, n)
) STRICT;

-- One row: the sum of the digests of all current pages (fingerprint.ts).
CREATE TABLE fingerprint (
  one   INTEGER PRIMARY KEY CHECK (one = 1),
  total TEXT NOT NULL
) STRICT;
INSERT INTO fingerprint (one, total) VALUES (1, '');

-- What lists show: every article once, with the version of its page that is current, else the oldest.
CREATE VIEW heads AS
SELECT a.id, a.url, a.title, a.publisher, a.source, a.published_at, v.fetched_at, a.based_on, a.place, a.trust, v.is_current AS current, a.figures, a.page, a.position
FROM articles a
JOIN versions v ON v.seq = (SELECT w.seq FROM versions w WHERE w.sha256 = a.page ORDER BY w.is_current DESC, w.seq LIMIT 1);
