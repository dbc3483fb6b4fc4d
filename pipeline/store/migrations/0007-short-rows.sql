-- Which documents an article mentions, without its mentions' JSON: lists of a province's documents read this index alone.
CREATE INDEX citations_by_article ON citations (article, document);

-- The total for which `cards` and `figures` were last made. Another than `total`: code that knew nothing of them has written since, and the next opening makes all of them anew.
ALTER TABLE fingerprint ADD COLUMN carded TEXT;
UPDATE fingerprint SET carded = total WHERE NOT EXISTS (SELECT 1 FROM articles a WHERE NOT EXISTS (SELECT 1 FROM cards c WHERE c.id = a.id));
