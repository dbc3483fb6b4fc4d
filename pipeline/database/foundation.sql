-- Which parts of dangvu have made their tables here, and their versions.
CREATE TABLE IF NOT EXISTS parts (
  part    text PRIMARY KEY,
  version integer NOT NULL
);

-- A JSON list, bound as text, as an array: a constant to the planner.
CREATE OR REPLACE FUNCTION json_texts(list text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT coalesce(array_agg(value), '{}') FROM jsonb_array_elements_text(list::jsonb) $$;
CREATE OR REPLACE FUNCTION json_bigints(list text) RETURNS bigint[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT coalesce(array_agg(value::bigint), '{}') FROM jsonb_array_elements_text(list::jsonb) $$;

-- A moment as a number that grows with time, of ISO text with or without a zone (then UTC); null for what is none. SQLite has a function of this name.
CREATE OR REPLACE FUNCTION julianday(moment text) RETURNS double precision LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS
$$ BEGIN
  IF moment ~ '(Z|[+-]\d\d:?\d\d)$' AND moment ~ 'T' THEN RETURN extract(epoch FROM moment::timestamptz) / 86400; END IF;
  RETURN extract(epoch FROM (moment || CASE WHEN moment ~ 'T' THEN 'Z' ELSE 'T00:00:00Z' END)::timestamptz) / 86400;
EXCEPTION WHEN OTHERS THEN RETURN NULL;
END $$;
