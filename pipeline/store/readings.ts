import type { Statements } from "../database/statements.ts";
import type { Article } from "../types/article.ts";
import type { Page } from "../types/page.ts";
import type { Decision } from "../types/review.ts";
import type { ReadArticle } from "../types/store.ts";
import { applyDecisions } from "./decisions.ts";
import { digestOf } from "./fingerprint.ts";
import type { Pages } from "./pages.ts";
import { articleColumns, readArticleRow, readCheck, readCitation, readDecision, readObservation } from "./rows.ts";

/** What was read out of pages, as decisions leave it. All functions but `article` are called inside a transaction. */
export interface Readings {
  readonly article: (id: string) => ReadArticle | null;
  /** What the page's digest would be with these articles, as decisions leave them. */
  readonly digestOf: (input: { page: Page; articles: readonly ReadArticle[] }) => string;
  /** The page and what these rules read out of it, in place of what was there. */
  readonly replace: (input: { page: Page; articles: readonly ReadArticle[]; rules: string }) => void;
  /** The articles that a decision is about, and their pages. */
  readonly about: (decision: Decision) => { readonly articles: readonly string[]; readonly pages: readonly string[] };
  /** Writes the figures of a stored article anew: what all decisions leave of what the rules read, which is put by before the first decision. */
  readonly applyDecisions: (article: string) => void;
  readonly renewDigest: (page: string) => void;
}

export function makeReadings(sql: Statements, pages: Pages): Readings {
  return {
    article: (id) => readArticle(sql, id),
    digestOf: ({ page, articles }) =>
      digestOf(
        page.sha256,
        articles.map((read) => withDecisions(read, decisionsAbout(sql, read.article))),
      ),
    replace: (input) => replace(sql, pages, input),
    about: ({ url, article }) => {
      const rows = sql.rows("SELECT id, page FROM articles WHERE url = :url OR id = :article", { url, article });
      return { articles: rows.map(({ id }) => String(id)), pages: [...new Set(rows.map(({ page }) => String(page)))] };
    },
    applyDecisions: (article) => renewFigures(sql, article),
    renewDigest: (page) => {
      const ids = sql.rows("SELECT id FROM articles WHERE page = ? ORDER BY position", [page]);
      const articles = ids.map(({ id }) => readArticle(sql, String(id))).filter((read) => read !== null);
      pages.setReading(page, { digest: digestOf(page, articles) });
    },
  };
}

function replace(
  sql: Statements,
  pages: Pages,
  { page, articles, rules }: { page: Page; articles: readonly ReadArticle[]; rules: string },
): void {
  const decisions = articles.map(({ article }) => decisionsAbout(sql, article));
  const decided = articles.map((read, i) => withDecisions(read, decisions[i] ?? []));
  const reading = { rules, digest: digestOf(page.sha256, decided) };
  if (pages.readingOf(page.sha256) === null) pages.add(page, reading);
  else {
    sql.run("DELETE FROM articles WHERE page = ?", [page.sha256]);
    pages.setReading(page.sha256, reading);
  }
  decided.forEach((read, i) => {
    saveArticle(sql, page.sha256, read);
    if (decisions[i]?.length !== 0) saveParts(sql, { table: "readings", article: read.article.id, rows: articles[i]?.observations ?? [] });
  });
}

function saveArticle(sql: Statements, page: string, read: ReadArticle): void {
  sql.insert("articles", { ...articleColumns(read), page });
  const parts = { observations: read.observations, citations: read.citations, checks: read.checks };
  for (const [table, rows] of Object.entries(parts)) saveParts(sql, { table, article: read.article.id, rows });
}

function saveParts(sql: Statements, { table, article, rows }: { table: string; article: string; rows: readonly unknown[] }): void {
  rows.forEach((row, n) => {
    sql.run(`INSERT INTO ${table} (article, n, data) VALUES (?, ?, ?)`, [article, n, JSON.stringify(row)]);
  });
}

function readArticle(sql: Statements, id: string): ReadArticle | null {
  const row = sql.row("SELECT * FROM articles WHERE id = ?", [id]);
  if (row === undefined) return null;
  return {
    ...readArticleRow(row),
    observations: partsOf(sql, "observations", id).map(readObservation),
    citations: partsOf(sql, "citations", id).map(readCitation),
    checks: partsOf(sql, "checks", id).map(readCheck),
  };
}

function partsOf(sql: Statements, table: string, article: string): readonly unknown[] {
  return sql.rows(`SELECT data FROM ${table} WHERE article = ? ORDER BY n`, [article]);
}

function decisionsAbout(sql: Statements, { id, url }: Pick<Article, "id" | "url">): readonly Decision[] {
  return sql.rows("SELECT * FROM decisions WHERE url = ? OR article = ? ORDER BY seq", [url, id]).map(readDecision);
}

function renewFigures(sql: Statements, id: string): void {
  const read = readArticle(sql, id);
  if (read === null) return;
  const isFirst = sql.row("SELECT 1 FROM readings WHERE article = ?", [id]) === undefined;
  // A figure that stands there by a decision alone, in an article without readings, is none.
  const copy =
    "INSERT INTO readings (article, n, data) SELECT article, n, data FROM observations WHERE article = ? AND data ->> '$.review' IS NULL";
  if (isFirst) sql.run(copy, [id]);
  const observations = partsOf(sql, "readings", id).map(readObservation);
  const decided = withDecisions({ ...read, observations }, decisionsAbout(sql, read.article));
  sql.run("DELETE FROM observations WHERE article = ?", [id]);
  saveParts(sql, { table: "observations", article: id, rows: decided.observations });
  sql.run("UPDATE articles SET figures = ? WHERE id = ?", [decided.observations.length, id]);
}

/** What the rules read of an article, as decisions leave it. */
function withDecisions(read: ReadArticle, decisions: readonly Decision[]): ReadArticle {
  return decisions.length === 0 ? read : { ...read, observations: applyDecisions(read.article, read.observations, decisions) };
}
