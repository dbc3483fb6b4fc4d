import { randomInt } from "node:crypto";
import type { Connection } from "../database/statements.ts";
import { shiftTotal, sumOf } from "./fingerprint.ts";

/** The number of changes, and the sum of the digests of all current pages, as all who have the store open see them. */
export interface Version {
  /** Out of memory while no transaction has ended since, in SQLite. */
  readonly now: () => string;
  readonly total: () => string;
  /** Counts a change, where there is one: to be called with the whole of each transaction that writes. */
  readonly counting: <T>(change: () => T) => T;
  /** Inside of `counting`: pages with these digests became current, or ceased to be. */
  readonly shift: (change: { readonly add: readonly string[]; readonly remove: readonly string[] }) => void;
}

/** Letters of the fingerprint that stand in a version: a store that was put in another's place has another, whatever its number. */
const LETTERS = 12;

const written = (total: unknown, changes: unknown): string => `${String(total ?? "").slice(0, LETTERS)}-${changes}`;

/** Of a store in SQLite: one row, which its one writer changes. */
export function sqliteVersion(sql: Connection): Version {
  let known: { readonly data: unknown; readonly version: string } | null = null;
  const total = (): string => String(sql.row("SELECT total FROM fingerprint", [])?.total ?? "");
  return {
    total,
    now: () => {
      // Grows with every transaction that another connection has ended; of ours `counting` knows.
      const data = sql.row("PRAGMA data_version", [])?.data_version;
      if (known !== null && known.data === data) return known.version;
      const row = sql.row("SELECT total, changes FROM fingerprint", []);
      const version = written(row?.total, row?.changes);
      known = { data, version };
      return version;
    },
    counting: (change) => {
      known = null;
      const before = sql.changes();
      // Where others have written without them, short rows stay behind until the store is opened anew.
      const isWhole = sql.row("SELECT carded IS total AS whole FROM fingerprint", [])?.whole === 1;
      const result = change();
      if (sql.changes() !== before) sql.run(`UPDATE fingerprint SET changes = changes + 1${isWhole ? ", carded = total" : ""}`, []);
      return result;
    },
    shift: (change) => void sql.run("UPDATE fingerprint SET total = ?", [shiftTotal(total(), change)]),
  };
}

/** 2^256. */
const MODULUS = "115792089237316195423570985008687907853269984665640564039457584007913129639936";

/** Rows of the fingerprint, as the migration has made them. */
const SHARDS = 64;

/** Of a store in PostgreSQL: rows that are added up. Each process writes one of them, at the end of its transaction, so that hardly one waits for another. */
export function postgresVersion(sql: Connection): Version {
  let moved = "";
  const shard = randomInt(SHARDS);
  const read = (): { readonly total: string; readonly changes: unknown } => {
    const row = sql.row(`SELECT CAST(mod(sum(total), ${MODULUS}) AS text) AS total, sum(changes) AS changes FROM fingerprint`, []);
    return { total: sumOf(String(row?.total ?? "0")), changes: row?.changes };
  };
  return {
    total: () => read().total,
    now: () => {
      const { total, changes } = read();
      return written(total, changes);
    },
    counting: (change) => {
      moved = "";
      const before = sql.changes();
      const result = change();
      if (sql.changes() === before) return result;
      sql.put(`UPDATE fingerprint SET total = mod(total + CAST(? AS numeric), ${MODULUS}), changes = changes + 1 WHERE shard = ?`, [
        BigInt(`0x${moved || "0"}`).toString(),
        shard,
      ]);
      return result;
    },
    shift: (change) => {
      moved = shiftTotal(moved, change);
    },
  };
}
