-- The search index. An article waits (search_waiting) until it is taken together with others into a segment; small segments are taken together into larger ones. What is asked for is
-- looked up by term in all segments, and in what waits (pipeline/search/postgres-engine.ts).
--
-- Sharding keys: `document` of what is about one article, `term` of postings and words; the others are small and the same everywhere (reference tables).

-- What belongs to the index as a whole: the analyser, the library's fingerprint.
CREATE TABLE search_notes (
  key   text COLLATE "C" PRIMARY KEY,
  value text NOT NULL
);

-- How often each of 64 shards was written: a writer takes one that nobody holds, so that writers do not wait for each other, and within a shard one count is committed after the other.
CREATE TABLE search_changes (
  shard integer PRIMARY KEY,
  count bigint NOT NULL
) WITH (fillfactor = 50);
INSERT INTO search_changes (shard, count) SELECT shard, 0 FROM generate_series(0, 63) shard;

CREATE SEQUENCE search_numbers;
CREATE SEQUENCE search_segment_numbers;

-- `number`: never given again. `digest`: of what was indexed, and by which analyser.
CREATE TABLE search_articles (
  document text COLLATE "C" NOT NULL,
  id       text COLLATE "C" NOT NULL,
  number   bigint NOT NULL,
  digest   text COLLATE "C" NOT NULL,
  PRIMARY KEY (document, id)
);
CREATE INDEX search_articles_by_number ON search_articles (number);

-- `data`: terms, date and facet values (pipeline/search/packed.ts).
CREATE TABLE search_waiting (
  document text COLLATE "C" NOT NULL,
  number   bigint NOT NULL,
  data     bytea NOT NULL,
  PRIMARY KEY (document, number)
);
CREATE INDEX search_waiting_by_number ON search_waiting (number);
-- Rows stay for minutes only: what they leave behind is cleared away by their number, not by a share of a table that is small.
ALTER TABLE search_waiting SET (
  autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 512,
  toast.autovacuum_vacuum_scale_factor = 0, toast.autovacuum_vacuum_threshold = 2048
);

-- Numbers that are gone or have been replaced while they still stand in a segment or wait, with the change that said so.
CREATE TABLE search_dropped (
  document text COLLATE "C" NOT NULL,
  number   bigint NOT NULL,
  shard    integer NOT NULL,
  count    bigint NOT NULL,
  PRIMARY KEY (document, number)
);
CREATE INDEX search_dropped_by_change ON search_dropped (shard, count);

-- `entries`: of each article number, date, lengths and facet values, in the order in which postings count articles.
CREATE TABLE search_segments (
  segment  integer PRIMARY KEY,
  articles integer NOT NULL,
  entries  bytea NOT NULL
);

-- `counts`: articles with the term, and how often it stands in their fields; `positions`: where. What is packed does not get smaller by packing it again.
CREATE TABLE search_postings (
  term      text COLLATE "C" NOT NULL,
  segment   integer NOT NULL,
  counts    bytea NOT NULL,
  positions bytea NOT NULL,
  PRIMARY KEY (term, segment)
);
ALTER TABLE search_postings ALTER counts SET STORAGE EXTERNAL, ALTER positions SET STORAGE EXTERNAL;
CREATE INDEX search_postings_by_segment ON search_postings (segment);

CREATE TABLE search_values (
  facet  text COLLATE "C" NOT NULL,
  value  text COLLATE "C" NOT NULL,
  number integer GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (facet, value)
);
CREATE INDEX search_values_by_number ON search_values (number);

-- In how many articles of the segments a word stands: single words of letters, with and without (~) marks; and words of one or several syllables.
CREATE TABLE search_words (
  word     text COLLATE "C" PRIMARY KEY,
  articles bigint NOT NULL
);
CREATE TABLE search_terms (
  plain    text COLLATE "C" NOT NULL,
  term     text COLLATE "C" NOT NULL,
  articles bigint NOT NULL,
  PRIMARY KEY (plain, term)
);
