-- What lists show of each article, in one short row: what `articles`, `versions` and `gone` say, kept up by cards.ts. `n` stays an article's own for good.
CREATE TABLE cards (
  n            INTEGER PRIMARY KEY AUTOINCREMENT,
  id           TEXT NOT NULL UNIQUE,
  url          TEXT NOT NULL,
  title        TEXT NOT NULL,
  publisher    TEXT,
  source       TEXT,
  published_at TEXT,
  fetched_at   TEXT NOT NULL,
  based_on     TEXT,
  place        TEXT,
  province     TEXT,
  trust        TEXT NOT NULL,
  current      INTEGER NOT NULL,
  figures      INTEGER NOT NULL,
  page         TEXT NOT NULL,
  position     INTEGER NOT NULL,
  gone_at      TEXT
) STRICT;
CREATE INDEX cards_by_date ON cards (published_at DESC, id);
CREATE INDEX cards_by_province ON cards (province, published_at DESC, id);
CREATE INDEX cards_by_source ON cards (source, published_at DESC, id);
CREATE INDEX cards_by_fetched ON cards (fetched_at);
CREATE INDEX cards_by_url ON cards (url);
CREATE INDEX cards_by_page ON cards (page, position);

-- What the cards are made from: every article once, with the version of its page that is current, else the oldest.
CREATE VIEW card_sources AS
SELECT a.id, a.url, a.title, a.publisher, a.source, a.published_at, v.fetched_at, a.based_on, a.place, a.place ->> '$.province' AS province, a.trust,
  v.is_current AS current, a.figures, a.page, a.position, g.at AS gone_at
FROM articles a
JOIN versions v ON v.seq = (SELECT w.seq FROM versions w WHERE w.sha256 = a.page ORDER BY w.is_current DESC, w.seq LIMIT 1)
LEFT JOIN gone g ON g.url = v.url;

-- The questions that figures answer; `dims` as JSON with its names in order. Numbers are never given twice.
CREATE TABLE questions (
  n         INTEGER PRIMARY KEY AUTOINCREMENT,
  indicator TEXT NOT NULL,
  dims      TEXT NOT NULL,
  measure   TEXT NOT NULL,
  status    TEXT NOT NULL,
  level     TEXT NOT NULL,
  UNIQUE (indicator, dims, measure, status, level)
) STRICT;

-- Each observation again, in a short row beside those that answer the same question: all that tables choose by, so that a table of a million figures reads only its own.
-- Numbers that must come back as they were are text. Kept up by cards.ts.
CREATE TABLE figures (
  question    INTEGER NOT NULL,
  current     INTEGER NOT NULL,
  card        INTEGER NOT NULL,
  n           INTEGER NOT NULL,
  province    TEXT,
  name        TEXT,
  value       TEXT NOT NULL,
  bound       TEXT NOT NULL,
  at          TEXT,
  since       TEXT,
  until       TEXT,
  basis       TEXT NOT NULL,
  confidence  TEXT NOT NULL,
  begins      INTEGER NOT NULL,
  ends        INTEGER NOT NULL,
  quote       TEXT NOT NULL,
  numerator   TEXT,
  denominator TEXT,
  -- JSON; null for none
  checks      TEXT,
  -- the year of its day, or in which its period ends
  year        INTEGER,
  -- of a part only (subset, per year, one decider): no figure of a table
  is_part     INTEGER NOT NULL,
  -- what a table of years could show: of a whole year or a moment, of a province, out of a trusted article
  is_tabled   INTEGER NOT NULL,
  has_failed  INTEGER NOT NULL,
  -- has fields beside these (review, against)
  is_rare     INTEGER NOT NULL,
  PRIMARY KEY (question, current, card, n)
) STRICT, WITHOUT ROWID;

-- What the figures are made from.
CREATE VIEW figure_sources AS
SELECT d.*,
  CAST(substr(coalesce(d.at, d.until, d.since), 1, 4) AS INTEGER) AS year,
  coalesce(d.trust = 'ok' AND d.level = 'province' AND d.province IS NOT NULL AND NOT d.is_part AND d.status <> 'change' AND (d.at IS NOT NULL OR (
    substr(d.since, 1, 4) = substr(d.until, 1, 4) AND substr(d.since, 5) IN ('', '-01', '-01-01') AND substr(d.until, 5) IN ('', '-12', '-12-31')
  )), 0) AS is_tabled
