import type { Connection } from "../database/statements.ts";
import type { HostClock } from "../types/queue.ts";
import { asked } from "./asked.ts";
import { prepareQueue } from "./prepare.ts";

/** The row's lock makes callers wait for each other, so no two read the same `last`. By the clock at that moment: a statement that has waited began earlier. */
const BOOK = `
WITH asked AS (SELECT :host AS host, :gap * interval '1 millisecond' AS gap)
INSERT INTO host_clock AS c (host, last) SELECT host, clock_timestamp() FROM asked
ON CONFLICT (host) DO UPDATE SET last = greatest(clock_timestamp(), c.last + (SELECT gap FROM asked), c.until)
RETURNING greatest(0, extract(epoch FROM last - clock_timestamp()) * 1000) AS wait`;

const MARK = `
INSERT INTO host_clock AS c (host, last) VALUES (?, clock_timestamp())
ON CONFLICT (host) DO UPDATE SET last = greatest(clock_timestamp(), c.last)`;

const HOLD = `
INSERT INTO host_clock AS c (host, until) VALUES (:host, clock_timestamp() + :seconds * interval '1 second')
ON CONFLICT (host) DO UPDATE SET until = greatest(c.until, excluded.until)`;

/**
 * The clock of hosts in PostgreSQL, whose tables are brought forward first. To be asked on its own, not in the transaction of something longer: until that ends, all who ask for the same
 * host wait.
 */
export function openHostClock(connection: Connection): HostClock {
  asked(connection, () => prepareQueue(connection));
  return {
    book: (host, gap) => {
      const began = performance.now();
      const wait = Number(asked(connection, () => connection.row(BOOK, { host, gap }))?.wait);
      // The server counts from a moment between question and answer: with what these took, a caller who counts from either of them is never early.
      return wait === 0 ? 0 : Math.ceil(wait + performance.now() - began);
    },
    mark: (host) => void asked(connection, () => connection.run(MARK, [host])),
    hold: (host, seconds) => void asked(connection, () => connection.run(HOLD, { host, seconds })),
  };
}
