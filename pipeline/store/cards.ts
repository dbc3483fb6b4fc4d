import type { Statements } from "../database/statements.ts";
import { documentOf, inDocument, isDivided, onlyOne } from "./partitions.ts";

/**
 * The short rows that questions are answered from: `cards` of articles, `figures` of observations. They repeat what other tables say, and are made anew whenever that
 * may have changed. All functions are called inside a transaction.
 */
export interface Cards {
  /** To be called when what a body says, or whether it is current, has changed; `isNew`: it has none yet. */
  readonly renew: (sha256: string, options?: { readonly isNew: boolean }) => void;
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
    renew: (sha256, { isNew } = { isNew: false }) => renewPage(sql, sha256, isNew),
    // PostgreSQL's store never was without them.
    areBehind: () => !isDivided(sql) && sql.row("SELECT carded IS total AS whole FROM fingerprint", [])?.whole === 0,
    renewAll: () => renewAll(sql),
  };
}

function renewAll(sql: Statements): void {
  sql.run("DELETE FROM figures WHERE card IN (SELECT n FROM cards WHERE page NOT IN (SELECT sha256 FROM pages))", []);
  sql.run("DELETE FROM cards WHERE page NOT IN (SELECT sha256 FROM pages)", []);
  for (const { sha256 } of sql.rows("SELECT sha256 FROM pages ORDER BY sha256", [])) renewPage(sql, String(sha256), false);
  sql.run("UPDATE fingerprint SET carded = total", []);
}

/** A card keeps its number as long as its article has its id, which many readings of a page have. */
function renewPage(sql: Statements, page: string, isNew: boolean): void {
  const key = { page, document: documentOf(page) };
  const ofPage = `page = :page AND ${inDocument(sql)}`;
  const ofCards = `card IN (SELECT n FROM cards WHERE ${ofPage}) AND ${inDocument(sql)}`;
  if (!isNew) {
    sql.run(`DELETE FROM figures WHERE ${ofCards}`, key);
    sql.run(`DELETE FROM cards WHERE ${ofPage} AND id NOT IN (SELECT id FROM articles WHERE ${ofPage})`, key);
  }
  const columns = isDivided(sql) ? `document, year, ${OF_CARD}` : OF_CARD;
  const changed = isDivided(sql) ? `year, ${BEHIND_ID}` : BEHIND_ID;
  const cards = sql.rows(
    `INSERT INTO cards (${columns}) SELECT ${columns} FROM card_sources WHERE ${ofPage} ORDER BY position
     ON CONFLICT (${onlyOne(sql, "id")}) DO UPDATE SET ${listed(changed, (name) => `${name} = excluded.${name}`)} RETURNING figures`,
    key,
  );
  const figures = cards.reduce((sum, row) => sum + Number(row.figures), 0);
  if (figures === 0 || makeFigures(sql, key) === figures) return;
  // A question that nobody has answered before.
  sql.run(`DELETE FROM figures WHERE ${ofCards}`, key);
  sql.run(
    `INSERT INTO questions (${OF_QUESTION}) SELECT DISTINCT ${OF_QUESTION} FROM figure_sources WHERE ${ofPage} AND NOT EXISTS (
       SELECT 1 FROM questions q WHERE ${same("q", "figure_sources")}) ORDER BY ${OF_QUESTION} ON CONFLICT DO NOTHING`,
    key,
  );
  makeFigures(sql, key);
}

/** Returns how many there are of known questions. */
function makeFigures(sql: Statements, key: { readonly page: string; readonly document: string }): number {
  const [own, theirs] = isDivided(sql) ? ["document, ", "f.document, "] : ["", ""];
  return sql.run(
    `INSERT INTO figures (${own}question, ${OF_FIGURE}) SELECT ${theirs}q.n, ${listed(OF_FIGURE, (name) => `f.${name}`)}
     FROM figure_sources f JOIN questions q ON ${same("q", "f")} WHERE f.page = :page AND ${inDocument(sql, "f.document")}`,
    key,
  );
}

const same = (one: string, other: string): string =>
  OF_QUESTION.split(", ")
    .map((name) => `${one}.${name} = ${other}.${name}`)
    .join(" AND ");
