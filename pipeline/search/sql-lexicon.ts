import type Database from "libsql";
import { plainOf } from "./analyze.ts";
import { isOneOff, type Lexicon, type LexiconTerm, MOST_ALTERNATIVES, mostFrequent, orderTerms } from "./lexicon.ts";

type Row = Readonly<Record<string, unknown>>;

/** The words of an index in SQLite: the tables `words` and `terms` of fts-engine.ts. */
export class SqlLexicon implements Lexicon {
  readonly #db: Database.Database;

  constructor(db: Database.Database) {
    this.#db = db;
  }

  has(word: string): boolean {
    return this.#db.prepare("SELECT 1 FROM words WHERE word = ?").get(word) !== undefined;
  }

  startingWith(letters: string): readonly string[] {
    const sql = "SELECT word FROM words WHERE word > ? AND word < ? ORDER BY articles DESC, word LIMIT ?";
    return (this.#db.prepare(sql).all(letters, `${letters}\u{10ffff}`, MOST_ALTERNATIVES) as readonly Row[]).map(({ word }) =>
      String(word),
    );
  }

  near(word: string): readonly string[] {
    const sql = "SELECT word, articles FROM words WHERE word > '~' AND length(word) BETWEEN ? AND ?";
    const rows = this.#db.prepare(sql).all(word.length - 1, word.length + 1) as readonly Row[];
    return mostFrequent(rows.map((row) => [String(row.word), Number(row.articles)] as const).filter(([other]) => isOneOff(word, other)));
  }

  completing(plain: string): readonly LexiconTerm[] {
    return this.#terms("plain >= ? AND plain < ?", [plain, `${plain}\u{10ffff}`]);
  }

  writings(plain: string): readonly LexiconTerm[] {
    return this.#terms("plain = ?", [plain]);
  }

  articlesWith(terms: readonly string[]): ReadonlyMap<string, number> {
    const ask = this.#db.prepare("SELECT articles FROM terms WHERE plain = ? AND term = ?");
    return new Map(
      terms.flatMap((term) => {
        const row = ask.get(plainOf(term), term) as Row | undefined;
        return row === undefined ? [] : [[term, Number(row.articles)] as const];
      }),
    );
  }

  likeTerms(plain: string): readonly LexiconTerm[] {
    const [first = ""] = plain;
    const sql =
      "SELECT plain, term, articles FROM terms WHERE plain >= ? AND plain < ? AND length(plain) BETWEEN ? AND ? AND instr(plain, '_') > 0";
    const rows = this.#db.prepare(sql).all(first, `${first}\u{10ffff}`, plain.length - 1, plain.length + 1) as readonly Row[];
    return orderTerms(rows.map(toTerm).filter((other) => isOneOff(plain, other.plain)));
  }

  /** Words of several syllables first, in the order of `orderTerms`. */
  #terms(where: string, bindings: readonly string[]): readonly LexiconTerm[] {
    const sql = `SELECT plain, term, articles FROM terms WHERE ${where} ORDER BY instr(plain, '_') > 0 DESC, articles DESC, term LIMIT ?`;
    return (this.#db.prepare(sql).all(...bindings, MOST_ALTERNATIVES) as readonly Row[]).map(toTerm);
  }
}

const toTerm = ({ plain, term, articles }: Row): LexiconTerm => ({
  plain: String(plain),
  term: String(term),
  articles: Number(articles),
});
