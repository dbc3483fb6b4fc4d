import { dirname, join, resolve } from "node:path";
import type Database from "libsql";
import { sqliteConnection } from "../database/sqlite.ts";
import { named, type Statements, where } from "../database/statements.ts";
import { StoreBroken } from "../types/errors.ts";
import type { Page } from "../types/page.ts";
import type { Decision } from "../types/review.ts";
import type {
  ArticleHead,
  ArticleQuery,
  Bulk,
  CitationQuery,
  FigureQuery,
  Numbered,
  ObservationQuery,
  PageHead,
  PageQuery,
  Portion,
  PortionQuery,
  RawFile,
  ReadArticle,
  RunRecord,
  SaveOutcome,
  Store,
  StoredCitation,
  StoredObservation,
  Tallies,
} from "../types/store.ts";
import { Archive, type ArchiveOptions } from "./archive.ts";
import { type Cards, makeCards } from "./cards.ts";
import { lastOfEach } from "./decisions.ts";
import { storeBroken } from "./errors.ts";
import { findFigures, findManyFigures } from "./figures.ts";
import { shiftTotal } from "./fingerprint.ts";
import { findArticles, findCitations, listArticles, listCitations } from "./headed.ts";
import { findObservations, listObservations } from "./observed.ts";
import { closeAfterWriting, openForReading, openForWriting } from "./opening.ts";
import { makePages, type Pages } from "./pages.ts";
import { makeReadings, type Readings } from "./readings.ts";
import { makeReports, type Reports } from "./reports.ts";
import { makeReprints, type Reprints } from "./reprints.ts";
import { decisionColumns, readDecision, readHead, readRun } from "./rows.ts";
import { assertStill, newestVersion } from "./schema.ts";
import { makeBulk } from "./stream.ts";
import { makeTallies } from "./tallies.ts";
import { makeVersion, type Version } from "./version.ts";

/** Files of a gigabyte are what tools for archives are used to. */
const MOST_WARC_BYTES = 1024 ** 3;

export interface StoreOptions {
  /** The other ids of a document (`NQTW4@XII` → `04-NQ/TW@2016-10-30`), so that `citations({ id })` finds it under each. By default none. */
  readonly sameDocument?: (id: string) => readonly string[];
  /** Only for reading: nothing is made, brought forward or mended, and what wants to write is refused. For routes of a web page beside a process that writes. */
  readonly readOnly?: boolean;
  /** Called before an older store is brought forward, or its short rows are made anew: both take minutes of a big one. */
  readonly onUpgrade?: () => void;
  /** What the archive of raw pages says about who made it, when its files begin, and how long they grow. */
  readonly archive?: Partial<ArchiveOptions>;
}

/**
 * The store in one SQLite file, made with its folder where there is none and brought forward to the newest schema, with the bodies of its pages in WARC files in
 * the folder `warc` beside it (`:memory:` keeps them in memory). Several processes may hold it open.
 * @throws StoreBroken when the file is no store, is damaged, is newer than this code, or cannot be written (of `readOnly`: is missing or older); such a file is left as it is.
 */
export function openStore(path: string, options: StoreOptions = {}): Store {
  const db = options.readOnly === true ? openForReading(path) : openForWriting(path, options.onUpgrade);
  try {
    return new SqliteStore(db, path, options);
  } catch (cause) {
    db.close();
    throw storeBroken(path, cause);
  }
}

function openArchive(db: Database.Database, path: string, options: Partial<ArchiveOptions> = {}): Archive | null {
  if (path === ":memory:") return null;
  return new Archive(sqliteConnection(db, path), join(dirname(resolve(path)), "warc"), {
    archivist: { software: "dangvu", operator: "" },
    now: () => new Date(),
    mostBytes: MOST_WARC_BYTES,
    ...options,
  });
}

type Saving = Parameters<Store["saveDocument"]>[0];

class SqliteStore implements Store {
  readonly #db: Database.Database;
  readonly #path: string;
  readonly #isReadOnly: boolean;
  readonly #sameDocument: (id: string) => readonly string[];
  readonly #sql: Statements;
  readonly #archive: Archive | null;
  readonly #pages: Pages;
  readonly #readings: Readings;
  readonly #reports: Reports;
  readonly #cards: Cards;
  readonly #version: Version;
  readonly #reprints: () => Reprints;
  readonly bulk: Bulk;
  readonly tallies: Tallies;
  #isOpen = true;

