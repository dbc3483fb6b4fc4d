import type { Statements } from "../database/statements.ts";

/** The number of changes, as all who have the store open see it. */
export interface Version {
  /** Out of memory while no transaction has ended since. */
  readonly now: () => string;
  /** Counts a change, where there is one: to be called with the whole of each transaction that writes. */
  readonly counting: <T>(change: () => T) => T;
}

/** Letters of the fingerprint that stand in a version: a store that was put in another's place has another, whatever its number. */
const LETTERS = 12;

export function makeVersion(sql: Statements): Version {
  let known: { readonly data: unknown; readonly version: string } | null = null;
  const total = (): unknown => sql.row("SELECT total_changes() AS n", [])?.n;
  return {
    now: () => {
      // Grows with every transaction that another connection has ended; of ours `counting` knows.
      const data = sql.row("PRAGMA data_version", [])?.data_version;
      if (known !== null && known.data === data) return known.version;
      const row = sql.row("SELECT total, changes FROM fingerprint", []);
      const version = `${String(row?.total ?? "").slice(0, LETTERS)}-${row?.changes}`;
      known = { data, version };
      return version;
    },
    counting: (change) => {
      known = null;
      const before = total();
      // Where others have written without them, short rows stay behind until the store is opened anew.
      const isWhole = sql.row("SELECT carded IS total AS whole FROM fingerprint", [])?.whole === 1;
      const result = change();
      if (total() !== before) sql.run(`UPDATE fingerprint SET changes = changes + 1${isWhole ? ", carded = total" : ""}`, []);
      return result;
    },
  };
}
