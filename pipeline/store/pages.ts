import { insertText, named, type Statements, where } from "../database/statements.ts";
import type { Page } from "../types/page.ts";
import type { PageHead, PageQuery } from "../types/store.ts";
import type { Bodies } from "./bodies.ts";
import { documentOf, documentsOf, inDocument, inDocuments, isDivided, keyColumns, onlyOne } from "./partitions.ts";
import { readPageHead, readPageRow } from "./rows.ts";

/** The version of an address that is current. */
export interface CurrentVersion {
  readonly sha256: string;
  readonly fetchedAt: string;
}

/** A body that is stored: the rules that read it last, the digest of what they read, and how many addresses have it now. */
export interface StoredBody {
  readonly rules: string;
  readonly digest: string;
  readonly uses: number;
}

/** What becomes of an address that has brought a body. */
export interface Arrival {
  readonly run: string;
  /** The address had it before what it has now. */
  readonly isPast: boolean;
  /** What the address had so far. */
  readonly current: CurrentVersion | null;
  /** No address had this body before. */
  readonly isNew: boolean;
}

/** Bodies and the addresses that had them. All functions but `list` and `page` are called inside a transaction. */
export interface Pages {
  /** What these addresses have; those that never had anything are left out. */
  readonly current: (urls: readonly string[]) => ReadonlyMap<string, CurrentVersion>;
  /** Those of these bodies that are stored. */
  readonly bodies: (of: readonly string[]) => ReadonlyMap<string, StoredBody>;
  readonly add: (page: Page, reading: { rules: string; digest: string }) => void;
  readonly setReading: (sha256: string, reading: { rules?: string; digest: string }) => void;
  readonly hasVersion: (url: string, sha256: string) => boolean;
  /** Notes that this address has this body now, or had it; returns since when, and whether the address had gone and is back. */
  readonly addVersion: (page: Page, arrival: Arrival) => { readonly fetchedAt: string; readonly isBack: boolean };
  /** Notes in the archive that an address brought a body that another record holds already. */
  readonly noteRevisit: (page: Page) => void;
  /** Notes that an address has gone; false when that was known. */
  readonly addGone: (gone: { url: string; at: string; status: number }) => boolean;
  /** The bodies that an address has had. */
  readonly bodiesOf: (url: string) => readonly string[];
  /** The digests of those of these bodies that are current somewhere. */
  readonly currentDigests: (bodies: readonly string[]) => readonly string[];
  readonly list: (query: PageQuery) => readonly PageHead[];
  readonly page: (sha256: string) => Page | null;
}

export function makePages(sql: Statements, bodies: Bodies): Pages {
  return {
    current: (urls) => currentVersions(sql, urls),
    bodies: (of) => storedBodies(sql, of),
    add: (page, { rules, digest }) => {
      const key = keyColumns(sql, { document: documentOf(page.sha256) });
      sql.insert("pages", { sha256: page.sha256, rules, digest, ...key, ...bodies.keep(page) });
    },
    setReading: (sha256, { rules, digest }) =>
      sql.put(`UPDATE pages SET rules = coalesce(:rules, rules), digest = :digest WHERE sha256 = :sha256 AND ${inDocument(sql)}`, {
        rules: rules ?? null,
        digest,
        sha256,
        document: documentOf(sha256),
      }),
    hasVersion: (url, sha256) =>
      sql.row(`SELECT 1 AS found FROM versions WHERE url = :url AND sha256 = :sha256 AND ${inDocument(sql)}`, {
        url,
        sha256,
        document: documentOf(sha256),
      }) !== undefined,
    addVersion: (page, arrival) => addVersion(sql, page, arrival),
    noteRevisit: (page) => noteRevisit(sql, bodies, page),
    addGone: (gone) => addGone(sql, gone),
    bodiesOf: (url) => sql.rows("SELECT DISTINCT sha256 FROM versions WHERE url = ?", [url]).map(({ sha256 }) => String(sha256)),
    currentDigests: (of) => [...storedBodies(sql, of).values()].filter(({ uses }) => uses > 0).map(({ digest }) => digest),
    list: (query) => listPages(sql, query),
    page: (sha256) => findPage(sql, bodies, sha256),
  };
}