FROM (
  SELECT c.n AS card, c.page, c.current, c.trust, o.n,
    o.data ->> '$.indicator' AS indicator, o.data ->> '$.measure' AS measure, o.data ->> '$.status' AS status, o.data ->> '$.place.level' AS level,
    (SELECT json_group_object(key, json(iif(type IN ('true', 'false'), type, json_quote(value)))) FROM (SELECT * FROM json_each(o.data, '$.dims') ORDER BY key)) AS dims,
    o.data ->> '$.place.province' AS province, o.data ->> '$.place.name' AS name, o.data -> '$.value' AS value, o.data ->> '$.bound' AS bound,
    o.data ->> '$.period.at' AS at, o.data ->> '$.period.from' AS since, o.data ->> '$.period.to' AS until, o.data ->> '$.basis' AS basis,
    o.data -> '$.confidence' AS confidence, o.data ->> '$.start' AS begins, o.data ->> '$.end' AS ends, o.data ->> '$.quote' AS quote,
    o.data -> '$.numerator' AS numerator, o.data -> '$.denominator' AS denominator, nullif(o.data -> '$.checks', '[]') AS checks,
    coalesce(o.data ->> '$.subset', o.data ->> '$.per', o.data ->> '$.decidedBy') IS NOT NULL AS is_part,
    EXISTS (SELECT 1 FROM json_each(o.data, '$.checks') k WHERE NOT k.value ->> '$.holds') AS has_failed,
    coalesce(o.data -> '$.review', o.data -> '$.against') IS NOT NULL AS is_rare
  FROM cards c JOIN observations o ON o.article = c.id
) d;

INSERT INTO cards (id, url, title, publisher, source, published_at, fetched_at, based_on, place, province, trust, current, figures, page, position, gone_at)
SELECT id, url, title, publisher, source, published_at, fetched_at, based_on, place, province, trust, current, figures, page, position, gone_at FROM card_sources ORDER BY id;

INSERT INTO questions (indicator, dims, measure, status, level)
SELECT DISTINCT indicator, dims, measure, status, level FROM figure_sources ORDER BY indicator, dims, measure, status, level;

INSERT INTO figures
SELECT q.n, f.current, f.card, f.n, f.province, f.name, f.value, f.bound, f.at, f.since, f.until, f.basis, f.confidence, f.begins, f.ends, f.quote, f.numerator, f.denominator,
  f.checks, f.year, f.is_part, f.is_tabled, f.has_failed, f.is_rare
FROM figure_sources f
JOIN questions q ON q.indicator = f.indicator AND q.dims = f.dims AND q.measure = f.measure AND q.status = f.status AND q.level = f.level
ORDER BY q.n, f.current, f.card, f.n;

CREATE INDEX figures_by_question ON figures (question, current, is_tabled, province, year);
CREATE INDEX figures_by_province ON figures (province, current, question, is_tabled, year);
CREATE INDEX figures_by_card ON figures (card, province);

DROP VIEW heads;
CREATE VIEW heads AS
SELECT c.*,
  (SELECT nullif(first.article, c.id) FROM carriers own JOIN carriers first ON first.report = own.report WHERE own.article = c.id ORDER BY first.rank LIMIT 1) AS reprint_of
FROM cards c;

-- All look-ups go by cards and figures now.
DROP INDEX observations_by_indicator;
DROP INDEX articles_by_date;
DROP INDEX articles_by_source;

ALTER TABLE citations ADD COLUMN issuer_place TEXT GENERATED ALWAYS AS (data ->> '$.issuerPlace') VIRTUAL;
DROP INDEX citations_by_document;
CREATE INDEX citations_by_document ON citations (document, article);
CREATE INDEX citations_by_issuer_place ON citations (issuer_place, document, article) WHERE issuer_place IS NOT NULL;

-- Grows by one with everything that is written.
ALTER TABLE fingerprint ADD COLUMN changes INTEGER NOT NULL DEFAULT 0;
