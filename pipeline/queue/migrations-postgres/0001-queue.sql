-- Work for many machines (types/queue.ts). The sharding key is the lane: it stands in every primary and unique key. Times are the server's.
CREATE SEQUENCE job_ids;

CREATE TABLE jobs (
  lane     text COLLATE "C" NOT NULL,
  stage    text COLLATE "C" NOT NULL,
  -- Grows in the order of adding, over all lanes.
  id       bigint NOT NULL,
  key      text COLLATE "C" NOT NULL,
  host     text COLLATE "C",
  data     text NOT NULL,
  priority integer NOT NULL,
  -- waiting: the first of its lane, to be taken when it is due; behind: another of its lane comes first; held: being done; dead: given up.
  state    text COLLATE "C" NOT NULL CHECK (state IN ('waiting', 'behind', 'held', 'dead')),
  due      timestamptz NOT NULL,
  -- Of held ones: it was added once more meanwhile, and is to be done again from then on.
  again    timestamptz,
  -- How often it was begun.
  tries    integer NOT NULL DEFAULT 0,
  lease    text COLLATE "C",
  worker   text COLLATE "C",
  until    timestamptz,
  error    text,
  failed   timestamptz,
  PRIMARY KEY (lane, stage, id),
  -- In this order, so that nobody looks for the first of a lane in it.
  UNIQUE (key, stage, lane)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0, autovacuum_analyze_scale_factor = 0.05);

-- What is begun next; jobs behind others are not in it, so that a long lane costs nothing.
CREATE INDEX jobs_waiting ON jobs (stage, priority, due, id) WHERE state = 'waiting';
-- At most one of a lane is being done: a host is served by one machine.
CREATE UNIQUE INDEX jobs_held ON jobs (lane, stage) WHERE state = 'held';
CREATE INDEX jobs_until ON jobs (until) WHERE state = 'held';
CREATE INDEX jobs_dead ON jobs (stage, id) WHERE state = 'dead';

-- How many were done, by stage: summed over shards, one of which a connection writes, so that workers do not wait for each other.
CREATE TABLE jobs_done (
  stage text COLLATE "C" NOT NULL,
  shard integer NOT NULL,
  jobs  bigint NOT NULL,
  PRIMARY KEY (stage, shard)
) WITH (fillfactor = 50);

-- When hosts were or will be asked last, and until when nobody asks them. The sharding key is the host.
CREATE TABLE host_clock (
  host  text COLLATE "C" PRIMARY KEY,
  last  timestamptz,
  until timestamptz
) WITH (fillfactor = 50);

-- What is done often are functions, so that it goes by the indexes whatever the tables held when its plans were made: a queue is empty in the morning and holds a million jobs at noon, and the
-- server takes note of that a minute later. Each statement in them sees what was committed before it.

-- Adds jobs, a JSON list of {lane, stage, key, host, data, priority, delay}, each stage and key once; returns how many were not there yet.
-- The first of each lane and stage is locked, so that it does not end unnoticed between this look and the commit: whoever ends it lets the next one of its lane forward.
-- Rows are locked and inserted in the order of their keys, so that two who add the same ones do not wait for each other in a circle.
CREATE FUNCTION add_jobs(asked text) RETURNS bigint LANGUAGE plpgsql SET enable_seqscan = off SET jit = off AS $$
DECLARE added_jobs bigint;
BEGIN
  WITH given AS MATERIALIZED (
    SELECT nextval('job_ids') AS id, g.*
    FROM json_to_recordset(asked::json) AS g(lane text, stage text, key text, host text, data text, priority integer, delay double precision)),
  heads AS MATERIALIZED (
    SELECT h.* FROM (SELECT DISTINCT lane, stage FROM given ORDER BY lane, stage) g
    CROSS JOIN LATERAL (
      SELECT j.lane, j.stage FROM jobs j WHERE j.lane = g.lane AND j.stage = g.stage AND j.state <> 'dead' ORDER BY j.id LIMIT 1 FOR UPDATE) h),
  placed AS (
    SELECT g.*, h.lane IS NOT NULL OR row_number() OVER (PARTITION BY g.lane, g.stage ORDER BY g.id) > 1 AS is_behind
    FROM given g LEFT JOIN heads h ON h.lane = g.lane AND h.stage = g.stage),
  added AS (
    INSERT INTO jobs AS j (lane, stage, id, key, host, data, priority, state, due)
    SELECT lane, stage, id, key, host, data, priority, CASE WHEN is_behind THEN 'behind' ELSE 'waiting' END, statement_timestamp() + delay * interval '1 second'
    FROM placed ORDER BY lane, stage, key
    ON CONFLICT (lane, stage, key) DO UPDATE SET
      priority = greatest(j.priority, excluded.priority),
      again = CASE WHEN j.state = 'held' THEN least(j.again, excluded.due) END,
      due = CASE WHEN j.state = 'dead' THEN excluded.due WHEN j.state = 'held' OR j.tries > 0 THEN j.due ELSE least(j.due, excluded.due) END,
      id = CASE WHEN j.state = 'dead' THEN excluded.id ELSE j.id END,
      data = CASE WHEN j.state = 'dead' THEN excluded.data ELSE j.data END,
      tries = CASE WHEN j.state = 'dead' THEN 0 ELSE j.tries END,
      state = CASE WHEN j.state = 'dead' THEN excluded.state ELSE j.state END
    WHERE j.state = 'dead' OR excluded.priority > j.priority
      OR CASE WHEN j.state = 'held' THEN j.again IS NULL OR excluded.due < j.again ELSE j.tries = 0 AND excluded.due < j.due END
    RETURNING id)
  SELECT count(*) INTO added_jobs FROM added JOIN given USING (id);
  RETURN added_jobs;
