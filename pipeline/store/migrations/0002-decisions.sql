-- What people decided about figures: never changed, only added to; the last row of an id counts. No reference to articles: a decision outlives
-- every reading of its article. `data` holds the figure as read, its passage, and the corrected figure.
CREATE TABLE decisions (
  seq        INTEGER PRIMARY KEY,
  id         TEXT NOT NULL,
  verdict    TEXT NOT NULL CHECK (verdict IN ('confirm', 'correct', 'reject', 'withdraw')),
  decided_by TEXT NOT NULL,
  decided_at TEXT NOT NULL,
  why        TEXT NOT NULL,
  url        TEXT NOT NULL,
  article    TEXT NOT NULL,
  data       TEXT NOT NULL
) STRICT;
CREATE INDEX decisions_by_id ON decisions (id, seq);
CREATE INDEX decisions_by_url ON decisions (url);
CREATE INDEX decisions_by_article ON decisions (article);

-- What the rules read of an article that was decided on; `observations` then holds what the decisions leave of it. Articles without decisions have no rows here.
CREATE TABLE readings (
  article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  n       INTEGER NOT NULL,
  data    TEXT NOT NULL,
  PRIMARY KEY (article, n)
) STRICT;
