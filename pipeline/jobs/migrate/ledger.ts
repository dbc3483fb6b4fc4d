import * as z from "zod";
import type { Connection } from "../../database/statements.ts";

const state = z.object({
  source: z.string(),
  phase: z.enum(["copy", "compare", "done"]),
  version: z.string(),
  part: z.string(),
  after: z.string(),
  leftAt: z.string(),
});

/** How far a migration has come, as the store that it fills says itself. */
export type Progress = Readonly<z.infer<typeof state>>;

/**
 * `phase`: `copy`, what is behind `part` and `after` is not there yet; `compare`, all is there, but some of it may be older than the source; `done`. `version`: which version of the
 * source what was copied (or compared) so far is of; "" for several. `leftAt`: the version of the store that is filled, which changes when somebody else writes there.
 */
export interface Ledger {
  /** Null where no migration has begun. */
  readonly read: () => Progress | null;
  /** Inside the transaction that copies what it tells of. */
  readonly write: (progress: Progress) => void;
}

const COLUMNS = "source, phase, version, part, after, left_at";

/** The ledger in a store that is being filled; its table is made where it is not there. */
export function openLedger(sql: Connection): Ledger {
  const columns = COLUMNS.split(", ").map((name) => `${name} text NOT NULL`);
  sql.exec(`CREATE TABLE IF NOT EXISTS migration (one integer PRIMARY KEY, ${columns.join(", ")})`);
  return {
    read: () => readProgress(sql),
    write: ({ source, phase, version, part, after, leftAt }) =>
      void sql.run(
        `INSERT INTO migration (one, ${COLUMNS}) VALUES (1, ?, ?, ?, ?, ?, ?) ON CONFLICT (one) DO UPDATE SET
         source = excluded.source, phase = excluded.phase, version = excluded.version, part = excluded.part, after = excluded.after, left_at = excluded.left_at`,
        [source, phase, version, part, after, leftAt],
      ),
  };
}

function readProgress(sql: Connection): Progress | null {
  const row = sql.row(`SELECT source, phase, version, part, after, left_at AS "leftAt" FROM migration WHERE one = 1`, []);
  return row === undefined ? null : state.parse(row);
}
