import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import * as z from "zod";
import type { Binding, Row } from "../database/statements.ts";
import { UnreadableDocument } from "../types/errors.ts";
import type { Page } from "../types/page.ts";
import type { RawPages } from "../types/raw-pages.ts";
import type { RawFile } from "../types/store.ts";
import type { Archive, Shelfmark } from "./archive.ts";
import { bodyOf, recordOf } from "./raw/record.ts";
import { bodyOfRecord, type FirstSeen } from "./warc-format.ts";

/** Where the bodies of pages are kept. `keep` and `keepRevisit` are called inside a transaction. */
export interface Bodies {
  /** Keeps a body, and returns the columns of its row of `pages` that say where. */
  readonly keep: (page: Page) => Readonly<Record<string, Binding>>;
  /** The body of a row of `pages`. Throws UnreadableDocument when it is lost or damaged. */
  readonly read: (row: Row, page: Pick<Page, "url" | "sha256">) => Uint8Array;
  /** Notes that a page had a body that is kept already; null where that is not noted. */
  readonly keepRevisit: ((page: Page, first: FirstSeen) => void) | null;
  /** May bodies be kept now? Else `begin` is due, in a transaction of its own. */
  readonly isReady: () => boolean;
  readonly begin: () => void;
  /** Has a process that died left something half-written? Then `mend` is due, in a transaction. */
  readonly isTorn: () => boolean;
  readonly mend: () => void;
  /** Brings to the disk what was kept: before its rows are. */
  readonly flush: () => void;
  readonly files: () => readonly RawFile[];
  readonly close: () => void;
}

const nothing = {
  keepRevisit: null,
  isReady: () => true,
  begin: () => {},
  isTorn: () => false,
  mend: () => {},
  flush: () => {},
  files: () => [],
};

const bytes = z.union([z.instanceof(Uint8Array), z.instanceof(ArrayBuffer).transform((buffer) => new Uint8Array(buffer))]);
const count = z.int().min(0).nullable();
const shelfRow = z.object({ body: bytes, warc_file: count, warc_offset: count, warc_length: count });

const unpacked = (body: Uint8Array): Uint8Array => new Uint8Array(gunzipSync(body));

/** In the rows themselves, packed: of a store in memory. */
export function bodiesInRows(): Bodies {
  return {
    ...nothing,
    keep: (page) => ({ body: gzipSync(page.body) }),
    read: (row) => unpacked(shelfRow.parse(row).body),
    close: () => {},
  };
}

/** In the WARC files beside a store in SQLite; what was stored before there were any, in rows. */
export function bodiesInArchive(archive: Archive): Bodies {
  return {
    keep: (page) => {
      const { file, offset, length } = archive.keep(page);
      return { body: new Uint8Array(0), warc_file: file, warc_offset: offset, warc_length: length };
    },
    read: (row, page) => {
      const { body, warc_file: file, warc_offset: offset, warc_length: length } = shelfRow.parse(row);
      const isInWarc = file !== null && offset !== null && length !== null;
      return isInWarc ? readShelved(archive, { file, offset, length }, page) : unpacked(body);
    },
    keepRevisit: (page, first) => archive.keepRevisit(page, first),
    isReady: () => archive.isReady(),
    begin: () => archive.begin(),
    isTorn: () => archive.isTorn(),
    mend: () => archive.mend(),
    flush: () => archive.flush(),
    files: () => archive.files(),
    close: () => archive.close(),
  };
}

/** In raw pages outside of the database. A page that comes without its body must have been kept before. */
export function bodiesOutside(raw: RawPages): Bodies {
  return {
    ...nothing,
    keep: (page) => {
      if (page.body.length > 0 || page.sha256 === EMPTY) raw.keep(page.sha256, recordOf(page));
      return {};
    },
    read: (_, { url, sha256 }) => {
      const record = raw.read(sha256);
      const found = record === null ? null : bodyOf(record);
      if (found === null || hashOf(found) !== sha256) throw lost(`${raw.place} (${sha256})`, url);
      return new Uint8Array(found);
    },
    close: () => raw.close(),
  };
}

const hashOf = (body: Uint8Array): string => createHash("sha256").update(body).digest("hex");

const EMPTY = hashOf(new Uint8Array(0));

function readShelved(archive: Archive, place: Shelfmark, { url, sha256 }: Pick<Page, "url" | "sha256">): Uint8Array {
  const found = bodyOfRecord(readPlace(archive, place, url));
  if (found === null || hashOf(found) !== sha256) throw lost(`tệp ${archive.pathOf(place.file)}`, url);
  return new Uint8Array(found);
}

function readPlace(archive: Archive, place: Shelfmark, url: string): Buffer {
  try {
    return archive.read(place);
  } catch (cause) {
    throw lost(`tệp ${archive.pathOf(place.file)}`, url, cause);
  }
}

function lost(where: string, url: string, cause?: unknown): UnreadableDocument {
  return new UnreadableDocument(
    `Không đọc lại được bản gốc của ${url}: ${where} thiếu hoặc đã hỏng.`,
    "Khôi phục nó từ bản sao lưu; số liệu đã trích không mất.",
    cause,
  );
}
