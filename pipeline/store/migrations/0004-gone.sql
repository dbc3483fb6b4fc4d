-- Addresses whose page the site no longer has (404, 410, or a redirect to somewhere else), since when we know it. A page that comes back loses its row.
CREATE TABLE gone (
  url    TEXT PRIMARY KEY,
  at     TEXT NOT NULL,
  status INTEGER NOT NULL
) STRICT;

DROP VIEW heads;
CREATE VIEW heads AS
SELECT a.id, a.url, a.title, a.publisher, a.source, a.published_at, v.fetched_at, a.based_on, a.place, a.trust, v.is_current AS current, a.figures, a.page, a.position, g.at AS gone_at
FROM articles a
JOIN versions v ON v.seq = (SELECT w.seq FROM versions w WHERE w.sha256 = a.page ORDER BY w.is_current DESC, w.seq LIMIT 1)
LEFT JOIN gone g ON g.url = v.url;
