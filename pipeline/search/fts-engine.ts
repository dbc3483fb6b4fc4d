import Database from "libsql";
import { plainOf } from "./analyze.ts";
import { Catalog } from "./catalog.ts";
import { type Change, type Engine, orderRanked, type Question, type Ranked } from "./engine.ts";
import { toMatch, valueTerm } from "./fts-query.ts";
import { type FacetValue, FIELD_WEIGHTS, type IndexedArticle, TEXT_FIELDS, termsAmong, wordsAmong } from "./indexed.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Plan } from "./plan.ts";
import { byField, type FieldNumbers, packCounts, type Statistics, scoreOf, unpackCounts, unpackLengths } from "./scoring.ts";
import { SqlLexicon } from "./sql-lexicon.ts";

/**
 * How many of the best by FTS5's own bm25 are put in order by the formula of scoring.ts. FTS5 weighs words that stand in most articles next to nothing, hence
 * so many; more cost time, and behind the first 200 nobody compares orders.
 */
const RESCORED = 200;

/** The terms are ours: the tokenizer only parts them at blanks. Letters outside ASCII are letters to it, and nothing is folded but A–Z. */
const SCHEMA = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE articles (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, digest TEXT NOT NULL, counts BLOB NOT NULL) STRICT;
CREATE TABLE facet_values (number INTEGER PRIMARY KEY, facet TEXT NOT NULL, value TEXT NOT NULL) STRICT;
CREATE TABLE entries (seq INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
CREATE TABLE words (word TEXT PRIMARY KEY, articles INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE terms (plain TEXT NOT NULL, term TEXT NOT NULL, articles INTEGER NOT NULL, PRIMARY KEY (plain, term)) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE texts USING fts5(${TEXT_FIELDS.join(", ")}, facets, content='', contentless_delete=1, tokenize="ascii tokenchars '_=-/,.@:%#~'");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(texts, 'col');
`;

const WEIGHTS = [...TEXT_FIELDS.map((field) => FIELD_WEIGHTS[field]), 0].join(", ");

type Row = Readonly<Record<string, unknown>>;

const bytesOf = (value: unknown): Uint8Array => (value instanceof ArrayBuffer ? new Uint8Array(value) : (value as Uint8Array));

/** Full-text search in one SQLite file over FTS5. What fails throws the driver's errors. */
export class FtsEngine implements Engine {
  readonly name = "fts5";
  readonly lexicon: Lexicon;
  readonly #db: Database.Database;
  #catalog: Catalog | null = null;
  #frequencies = new Map<string, FieldNumbers>();
  #meta: ReadonlyMap<string, string> = new Map();
  #dataVersion = -1;

  /** `isNew` makes the tables. */
  constructor(path: string, { isNew }: { isNew: boolean }) {
    this.#db = new Database(path, { timeout: 60_000 });
    // What is built lies in a file of its own until it is whole; what is changed later is changed beside readers.
    this.#db.exec(isNew ? "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" : "PRAGMA synchronous = NORMAL;");
    if (isNew) this.#db.exec(SCHEMA);
    this.lexicon = new SqlLexicon(this.#db);
  }

  /** What was noted under a key when the index was saved. */
  note(key: string): string {
    this.refresh();
    return this.#meta.get(key) ?? "";
  }

  get size(): number {
    return Number(this.note("size"));
  }

  get fingerprint(): string {
    return this.note("store");
  }

  get state(): string {
    return `${this.fingerprint} ${this.size}`;
  }

  get catalog(): Catalog {
    this.refresh();
    this.#catalog ??= this.#readCatalog();
    return this.#catalog;
  }

  match(question: Question): ArrayLike<number> {
    const match = toMatch(question, false);
    const sql =
      match === null ? "SELECT group_concat(number) AS n FROM articles" : "SELECT group_concat(rowid) AS n FROM texts WHERE texts MATCH ?";
    const [row] = this.#rows(sql, match === null ? [] : [match]);
    return numbersIn(String(row?.n ?? ""));
  }

  rank(question: Question, depth: number): readonly Ranked[] {
    const match = toMatch(question, true);
    if (match === null || question.plan === null) return [];
    const sql = `SELECT rowid AS number, -bm25(texts, ${WEIGHTS}) AS score FROM texts WHERE texts MATCH ? ORDER BY score DESC, rowid LIMIT ?`;
    const found = this.#rows(sql, [match, Math.max(depth, RESCORED)]).map((row) => ({
      number: Number(row.number),
      score: Number(row.score),
    }));
    const best = this.#rescored(
      found.slice(0, RESCORED).map(({ number }) => number),
      question.plan,
    );
    if (depth <= best.length) return best.slice(0, depth);
    const rest = found.slice(RESCORED);
    const ids = this.idsOf(rest.map(({ number }) => number));
    // Scores of another formula: what stands behind the others must not seem better than they.
    return [...best, ...rest.map(({ number }) => ({ number, id: ids.get(number) ?? "", score: 0 }))].slice(0, depth);
  }

  idsOf(numbers: readonly number[]): ReadonlyMap<number, string> {
    const rows = this.#rows("SELECT number, id FROM articles WHERE number IN (SELECT value FROM json_each(?))", [JSON.stringify(numbers)]);
    return new Map(rows.map(({ number, id }) => [Number(number), String(id)]));
  }

  numbersOf(ids: readonly string[]): ReadonlyMap<string, number> {
    const rows = this.#rows("SELECT number, id FROM articles WHERE id IN (SELECT value FROM json_each(?))", [JSON.stringify(ids)]);
    return new Map(rows.map(({ number, id }) => [String(id), Number(number)]));
  }

  digests(): ReadonlyMap<string, string> {
    return new Map(this.#rows("SELECT id, digest FROM articles", []).map(({ id, digest }) => [String(id), String(digest)]));
  }

  replace({ add, drop, fingerprint }: Change): void {
    this.#transact(() => {
      const sums = this.#sums();
      let size = this.size;
      for (const id of [...drop, ...add.map((article) => article.id)]) if (this.#drop(id, sums)) size--;
      this.#add(add, sums);
      this.noteAll({ store: fingerprint, size: String(size + add.length), sums: JSON.stringify(sums) });
    });
    this.#frequencies.clear();
  }

  /** Notes what belongs to the index as a whole. */
  noteAll(notes: Readonly<Record<string, string>>): void {
    const insert = this.#db.prepare("INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value");
    for (const [key, value] of Object.entries(notes)) insert.run(key, value);
    this.#meta = new Map([...this.#meta, ...Object.entries(notes)]);
  }

  /** One sorted run of all terms in place of the many that adding has left: once, after a build. From then on readers and a writer may work at once. */
  finish(): void {
    this.#db.exec("INSERT INTO texts (texts) VALUES ('optimize')");
    this.#db.exec("PRAGMA journal_mode = WAL");
  }

  close(): void {
    this.#db.close();
  }

  #rows(sql: string, bindings: readonly (string | number)[]): readonly Row[] {
    return this.#db.prepare(sql).all(...bindings) as readonly Row[];
  }

  /** Forgets what was read when another process has changed the index. */
  refresh(): void {
    const version = Number(this.#rows("PRAGMA data_version", [])[0]?.data_version);
    if (version === this.#dataVersion) return;
    this.#dataVersion = version;
    this.#catalog = null;
    this.#frequencies.clear();
    this.#meta = new Map(this.#rows("SELECT key, value FROM meta", []).map(({ key, value }) => [String(key), String(value)]));
  }

  #readCatalog(): Catalog {
    const catalog = new Catalog();
    for (const { facet, value } of this.#rows("SELECT facet, value FROM facet_values ORDER BY number", []))
      catalog.numberOf({ facet, value } as FacetValue);
    for (const { data } of this.#rows("SELECT data FROM entries ORDER BY seq", []))
      catalog.append(new Uint32Array(bytesOf(data).slice().buffer));
    return catalog;
  }

  #rescored(numbers: readonly number[], plan: Plan): readonly Ranked[] {
    const statistics = this.#statistics();
    const sql = "SELECT number, id, counts FROM articles WHERE number IN (SELECT value FROM json_each(?))";
    const ranked = this.#rows(sql, [JSON.stringify(numbers)]).map(({ number, id, counts }) => {
      const score = scoreOf(plan, unpackCounts(bytesOf(counts), plan), statistics);
      return { number: Number(number), id: String(id), score };
    });
    return orderRanked(ranked, this.catalog);
  }

  #sums(): Record<string, number> {
    return JSON.parse(this.note("sums") || "{}") as Record<string, number>;
  }

  #statistics(): Statistics {
    const [sums, size] = [this.#sums(), this.size];
    return { size, averages: byField((field) => (sums[field] ?? 0) / Math.max(size, 1)), articlesWith: (term) => this.#articlesWith(term) };
  }

  #articlesWith(term: string): FieldNumbers {
    const known = this.#frequencies.get(term);
    if (known !== undefined) return known;
    const counted = new Map(this.#rows("SELECT col, doc FROM vocabulary WHERE term = ?", [term]).map(({ col, doc }) => [col, Number(doc)]));
    const frequencies = byField((field) => counted.get(field) ?? 0);
    this.#frequencies.set(term, frequencies);
    return frequencies;
  }

  #drop(id: string, sums: Record<string, number>): boolean {
    const [row] = this.#rows("SELECT number, counts FROM articles WHERE id = ?", [id]);
    if (row === undefined) return false;
    const lengths = unpackLengths(bytesOf(row.counts));
    for (const field of TEXT_FIELDS) sums[field] = (sums[field] ?? 0) - lengths[field];
    this.#db.prepare("DELETE FROM texts WHERE rowid = ?").run(Number(row.number));
    this.#db.prepare("DELETE FROM articles WHERE number = ?").run(Number(row.number));
    return true;
  }

  #add(articles: readonly IndexedArticle[], sums: Record<string, number>): void {
    const { catalog } = this;
    const known = catalog.values.length;
    const insertArticle = this.#db.prepare("INSERT INTO articles (id, digest, counts) VALUES (?, ?, ?)");
    const insertText = this.#db.prepare(`INSERT INTO texts (rowid, ${TEXT_FIELDS.join(", ")}, facets) VALUES (?, ?, ?, ?, ?, ?, ?)`);
    const words = new Map<string, number>();
    const found = new Map<string, number>();
    const entries: number[] = [];
    for (const article of articles) {
      const { id, digest, date, fields } = article;
      const { packed, terms } = packCounts(article);
      const lengths = unpackLengths(packed);
      for (const field of TEXT_FIELDS) sums[field] = (sums[field] ?? 0) + lengths[field];
      const number = Number(insertArticle.run(id, digest, packed).lastInsertRowid);
      const values = article.values.map((value) => catalog.numberOf(value));
      const texts = TEXT_FIELDS.map((field) => fields[field].join(" "));
      insertText.run(number, ...texts, values.map(valueTerm).join(" "));
      entries.push(number, date, values.length, ...values);
      for (const word of wordsAmong(terms)) words.set(word, (words.get(word) ?? 0) + 1);
      for (const term of termsAmong(terms)) found.set(term, (found.get(term) ?? 0) + 1);
    }
    catalog.append(entries);
    this.#writeEntries(entries, catalog.values.slice(known), known);
    const count = this.#db.prepare(
      "INSERT INTO words (word, articles) VALUES (?, ?) ON CONFLICT (word) DO UPDATE SET articles = articles + excluded.articles",
    );
    for (const [word, times] of words) count.run(word, times);
    const countTerm = this.#db.prepare(
      "INSERT INTO terms (plain, term, articles) VALUES (?, ?, ?) ON CONFLICT (plain, term) DO UPDATE SET articles = articles + excluded.articles",
    );
    for (const [term, times] of found) countTerm.run(plainOf(term), term, times);
  }

  #writeEntries(entries: readonly number[], values: readonly FacetValue[], from: number): void {
    if (entries.length === 0) return;
    // In a list: the driver takes a single object for named values.
    this.#db.prepare("INSERT INTO entries (data) VALUES (?)").run([new Uint8Array(Uint32Array.from(entries).buffer)]);
    const insert = this.#db.prepare("INSERT INTO facet_values (number, facet, value) VALUES (?, ?, ?)");
    values.forEach(({ facet, value }, i) => void insert.run(from + i, facet, value));
  }

  #transact(work: () => void): void {
    this.#db.exec("BEGIN IMMEDIATE");
    try {
      this.refresh();
      work();
      this.#db.exec("COMMIT");
    } catch (cause) {
      if (this.#db.inTransaction) this.#db.exec("ROLLBACK");
      // What was noted in memory is not in the file.
      this.#dataVersion = -1;
      throw cause;
    }
  }
}

/** "1,15,7" as numbers; `split` would make a string of each. */
function numbersIn(list: string): Uint32Array {
  const numbers = new Uint32Array((list.length >> 1) + 1);
  let [length, number] = [0, 0];
  for (let i = 0; i < list.length; i++) {
    const code = list.charCodeAt(i);
    if (code === 44) {
      numbers[length++] = number;
      number = 0;
    } else number = 10 * number + code - 48;
  }
  if (list !== "") numbers[length++] = number;
  return numbers.subarray(0, length);
}
