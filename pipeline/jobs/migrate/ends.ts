import { existsSync, renameSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { bringForward, listMigrations as listPostgres, versionOf } from "../../database/parts.ts";
import { openPostgres } from "../../database/postgres.ts";
import { sqliteConnection } from "../../database/sqlite.ts";
import type { Connection } from "../../database/statements.ts";
import { Archive } from "../../store/archive.ts";
import { storeBroken } from "../../store/errors.ts";
import { closeAfterWriting, openForReading, openForWriting } from "../../store/opening.ts";
import { ownRawPages } from "../../store/raw/own.ts";
import { openRawPages } from "../../store/raw/raw-pages.ts";
import { openStore } from "../../store/sqlite.ts";
import { postgresVersion, sqliteVersion } from "../../store/version.ts";
import { StoreBroken, WrongUse } from "../../types/errors.ts";
import { recordsInFolder } from "./folder-records.ts";
import { type Records, recordsInWarc, recordsOutside } from "./records.ts";
import { assertMoved } from "./unfinished.ts";

/** A store, opened at the level of its tables. */
export interface End {
  readonly engine: "sqlite" | "postgres";
  /** Without passwords. */
  readonly place: string;
  readonly connection: Connection;
  readonly records: Records;
  /** Another after every change that the store's own functions make; read afresh. */
  readonly version: () => string;
  readonly fingerprint: () => string;
  readonly close: () => void;
}

const STORE_FILE = "dangvu.sqlite";
/** A store that is still being filled: nobody opens it by this name. */
export const UNFINISHED = "dangvu.sqlite.dang-chuyen";

/** Files of a gigabyte are what tools for archives are used to. */
const MOST_WARC_BYTES = 1024 ** 3;

/** The store in a data folder, for reading. It is brought forward to the newest schema first. Throws WrongUse where there is none, StoreBroken. */
export function openFolderSource(folder: string): End {
  const path = join(folder, STORE_FILE);
  if (!existsSync(path)) throw new WrongUse(`Chưa có kho tài liệu trong ${folder}.`, "Kiểm tra --from hoặc --data; chưa có gì để chuyển.");
  openStore(path).close();
  const connection = sqliteConnection(openForReading(path), resolve(path));
  return sqliteEnd(connection, recordsInWarc(connection, join(folder, "warc"), null), connection.close);
}

export interface FolderTargetOptions {
  /** For the record at the head of each WARC file. */
  readonly archivist: { readonly software: string; readonly operator: string };
  readonly now: () => Date;
}

/** A data folder to be filled, made where there is none. Its store has a name of its own until `finishFolder` is called. */
export function openFolderTarget(folder: string, { archivist, now }: FolderTargetOptions): End {
  const path = existsSync(join(folder, STORE_FILE)) ? join(folder, STORE_FILE) : join(folder, UNFINISHED);
  const db = openForWriting(path);
  const connection = sqliteConnection(db, resolve(path));
  const archive = new Archive(connection, join(folder, "warc"), { archivist, now, mostBytes: MOST_WARC_BYTES });
  const records = recordsInWarc(connection, join(folder, "warc"), archive);
  return sqliteEnd(connection, records, () => closeAfterWriting(db));
}

/** Gives the store of a folder that has been filled, and closed, its usual name. */
export function finishFolder(folder: string): void {
  const path = join(folder, UNFINISHED);
  if (existsSync(path)) renameSync(path, join(dirname(path), basename(STORE_FILE)));
}

function sqliteEnd(connection: Connection, records: Records, close: () => void): End {
  return {
    engine: "sqlite",
    place: connection.place,
    connection,
    records,
    version: () => sqliteVersion(connection).now(),
    fingerprint: () => sqliteVersion(connection).total(),
    close: () => {
      records.close();
      close();
    },
  };
}

/** Other places have a scheme (`s3://…`). */
const isFolder = (place: string): boolean => place.trim() !== "" && !/^[a-z][a-z0-9+.-]+:\/\//iu.test(place);

const PART = "store";
const migrations = () => listPostgres(new URL("../../store/migrations-postgres/", import.meta.url));

/** A store in PostgreSQL with its raw pages at `raw`; `isTarget`: its tables are made, or brought forward. Throws WrongUse, StoreBroken. */
export function openPostgresEnd(url: string, raw: string, isTarget: boolean): End {
  const connection = openPostgres(url, { name: "dangvu migrate", readOnly: !isTarget });
  // Of a share that is not mounted all pages would count as lost, or half of them would lie in another place than the rest.
  const place = openRawPages(raw);
  const pages = ownRawPages(place, connection);
  // What the source has lost is no reason to doubt the place that is being filled.
  const filled = { ...pages, read: place.read };
  const records = !isTarget ? recordsOutside(pages) : isFolder(raw) ? recordsInFolder(filled) : recordsOutside(filled);
  try {
    if (isTarget) bringForward(connection, PART, migrations());
    else {
      assertMoved(connection);
      assertReady(connection);
    }
    pages.verify();
  } catch (cause) {
    connection.close();
    throw storeBroken(connection.place, cause);
  }
  return {
    engine: "postgres",
    place: connection.place,
    connection,
    records,
    version: () => postgresVersion(connection).now(),
    fingerprint: () => postgresVersion(connection).total(),
    close: () => {
      records.close();
      connection.close();
    },
  };
}

function assertReady(connection: Connection): void {
  const [found, newest] = [versionOf(connection, PART), migrations().at(-1)?.version ?? 0];
  if (found === 0) throw new WrongUse(`Cơ sở dữ liệu ${connection.place} không có kho dangvu.`, "Kiểm tra --from hoặc DATABASE_URL.");
  if (found !== newest)
    throw new StoreBroken(
      `Kho trong ${connection.place} có phiên bản ${found}; chương trình này cần phiên bản ${newest}.`,
      found > newest ? "Cập nhật chương trình." : "Chạy dangvu doctor với DATABASE_URL này để nâng cấp kho.",
    );
  if (connection.row("SELECT 1 FROM unsettled LIMIT 1", []) !== undefined)
    throw new StoreBroken(
      `Kho trong ${connection.place} còn bài chưa xếp vào nhóm bài đăng lại.`,
      "Chạy dangvu worker --stages aggregate --once rồi chuyển lại.",
    );
}