  constructor(db: Database.Database, path: string, options: StoreOptions) {
    this.#db = db;
    this.#path = path;
    this.#isReadOnly = options.readOnly === true;
    this.#sameDocument = options.sameDocument ?? (() => []);
    this.#sql = sqliteConnection(db, path);
    this.#archive = openArchive(db, path, options.archive);
    this.#pages = makePages(this.#sql, this.#archive);
    this.#readings = makeReadings(this.#sql, this.#pages);
    this.bulk = makeBulk(this.#sql, path);
    this.#reports = makeReports(this.#sql);
    this.#cards = makeCards(this.#sql);
    this.#version = makeVersion(this.#sql);
    this.#reprints = makeReprints(this.#sql, () => this.#version.now());
    this.tallies = this.#guarded(makeTallies({ sql: this.#sql, reprints: this.#reprints, version: () => this.#version.now() }));
    if (options.readOnly === true) return;
    if (this.#read(() => this.#archive?.isTorn())) this.#write(() => this.#archive?.mend());
    if (this.#read(() => this.#cards.areBehind())) {
      options.onUpgrade?.();
      this.#write(() => this.#cards.renewAll());
    }
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
    const changed = current === null || isCurrent ? [sha256] : [current.sha256, sha256];
    this.#keepingFingerprint(changed, () => {
      if (!isKnown) this.#pages.noteRevisit(page);
      if (!isReadAlready) this.#readings.replace({ page, articles, rules });
      if (this.#pages.addVersion(page, { run, isPast })) this.#cards.renewAddress(url);
    });
    for (const body of changed) {
      this.#reports.settle(body);
      this.#cards.renew(body);
    }
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
      if (!isSame) this.#cards.renew(sha256);
      return isSame ? "same" : "reread";
    });
  }

  noteGone({ url, at, status }: { url: string; at: string; status: number }): void {
    const isKnown = "EXISTS (SELECT 1 FROM versions WHERE url = ?1)";
    this.#write(() => {
      const isNews =
        this.#sql.run(`INSERT OR IGNORE INTO gone (url, at, status) SELECT ?1, ?2, ?3 WHERE ${isKnown}`, [url, at, status]) > 0;
      if (isNews) this.#cards.renewAddress(url);
    });
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
    return this.#read(() => findArticles(this.#sql, query));
  }

  listArticles(query: ArticleQuery & PortionQuery): Portion<ArticleHead> {
    return this.#read(() => listArticles(this.#sql, query));
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
    return this.#transact("BEGIN", () => findObservations(this.#sql, query));
  }

  listObservations(query: ObservationQuery & PortionQuery): Portion<Numbered<StoredObservation>> {
    return this.#transact("BEGIN", () => listObservations(this.#sql, query));
  }

  figures(query: FigureQuery): readonly StoredObservation[] {
    return this.#transact("BEGIN", () => findFigures({ sql: this.#sql, reprints: this.#reprints() }, query));
  }

  manyFigures(queries: readonly FigureQuery[], provinces: readonly string[]): readonly (readonly StoredObservation[])[] {
    return this.#transact("BEGIN", () => findManyFigures({ sql: this.#sql, reprints: this.#reprints() }, queries, provinces));
  }

  citations(query: CitationQuery): readonly StoredCitation[] {
    return this.#read(() => findCitations(this.#sql, query, this.#sameDocument));
  }

  listCitations(query: CitationQuery & PortionQuery): Portion<Numbered<StoredCitation>> {
    return this.#read(() => listCitations(this.#sql, query, this.#sameDocument));
  }

  decide(decision: Decision): void {
    this.#write(() => {
      this.#sql.insert("decisions", decisionColumns(decision));
      const { pages, articles } = this.#readings.about(decision);
      this.#keepingFingerprint(pages, () => {
        for (const article of articles) this.#readings.applyDecisions(article);
        for (const page of pages) this.#readings.renewDigest(page);
      });
      for (const page of pages) this.#cards.renew(page);
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

  version(): string {
    return this.#read(() => this.#version.now());
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
      if (this.#isReadOnly) this.#db.close();
      else closeAfterWriting(this.#db);
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

  /** The same questions, each answered out of one moment and with errors of ours. */
  #guarded(tallies: Tallies): Tallies {
    const ask = <T>(question: () => T): T => this.#transact("BEGIN", question);
    return {
      indicators: () => ask(() => tallies.indicators()),
      provinces: () => ask(() => tallies.provinces()),
      questions: (indicator) => ask(() => tallies.questions(indicator)),
      ofProvince: (province) => ask(() => tallies.ofProvince(province)),
      ofIndicator: (indicator) => ask(() => tallies.ofIndicator(indicator)),
      documents: (query) => ask(() => tallies.documents(query)),
      citing: (query) => ask(() => tallies.citing(query)),
      citingWithOwn: (query) => ask(() => tallies.citingWithOwn(query)),
      all: (query) => ask(() => tallies.all(query)),
    };
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
    if (this.#isReadOnly)
      throw new StoreBroken(`Kho dữ liệu ${this.#path} đang mở chỉ để đọc.`, "Ghi bằng một lần mở khác, không có readOnly.");
    return this.#transact("BEGIN IMMEDIATE", () => {
      assertStill(this.#db, this.#path, newestVersion());
      return this.#version.counting(change);
    });
  }

  /** What fails leaves nothing behind. SQLite rolls back by itself when the disk is full, hence the question. */
  #transact<T>(begin: "BEGIN" | "BEGIN IMMEDIATE", work: () => T): T {
    return this.#read(() => {
      // Inside `bulk.holding` there is one moment for all questions already.
      if (begin === "BEGIN" && this.#db.inTransaction) return work();
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
