import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { named, type Statements, where } from "../database/statements.ts";
import { UnreadableDocument } from "../types/errors.ts";
import type { Page } from "../types/page.ts";
import type { PageHead, PageQuery } from "../types/store.ts";
import type { Archive } from "./archive.ts";
import { readPageHead, readPageRow, type StoredPage } from "./rows.ts";
import { bodyOfRecord } from "./warc-format.ts";

/** The version of an address that is current. */
export interface CurrentVersion {
  readonly sha256: string;
  readonly rules: string;
  readonly fetchedAt: string;
}

/** Bodies and the addresses that had them. All functions but `list` and `page` are called inside a transaction. */
export interface Pages {
  readonly current: (url: string) => CurrentVersion | null;
  /** The rules that read this body last, and the digest of what they read; null for one that is not stored. */
  readonly readingOf: (sha256: string) => { readonly rules: string; readonly digest: string } | null;
  readonly add: (page: Page, reading: { rules: string; digest: string }) => void;
  readonly setReading: (sha256: string, reading: { rules?: string; digest: string }) => void;
  readonly hasVersion: (url: string, sha256: string) => boolean;
  /** Notes that this address has this body now, or had it before what it has now. True when the address had gone and is back. */
  readonly addVersion: (page: Page, options: { run: string; isPast: boolean }) => boolean;
  /** Notes in the archive that an address brought a body that another record holds already. */
  readonly noteRevisit: (page: Page) => void;
  /** The digests of those of these bodies that are current somewhere. */
  readonly currentDigests: (bodies: readonly string[]) => readonly string[];
  readonly list: (query: PageQuery) => readonly PageHead[];
  readonly page: (sha256: string) => Page | null;
}

/** Pages of a store; without an archive (a store in memory) bodies are kept in the rows themselves. */
export function makePages(sql: Statements, archive: Archive | null): Pages {
  return {
    current: (url) => currentVersion(sql, url),
    readingOf: (sha256) => {
      const row = sql.row("SELECT rules, digest FROM pages WHERE sha256 = ?", [sha256]);
      return row === undefined ? null : { rules: String(row.rules), digest: String(row.digest) };
    },
    add: (page, { rules, digest }) => sql.insert("pages", { sha256: page.sha256, rules, digest, ...bodyColumns(page, archive) }),
    setReading: (sha256, { rules, digest }) =>
      sql.run("UPDATE pages SET rules = coalesce(?, rules), digest = ? WHERE sha256 = ?", [rules ?? null, digest, sha256]),
    hasVersion: (url, sha256) => sql.row("SELECT 1 FROM versions WHERE url = ? AND sha256 = ?", [url, sha256]) !== undefined,
    addVersion: (page, options) => addVersion(sql, page, options),
    noteRevisit: (page) => noteRevisit(sql, archive, page),
    currentDigests: (bodies) => {
      const isCurrent = "EXISTS (SELECT 1 FROM versions v WHERE v.sha256 = pages.sha256 AND v.is_current = 1)";
      const rows = sql.rows(`SELECT digest FROM pages WHERE sha256 IN (SELECT value FROM json_each(?)) AND ${isCurrent}`, [
        JSON.stringify(bodies),
      ]);
      return rows.map(({ digest }) => String(digest));
    },
    list: (query) => listPages(sql, query),
    page: (sha256) => {
      const row = sql.row("SELECT * FROM versions JOIN pages USING (sha256) WHERE sha256 = ? ORDER BY seq LIMIT 1", [sha256]);
      return row === undefined ? null : withBody(readPageRow(row), archive);
    },
  };
}

function currentVersion(sql: Statements, url: string): CurrentVersion | null {
  const row = sql.row("SELECT sha256, rules, fetched_at FROM versions JOIN pages USING (sha256) WHERE url = ? AND is_current = 1", [url]);
  return row === undefined ? null : { sha256: String(row.sha256), rules: String(row.rules), fetchedAt: String(row.fetched_at) };
}

/** The record is written first, and the row then says where. */
function bodyColumns(page: Page, archive: Archive | null) {
  if (archive === null) return { body: gzipSync(page.body) };
  const { file, offset, length } = archive.keep(page);
  return { body: new Uint8Array(0), warc_file: file, warc_offset: offset, warc_length: length };
}

function addVersion(sql: Statements, page: Page, { run, isPast }: { run: string; isPast: boolean }): boolean {
  const isBack = !isPast && sql.run("DELETE FROM gone WHERE url = ?", [page.url]) > 0;
  if (!isPast) sql.run("UPDATE versions SET is_current = 0 WHERE url = ? AND sha256 <> ?", [page.url, page.sha256]);
  sql.run(
    `INSERT INTO versions (url, sha256, source, fetched_at, media_type, charset, is_current, run) VALUES (:url, :sha256, :source, :at, :type, :charset, :current, :run)
     ON CONFLICT (url, sha256) DO UPDATE SET is_current = max(is_current, excluded.is_current), run = excluded.run`,
    {
      url: page.url,
      sha256: page.sha256,
      source: page.source,
      at: page.fetchedAt,
      type: page.mediaType,
      charset: page.charset,
      current: isPast ? 0 : 1,
      run,
    },
  );
  return isBack;
}

function noteRevisit(sql: Statements, archive: Archive | null, page: Page): void {
  if (archive === null) return;
  const first = sql.row(
    "SELECT url, fetched_at FROM versions JOIN pages USING (sha256) WHERE sha256 = ? AND warc_file IS NOT NULL ORDER BY seq LIMIT 1",
    [page.sha256],
  );
  if (first !== undefined) archive.keepRevisit(page, { url: String(first.url), fetchedAt: String(first.fetched_at) });
}

function listPages(sql: Statements, { source, since, notReadBy, after, limit }: PageQuery): readonly PageHead[] {
  const conditions = where([
    "v.seq = (SELECT min(w.seq) FROM versions w WHERE w.sha256 = p.sha256)",
    source !== undefined && "v.source = :source",
    since !== undefined && "julianday(v.fetched_at) >= julianday(:since)",
    notReadBy !== undefined && "p.rules <> :notReadBy",
    after !== undefined && "p.sha256 > :after",
  ]);
  const columns = "p.sha256, p.rules, p.digest, v.url, v.source, v.fetched_at";
  const most = limit === undefined ? "" : "LIMIT :limit";
  const text = `SELECT ${columns} FROM pages p JOIN versions v USING (sha256) ${conditions} ORDER BY p.sha256 ${most}`;
  return sql.rows(text, named({ source, since, notReadBy, after, limit })).map(readPageHead);
}

function withBody({ page, body, place }: StoredPage, archive: Archive | null): Page {
  if (place === null) return { ...page, body: new Uint8Array(gunzipSync(body)) };
  if (archive === null) throw new Error("a store in memory has no WARC files");
  const found = bodyOfRecord(readPlace(archive, place, page.url));
  if (found === null || createHash("sha256").update(found).digest("hex") !== page.sha256) throw lost(archive.pathOf(place.file), page.url);
  return { ...page, body: new Uint8Array(found) };
}

function readPlace(archive: Archive, place: NonNullable<StoredPage["place"]>, url: string): Buffer {
  try {
    return archive.read(place);
  } catch (cause) {
    throw lost(archive.pathOf(place.file), url, cause);
  }
}

function lost(path: string, url: string, cause?: unknown): UnreadableDocument {
  return new UnreadableDocument(
    `Không đọc lại được bản gốc của ${url}: tệp ${path} thiếu hoặc đã hỏng.`,
    "Khôi phục tệp này từ bản sao lưu; số liệu đã trích không mất.",
    cause,
  );
}
