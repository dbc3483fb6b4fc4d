import type { Connection, Row } from "../database/statements.ts";
import { named, where } from "../database/statements.ts";
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
import type { Bodies } from "./bodies.ts";
import { lastOfEach } from "./decisions.ts";
import { storeBroken } from "./errors.ts";
import { findFigures, findManyFigures } from "./figures.ts";
import { findArticles, findCitations, listArticles, listCitations } from "./headed.ts";
import { findObservations, listObservations } from "./observed.ts";
import { documentOf, documentsOf, inDocument, inDocuments, isDivided } from "./partitions.ts";
import type { Reading } from "./readings.ts";
import { makeReprints, type Reprints } from "./reprints.ts";
import { readDecision, readHead, readRun } from "./rows.ts";
import { makeBulk } from "./stream.ts";
import { makeTallies } from "./tallies.ts";
import type { Version } from "./version.ts";
import { makeTools, makeWriting, type Saving, type Tools, type Writing } from "./writing.ts";

/** What an engine does in a way of its own. */
export interface Engine {
  readonly connection: Connection;
  readonly bodies: Bodies;
  readonly version: Version;
  readonly isReadOnly: boolean;
  /** Refuses to write into a store that newer code has brought forward meanwhile; inside the transaction that writes. */
  readonly assertStill: () => void;
  /** Reports are settled at once, or by whoever calls `settle`. */
  readonly reports: "now" | "later";
  /** Closes what was opened for the store. */
  readonly close: () => void;
}

export interface TableStoreOptions {
  /** The other ids of a document (`NQTW4@XII` → `04-NQ/TW@2016-10-30`), so that `citations({ id })` finds it under each. By default none. */
  readonly sameDocument?: (id: string) => readonly string[];
  /** Called before the short rows of a store are made anew, which takes minutes of a big one. */
  readonly onUpgrade?: () => void;
}

/** The store over the tables of one engine: the same questions and the same changes on each. */
export class TableStore implements Store {
  readonly #engine: Engine;
  readonly #path: string;
  readonly #sameDocument: (id: string) => readonly string[];
  readonly #sql: Connection;
  readonly #tools: Tools;
  readonly #writing: Writing;
  readonly #reprints: () => Reprints;
  readonly bulk: Bulk;
  readonly tallies: Tallies;
  #isOpen = true;

  constructor(engine: Engine, { sameDocument, onUpgrade }: TableStoreOptions) {
    this.#engine = engine;
    this.#sql = engine.connection;
    this.#path = engine.connection.place;
    this.#sameDocument = sameDocument ?? (() => []);
    this.#tools = makeTools(engine);
    this.#writing = makeWriting(this.#tools);
    this.bulk = makeBulk(this.#sql, this.#path);
    const version = (): string => engine.version.now();
    this.#reprints = makeReprints(this.#sql, version);
    this.tallies = this.#guarded(makeTallies({ sql: this.#sql, reprints: this.#reprints, version }));
    if (engine.isReadOnly) return;
    if (this.#read(() => engine.bodies.isTorn())) this.#write(() => engine.bodies.mend());
    if (this.#read(() => this.#tools.cards.areBehind())) {
      onUpgrade?.();
      this.#write(() => this.#tools.cards.renewAll());
    }
  }

  saveDocument(input: Saving): SaveOutcome {
    return this.saveDocuments([input])[0] ?? "same";
  }

  saveDocuments(inputs: readonly Saving[]): readonly SaveOutcome[] {
    const { bodies, isReadOnly } = this.#engine;
    if (!this.#read(() => bodies.isReady())) this.#write(() => bodies.begin());
    if (!isReadOnly && !this.#sql.isInTransaction()) this.announce(inputs);
    return this.#write(() => {
      const outcomes = this.#writing.saveDocuments(inputs);
      bodies.flush();
      return outcomes;
    });
  }

  announce(inputs: readonly Pick<Saving, "articles">[]): void {
    this.#read(() => this.#writing.numberQuestions(inputs));
  }

  saveReading(input: Reading): "reread" | "same" {
    return this.#write(() => this.#writing.saveReading(input));
  }

  noteGone(gone: { url: string; at: string; status: number }): void {
    this.#write(() => this.#writing.noteGone(gone));
  }

  decide(decision: Decision): void {
    this.#write(() => this.#writing.decide(decision));
  }

  unsettled(): number {
    return this.#read(() => this.#tools.reports.left());
  }

  settle(limit: number): readonly string[] {
    return this.#write(() => this.#writing.settle(limit));
  }

  article(id: string): ReadArticle | null {
    return this.#transact("read", () => this.#tools.readings.article(id));
  }

  head(id: string): ArticleHead | null {
    return this.#read(() => {
      const row = this.#headRow(id);
      return row === undefined ? null : readHead(row);
    });
  }

