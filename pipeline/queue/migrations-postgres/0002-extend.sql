-- The ids of those of {lane, stage, id, lease} that are still held, now for so many seconds more; but for those that a transaction has its hands on, which last as they are: their holder is
-- about to end them, and leases are extended by another connection of his (lease-keeper.ts), which must neither wait for him nor he for it. Nobody else takes such a job meanwhile.
CREATE OR REPLACE FUNCTION extend_jobs(asked text, seconds double precision) RETURNS SETOF bigint LANGUAGE plpgsql SET enable_seqscan = off SET jit = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  UPDATE jobs j SET until = statement_timestamp() + seconds * interval '1 second'
  FROM (
    SELECT o.lane, o.stage, o.id FROM json_to_recordset(asked::json) AS m(lane text, stage text, id bigint, lease text)
    JOIN jobs o ON o.lane = m.lane AND o.stage = m.stage AND o.id = m.id AND o.lease = m.lease FOR UPDATE OF o SKIP LOCKED) h
  WHERE j.lane = h.lane AND j.stage = h.stage AND j.id = h.id;
  RETURN QUERY SELECT j.id FROM json_to_recordset(asked::json) AS m(lane text, stage text, id bigint, lease text)
    JOIN jobs j ON j.lane = m.lane AND j.stage = m.stage AND j.id = m.id AND j.lease = m.lease;
END $$;
