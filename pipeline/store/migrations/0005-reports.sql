-- The articles of current page versions by the report that they carry: all with one `report` are one report in several papers. Kept up by reports.ts; articles too
-- short to be told from others have no row, and those stored before this table get theirs when their pages are read again.
CREATE TABLE carriers (
  -- never used twice, as `report` is the `n` of some carrier, which may be gone
  n        INTEGER PRIMARY KEY AUTOINCREMENT,
  article  TEXT NOT NULL,
  page     TEXT NOT NULL,
  report   INTEGER NOT NULL,
  -- the first in this order is the original
  rank     TEXT NOT NULL,
  -- language/likeness.ts: 126 numbers of 32 bits, little-endian
  likeness BLOB NOT NULL
) STRICT;
-- Both hold all that `heads` asks for.
CREATE INDEX carriers_by_article ON carriers (article, report);
CREATE INDEX carriers_by_report ON carriers (report, rank, article);
CREATE INDEX carriers_by_page ON carriers (page);

-- Where a text is looked for: each carrier under the keys of its bands.
CREATE TABLE bands (
  key    INTEGER NOT NULL,
  report INTEGER NOT NULL,
  n      INTEGER NOT NULL,
  PRIMARY KEY (key, report, n)
) STRICT, WITHOUT ROWID;

-- By which likenesses the carriers of a report hang together: a tree over them, each link from both ends.
CREATE TABLE links (
  one   INTEGER NOT NULL,
  other INTEGER NOT NULL,
  PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;

DROP VIEW heads;
CREATE VIEW heads AS
SELECT a.id, a.url, a.title, a.publisher, a.source, a.published_at, v.fetched_at, a.based_on, a.place, a.trust, v.is_current AS current, a.figures, a.page, a.position, g.at AS gone_at,
  (SELECT nullif(first.article, a.id) FROM carriers own JOIN carriers first ON first.report = own.report WHERE own.article = a.id ORDER BY first.rank LIMIT 1) AS reprint_of
FROM articles a
JOIN versions v ON v.seq = (SELECT w.seq FROM versions w WHERE w.sha256 = a.page ORDER BY w.is_current DESC, w.seq LIMIT 1)
LEFT JOIN gone g ON g.url = v.url;