/** PostgreSQL has it beside: in a store of many parts the versions of an address lie in several. */
function currentVersions(sql: Statements, urls: readonly string[]): ReadonlyMap<string, CurrentVersion> {
  const from = isDivided(sql) ? "addresses WHERE" : "versions WHERE is_current = 1 AND";
  const rows = sql.rows(`SELECT url, sha256, fetched_at FROM ${from} ${sql.dialect.among("url", ":urls", "text")}`, {
    urls: JSON.stringify(urls),
  });
  return new Map(rows.map((row) => [String(row.url), { sha256: String(row.sha256), fetchedAt: String(row.fetched_at) }]));
}

function storedBodies(sql: Statements, of: readonly string[]): ReadonlyMap<string, StoredBody> {
  const same = isDivided(sql) ? "v.document = p.document AND v.sha256 = p.sha256" : "v.sha256 = p.sha256";
  const rows = sql.rows(
    `SELECT sha256, rules, digest, (
       SELECT count(*) FROM versions v WHERE ${same} AND v.is_current = 1 AND ${inDocuments(sql, "v.document")}) AS uses
     FROM pages p WHERE ${sql.dialect.among("sha256", ":of", "text")} AND ${inDocuments(sql)}`,
    { of: JSON.stringify(of), documents: documentsOf(of) },
  );
  return new Map(
    rows.map(({ sha256, rules, digest, uses }) => [String(sha256), { rules: String(rules), digest: String(digest), uses: Number(uses) }]),
  );
}

function addVersion(sql: Statements, page: Page, { run, isPast, current, isNew }: Arrival): { fetchedAt: string; isBack: boolean } {
  const { url, sha256 } = page;
  const isNews = !isPast && current?.sha256 !== sha256;
  const isBack = !isPast && current !== null && removeGone(sql, url);
  if (isNews && current !== null)
    sql.put(`UPDATE versions SET is_current = 0 WHERE url = :url AND sha256 = :sha256 AND ${inDocument(sql)}`, {
      url,
      sha256: current.sha256,
      document: documentOf(current.sha256),
    });
  const fetchedAt = insertVersion(sql, page, { run, isPast, isNew });
  if (isNews && isDivided(sql))
    sql.put(
      `INSERT INTO addresses (url, document, sha256, fetched_at) VALUES (:url, :document, :sha256, :fetchedAt)
       ON CONFLICT (url) DO UPDATE SET document = excluded.document, sha256 = excluded.sha256, fetched_at = excluded.fetched_at`,
      { url, document: documentOf(sha256), sha256, fetchedAt },
    );
  return { fetchedAt, isBack };
}

/** Returns when the address first had this body. */
function insertVersion(sql: Statements, page: Page, { run, isPast, isNew }: Pick<Arrival, "run" | "isPast" | "isNew">): string {
  const row = {
    ...keyColumns(sql, { document: documentOf(page.sha256) }),
    url: page.url,
    sha256: page.sha256,
    source: page.source,
    fetched_at: page.fetchedAt,
    media_type: page.mediaType,
    charset: page.charset,
    is_current: isPast ? 0 : 1,
    run,
    ...(isPast && isDivided(sql) ? { gone_at: goneAt(sql, page.url) } : {}),
  };
  if (isNew) {
    sql.insert("versions", row);
    return page.fetchedAt;
  }
  const found = sql.row(
    `${insertText("versions", Object.keys(row))} ON CONFLICT (${onlyOne(sql, "url, sha256")}) DO UPDATE SET
     is_current = CASE WHEN excluded.is_current = 1 THEN 1 ELSE versions.is_current END, run = excluded.run RETURNING fetched_at`,
    row,
  );
  return String(found?.fetched_at);
}

