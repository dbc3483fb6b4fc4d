import { existsSync, mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { versionOf } from "../../database/parts.ts";
import { openPostgres } from "../../database/postgres.ts";
import type { Connection } from "../../database/statements.ts";
import { storeBroken } from "../../store/errors.ts";
import { StoreBroken, WrongUse } from "../../types/errors.ts";
import { takeDatabaseLock } from "../database.ts";
import { freeBytes } from "../disk.ts";
import { takeLock } from "../lock.ts";
import { VERSION } from "../settings.ts";
import { type End, finishFolder, openFolderSource, openFolderTarget, openPostgresEnd, UNFINISHED } from "./ends.ts";
import { frontierToDatabase, frontierToFolder } from "./frontier.ts";
import { addIndexing } from "./indexing.ts";
import { type MigrationProgress, type MigrationReport, migrate } from "./migrate.ts";

/** Between what a store is moved: addresses of PostgreSQL or data folders, and where raw pages lie beside PostgreSQL. */
export interface Move {
  readonly from: string;
  readonly to: string;
  readonly raw: string;
  /** How site owners reach the operator: for the heads of WARC files. */
  readonly contact: string;
  readonly withBodies: boolean;
  readonly onProgress: (progress: MigrationProgress) => void;
}

export interface MoveReport extends MigrationReport {
  /** Addresses of the frontier; null where there was none. */
  readonly addresses: number | null;
  /** Pages that workers are to bring into the search index; null where there are no workers. */
  readonly indexing: number | null;
}

export const isPostgres = (place: string): boolean => /^postgres(?:ql)?:\/\//u.test(place);

/** Moves a store with its frontier; see `migrate`. Throws WrongUse for two places of one kind, StoreBroken. */
export function move({ from, to, raw, contact, withBodies, onProgress }: Move): MoveReport {
  assertKinds(from, to);
  const isThere = isPostgres(to);
  const source = isThere ? openFolderSource(from) : openPostgresEnd(from, raw, false);
  try {
    if (!isThere) assertRoom(to, source.connection);
    const release = isThere ? takeDatabaseLock(to) : lockFolder(to);
    try {
      // A store whose frontier is not there yet is not whole: its workers would fetch everything again.
      let [addresses, indexing]: [number | null, number | null] = [null, null];
      const complete = (): void => {
        addresses = isThere ? withTarget(to, (target) => frontierToDatabase(from, target)) : frontierToFolder(source.connection, to);
        indexing = isThere ? withTarget(to, addIndexing) : null;
      };
      const report = fill(source, { to, raw, contact }, (target) => migrate({ source, target, withBodies, onProgress, complete }));
      if (!isThere) finishFolder(to);
      return { ...report, to: isThere ? report.to : resolve(to), addresses, indexing };
    } finally {
      release();
    }
  } finally {
    source.close();
  }
}

function assertKinds(from: string, to: string): void {
  if (isPostgres(from) !== isPostgres(to)) return;
  throw new WrongUse(
    isPostgres(to) ? "Cả hai nơi đều là PostgreSQL." : "Cả hai nơi đều là thư mục.",
    isPostgres(to) ? "Chép giữa hai PostgreSQL bằng pg_dump và pg_restore." : "Chép một thư mục dữ liệu bằng dangvu backup.",
  );
}

function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  return takeLock(folder);
}

function fill<T>(source: End, { to, raw, contact }: Pick<Move, "to" | "raw" | "contact">, work: (target: End) => T): T {
  const archivist = { software: `dangvu/${VERSION}`, operator: contact };
  const target = source.engine === "sqlite" ? openPostgresEnd(to, raw, true) : openFolderTarget(to, { archivist, now: () => new Date() });
  try {
    return work(target);
  } finally {
    target.close();
  }
}

function withTarget<T>(url: string, work: (target: Connection) => T): T {
  const target = openPostgres(url, { name: "dangvu migrate" });
  try {
    return work(target);
  } catch (cause) {
    throw storeBroken(target.place, cause);
  } finally {
    target.close();
  }
}

const databaseSize = (sql: Connection): number =>
  Number(
    sql.dialect.name === "postgres"
      ? sql.row("SELECT pg_database_size(current_database()) AS bytes", [])?.bytes
      : sql.row("SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()", [])?.bytes,
  );

/** A database takes a little less in SQLite than in PostgreSQL. Throws StoreBroken. */
function assertRoom(folder: string, source: Connection): void {
  const free = freeBytes(nearest(folder));
  const needed = databaseSize(source);
  if (free === null || free >= needed || existsSync(join(folder, UNFINISHED))) return;
  throw new StoreBroken(
    `Thư mục ${folder} còn ${Math.floor(free / 1e6)} MB; riêng cơ sở dữ liệu cần khoảng ${Math.ceil(needed / 1e6)} MB.`,
    "Giải phóng dung lượng, hoặc chọn một thư mục trên đĩa khác.",
  );
}

/** The folder itself, or the first above it that is there. */
function nearest(folder: string): string {
  const path = resolve(folder);
  return existsSync(path) || dirname(path) === path ? path : nearest(dirname(path));
}

/** What a move would do. */
export interface MovePlan {
  readonly from: string;
  readonly to: string;
  readonly documents: number;
  readonly articles: number;
  readonly figures: number;
  readonly databaseBytes: number;
  /** Of WARC files; null where raw pages lie outside. */
  readonly rawBytes: number | null;
  readonly state: "empty" | "begun" | "done";
}

/** Looks at both places and changes nothing. Throws WrongUse, StoreBroken for what would stop the move at its beginning. */
export function planMove({ from, to, raw }: Pick<Move, "from" | "to" | "raw">): MovePlan {
  assertKinds(from, to);
  const source = isPostgres(from) ? openPostgresEnd(from, raw, false) : openFolderSource(from);
  try {
    const count = (table: string): number => Number(source.connection.row(`SELECT count(*) AS n FROM ${table}`, [])?.n);
    if (!isPostgres(to)) assertRoom(to, source.connection);
    return {
      from: source.place,
      ...stateOf(to),
      documents: count("pages"),
      articles: count("articles"),
      figures: count("observations"),
      databaseBytes: databaseSize(source.connection),
      rawBytes:
        source.engine === "sqlite" ? Number(source.connection.row("SELECT coalesce(sum(length), 0) AS n FROM warc_files", [])?.n) : null,
    };
  } finally {
    source.close();
  }
}

function stateOf(to: string): Pick<MovePlan, "to" | "state"> {
  if (!isPostgres(to))
    return { to, state: existsSync(join(to, UNFINISHED)) ? "begun" : existsSync(join(to, "dangvu.sqlite")) ? "done" : "empty" };
  return withTarget(to, (target) => ({ to: target.place, state: stateOfDatabase(target) }));
}

function stateOfDatabase(sql: Connection): MovePlan["state"] {
  const isThere = sql.row("SELECT to_regclass('migration') IS NOT NULL AS there", [])?.there === 1;
  const phase = isThere ? sql.row("SELECT phase FROM migration WHERE one = 1", [])?.phase : undefined;
  if (phase !== undefined) return phase === "done" ? "done" : "begun";
  const isEmpty = versionOf(sql, "store") === 0 || sql.row("SELECT 1 FROM pages LIMIT 1", []) === undefined;
  if (isEmpty) return "empty";
  throw new WrongUse(`Kho đích ${sql.place} không trống.`, "Chuyển vào một cơ sở dữ liệu trống; không gì ở đó bị sửa.");
}
