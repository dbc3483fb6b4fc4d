import type { Statements } from "../database/statements.ts";
import { documentsOf, inDocuments, inYears, isDivided, onlyOne } from "./partitions.ts";

/** A body that was stored a moment ago. */
export interface NewBody {
  readonly sha256: string;
  /** Of its articles (partitions.ts): only there PostgreSQL looks for them. */
  readonly years: readonly number[];
}

/**
 * The short rows that questions are answered from: `cards` of articles, `figures` of observations. They repeat what other tables say, and are made anew whenever that
 * may have changed. All functions are called inside a transaction.
 */
export interface Cards {
  /** To be called when what a body says, or whether it is current, has changed. */
  readonly renew: (sha256: string) => void;
  /** The same for bodies that have none yet. */
  readonly add: (bodies: readonly NewBody[]) => void;
  /** Has code that knew nothing of short rows written? Told by one number. */
  readonly areBehind: () => boolean;
  /** Makes those of all pages. */
  readonly renewAll: () => void;
}

const BEHIND_ID =
  "url, title, publisher, source, published_at, fetched_at, based_on, place, province, trust, current, figures, page, position, gone_at";
const OF_CARD = `id, ${BEHIND_ID}`;

/** Those of `figures` behind `question`, by the names that `figure_sources` has for them too. */
const OF_FIGURE =
  "current, card, n, province, name, value, bound, at, since, until, basis, confidence, begins, ends, quote, numerator, denominator, checks, year, is_part, is_tabled, has_failed, is_rare";

const OF_QUESTION = "indicator, dims, measure, status, level";

const listed = (names: string, write: (name: string) => string): string => names.split(", ").map(write).join(", ");

export function makeCards(sql: Statements): Cards {
  return {
    renew: (sha256) => renewPage(sql, sha256),
    add: (bodies) => {
      // SQLite keeps the order in which they came.
      const groups = isDivided(sql) ? [bodies] : bodies.map((body) => [body]);
      for (const group of groups)
        writeCards(sql, keysOf(group.map(({ sha256 }) => sha256)), [...new Set(group.flatMap(({ years }) => years))]);
    },
    // PostgreSQL's store never was without them.
    areBehind: () => !isDivided(sql) && sql.row("SELECT carded IS total AS whole FROM fingerprint", [])?.whole === 0,
    renewAll: () => renewAll(sql),
  };
}

function renewAll(sql: Statements): void {
  sql.run("DELETE FROM figures WHERE card IN (SELECT n FROM cards WHERE page NOT IN (SELECT sha256 FROM pages))", []);
  sql.run("DELETE FROM cards WHERE page NOT IN (SELECT sha256 FROM pages)", []);
  for (const { sha256 } of sql.rows("SELECT sha256 FROM pages ORDER BY sha256", [])) renewPage(sql, String(sha256));
  sql.run("UPDATE fingerprint SET carded = total", []);
}

/** What conditions on the rows of several bodies take. */
type Keys = Readonly<Record<"pages" | "documents", string>>;

const keysOf = (bodies: readonly string[]): Keys => ({ pages: JSON.stringify(bodies), documents: documentsOf(bodies) });

const ofPages = (sql: Statements): string => `${sql.dialect.among("page", ":pages", "text")} AND ${inDocuments(sql)}`;

const ofCards = (sql: Statements): string => `card IN (SELECT n FROM cards WHERE ${ofPages(sql)}) AND ${inDocuments(sql)}`;

/** A card keeps its number as long as its article has its id, which many readings of a page have. */
function renewPage(sql: Statements, page: string): void {
  const keys = keysOf([page]);
  sql.put(`DELETE FROM figures WHERE ${ofCards(sql)}`, keys);
  sql.put(`DELETE FROM cards WHERE ${ofPages(sql)} AND id NOT IN (SELECT id FROM articles WHERE ${ofPages(sql)})`, keys);
  writeCards(sql, keys);
}

/** `years`: of the articles, where they are known. */
function writeCards(sql: Statements, keys: Keys, years?: readonly number[]): void {
  const ofYears = years === undefined ? {} : { years: JSON.stringify(years) };
  const columns = isDivided(sql) ? `document, year, ${OF_CARD}` : OF_CARD;
  const changed = isDivided(sql) ? `year, ${BEHIND_ID}` : BEHIND_ID;
  const cards = sql.rows(
    `INSERT INTO cards (${columns}) SELECT ${columns} FROM card_sources WHERE ${ofPages(sql)} ${years === undefined ? "" : `AND ${inYears(sql)}`} ORDER BY page, position
     ON CONFLICT (${onlyOne(sql, "id")}) DO UPDATE SET ${listed(changed, (name) => `${name} = excluded.${name}`)} RETURNING figures`,
    { ...keys, ...ofYears },
  );
  const figures = cards.reduce((sum, row) => sum + Number(row.figures), 0);
  if (figures === 0 || makeFigures(sql, keys) === figures) return;
  // A question that nobody has answered before.
  sql.put(`DELETE FROM figures WHERE ${ofCards(sql)}`, keys);
  sql.put(
    `INSERT INTO questions (${OF_QUESTION}) SELECT DISTINCT ${OF_QUESTION} FROM figure_sources WHERE ${ofPages(sql)} AND NOT EXISTS (
       SELECT 1 FROM questions q WHERE ${same("q", "figure_sources")}) ORDER BY ${OF_QUESTION} ON CONFLICT DO NOTHING`,
    keys,
  );
  makeFigures(sql, keys);
}

/** Returns how many there are of known questions. */
function makeFigures(sql: Statements, keys: Keys): number {
  const [own, theirs] = isDivided(sql) ? ["document, ", "f.document, "] : ["", ""];
  return sql.run(
    `INSERT INTO figures (${own}question, ${OF_FIGURE}) SELECT ${theirs}q.n, ${listed(OF_FIGURE, (name) => `f.${name}`)}
     FROM figure_sources f JOIN questions q ON ${same("q", "f")} WHERE ${sql.dialect.among("f.page", ":pages", "text")} AND ${inDocuments(sql, "f.document")}`,
    keys,
  );
}

const same = (one: string, other: string): string =>
  OF_QUESTION.split(", ")
    .map((name) => `${one}.${name} = ${other}.${name}`)
    .join(" AND ");