const goneAt = (sql: Statements, url: string): string | null => {
  const row = sql.row("SELECT at FROM gone WHERE url = ?", [url]);
  return row === undefined ? null : String(row.at);
};

function addGone(sql: Statements, { url, at, status }: { url: string; at: string; status: number }): boolean {
  if (!currentVersions(sql, [url]).has(url)) return false;
  const isNews = sql.run("INSERT INTO gone (url, at, status) VALUES (?, ?, ?) ON CONFLICT (url) DO NOTHING", [url, at, status]) > 0;
  if (isNews && isDivided(sql)) sql.put("UPDATE versions SET gone_at = ? WHERE url = ?", [at, url]);
  return isNews;
}

function removeGone(sql: Statements, url: string): boolean {
  const isBack = sql.run("DELETE FROM gone WHERE url = ?", [url]) > 0;
  if (isBack && isDivided(sql)) sql.put("UPDATE versions SET gone_at = NULL WHERE url = ?", [url]);
  return isBack;
}

function noteRevisit(sql: Statements, { keepRevisit }: Bodies, page: Page): void {
  if (keepRevisit === null) return;
  const first = sql.row(
    "SELECT url, fetched_at FROM versions JOIN pages USING (sha256) WHERE sha256 = ? AND warc_file IS NOT NULL ORDER BY seq LIMIT 1",
    [page.sha256],
  );
  if (first !== undefined) keepRevisit(page, { url: String(first.url), fetchedAt: String(first.fetched_at) });
}

function listPages(sql: Statements, { source, since, notReadBy, after, documents, limit }: PageQuery): readonly PageHead[] {
  const conditions = where([
    !isDivided(sql) && "v.seq = (SELECT min(w.seq) FROM versions w WHERE w.sha256 = p.sha256)",
    source !== undefined && "v.source = :source",
    since !== undefined && "julianday(v.fetched_at) >= julianday(:since)",
    notReadBy !== undefined && "p.rules <> :notReadBy",
    after !== undefined && `p.sha256 > :after${isDivided(sql) ? " AND p.document >= substr(:after, 1, 16)" : ""}`,
    documents !== undefined && (isDivided(sql) ? inDocuments(sql, "p.document") : BEGINS),
  ]);
  const columns = "p.sha256, p.rules, p.digest, v.url, v.source, v.fetched_at";
  const most = limit === undefined ? "" : "LIMIT :limit";
  const [versions, order] = isDivided(sql) ? [FIRST_VERSION, "p.document, p.sha256"] : ["JOIN versions v USING (sha256)", "p.sha256"];
  const text = `SELECT ${columns} FROM pages p ${versions} ${conditions} ORDER BY ${order} ${most}`;
  const list = documents === undefined ? undefined : JSON.stringify(documents);
  return sql.rows(text, named({ source, since, notReadBy, after, documents: list, limit })).map(readPageHead);
}

/** SQLite finds them by the index on the whole hash. */
const BEGINS =
  "p.sha256 IN (SELECT q.sha256 FROM json_each(:documents) j JOIN pages q ON q.sha256 >= j.value AND q.sha256 < j.value || 'g')";

/** Told so that PostgreSQL knows that there is one of each page: it then goes through the pages in their order, and ends at the limit. */
const FIRST_VERSION = `CROSS JOIN LATERAL (
  SELECT w.url, w.source, w.fetched_at FROM versions w WHERE w.document = p.document AND w.sha256 = p.sha256 ORDER BY w.seq LIMIT 1
) v`;

function findPage(sql: Statements, bodies: Bodies, sha256: string): Page | null {
  const same = isDivided(sql) ? "document, sha256" : "sha256";
  const row = sql.row(
    `SELECT * FROM versions JOIN pages USING (${same}) WHERE sha256 = :sha256 AND ${inDocument(sql)} ORDER BY seq LIMIT 1`,
    { sha256, document: documentOf(sha256) },
  );
  if (row === undefined) return null;
  const page = readPageRow(row);
  return { ...page, body: bodies.read(row, page) };
}