END $$;

-- Lets the next one of a lane forward. Called after the statement that ended the one before it: it must see all that was added until then.
CREATE FUNCTION lift_lane(the_lane text, the_stage text) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off SET jit = off AS $$
BEGIN
  UPDATE jobs SET state = 'waiting' WHERE lane = the_lane AND stage = the_stage
    AND id = (SELECT id FROM jobs WHERE lane = the_lane AND stage = the_stage AND state = 'behind' ORDER BY id LIMIT 1);
END $$;

-- Takes jobs for a worker: for each stage and each priority that waits (found by steps along the index), the oldest that are due. What comes before one in its lane is looked for here too: the
-- mark 'behind' is missing where two jobs of an empty lane were added at the same moment. Those whose holders have died are given back first, or up after so many tries:
-- at once where it is the first time, later after pauses, each as much longer as the first, so that what brings its holder down does not bring down all of them in a row.
CREATE FUNCTION take_jobs(stages text[], the_worker text, the_lease text, seconds double precision, most integer, most_tries integer, first_pause double precision, reason text)
  RETURNS SETOF jobs LANGUAGE plpgsql SET enable_seqscan = off SET jit = off
  SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE gone record;
BEGIN
  FOR gone IN
    SELECT lane, stage, id, tries FROM jobs WHERE state = 'held' AND until < statement_timestamp() ORDER BY until LIMIT 100 FOR UPDATE SKIP LOCKED
  LOOP
    UPDATE jobs SET lease = NULL, again = NULL, error = reason, failed = statement_timestamp(), state = CASE WHEN tries >= most_tries THEN 'dead' ELSE 'waiting' END,
      due = CASE WHEN tries > 1 THEN statement_timestamp() + first_pause * (tries - 1) * (0.75 + random() / 2) * interval '1 second' ELSE due END
    WHERE lane = gone.lane AND stage = gone.stage AND id = gone.id;
    IF gone.tries >= most_tries THEN PERFORM lift_lane(gone.lane, gone.stage); END IF;
  END LOOP;
  RETURN QUERY
  WITH RECURSIVE levels AS (
    SELECT s.stage, (SELECT max(j.priority) FROM jobs j WHERE j.stage = s.stage AND j.state = 'waiting') AS priority FROM unnest(stages) AS s(stage)
    UNION ALL
    SELECT l.stage, (SELECT max(j.priority) FROM jobs j WHERE j.stage = l.stage AND j.state = 'waiting' AND j.priority < l.priority)
    FROM levels l WHERE l.priority IS NOT NULL),
  chosen AS MATERIALIZED (
    SELECT c.* FROM levels l CROSS JOIN LATERAL (
      SELECT j.lane, j.stage, j.id, j.priority, j.due FROM jobs j
      WHERE j.stage = l.stage AND j.priority = l.priority AND j.state = 'waiting' AND j.due <= statement_timestamp()
        AND NOT EXISTS (SELECT FROM jobs o WHERE o.lane = j.lane AND o.stage = j.stage AND o.state = 'held')
        AND NOT EXISTS (SELECT FROM jobs o WHERE o.lane = j.lane AND o.stage = j.stage AND o.id < j.id AND o.state <> 'dead')
      ORDER BY j.due, j.id LIMIT most FOR UPDATE OF j SKIP LOCKED) c
    WHERE l.priority IS NOT NULL ORDER BY c.priority DESC, c.due, c.id LIMIT most),
  taken AS (
    UPDATE jobs j SET state = 'held', lease = the_lease, worker = the_worker, until = statement_timestamp() + seconds * interval '1 second', tries = j.tries + 1
    FROM chosen c WHERE j.lane = c.lane AND j.stage = c.stage AND j.id = c.id RETURNING j.*)
  SELECT * FROM taken t ORDER BY t.priority DESC, t.due, t.id;
