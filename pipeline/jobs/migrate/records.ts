import { closeSync, openSync, readSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import * as z from "zod";
import type { Binding, Connection } from "../../database/statements.ts";
import type { Archive } from "../../store/archive.ts";
import { isRecordOf, recordOf } from "../../store/raw/record.ts";
import { readPageRow } from "../../store/rows.ts";
import { warcPath } from "../../store/warc.ts";
import type { RawPages } from "../../types/raw-pages.ts";

/** The records of raw pages of one store, each a gzip member that holds what came with the body, too. */
export interface Records {
  readonly place: string;
  /** Null for one that is lost or damaged. */
  readonly read: (sha256: string) => Uint8Array | null;
  /** To be called before a transaction that keeps records. */
  readonly prepare: () => void;
  /** Keeps a record, inside a transaction; returns the columns of its row of `pages` that say where. */
  readonly keep: (sha256: string, record: Uint8Array) => Readonly<Record<string, Binding>>;
  /** Brings to the disk what was kept: before the transaction ends. */
  readonly flush: () => void;
  readonly close: () => void;
}

/** What a page without its body has in a store in SQLite: nothing that would read as one. */
export const NO_BODY: Readonly<Record<string, Binding>> = { body: new Uint8Array(0) };

/** Outside of the database. */
export function recordsOutside(raw: RawPages): Records {
  return {
    place: raw.place,
    read: (sha256) => raw.read(sha256),
    prepare: () => {},
    keep: (sha256, record) => {
      raw.keep(sha256, record);
      return {};
    },
    flush: () => {},
    close: () => raw.close(),
  };
}

const bytes = z.union([z.instanceof(Uint8Array), z.instanceof(ArrayBuffer).transform((buffer) => new Uint8Array(buffer))]);
const placeRow = z.object({ name: z.string().nullable(), warc_offset: z.int().nullable(), warc_length: z.int().nullable(), body: bytes });

/** In the WARC files of a store in SQLite, or in its rows, where they were before there were such files. `archive` is what writes; null for a store that is only read. */
export function recordsInWarc(sql: Connection, folder: string, archive: Archive | null): Records {
  return {
    place: folder,
    read: (sha256) => readRecord(sql, folder, sha256),
    prepare: () => {
      if (archive?.isReady() === false) sql.transact("write", () => archive.begin());
    },
    keep: (_, record) => {
      if (archive === null) throw new RangeError("a store that is only read");
      const { file, offset, length } = archive.keepRecord(gunzipSync(record));
      return { ...NO_BODY, warc_file: file, warc_offset: offset, warc_length: length };
    },
    flush: () => archive?.flush(),
    close: () => archive?.close(),
  };
}

function readRecord(sql: Connection, folder: string, sha256: string): Uint8Array | null {
  const columns = "w.name, p.warc_offset, p.warc_length, p.body";
  const row = sql.row(`SELECT ${columns} FROM pages p LEFT JOIN warc_files w ON w.seq = p.warc_file WHERE p.sha256 = ?`, [sha256]);
  if (row === undefined) return null;
  const { name, warc_offset: offset, warc_length: length, body } = placeRow.parse(row);
  const record =
    name === null || offset === null || length === null
      ? recordOfRow(sql, sha256, body)
      : readExtent(warcPath(folder, name), { offset, length });
  return record !== null && isRecordOf(record, sha256) ? record : null;
}

/** Of a body that lies in its row; how the server answered was not kept then. */
function recordOfRow(sql: Connection, sha256: string, packed: Uint8Array): Uint8Array | null {
  const row = sql.row("SELECT * FROM versions WHERE sha256 = ? ORDER BY seq LIMIT 1", [sha256]);
  if (row === undefined || packed.length === 0) return null;
  return recordOf({ ...readPageRow(row), body: gunzipSync(packed) });
}

/** Null for a file that is not there, or shorter. */
function readExtent(path: string, { offset, length }: { readonly offset: number; readonly length: number }): Uint8Array | null {
  const fd = opened(path);
  if (fd === null) return null;
  try {
    const record = new Uint8Array(length);
    return readSync(fd, record, 0, length, offset) === length ? record : null;
  } finally {
    closeSync(fd);
  }
}

function opened(path: string): number | null {
  try {
    return openSync(path, "r");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return null; // named: the page is counted as lost
    throw cause;
  }
}
