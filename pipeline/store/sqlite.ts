import { accessSync, constants, mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import Database from "libsql";
import { StoreBroken } from "../types/errors.ts";
import type { Page } from "../types/page.ts";
import type { Decision } from "../types/review.ts";
import type {
  ArticleHead,
  ArticleQuery,
  Bulk,
  ObservationQuery,
  PageHead,
  PageQuery,
  RawFile,
  ReadArticle,
  RunRecord,
  SaveOutcome,
  Store,
  StoredCitation,
  StoredObservation,
} from "../types/store.ts";
import { Archive, type ArchiveOptions } from "./archive.ts";
import { lastOfEach } from "./decisions.ts";
import { codeOf, storeBroken } from "./errors.ts";
import { shiftTotal } from "./fingerprint.ts";
import { makePages, type Pages } from "./pages.ts";
import { makeReadings, type Readings } from "./readings.ts";
import { makeReports, type Reports } from "./reports.ts";
import { decisionColumns, readCitation, readDecision, readHead, readObservation, readRun } from "./rows.ts";
import { assertOurs, listMigrations, migrate } from "./schema.ts";
import { type Bindings, makeStatements, named, type Statements, where } from "./statements.ts";
import { makeBulk } from "./stream.ts";

/** How long a process waits for another one's transaction. Ours take milliseconds; a minute means that something hangs. */
const WAIT_MS = 60_000;

/** Files of a gigabyte are what tools for archives are used to. */
const MOST_WARC_BYTES = 1024 ** 3;

export interface StoreOptions {
  /** The other ids of a document (`NQTW4@XII` → `04-NQ/TW@2016-10-30`), so that `citations({ id })` finds it under each. By default none. */
  readonly sameDocument?: (id: string) => readonly string[];
  /** What the archive of raw pages says about who made it, when its files begin, and how long they grow. */
  readonly archive?: Partial<ArchiveOptions>;
}

/**
 * The store in one SQLite file, made with its folder where there is none and brought forward to the newest schema, with the bodies of its pages in WARC files in
 * the folder `warc` beside it (`:memory:` keeps them in memory). Several processes may hold it open.
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
    return new SqliteStore(db, path, options);
  } catch (cause) {
    db?.close();
    throw storeBroken(path, cause);
  }
}

function openArchive(db: Database.Database, path: string, options: Partial<ArchiveOptions> = {}): Archive | null {
  if (path === ":memory:") return null;
  return new Archive(makeStatements(db), join(dirname(resolve(path)), "warc"), {
    archivist: { software: "dangvu", operator: "" },
    now: () => new Date(),
    mostBytes: MOST_WARC_BYTES,
    ...options,
  });
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

type Saving = Parameters<Store["saveDocument"]>[0];

class SqliteStore implements Store {
  readonly #db: Database.Database;
  readonly #path: string;
  readonly #sameDocument: (id: string) => readonly string[];
  readonly #sql: Statements;
  readonly #archive: Archive | null;
  readonly #pages: Pages;
  readonly #readings: Readings;
  readonly #reports: Reports;
  readonly bulk: Bulk;
  #isOpen = true;

  constructor(db: Database.Database, path: string, options: StoreOptions) {
    this.#db = db;
    this.#path = path;
    this.#sameDocument = options.sameDocument ?? (() => []);
    this.#sql = makeStatements(db);
    this.#archive = openArchive(db, path, options.archive);
    this.#pages = makePages(this.#sql, this.#archive);
    this.#readings = makeReadings(this.#sql, this.#pages);
    this.bulk = makeBulk(this.#sql, path);
    this.#reports = makeReports(this.#sql);
    if (this.#read(() => this.#archive?.isTorn())) this.#write(() => this.#archive?.mend());
  }

  saveDocument(input: Saving): SaveOutcome {
    return this.saveDocuments([input])[0] ?? "same";
  }

  saveDocuments(inputs: readonly Saving[]): readonly SaveOutcome[] {
    if (this.#read(() => this.#archive?.isReady()) === false) this.#write(() => this.#archive?.begin());
    return this.#write(() => {
      const outcomes = inputs.map((input) => this.#saveVersion(input));
      this.#archive?.flush();
      return outcomes;
    });
  }

  #saveVersion({ page, articles, run, rules, isArchived = false }: Saving): SaveOutcome {
    const { url, sha256 } = page;
    const current = this.#pages.current(url);
    const isCurrent = current?.sha256 === sha256;
    const isPast = isArchived && !isCurrent && current !== null && Date.parse(page.fetchedAt) < Date.parse(current.fetchedAt);
    const isKnown = isCurrent || (isPast && this.#pages.hasVersion(url, sha256));
    const isReadAlready = this.#pages.readingOf(sha256)?.rules === rules;
    if (isKnown && isReadAlready) return "same";
    this.#keepingFingerprint(current === null || isCurrent ? [sha256] : [sha256, current.sha256], () => {
      if (!isKnown) this.#pages.noteRevisit(page);
      if (!isReadAlready) this.#readings.replace({ page, articles, rules });
      this.#pages.addVersion(page, { run, isPast });
    });
    if (current !== null && !isCurrent) this.#reports.settle(current.sha256);
    this.#reports.settle(sha256);
    if (current === null) return "new";
    return isKnown ? "reread" : "changed";
  }

  saveReading(input: { page: Page; articles: readonly ReadArticle[]; rules: string }): "reread" | "same" {
    const { sha256, url } = input.page;
    return this.#write(() => {
      const known = this.#pages.readingOf(sha256);
      if (known === null) throw new StoreBroken(`Kho dữ liệu ${this.#path} không có trang ${url}.`, "Lưu trang trước khi đọc lại.");
      const isSame = known.rules === input.rules && known.digest === this.#readings.digestOf(input);
      if (!isSame) this.#keepingFingerprint([sha256], () => this.#readings.replace(input));
      // Also where nothing was read otherwise: what was stored before there were reports comes into its own.
      this.#reports.settle(sha256);
      return isSame ? "same" : "reread";
    });
  }

  noteGone({ url, at, status }: { url: string; at: string; status: number }): void {
    const isKnown = "EXISTS (SELECT 1 FROM versions WHERE url = ?1)";
    this.#write(() => this.#sql.run(`INSERT OR IGNORE INTO gone (url, at, status) SELECT ?1, ?2, ?3 WHERE ${isKnown}`, [url, at, status]));
  }

  article(id: string): ReadArticle | null {
    return this.#transact("BEGIN", () => this.#readings.article(id));
  }

  head(id: string): ArticleHead | null {
    return this.#read(() => {
      const row = this.#sql.row("SELECT * FROM heads WHERE id = ?", [id]);
      return row === undefined ? null : readHead(row);
    });
  }

  articles(query: ArticleQuery): readonly ArticleHead[] {
    const conditions = [
      ...(query.superseded ? [] : ["current = 1"]),
      ...(query.url === undefined ? [] : ["(url = :url OR page IN (SELECT sha256 FROM versions WHERE url = :url))"]),
      ...(query.source === undefined ? [] : ["source = :source"]),
      ...(query.run === undefined ? [] : ["page IN (SELECT sha256 FROM versions WHERE run = :run)"]),
    ];
    const limit = query.limit === undefined ? "" : "LIMIT :limit";
    const sql = `SELECT * FROM heads ${where(conditions)} ORDER BY published_at DESC NULLS LAST, id ${limit}`;
    return this.#read(() =>
      this.#sql.rows(sql, named({ url: query.url, source: query.source, run: query.run, limit: query.limit })).map(readHead),
    );
  }

  carriers(id: string): readonly ArticleHead[] {
    return this.#read(() => {
      const carriers = this.#reports.heads(id);
      return (carriers.length > 0 ? carriers : this.#sql.rows("SELECT * FROM heads WHERE id = ?", [id])).map(readHead);
    });
  }

  versions(url: string): readonly ArticleHead[] {
    const columns =
      "h.id, h.url, h.title, h.publisher, h.source, h.published_at, v.fetched_at, h.based_on, h.place, h.trust, v.is_current AS current, h.figures";
    const sql = `SELECT ${columns} FROM versions v JOIN heads h ON h.page = v.sha256 WHERE v.url = ? ORDER BY julianday(v.fetched_at), v.seq, h.position`;
    return this.#read(() => this.#sql.rows(sql, [url]).map(readHead));
  }

  observations(query: ObservationQuery): readonly StoredObservation[] {
    const conditions = [
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
    return this.#read(() =>
      this.#withHeads("observations", conditions, values, (row, head) => ({ observation: readObservation(row), head })),
    );
  }

  citations(query: { id?: string; article?: string }): readonly StoredCitation[] {
    const conditions = [
      "h.current = 1",
      ...(query.id === undefined ? [] : ["d.document IN (SELECT value FROM json_each(:ids))"]),
      ...(query.article === undefined ? [] : ["d.article = :article"]),
    ];
    const ids = query.id === undefined ? undefined : JSON.stringify([query.id, ...this.#sameDocument(query.id)]);
    const values = named({ ids, article: query.article });
    return this.#read(() => this.#withHeads("citations", conditions, values, (row, head) => ({ citation: readCitation(row), head })));
  }

  decide(decision: Decision): void {
    this.#write(() => {
      this.#sql.insert("decisions", decisionColumns(decision));
      const { pages, articles } = this.#readings.about(decision);
      this.#keepingFingerprint(pages, () => {
        for (const article of articles) this.#readings.applyDecisions(article);
        for (const page of pages) this.#readings.renewDigest(page);
      });
    });
  }

  decisions(query: { id?: string; article?: string; history?: boolean }): readonly Decision[] {
    const conditions = [
      ...(query.id === undefined ? [] : ["id = :id"]),
      ...(query.article === undefined ? [] : ["(article = :article OR url = (SELECT url FROM articles WHERE id = :article))"]),
    ];
    const values = named({ id: query.id, article: query.article });
    const found = this.#read(() => this.#sql.rows(`SELECT * FROM decisions ${where(conditions)} ORDER BY seq`, values).map(readDecision));
    return query.history === true ? found : lastOfEach(found);
  }

  page(sha256: string): Page | null {
    return this.#read(() => this.#pages.page(sha256));
  }

  pages(query: PageQuery): readonly PageHead[] {
    return this.#read(() => this.#pages.list(query));
  }

  rawFiles(): readonly RawFile[] {
    return this.#read(() => this.#archive?.files() ?? []);
  }

  fingerprint(): string {
    return this.#read(() => String(this.#sql.row("SELECT total FROM fingerprint", [])?.total ?? ""));
  }

  startRun(record: { id: string; job: string; startedAt: string }): void {
    this.#write(() =>
      this.#sql.run("INSERT INTO runs (id, job, started_at) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING", [
        record.id,
        record.job,
        record.startedAt,
      ]),
    );
  }

  finishRun(id: string, finishedAt: string, counters: Readonly<Record<string, number>>): void {
    const changed = this.#write(() =>
      this.#sql.run("UPDATE runs SET finished_at = ?, counters = ? WHERE id = ?", [finishedAt, JSON.stringify(counters), id]),
    );
    if (changed === 0)
      throw new StoreBroken(
        `Kho dữ liệu ${this.#path} không có lần chạy "${id}".`,
        "Ghi nhận lúc bắt đầu trước khi ghi nhận lúc kết thúc.",
      );
  }

  runs(): readonly RunRecord[] {
    return this.#read(() => this.#sql.rows("SELECT * FROM runs ORDER BY started_at, id", []).map(readRun));
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    try {
      this.#archive?.close();
      closeDatabase(this.#db);
    } catch (cause) {
      throw storeBroken(this.#path, cause);
    }
  }

  /** Changes what these bodies say, and what of it is current. */
  #keepingFingerprint(bodies: readonly string[], change: () => void): void {
    const before = this.#pages.currentDigests(bodies);
    change();
    const total = String(this.#sql.row("SELECT total FROM fingerprint", [])?.total ?? "");
    this.#sql.run("UPDATE fingerprint SET total = ?", [shiftTotal(total, { add: this.#pages.currentDigests(bodies), remove: before })]);
  }

  /** Rows of observations or citations with the heads of their articles; an article's head is read once. */
  #withHeads<T>(
    table: string,
    conditions: readonly string[],
    values: Bindings,
    make: (row: unknown, head: ArticleHead) => T,
  ): readonly T[] {
    const heads = new Map<unknown, ArticleHead>();
    const sql = `SELECT d.data, h.* FROM ${table} d JOIN heads h ON h.id = d.article ${where(conditions)} ORDER BY d.article, d.n`;
    return this.#sql.rows(sql, values).map((row) => {
      const head = heads.get(row.id) ?? readHead(row);
      heads.set(head.id, head);
      return make(row, head);
    });
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
