import type { Statements } from "../database/statements.ts";

/**
 * The short rows that questions are answered from: `cards` of articles, `figures` of observations. They repeat what other tables say, and are made anew whenever that
 * may have changed. All functions are called inside a transaction.
 */
export interface Cards {
  /** To be called when what a body says, or whether it is current, has changed. */
  readonly renew: (sha256: string) => void;
  /** To be called when an address has gone, or come back. */
  readonly renewAddress: (url: string) => void;
  /** Has code that knew nothing of short rows written? Told by one number. */
  readonly areBehind: () => boolean;
  /** Makes those of all pages. */
  readonly renewAll: () => void;
}

const OF_CARD =
  "id, url, title, publisher, source, published_at, fetched_at, based_on, place, province, trust, current, figures, page, position, gone_at";

/** Those of `figures` behind `question`, by the names that `figure_sources` has for them too. */
const OF_FIGURE =
  "current, card, n, province, name, value, bound, at, since, until, basis, confidence, begins, ends, quote, numerator, denominator, checks, year, is_part, is_tabled, has_failed, is_rare";

const OF_QUESTION = "indicator, dims, measure, status, level";

const listed = (names: string, write: (name: string) => string): string => names.split(", ").map(write).join(", ");

export function makeCards(sql: Statements): Cards {
  const renew = (sha256: string): void => renewPage(sql, sha256);
  return {
    renew,
    renewAddress: (url) => {
      for (const { sha256 } of sql.rows("SELECT DISTINCT sha256 FROM versions WHERE url = ?", [url])) renew(String(sha256));
    },
    areBehind: () => sql.row("SELECT carded IS total AS whole FROM fingerprint", [])?.whole === 0,
    renewAll: () => renewAll(sql),
  };
}

function renewAll(sql: Statements): void {
  sql.run("DELETE FROM figures WHERE card IN (SELECT n FROM cards WHERE page NOT IN (SELECT sha256 FROM pages))", []);
  sql.run("DELETE FROM cards WHERE page NOT IN (SELECT sha256 FROM pages)", []);
  for (const { sha256 } of sql.rows("SELECT sha256 FROM pages ORDER BY sha256", [])) renewPage(sql, String(sha256));
  sql.run("UPDATE fingerprint SET carded = total", []);
}

/** A card keeps its number as long as its article has its id, which many readings of a page have. */
function renewPage(sql: Statements, page: string): void {
  sql.run("DELETE FROM figures WHERE card IN (SELECT n FROM cards WHERE page = ?)", [page]);
  sql.run("DELETE FROM cards WHERE page = ?1 AND id NOT IN (SELECT id FROM articles WHERE page = ?1)", [page]);
  const changes = listed(OF_CARD, (name) => `${name} = excluded.${name}`);
  sql.run(
    `INSERT INTO cards (${OF_CARD}) SELECT ${OF_CARD} FROM card_sources WHERE page = ? ORDER BY position ON CONFLICT (id) DO UPDATE SET ${changes}`,
    [page],
  );
  sql.run(
    `INSERT OR IGNORE INTO questions (${OF_QUESTION}) SELECT DISTINCT ${OF_QUESTION} FROM figure_sources WHERE page = ?1 AND NOT EXISTS (
    SELECT 1 FROM questions q WHERE ${same("q", "figure_sources")})`,
    [page],
  );
  sql.run(
    `INSERT INTO figures (question, ${OF_FIGURE}) SELECT q.n, ${listed(OF_FIGURE, (name) => `f.${name}`)}
     FROM figure_sources f JOIN questions q ON ${same("q", "f")} WHERE f.page = ?`,
    [page],
  );
}

const same = (one: string, other: string): string =>
  OF_QUESTION.split(", ")
    .map((name) => `${one}.${name} = ${other}.${name}`)
    .join(" AND ");
