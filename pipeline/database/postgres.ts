import * as z from "zod";
import { BridgeTimeout, makeBridge } from "./bridge.ts";
import { POSTGRES } from "./dialect.ts";
import { numbered } from "./placeholders.ts";
import { type Bindings, type Connection, insertText, type Row } from "./statements.ts";

/** PostgreSQL has refused a statement, or could not be reached. `code`: `PG_` and its SQLSTATE (`PG_23505`), `PG_LOST` when the connection failed: the next question makes a new one. */
export class DatabaseFailed extends Error {
  readonly code: string;
  constructor(message: string, code: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "DatabaseFailed";
    this.code = code;
  }
}

/** Was this, or what caused it, a connection that failed? Then trying again later helps. */
export function isConnectionLost(error: unknown): boolean {
  if (error instanceof DatabaseFailed) return error.code === "PG_LOST";
  return error instanceof Error && error.cause !== undefined && isConnectionLost(error.cause);
}

export interface PostgresOptions {
  /** What the server refuses to write for. */
  readonly readOnly?: boolean;
  /** How the server lists this connection. */
  readonly name?: string;
  /** How long an answer may take before the connection counts as lost; ten minutes, as tables of big stores are counted and made anew in one statement. */
  readonly timeoutMs?: number;
  readonly connectMs?: number;
}

const answerSchema = z.union([
  z.object({ error: z.object({ message: z.string(), code: z.string(), detail: z.string(), lost: z.boolean() }) }),
  z.object({ rows: z.custom<readonly unknown[][]>(Array.isArray), fields: z.array(z.string()), count: z.number(), before: z.number() }),
]);

type Question = { readonly text: string; readonly values: readonly unknown[] } | { readonly exec: string };

/** So many statements wait for the next question at most: their values are in memory until then. */
const MOST_AHEAD = 256;
/** A question to which all before it are told. */
const NOTHING = ";";

/** So often is a transaction run again that PostgreSQL has undone for another's sake. */
const MOST_TRIES = 8;
/** serialization_failure, deadlock_detected. */
const UNDONE = new Set(["PG_40001", "PG_40P01"]);

/** The address without its password. */
export function placeOf(url: string): string {
  if (!URL.canParse(url)) return "postgres";
  const { hostname, port, pathname, username } = new URL(url);
  return `postgres://${username === "" ? "" : `${username}@`}${hostname}${port === "" ? "" : `:${port}`}${pathname}`;
}

/**
 * A connection to PostgreSQL, made at the first question and again after it was lost (not inside a transaction: that fails as a whole).
 * Its functions throw DatabaseFailed.
 */
export function openPostgres(
  url: string,
  { readOnly = false, name = "dangvu", timeoutMs = 600_000, connectMs = 10_000 }: PostgresOptions = {},
): Connection {
  const bridge = makeBridge(new URL("./postgres-thread.mjs", import.meta.url), { url, readOnly, name, connectMs });
  let [isInside, isBegun, changed] = [false, false, 0];
  /** What the server is told with the next question: each way there and back costs more than most statements. */
  let ahead: Question[] = [];
  const ask = (question: Question) => {
    const [questions, isOn] = [[...ahead, question], isBegun];
    [ahead, isBegun] = [[], isInside];
    const answer = answered(() => bridge.ask({ questions, isInside: isOn }, timeoutMs + connectMs));
    if ("error" in answer) throw failureOf(answer.error);
    changed += answer.before;
    return answer;
  };
  const exec = (sql: string): void => void ask({ exec: sql });
  const query = (sql: string, bindings: Bindings) => ask(numbered(sql, bindings));
  const run: Connection["run"] = (sql, bindings) => {
    const { count } = query(sql, bindings);
    changed += count;
    return count;
  };
  const put: Connection["put"] = (sql, bindings) => {
    if (!isInside || ahead.length >= MOST_AHEAD) run(sql, bindings);
    else ahead.push(numbered(sql, bindings));
  };
  const rows: Connection["rows"] = (sql, bindings) => rowsOf(query(sql, bindings));
  const begin = (kind: "read" | "write"): void => {
    ahead.push({ exec: kind === "read" ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN" });
    isInside = true;
  };
  const end = (): void => {
    [isInside, isBegun, ahead] = [false, false, []];
  };
  const once = <T>(kind: "read" | "write", work: () => T): T => {
    begin(kind);
    try {
      const result = work();
      // Where nothing was asked, nothing was begun.
      if (isBegun || ahead.length > 1) exec("COMMIT");
      return result;
    } catch (cause) {
      if (!isConnectionLost(cause)) rollback();
      throw cause;
    } finally {
      end();
    }
  };
  /** What fails here leaves nothing behind either: the server undoes what a lost connection had begun. */
  const rollback = (): void => {
    ahead = [];
    if (!isBegun) return;
    try {
      exec("ROLLBACK");
    } catch (cause) {
      if (!isConnectionLost(cause)) throw cause;
    }
  };
  return {
    dialect: POSTGRES,
    place: placeOf(url),
    rows,
    run,
    put,
    row: (sql, bindings) => rows(sql, bindings)[0],
    insert: (table, columns) => put(insertText(table, Object.keys(columns)), columns),
    exec,
    transact: (kind, work) => (isInside ? work() : again(() => once(kind, work))),
    isInTransaction: () => isInside,
    hold: () => {
      begin("read");
      return () => {
        rollback();
        end();
      };
    },
    // In one order, so that no two wait for each other.
    lock: (keys) =>
      void rows(
        "SELECT count(pg_advisory_xact_lock(k)) FROM (SELECT DISTINCT hashtextextended(key, 0) AS k FROM unnest(json_texts(?)) key ORDER BY k) s",
        [JSON.stringify(keys)],
      ),
    changes: () => {
      if (ahead.length > (isBegun ? 0 : 1)) exec(NOTHING);
      return changed;
    },
    close: bridge.close,
  };
}

/** Also where somebody has wrapped it in an error of ours. */
function isUndone(error: unknown): boolean {
  if (error instanceof DatabaseFailed) return UNDONE.has(error.code);
  return error instanceof Error && error.cause !== undefined && isUndone(error.cause);
}

function again<T>(work: () => T): T {
  for (let tries = 1; ; tries++) {
    try {
      return work();
    } catch (cause) {
      if (!isUndone(cause) || tries >= MOST_TRIES) throw cause;
    }
  }
}

function answered(ask: () => unknown): z.infer<typeof answerSchema> {
  try {
    return answerSchema.parse(ask());
  } catch (cause) {
    if (cause instanceof BridgeTimeout) throw new DatabaseFailed(cause.message, "PG_LOST", cause);
    throw cause;
  }
}

function failureOf({ message, code, detail, lost }: { message: string; code: string; detail: string; lost: boolean }): DatabaseFailed {
  const text = detail === "" ? message : `${message} (${detail})`;
  return new DatabaseFailed(lost && code !== "" ? `${text} [${code}]` : text, lost ? "PG_LOST" : `PG_${code}`);
}

function rowsOf({ rows, fields }: { readonly rows: readonly unknown[][]; readonly fields: readonly string[] }): readonly Row[] {
  return rows.map((values) => {
    const row: Record<string, unknown> = {};
    for (let i = 0; i < fields.length; i++) row[fields[i] ?? ""] = values[i];
    return row;
  });
}
