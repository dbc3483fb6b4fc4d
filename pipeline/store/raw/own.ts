import { randomUUID } from "node:crypto";
import { bringForward, listMigrations, versionOf } from "../../database/parts.ts";
import type { Connection } from "../../database/statements.ts";
import { StoreAway, StoreBroken } from "../../types/errors.ts";
import type { RawPages } from "../../types/raw-pages.ts";
import { hasCode } from "./errors.ts";
import { MARKER, type MarkedPages } from "./marker.ts";

/** Raw pages of one database, which are kept and looked for at no place but theirs. */
export interface OwnRawPages extends RawPages {
  /** Throws StoreAway where this is not the place that holds the pages of the database. Writes nothing. */
  readonly verify: () => void;
  /** Marks the place, and has the database take note of it, where that is still to be done; throws StoreAway like `verify`. For those who write beside `keep`. */
  readonly claim: () => void;
}

const PART = "raw";

/** Makes the table that says which place holds the raw pages of a database. Throws StoreBroken when it is newer than this code. */
export function prepareRawPlace(connection: Connection): void {
  bringForward(connection, PART, listMigrations(new URL("./migrations-postgres/", import.meta.url)));
}

/**
 * The raw pages of a database. When the first page is kept, the place is given a marker, and the database takes note of it; from then on a place without this marker counts as away. A place
 * without any is taken over where it holds pages that the database knows; and of a database that has noted nothing yet, where that knows none.
 */
export function ownRawPages(raw: MarkedPages, connection: Connection): OwnRawPages {
  let [settled, isClaimed, mayBeUndone]: [string | null, boolean, boolean] = [null, false, false];
  const noted = (): string | null => {
    const id = settled ?? notedPlace(connection);
    if (!mayBeUndone || !connection.isInTransaction()) settled = id;
    return id;
  };
  const verify = (): { readonly id: string | null; readonly found: string | null } => {
    const [id, found] = [noted(), raw.marker()];
    const isTheirs = found === null ? isTakenOver(id, raw, connection) : found === (id ?? found);
    if (!isTheirs) throw foreign(raw.place, found, id);
    return { id, found };
  };
  const claim = (): void => {
    const { id, found } = verify();
    if (found === null) raw.mark(id ?? randomUUID());
    if (id === null) {
      mayBeUndone = connection.isInTransaction();
      notePlace(connection, raw.marker() ?? "");
    }
    // Of two who were first at two places, one was too late.
    if (id === null || found === null) verify();
    isClaimed = settled !== null;
  };
  /** Before the first page is kept, a folder that is still to be made is none that has gone. */
  const readOrNew = (sha256: string): Uint8Array | null => {
    try {
      return raw.read(sha256);
    } catch (error) {
      const isMissing = error instanceof StoreBroken && hasCode(error.cause, "ENOENT");
      if (!isMissing || noted() !== null || somePages(connection).length > 0) throw error;
      return null;
    }
  };
  const isSure = (): boolean => isClaimed && !raw.isMounted;
  return {
    place: raw.place,
    verify: () => void verify(),
    claim,
    keep: (sha256, record) => {
      if (!isSure()) claim();
      raw.keep(sha256, record);
    },
    read: (sha256) => {
      const record = readOrNew(sha256);
      if (record === null && !isSure()) verify();
      return record;
    },
    tryKeeping: () => {
      verify();
      raw.tryKeeping();
    },
    close: raw.close,
  };
}

function notedPlace(connection: Connection): string | null {
  const row = versionOf(connection, PART) > 0 ? connection.row("SELECT id FROM raw_place", []) : undefined;
  return row === undefined ? null : String(row.id);
}

function notePlace(connection: Connection, id: string): void {
  prepareRawPlace(connection);
  connection.run("INSERT INTO raw_place (one, id) VALUES (1, ?) ON CONFLICT DO NOTHING", [id]);
}

function isTakenOver(id: string | null, raw: RawPages, connection: Connection): boolean {
  const pages = somePages(connection);
  return pages.length === 0 ? id === null : pages.some((sha256) => raw.read(sha256) !== null);
}

/** Some pages that the database knows: hashes come in no order of time. */
function somePages(connection: Connection): readonly string[] {
  if (versionOf(connection, "store") === 0) return [];
  return connection.rows("SELECT sha256 FROM pages ORDER BY document, sha256 LIMIT 5", []).map(({ sha256 }) => String(sha256));
}

function foreign(place: string, found: string | null, id: string | null): StoreAway {
  const seen = found === null ? `không có tệp ${MARKER}` : `tệp ${MARKER} có mã ${found}`;
  const needed = id === null ? "và không có trang nào mà cơ sở dữ liệu đã ghi nhận" : `cần mã ${id}`;
  return new StoreAway(
    `${place} không phải là nơi giữ trang gốc của cơ sở dữ liệu này: ${seen}, ${needed}.`,
    `Gắn ổ dùng chung vào máy này, hoặc sửa rawPages (DANGVU_RAW_PAGES). Nếu chuyển sang nơi mới: chép hết trang gốc và tệp ${MARKER} từ nơi cũ; nếu trang gốc cũ đã mất: tự ghi tệp ấy với nội dung {"id":"${id ?? randomUUID()}"}.`,
  );
}
