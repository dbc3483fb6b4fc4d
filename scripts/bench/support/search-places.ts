import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPostgres } from "../../../pipeline/database/postgres.ts";
import type { Connection } from "../../../pipeline/database/statements.ts";
import { buildFts, loadIndex, saveMini } from "../../../pipeline/search/build.ts";
import { MiniEngine } from "../../../pipeline/search/mini-engine.ts";
import { buildPostgres, openPostgresSearch } from "../../../pipeline/search/postgres.ts";
import type { ArticleIndex, Library } from "../../../pipeline/search/query.ts";
import { startPostgres } from "../../../test/postgres.ts";
import { FINGERPRINT, type MixedPress } from "./mixed-press.ts";

export type EngineName = "minisearch" | "fts5" | "postgres";

/** Where the index of a set lies; `url` says it to another process: a folder, or an address of PostgreSQL. */
export interface SearchPlace {
  readonly url: string;
  readonly build: (press: MixedPress) => void;
  readonly open: (library: Library) => OpenIndex;
  readonly megabytes: () => number;
  readonly end: () => void;
}

export interface OpenIndex {
  readonly index: ArticleIndex | null;
  /** Milliseconds of processor time that the database has taken for this connection; 0 where the engine is a part of this process. */
  readonly databaseMs: () => number;
  readonly close: () => void;
}

/** Opens an index of `SearchPlace.url`. */
export function openPlace(url: string, engine: EngineName, library: Library): OpenIndex {
  if (engine !== "postgres") {
    const index = loadIndex({ folder: url, engine, library });
    return { index, databaseMs: () => 0, close: () => index?.close() };
  }
  const connection = openPostgres(url);
  const pid = Number(connection.row("SELECT pg_backend_pid() AS pid", [])?.pid);
  return { index: openPostgresSearch({ connection, library, update: "never" }), databaseMs: () => cpuMsOf(pid), close: connection.close };
}

/** Of another process, in steps of 10 ms. */
function cpuMsOf(pid: number): number {
  // Behind the name in brackets: state is the first field, user and system time are the twelfth and thirteenth.
  const fields = (readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1) ?? "").split(" ");
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

export async function makePlace(engine: EngineName): Promise<SearchPlace> {
  if (engine === "postgres") return postgresPlace();
  const folder = mkdtempSync(join(tmpdir(), "dangvu-bench-"));
  const file = join(folder, engine === "fts5" ? "search.sqlite" : "search.json");
  return {
    url: folder,
    build: (press) => (engine === "fts5" ? buildFts(file, press.allIndexed(), FINGERPRINT).close() : buildMini(file, press)),
    open: (library) => openPlace(folder, engine, library),
    megabytes: () => statSync(file).size / 1e6,
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function buildMini(file: string, press: MixedPress): void {
  const mini = new MiniEngine(null, FINGERPRINT);
  mini.replace({ add: [...press.allIndexed()], drop: [], fingerprint: FINGERPRINT });
  saveMini(file, mini);
}

/** A server of its own that keeps its promises to the disk, as operators run one. */
async function postgresPlace(): Promise<SearchPlace> {
  const server = await startPostgres({ isDurable: true, settings: { shared_buffers: "512MB", max_wal_size: "4GB" } });
  const asking = <T>(ask: (connection: Connection) => T): T => {
    const connection = openPostgres(server.url);
    try {
      return ask(connection);
    } finally {
      connection.close();
    }
  };
  return {
    url: server.url,
    build: (press) => asking((connection) => buildPostgres(connection, press.allIndexed(), FINGERPRINT)),
    open: (library) => openPlace(server.url, "postgres", library),
    megabytes: () =>
      asking((connection) =>
        Number(
          connection.row(
            "SELECT sum(pg_total_relation_size(oid)) / 1e6 AS mb FROM pg_class WHERE relname LIKE 'search%' AND relkind = 'r'",
            [],
          )?.mb,
        ),
      ),
    end: server.dispose,
  };
}