END $$;

-- Ends a job; false when this lease of it has ended. One that was added meanwhile goes to the end of its lane.
CREATE FUNCTION finish_job(the_lane text, the_stage text, the_id bigint, the_lease text) RETURNS boolean LANGUAGE plpgsql SET enable_seqscan = off SET jit = off AS $$
BEGIN
  DELETE FROM jobs WHERE lane = the_lane AND stage = the_stage AND id = the_id AND lease = the_lease AND again IS NULL;
  IF NOT FOUND THEN
    UPDATE jobs SET id = nextval('job_ids'), state = 'behind', due = again, again = NULL, tries = 0, lease = NULL
    WHERE lane = the_lane AND stage = the_stage AND id = the_id AND lease = the_lease;
    IF NOT FOUND THEN RETURN false; END IF;
  END IF;
  INSERT INTO jobs_done AS d (stage, shard, jobs) VALUES (the_stage, pg_backend_pid() % 64, 1) ON CONFLICT (stage, shard) DO UPDATE SET jobs = d.jobs + 1;
  PERFORM lift_lane(the_lane, the_stage);
  RETURN true;
END $$;

-- Gives a failed job back, to be begun again after a pause that is four times as long each time, a quarter more or less, or up; returns its state, null when this lease of it has ended.
CREATE FUNCTION fail_job(the_lane text, the_stage text, the_id bigint, the_lease text, reason text, is_up boolean, most_tries integer, first_pause double precision) RETURNS text LANGUAGE plpgsql SET enable_seqscan = off SET jit = off AS $$
DECLARE result text;
BEGIN
  UPDATE jobs SET lease = NULL, again = NULL, error = reason, failed = statement_timestamp(), state = CASE WHEN is_up OR tries >= most_tries THEN 'dead' ELSE 'waiting' END,
    due = statement_timestamp() + first_pause * power(4, tries - 1) * (0.75 + random() / 2) * interval '1 second'
  WHERE lane = the_lane AND stage = the_stage AND id = the_id AND lease = the_lease RETURNING state INTO result;
  IF result = 'dead' THEN PERFORM lift_lane(the_lane, the_stage); END IF;
  RETURN result;
END $$;

-- The ids of those of {lane, stage, id, lease} that are still held, now for so many seconds more.
CREATE FUNCTION extend_jobs(asked text, seconds double precision) RETURNS SETOF bigint LANGUAGE plpgsql SET enable_seqscan = off SET jit = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  RETURN QUERY UPDATE jobs j SET until = statement_timestamp() + seconds * interval '1 second'
  FROM json_to_recordset(asked::json) AS m(lane text, stage text, id bigint, lease text)
  WHERE j.lane = m.lane AND j.stage = m.stage AND j.id = m.id AND j.lease = m.lease RETURNING j.id;
END $$;

-- Gives those of {lane, stage, id, lease} back that are still held, as if they had not been begun.
CREATE FUNCTION release_jobs(asked text) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off SET jit = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  UPDATE jobs j SET state = 'waiting', lease = NULL, again = NULL, tries = j.tries - 1
  FROM json_to_recordset(asked::json) AS m(lane text, stage text, id bigint, lease text)
  WHERE j.lane = m.lane AND j.stage = m.stage AND j.id = m.id AND j.lease = m.lease;
END $$;

-- Puts dead jobs at the ends of their lanes, of a stage or one of them or all; returns how many.
CREATE FUNCTION revive_jobs(the_stage text, the_id bigint) RETURNS integer LANGUAGE plpgsql SET enable_seqscan = off SET jit = off AS $$
DECLARE found record; revived integer := 0;
BEGIN
  FOR found IN SELECT lane, stage, id FROM jobs WHERE state = 'dead' AND stage = coalesce(the_stage, stage) AND id = coalesce(the_id, id) ORDER BY lane, stage, id FOR UPDATE LOOP
    UPDATE jobs SET id = nextval('job_ids'), state = 'behind', tries = 0, due = statement_timestamp() WHERE lane = found.lane AND stage = found.stage AND id = found.id;
    PERFORM lift_lane(found.lane, found.stage);
    revived := revived + 1;
  END LOOP;
  RETURN revived;
END $$;