  #headRow(id: string): Row | undefined {
    return this.#sql.row(`SELECT * FROM heads WHERE id = :id AND ${inDocument(this.#sql)}`, { id, document: documentOf(id) });
  }

  articles(query: ArticleQuery): readonly ArticleHead[] {
    return this.#read(() => findArticles(this.#sql, query));
  }

  listArticles(query: ArticleQuery & PortionQuery): Portion<ArticleHead> {
    return this.#read(() => listArticles(this.#sql, query));
  }

  carriers(id: string): readonly ArticleHead[] {
    return this.#read(() => {
      const [carriers, own] = [this.#tools.reports.heads(id), this.#headRow(id)];
      return (carriers.length > 0 || own === undefined ? carriers : [own]).map(readHead);
    });
  }

  idsAt(urls: readonly string[]): readonly string[] {
    const same = isDivided(this.#sql) ? "c.document = v.document AND c.page = v.sha256" : "c.page = v.sha256";
    const sql = `SELECT DISTINCT c.id FROM versions v JOIN cards c ON ${same} WHERE ${this.#sql.dialect.among("v.url", "?", "text")} ORDER BY c.id`;
    return this.#read(() => this.#sql.rows(sql, [JSON.stringify(urls)]).map(({ id }) => String(id)));
  }

  readCurrent(ids: readonly string[]): readonly { readonly head: ArticleHead; readonly read: ReadArticle }[] {
    return this.#transact("read", () => {
      const { dialect } = this.#sql;
      const found = `SELECT * FROM heads WHERE ${dialect.among("id", ":ids", "text")} AND current = 1 AND ${inDocuments(this.#sql)} ORDER BY id`;
      const heads = this.#sql.rows(found, { ids: JSON.stringify(ids), documents: documentsOf(ids) }).map(readHead);
      const articles = this.#tools.readings.articles(heads.map(({ id }) => id));
      return heads.flatMap((head) => {
        const read = articles.get(head.id);
        return read === undefined ? [] : [{ head, read }];
      });
    });
  }

  versions(url: string): readonly ArticleHead[] {
    const columns =
      "h.id, h.url, h.title, h.publisher, h.source, h.published_at, v.fetched_at, h.based_on, h.place, h.trust, v.is_current AS current, h.figures";
    const same = isDivided(this.#sql) ? "AND h.document = v.document" : "";
    const sql = `SELECT ${columns} FROM versions v JOIN heads h ON h.page = v.sha256 ${same} WHERE v.url = ? ORDER BY julianday(v.fetched_at), v.seq, h.position`;
    return this.#read(() => this.#sql.rows(sql, [url]).map(readHead));
  }

  observations(query: ObservationQuery): readonly StoredObservation[] {
    return this.#transact("read", () => findObservations(this.#sql, query));
  }

  listObservations(query: ObservationQuery & PortionQuery): Portion<Numbered<StoredObservation>> {
    return this.#transact("read", () => listObservations(this.#sql, query));
  }

  figures(query: FigureQuery): readonly StoredObservation[] {
    return this.#transact("read", () => findFigures({ sql: this.#sql, reprints: this.#reprints() }, query));
  }

  manyFigures(queries: readonly FigureQuery[], provinces: readonly string[]): readonly (readonly StoredObservation[])[] {
    return this.#transact("read", () => findManyFigures({ sql: this.#sql, reprints: this.#reprints() }, queries, provinces));
  }

  citations(query: CitationQuery): readonly StoredCitation[] {
    return this.#read(() => findCitations(this.#sql, query, this.#sameDocument));
  }

  listCitations(query: CitationQuery & PortionQuery): Portion<Numbered<StoredCitation>> {
    return this.#read(() => listCitations(this.#sql, query, this.#sameDocument));
  }

  decisions(query: { id?: string; article?: string; history?: boolean }): readonly Decision[] {
    const conditions = [
      ...(query.id === undefined ? [] : ["id = :id"]),
      ...(query.article === undefined
        ? []
        : [`(article = :article OR url = (SELECT url FROM cards WHERE id = :article AND ${inDocument(this.#sql)}))`]),
    ];
    const document = query.article === undefined ? undefined : documentOf(query.article);
    const values = named({ id: query.id, article: query.article, document });
    const found = this.#read(() => this.#sql.rows(`SELECT * FROM decisions ${where(conditions)} ORDER BY seq`, values).map(readDecision));
    return query.history === true ? found : lastOfEach(found);
  }

  page(sha256: string): Page | null {
    return this.#read(() => this.#tools.pages.page(sha256));
  }

  pages(query: PageQuery): readonly PageHead[] {
    return this.#read(() => this.#tools.pages.list(query));
  }

  rawFiles(): readonly RawFile[] {
    return this.#read(() => this.#engine.bodies.files());
  }

  fingerprint(): string {
    return this.#read(() => this.#engine.version.total());
  }

  version(): string {
    return this.#read(() => this.#engine.version.now());
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
      this.#engine.bodies.close();
      this.#engine.close();
    } catch (cause) {
      throw storeBroken(this.#path, cause);
    }
  }

  /** The same questions, each answered out of one moment and with errors of ours. */
  #guarded(tallies: Tallies): Tallies {
    const ask = <T>(question: () => T): T => this.#transact("read", question);
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
    if (this.#engine.isReadOnly)
      throw new StoreBroken(`Kho dữ liệu ${this.#path} đang mở chỉ để đọc.`, "Ghi bằng một lần mở khác, không có readOnly.");
    return this.#transact("write", () => {
      this.#engine.assertStill();
      return this.#engine.version.counting(change);
    });
  }

  /** What fails leaves nothing behind. Inside another transaction there is one moment for all questions already. */
  #transact<T>(kind: "read" | "write", work: () => T): T {
    return this.#read(() => this.#sql.transact(kind, work));
  }

  #assertOpen(): void {
    if (!this.#isOpen) throw new StoreBroken(`Kho dữ liệu ${this.#path} đã đóng.`, "Mở lại kho trước khi hỏi tiếp.");
  }
}
