import * as z from "zod";
import type { Binding, Connection } from "../../database/statements.ts";
import type { End } from "./ends.ts";
import { NO_BODY } from "./records.ts";
import { areSameOwned, BEHIND, type Documents, readOwned, removeOwned, writeOwned } from "./rows.ts";
import { OWNED, PAGES } from "./tables.ts";

/** Documents that are copied in one transaction. */
const STEP = 200;
const ID = 16;

/** The last of the documents that are copied together behind `after`; BEHIND where it is the last of all. */
export function endOfDocuments(source: Connection, after: string): string {
  const isDivided = source.dialect.name === "postgres";
  const [condition, order] = isDivided ? ["document > ?", "document, sha256"] : ["sha256 > ?", "sha256"];
  const from = after === "" || isDivided ? after : after + BEHIND;
  const row = source.row(`SELECT sha256 FROM pages WHERE ${condition} ORDER BY ${order} LIMIT 1 OFFSET ${STEP - 1}`, [from]);
  return row === undefined ? BEHIND : String(row.sha256).slice(0, ID);
}

const pageRows = z.array(z.object({ sha256: z.string(), rules: z.string(), digest: z.string() }));
type PageRow = z.infer<typeof pageRows>[number];

/** The hashes of the pages of some documents. */
export function pagesOf(sql: Connection, documents: Documents): readonly string[] {
  return pageRows.parse(JSON.parse(readOwned(sql, PAGES, documents))).map(({ sha256 }) => sha256);
}

/** What the source has of some documents, as JSON. */
export interface Taken {
  readonly documents: Documents;
  readonly pages: string;
  /** In the order of OWNED. */
  readonly rows: readonly string[];
}

export function takeDocuments(source: Connection, documents: Documents): Taken {
  return { documents, pages: readOwned(source, PAGES, documents), rows: OWNED.map((table) => readOwned(source, table, documents)) };
}

/** Has the target the same of these documents? */
export function hasSame(target: Connection, { documents, pages, rows }: Taken): boolean {
  return (
    areSameOwned(PAGES, pages, readOwned(target, PAGES, documents)) &&
    OWNED.every((table, i) => areSameOwned(table, rows[i] ?? "[]", readOwned(target, table, documents)))
  );
}

/** Puts what was taken in place of what the target has of these documents, inside a transaction; raw pages that it has already stay where they are. Returns those whose raw page is lost. */
export function putDocuments({ source, target }: { source: End; target: End }, { documents, pages, rows }: Taken): readonly string[] {
  const { connection } = target;
  for (const table of OWNED.toReversed()) removeOwned(connection, table, documents);
  const lost = putPages({ source, target }, documents, pageRows.parse(JSON.parse(pages)));
  OWNED.forEach((table, i) => {
    if (table.name === "versions" && target.engine === "sqlite") makeRoom(connection, rows[i] ?? "[]");
    writeOwned(connection, table, rows[i] ?? "[]");
  });
  if (target.engine === "postgres") renewAddresses(connection, documents);
  target.records.flush();
  return lost;
}

function putPages({ source, target }: { source: End; target: End }, documents: Documents, pages: readonly PageRow[]): readonly string[] {
  const known = new Set(pagesOf(target.connection, documents));
  const lost: string[] = [];
  const placed = pages.map((page): Readonly<Record<string, Binding>> => {
    if (known.has(page.sha256)) return { ...page };
    const record = source.records.read(page.sha256);
    if (record === null) lost.push(page.sha256);
    return { ...page, ...(record === null ? NO_BODY : target.records.keep(page.sha256, record)) };
  });
  if (target.engine === "postgres") {
    removeOwned(target.connection, PAGES, documents);
    writeOwned(target.connection, PAGES, JSON.stringify(pages));
    return lost;
  }
  const wanted = new Set(pages.map(({ sha256 }) => sha256));
  for (const sha256 of known) if (!wanted.has(sha256)) target.connection.run("DELETE FROM pages WHERE sha256 = ?", [sha256]);
  for (const page of placed) putPage(target.connection, page, known.has(String(page.sha256)));
  return lost;
}

function putPage(sql: Connection, page: Readonly<Record<string, Binding>>, isKnown: boolean): void {
  if (!isKnown) sql.insert("pages", page);
  else sql.run("UPDATE pages SET rules = :rules, digest = :digest WHERE sha256 = :sha256", page);
}

/** Where an address has got another version since others were copied: SQLite lets none have two that are current, even for a moment. */
function makeRoom(sql: Connection, versions: string): void {
  const urls = "SELECT value ->> '$.url' FROM json_each(:versions) WHERE value ->> '$.is_current' = 1";
  sql.run(`UPDATE versions SET is_current = 0 WHERE is_current = 1 AND url IN (${urls})`, { versions });
}

function renewAddresses(sql: Connection, documents: Documents): void {
  sql.run(
    `INSERT INTO addresses (url, document, sha256, fetched_at)
     SELECT url, document, sha256, fetched_at FROM versions WHERE document > :after AND document <= :upTo AND is_current = 1
     ON CONFLICT (url) DO UPDATE SET document = excluded.document, sha256 = excluded.sha256, fetched_at = excluded.fetched_at`,
    { ...documents },
  );
}
