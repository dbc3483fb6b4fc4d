-- The same rows as before, found body by body: cards of many bodies are written by one statement, which must not look at all versions for them. Of a body's versions the first that is current,
-- else the first.
CREATE OR REPLACE VIEW card_sources AS
SELECT a.document, a.year, a.id, a.url, a.title, a.publisher, a.source, a.published_at, v.fetched_at, a.based_on, a.place,
  a.place::json ->> 'province' COLLATE "C" AS province, a.trust, v.is_current AS current, a.figures, a.page, a.position, v.gone_at
FROM articles a
JOIN versions v ON v.document = a.document AND v.sha256 = a.page
WHERE NOT EXISTS (
  SELECT FROM versions w WHERE w.document = v.document AND w.sha256 = v.sha256
    AND (w.is_current > v.is_current OR (w.is_current = v.is_current AND w.seq < v.seq)));
