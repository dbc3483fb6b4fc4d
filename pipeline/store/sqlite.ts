import { accessSync, constants, mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import Database from "libsql";
import type { Article } from "../types/article.ts";
import { StoreBroken } from "../types/errors.ts";
import type { Page } from "../types/page.ts";
import type { Decision } from "../types/review.ts";
import type {
  ArticleHead,
  ArticleQuery,
  ObservationQuery,
  ReadArticle,
  RunRecord,
  SaveOutcome,
  Store,
  StoredCitation,
  StoredObservation,
} from "../types/store.ts";
import { applyDecisions, lastOfEach } from "./decisions.ts";
import { codeOf, storeBroken } from "./errors.ts";
import { digestOf, shiftTotal } from "./fingerprint.ts";
import {
  articleColumns,
  decisionColumns,
  readArticleRow,
  readCheck,
  readCitation,
  readDecision,
  readHead,
  readObservation,
  readPageRow,
  readRun,
} from "./rows.ts";
import { assertOurs, listMigrations, migrate } from "./schema.ts";

/** How long a process waits for another one's transaction. Ours take milliseconds; a minute means that something hangs. */
const WAIT_MS = 60_000;

export interface StoreOptions {
  /** The other ids of a document (`NQTW4@XII` → `04-NQ/TW@2016-10-30`), so that `citations({ id })` finds it under each. By default none. */
  readonly sameDocument?: (id: string) => readonly string[];
}

type Binding = string | number | Uint8Array | null;
type Bindings = readonly Binding[] | Readonly<Record<string, Binding>>;

/**
 * The store in one SQLite file, made with its folder where there is none and brought forward to the newest schema. Several processes may hold it open.
 * @throws StoreBroken when the file is no store, is damaged, is newer than this code, or cannot be written; such a file is left as it is.
 */
export function openStore(path: string, options: StoreOptions = {}): Store {
  prepareFolder(path);
  let db: Database.Database | null = null;
  try {
    db = new Database(path, { timeout: WAIT_MS });
    const migrations = listMigrations();
    assertOurs(db, path, migrations.at(-1)?.version ?? 0);
    useWal(db);
    db.exec("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
    migrate(db, migrations);
  } catch (cause) {
    db?.close();
    throw storeBroken(path, cause);
  }
  return new SqliteStore(db, path, options.sameDocument ?? (() => []));
}

/** SQLite itself opens a file that it may not write, and complains only at the first document: too late. */
function prepareFolder(path: string): void {
  if (path === ":memory:") return;
  const folder = dirname(resolve(path));
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw new StoreBroken(
      `Không ghi được vào thư mục ${folder} của kho dữ liệu.`,
      "Kiểm tra đường dẫn và quyền ghi, hoặc chọn thư mục khác.",
      cause,
    );
  }
}

/** Two processes that make one new file at once both want its only lock, and SQLite answers "busy" at once instead of waiting: so we wait. */
function useWal(db: Database.Database): void {
  const until = Date.now() + WAIT_MS;
  for (;;) {
    try {
      db.pragma("journal_mode = WAL");
      return;
    } catch (cause) {
      if (codeOf(cause) !== "SQLITE_BUSY" || Date.now() > until) throw cause;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

/**
 * Moves what the log holds into the file, so that a copy of the file alone is whole, and closes. Does not wait: while others read, the log stays.
 */
function closeDatabase(db: Database.Database): void {
  try {
    db.exec("PRAGMA busy_timeout = 0");
    db.pragma("wal_checkpoint(TRUNCATE)");
  } finally {
    db.close();
  }
}

class SqliteStore implements Store {
  readonly #db: Database.Database;
  readonly #path: string;
  readonly #sameDocument: (id: string) => readonly string[];
  #isOpen = true;

  constructor(db: Database.Database, path: string, sameDocument: (id: string) => readonly string[]) {
    this.#db = db;
    this.#path = path;
    this.#sameDocument = sameDocument;
  }

  saveDocument(input: { page: Page; articles: readonly ReadArticle[]; run: string; rules: string }): SaveOutcome {
    return this.#write(() => {
      const { url, sha256 } = input.page;
      const current = this.#row("SELECT sha256, rules FROM versions JOIN pages USING (sha256) WHERE url = ? AND is_current = 1", [url]);
      if (current?.sha256 === sha256 && current.rules === input.rules) return "same";
      const affected = [sha256, ...(typeof current?.sha256 === "string" && current.sha256 !== sha256 ? [current.sha256] : [])];
      const before = this.#currentDigests(affected);
      this.#saveReading(input);
      this.#makeCurrent(input.page, input.run);
      this.#shiftFingerprint(before, this.#currentDigests(affected));
      if (current === undefined) return "new";
      return current.sha256 === sha256 ? "reread" : "changed";
    });
  }

  article(id: string): ReadArticle | null {
    return this.#transact("BEGIN", () => this.#article(id));
  }

  head(id: string): ArticleHead | null {
    return this.#read(() => {
      const row = this.#row("SELECT * FROM heads WHERE id = ?", [id]);
      return row === undefined ? null : readHead(row);
    });
  }

  articles(query: ArticleQuery): readonly ArticleHead[] {
    const where = [
      ...(query.superseded ? [] : ["current = 1"]),
      ...(query.url === undefined ? [] : ["(url = :url OR page IN (SELECT sha256 FROM versions WHERE url = :url))"]),
      ...(query.source === undefined ? [] : ["source = :source"]),
      ...(query.run === undefined ? [] : ["page IN (SELECT sha256 FROM versions WHERE run = :run)"]),
    ];
    const limit = query.limit === undefined ? "" : "LIMIT :limit";
    const sql = `SELECT * FROM heads ${all(where)} ORDER BY published_at DESC NULLS LAST, id ${limit}`;
    return this.#read(() =>
      this.#rows(sql, named({ url: query.url, source: query.source, run: query.run, limit: query.limit })).map(readHead),
    );
  }

  versions(url: string): readonly ArticleHead[] {
    const columns =
      "h.id, h.url, h.title, h.publisher, h.source, h.published_at, v.fetched_at, h.based_on, h.place, h.trust, v.is_current AS current, h.figures";
    const sql = `SELECT ${columns} FROM versions v JOIN heads h ON h.page = v.sha256 WHERE v.url = ? ORDER BY v.seq, h.position`;
    return this.#read(() => this.#rows(sql, [url]).map(readHead));
  }

  observations(query: ObservationQuery): readonly StoredObservation[] {
    const where = [
      ...(query.superseded ? [] : ["h.current = 1"]),
      ...(query.indicator === undefined ? [] : ["d.indicator = :indicator"]),
      ...(query.provinces === undefined ? [] : ["d.province IN (SELECT value FROM json_each(:provinces))"]),
      ...(query.level === undefined ? [] : ["d.level = :level"]),
      ...(query.status === undefined ? [] : ["d.status = :status"]),
      ...(query.article === undefined ? [] : ["d.article = :article"]),
    ];
    const { indicator, level, status, article } = query;
    const provinces = query.provinces === undefined ? undefined : JSON.stringify(query.provinces);
    const values = named({ indicator, level, status, article, provinces });
    return this.#read(() => this.#withHeads("observations", where, values, (row, head) => ({ observation: readObservation(row), head })));
  }

  citations(query: { id?: string; article?: string }): readonly StoredCitation[] {
    const where = [
      "h.current = 1",
      ...(query.id === undefined ? [] : ["d.document IN (SELECT value FROM json_each(:ids))"]),
      ...(query.article === undefined ? [] : ["d.article = :article"]),
    ];
    const ids = query.id === undefined ? undefined : JSON.stringify([query.id, ...this.#sameDocument(query.id)]);
    const values = named({ ids, article: query.article });
    return this.#read(() => this.#withHeads("citations", where, values, (row, head) => ({ citation: readCitation(row), head })));
  }

  decide(decision: Decision): void {
    this.#write(() => {
      this.#insert("decisions", decisionColumns(decision));
      const about = this.#rows("SELECT id, page FROM articles WHERE url = :url OR id = :article", {
        url: decision.url,
        article: decision.article,
      });
      const pages = [...new Set(about.map(({ page }) => String(page)))];
      const before = this.#currentDigests(pages);
      for (const { id } of about) this.#applyDecisions(String(id));
      for (const page of pages) this.#renewDigest(page);
      this.#shiftFingerprint(before, this.#currentDigests(pages));
    });
  }

  decisions(query: { id?: string; article?: string; history?: boolean }): readonly Decision[] {
    const where = [
      ...(query.id === undefined ? [] : ["id = :id"]),
      ...(query.article === undefined ? [] : ["(article = :article OR url = (SELECT url FROM articles WHERE id = :article))"]),
    ];
    const values = named({ id: query.id, article: query.article });
    const found = this.#read(() => this.#rows(`SELECT * FROM decisions ${all(where)} ORDER BY seq`, values).map(readDecision));
    return query.history === true ? found : lastOfEach(found);
  }

  page(sha256: string): Page | null {
    return this.#read(() => {
      const sql =
        "SELECT url, source, fetched_at, media_type, charset, sha256, body FROM versions JOIN pages USING (sha256) WHERE sha256 = ? ORDER BY seq LIMIT 1";
      const row = this.#row(sql, [sha256]);
      if (row === undefined) return null;
      const page = readPageRow(row);
      return { ...page, body: new Uint8Array(gunzipSync(page.body)) };
    });
  }

  fingerprint(): string {
    return this.#read(() => String(this.#row("SELECT total FROM fingerprint", [])?.total ?? ""));
  }

  startRun(record: { id: string; job: string; startedAt: string }): void {
    this.#write(() =>
      this.#run("INSERT INTO runs (id, job, started_at) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING", [
        record.id,
        record.job,
        record.startedAt,
      ]),
    );
  }

  finishRun(id: string, finishedAt: string, counters: Readonly<Record<string, number>>): void {
    const changed = this.#write(() =>
      this.#run("UPDATE runs SET finished_at = ?, counters = ? WHERE id = ?", [finishedAt, JSON.stringify(counters), id]),
    );
    if (changed === 0)
      throw new StoreBroken(
        `Kho dữ liệu ${this.#path} không có lần chạy "${id}".`,
        "Ghi nhận lúc bắt đầu trước khi ghi nhận lúc kết thúc.",
      );
  }

  runs(): readonly RunRecord[] {
    return this.#read(() => this.#rows("SELECT * FROM runs ORDER BY started_at, id", []).map(readRun));
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    try {
      closeDatabase(this.#db);
    } catch (cause) {
      throw storeBroken(this.#path, cause);
    }
  }

  /** The page and what these rules read out of it, in place of what other rules did. */
  #saveReading({ page, articles, rules }: { page: Page; articles: readonly ReadArticle[]; rules: string }): void {
    const known = this.#row("SELECT rules FROM pages WHERE sha256 = ?", [page.sha256]);
    if (known?.rules === rules) return;
    const decisions = articles.map(({ article }) => this.#decisionsAbout(article));
    const decided = articles.map((read, i) => withDecisions(read, decisions[i] ?? []));
    const digest = digestOf(page.sha256, decided);
    if (known === undefined)
      this.#run("INSERT INTO pages (sha256, body, rules, digest) VALUES (?, ?, ?, ?)", [page.sha256, gzipSync(page.body), rules, digest]);
    else {
      this.#run("DELETE FROM articles WHERE page = ?", [page.sha256]);
      this.#run("UPDATE pages SET rules = ?, digest = ? WHERE sha256 = ?", [rules, digest, page.sha256]);
    }
    decided.forEach((read, i) => {
      this.#saveArticle(page.sha256, read);
      if (decisions[i]?.length !== 0) this.#saveParts("readings", read.article.id, articles[i]?.observations ?? []);
    });
  }

  #saveArticle(sha256: string, read: ReadArticle): void {
    this.#insert("articles", { ...articleColumns(read), page: sha256 });
    const parts = { observations: read.observations, citations: read.citations, checks: read.checks };
    for (const [table, rows] of Object.entries(parts)) this.#saveParts(table, read.article.id, rows);
  }

  #saveParts(table: string, article: string, rows: readonly unknown[]): void {
    rows.forEach((row, n) => {
      this.#run(`INSERT INTO ${table} (article, n, data) VALUES (?, ?, ?)`, [article, n, JSON.stringify(row)]);
    });
  }

  #article(id: string): ReadArticle | null {
    const row = this.#row("SELECT * FROM articles WHERE id = ?", [id]);
    if (row === undefined) return null;
    return {
      ...readArticleRow(row),
      observations: this.#parts("observations", id).map(readObservation),
      citations: this.#parts("citations", id).map(readCitation),
      checks: this.#parts("checks", id).map(readCheck),
    };
  }

  #parts(table: string, article: string): readonly unknown[] {
    return this.#rows(`SELECT data FROM ${table} WHERE article = ? ORDER BY n`, [article]);
  }

  #decisionsAbout({ id, url }: Pick<Article, "id" | "url">): readonly Decision[] {
    return this.#rows("SELECT * FROM decisions WHERE url = ? OR article = ? ORDER BY seq", [url, id]).map(readDecision);
  }

  /** Writes the figures of a stored article anew: what all decisions leave of what the rules read, which is put by before the first decision. */
  #applyDecisions(id: string): void {
    const read = this.#article(id);
    if (read === null) return;
    const isFirst = this.#row("SELECT 1 FROM readings WHERE article = ?", [id]) === undefined;
    // A figure that stands there by a decision alone, in an article without readings, is none.
    const copy =
      "INSERT INTO readings (article, n, data) SELECT article, n, data FROM observations WHERE article = ? AND data ->> '$.review' IS NULL";
    if (isFirst) this.#run(copy, [id]);
    const observations = this.#parts("readings", id).map(readObservation);
    const decided = withDecisions({ ...read, observations }, this.#decisionsAbout(read.article));
    this.#run("DELETE FROM observations WHERE article = ?", [id]);
    this.#saveParts("observations", id, decided.observations);
    this.#run("UPDATE articles SET figures = ? WHERE id = ?", [decided.observations.length, id]);
  }

  #renewDigest(sha256: string): void {
    const ids = this.#rows("SELECT id FROM articles WHERE page = ? ORDER BY position", [sha256]);
    const articles = ids.map(({ id }) => this.#article(String(id))).filter((read) => read !== null);
    this.#run("UPDATE pages SET digest = ? WHERE sha256 = ?", [digestOf(sha256, articles), sha256]);
  }

  #insert(table: string, columns: Readonly<Record<string, Binding>>): void {
    const names = Object.keys(columns);
    this.#run(`INSERT INTO ${table} (${names.join()}) VALUES (${names.map((name) => `:${name}`).join()})`, columns);
  }

  #makeCurrent(page: Page, run: string): void {
    this.#run("UPDATE versions SET is_current = 0 WHERE url = ? AND sha256 <> ?", [page.url, page.sha256]);
    this.#run(
      `INSERT INTO versions (url, sha256, source, fetched_at, media_type, charset, is_current, run) VALUES (?, ?, ?, ?, ?, ?, 1, ?)
       ON CONFLICT (url, sha256) DO UPDATE SET is_current = 1, run = excluded.run`,
      [page.url, page.sha256, page.source, page.fetchedAt, page.mediaType, page.charset, run],
    );
  }

  #currentDigests(pages: readonly string[]): readonly string[] {
    const sql =
      "SELECT digest FROM pages WHERE sha256 IN (SELECT value FROM json_each(?)) AND EXISTS (SELECT 1 FROM versions v WHERE v.sha256 = pages.sha256 AND v.is_current = 1)";
    return this.#rows(sql, [JSON.stringify(pages)]).map((row) => String(row.digest));
  }

  #shiftFingerprint(remove: readonly string[], add: readonly string[]): void {
    const total = String(this.#row("SELECT total FROM fingerprint", [])?.total ?? "");
    this.#run("UPDATE fingerprint SET total = ?", [shiftTotal(total, { add, remove })]);
  }

  /** Rows of observations or citations with the heads of their articles; an article's head is read once. */
  #withHeads<T>(table: string, where: readonly string[], values: Bindings, make: (row: unknown, head: ArticleHead) => T): readonly T[] {
    const heads = new Map<unknown, ArticleHead>();
    const sql = `SELECT d.data, h.* FROM ${table} d JOIN heads h ON h.id = d.article ${all(where)} ORDER BY d.article, d.n`;
    return this.#rows(sql, values).map((row) => {
      const head = heads.get(row.id) ?? readHead(row);
      heads.set(head.id, head);
      return make(row, head);
    });
  }

  #rows(sql: string, bindings: Bindings): readonly Readonly<Record<string, unknown>>[] {
    return this.#db.prepare(sql).all(bindings) as readonly Readonly<Record<string, unknown>>[];
  }

  #row(sql: string, bindings: Bindings): Readonly<Record<string, unknown>> | undefined {
    return this.#rows(sql, bindings)[0];
  }

  #run(sql: string, bindings: Bindings): number {
    return this.#db.prepare(sql).run(bindings).changes;
  }

  #read<T>(question: () => T): T {
    try {
      this.#assertOpen();
      return question();
    } catch (cause) {
      throw storeBroken(this.#path, cause);
    }
  }

  /** One transaction that waits for its turn to write. */
  #write<T>(change: () => T): T {
    return this.#transact("BEGIN IMMEDIATE", change);
  }

  /** What fails leaves nothing behind. SQLite rolls back by itself when the disk is full, hence the question. */
  #transact<T>(begin: "BEGIN" | "BEGIN IMMEDIATE", work: () => T): T {
    return this.#read(() => {
      this.#db.exec(begin);
      try {
        const result = work();
        this.#db.exec("COMMIT");
        return result;
      } catch (cause) {
        if (this.#db.inTransaction) this.#db.exec("ROLLBACK");
        throw cause;
      }
    });
  }

  #assertOpen(): void {
    if (!this.#isOpen) throw new StoreBroken(`Kho dữ liệu ${this.#path} đã đóng.`, "Mở lại kho trước khi hỏi tiếp.");
  }
}

/** What the rules read of an article, as decisions leave it. */
function withDecisions(read: ReadArticle, decisions: readonly Decision[]): ReadArticle {
  return decisions.length === 0 ? read : { ...read, observations: applyDecisions(read.article, read.observations, decisions) };
}

/** "WHERE a AND b", or nothing. */
function all(conditions: readonly string[]): string {
  return conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`;
}

/** Only what is given: the driver refuses names that the statement does not use. */
function named(values: Readonly<Record<string, Binding | undefined>>): Readonly<Record<string, Binding>> {
  const given = Object.entries(values).filter((entry): entry is [string, Binding] => entry[1] !== undefined);
  return Object.fromEntries(given);
}
