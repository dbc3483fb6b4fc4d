import { bringForward, listMigrations, type Migration, versionOf } from "../database/parts.ts";
import type { Connection } from "../database/statements.ts";
import { StoreBroken } from "../types/errors.ts";
import type { RawPages } from "../types/raw-pages.ts";
import type { Store } from "../types/store.ts";
import { bodiesOutside } from "./bodies.ts";
import { storeBroken } from "./errors.ts";
import { type Engine, TableStore, type TableStoreOptions } from "./table-store.ts";
import { postgresVersion } from "./version.ts";

export interface PostgresStoreOptions extends TableStoreOptions {
  /** Also what else is written in one transaction with documents may go through it. The store closes it. */
  readonly connection: Connection;
  /** Where the bodies of pages are kept; a page without its body must be there already. The store closes it. */
  readonly raw: RawPages;
  /**
   * `later`: which articles carry one report is left to whoever calls `settle`, as only one process at a time can tell; for workers. `now` (the default): told at once, while
   * all others that want to wait.
   */
  readonly reports?: "now" | "later";
  /** Only for reading: no tables are made or brought forward. */
  readonly readOnly?: boolean;
}

/** The name of the tables among the parts of a database. */
const PART = "store";

let known: readonly Migration[] | undefined;

/** The schema's steps; read once. */
function migrations(): readonly Migration[] {
  known ??= listMigrations(new URL("./migrations-postgres/", import.meta.url));
  return known;
}

/** The version of the tables in PostgreSQL that this code knows. */
export const newestPostgresVersion = (): number => migrations().at(-1)?.version ?? 0;

/**
 * The store in PostgreSQL, its tables made where there are none and brought forward to the newest version. Any number of processes may write at once.
 * @throws StoreBroken when the database cannot be reached, or its tables are newer than this code (of `readOnly`: are missing or older).
 */
export function openPostgresStore({ connection, raw, reports = "now", readOnly = false, ...options }: PostgresStoreOptions): Store {
  try {
    if (readOnly) assertThere(connection);
    else bringForward(connection, PART, migrations(), options.onUpgrade);
    return new TableStore(postgresEngine({ connection, raw, reports, readOnly }), options);
  } catch (cause) {
    connection.close();
    throw storeBroken(connection.place, cause);
  }
}

function postgresEngine({ connection, raw, reports, readOnly }: Required<Omit<PostgresStoreOptions, keyof TableStoreOptions>>): Engine {
  return {
    connection,
    bodies: bodiesOutside(raw),
    version: postgresVersion(connection),
    isReadOnly: readOnly,
    assertStill: () => assertStill(connection),
    reports,
    close: connection.close,
  };
}

function assertThere(connection: Connection): void {
  const [found, newest] = [versionOf(connection, PART), newestPostgresVersion()];
  if (found === newest) return;
  if (found === 0)
    throw new StoreBroken(
      `Cơ sở dữ liệu ${connection.place} chưa có kho dữ liệu.`,
      "Tạo kho bằng dangvu nightly, dangvu read hoặc dangvu worker.",
    );
  throw new StoreBroken(
    `Kho dữ liệu ${connection.place} có phiên bản ${found}, chương trình này cần phiên bản ${newest}.`,
    found < newest
      ? "Chạy dangvu doctor một lần để nâng cấp kho, rồi mở lại."
      : "Cập nhật chương trình, hoặc chỉ định một cơ sở dữ liệu khác.",
  );
}

/** Old code must not write what new code keeps otherwise. */
function assertStill(connection: Connection): void {
  const found = Number(connection.row("SELECT version FROM parts WHERE part = ?", [PART])?.version ?? 0);
  if (found !== newestPostgresVersion())
    throw new StoreBroken(
      `Kho dữ liệu ${connection.place} vừa được nâng cấp lên phiên bản ${found}; chương trình đang chạy chỉ biết phiên bản ${newestPostgresVersion()}.`,
      "Khởi động lại bằng chương trình mới.",
    );
}
