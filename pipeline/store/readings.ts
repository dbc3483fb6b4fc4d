import type { Row, Statements } from "../database/statements.ts";
import type { Page } from "../types/page.ts";
import type { Decision } from "../types/review.ts";
import type { ReadArticle } from "../types/store.ts";
import { applyDecisions } from "./decisions.ts";
import { digestOf } from "./fingerprint.ts";
import type { Pages, StoredBody } from "./pages.ts";
import { documentOf, documentsOf, inDocument, inDocuments, inYears, isDivided, keyColumns, yearOf } from "./partitions.ts";
import { type Parts, removeReadings, saveParts } from "./reading-parts.ts";
import { articleColumns, readArticleRow, readCheck, readCitation, readDecision, readObservation } from "./rows.ts";

export interface Reading {
  readonly page: Page;
  readonly articles: readonly ReadArticle[];
  readonly rules: string;
}

/** What was read out of pages, as decisions leave it. All functions but `article` are called inside a transaction. */
export interface Readings {
  readonly article: (id: string) => ReadArticle | null;
  /** Those of these that are stored, by their ids. */
  readonly articles: (ids: readonly string[]) => ReadonlyMap<string, ReadArticle>;
  /** What was decided about these articles, in its order. */
  readonly decisionsAbout: (articles: readonly ReadArticle[]) => readonly Decision[];
  /** These articles as decisions leave them (of `decisions`, perhaps about others as well), and what the page's digest would be with them. */
  readonly decide: (input: Omit<Reading, "rules">, decisions: readonly Decision[]) => Decided;
  /** The page and what these rules read out of it, in place of what was there (`stored`: null for nothing). */
  readonly replace: (input: Reading, decided: Decided, stored: StoredBody | null) => void;
  /** The articles that a decision is about, and their pages. */
  readonly about: (decision: Decision) => { readonly articles: readonly string[]; readonly pages: readonly string[] };
  /** Writes the figures of a stored article anew: what all decisions leave of what the rules read, which is put by before the first decision. */
  readonly applyDecisions: (article: string) => void;
  readonly renewDigest: (page: string) => void;
}

/** Articles as decisions leave them. */
export interface Decided {
  readonly articles: readonly ReadArticle[];
  /** What the rules read of those that were decided on. */
  readonly read: readonly ReadArticle[];
  readonly digest: string;
}

export function makeReadings(sql: Statements, pages: Pages): Readings {
  return {
    article: (id) => readArticles(sql, [id]).get(id) ?? null,
    articles: (ids) => readArticles(sql, ids),
    decisionsAbout: (articles) => decisionsAbout(sql, articles),
    decide,
    replace: (input, decided, stored) => replace({ sql, pages, stored }, input, decided),
    about: ({ url, article }) => {
      const rows = sql.rows("SELECT id, page FROM cards WHERE url = :url OR id = :article", { url, article });
      return { articles: rows.map(({ id }) => String(id)), pages: [...new Set(rows.map(({ page }) => String(page)))] };
    },
    applyDecisions: (article) => renewFigures(sql, article),
    renewDigest: (page) => {
      const ids = sql.rows(`SELECT id FROM cards WHERE page = :page AND ${inDocument(sql)} ORDER BY position`, {
        page,
        document: documentOf(page),
      });
      const read = readArticles(
        sql,
        ids.map(({ id }) => String(id)),
      );
      pages.setReading(page, {
        digest: digestOf(
          page,
          ids.map(({ id }) => read.get(String(id))).filter((one) => one !== undefined),
        ),
      });
    },
  };
}

function decide({ page, articles }: Omit<Reading, "rules">, decisions: readonly Decision[]): Decided {
  if (decisions.length === 0) return { articles, read: [], digest: digestOf(page.sha256, articles) };
  const about = ({ article: { id, url } }: ReadArticle) => decisions.filter((one) => one.url === url || one.article === id);
  const decided = articles.map((read) => withDecisions(read, about(read)));
  return { articles: decided, read: articles.filter((read) => about(read).length > 0), digest: digestOf(page.sha256, decided) };
}

interface Place {
  readonly sql: Statements;
  readonly pages: Pages;
  readonly stored: StoredBody | null;
}

function replace({ sql, pages, stored }: Place, { page, rules }: Reading, { articles, read, digest }: Decided): void {
  const document = documentOf(page.sha256);
  if (stored === null) pages.add(page, { rules, digest });
  else {
    removeReadings(sql, page.sha256);
    pages.setReading(page.sha256, { rules, digest });
  }
  for (const one of articles)
    sql.insert("articles", {
      ...articleColumns(one),
      page: page.sha256,
      ...keyColumns(sql, { document, year: yearOf(one.article.publishedAt) }),
    });
  saveParts(sql, document, [...articles.flatMap(partsOf), ...read.map(partOfReading)]);
}

const rowsAt = ({ article }: ReadArticle) => ({ article: article.id, year: yearOf(article.publishedAt) });

function partsOf(read: ReadArticle): readonly Parts[] {
  const at = rowsAt(read);
  return [
    { table: "observations", ...at, rows: read.observations },
    { table: "citations", ...at, rows: read.citations },
    { table: "checks", ...at, rows: read.checks },
  ];
}

const partOfReading = (read: ReadArticle): Parts => ({ table: "readings", ...rowsAt(read), rows: read.observations });

/** What conditions on one article's rows take. */
interface Key {
  readonly article: string;
  readonly document: string;
  readonly years: string;
}

/** Null for an article that is not stored. PostgreSQL looks up its year, so that one partition is looked into. */
function keyOf(sql: Statements, article: string): Key | null {
  const document = documentOf(article);
  if (!isDivided(sql)) return { article, document, years: "[]" };
  const year = sql.row("SELECT year FROM cards WHERE document = :document AND id = :article", { document, article })?.year;
  return year === undefined ? null : { article, document, years: `[${year}]` };
}

/** What conditions on the rows of several articles take. */
interface Keys {
  readonly ids: string;
  readonly documents: string;
  readonly years: string;
}

function keysOf(sql: Statements, ids: readonly string[]): Keys {
  const keys = { ids: JSON.stringify(ids), documents: documentsOf(ids) };
  if (!isDivided(sql)) return { ...keys, years: "[]" };
  const found = `SELECT DISTINCT year FROM cards WHERE ${inDocuments(sql)} AND ${sql.dialect.among("id", ":ids", "text")}`;
  return { ...keys, years: JSON.stringify(sql.rows(found, keys).map(({ year }) => year)) };
}

/** A few questions for all of them. */
function readArticles(sql: Statements, ids: readonly string[]): ReadonlyMap<string, ReadArticle> {
  if (ids.length === 0) return new Map();
  const keys = keysOf(sql, ids);
  const found = `SELECT * FROM articles WHERE ${sql.dialect.among("id", ":ids", "text")} AND ${inDocuments(sql)} AND ${inYears(sql)}`;
  const rows = sql.rows(found, { ...keys }).map(readArticleRow);
  const observations = dataByArticle(sql, "observations", keys);
  const citations = dataByArticle(sql, "citations", keys);
  const checks = dataByArticle(sql, "checks", keys);
  return new Map(
    rows.map(({ article, place }) => {
      const read = {
        observations: observations(article.id).map(readObservation),
        citations: citations(article.id).map(readCitation),
        checks: checks(article.id).map(readCheck),
      };
      return [article.id, { article, place, ...read }];
    }),
  );
}

function dataByArticle(sql: Statements, table: Parts["table"], keys: Keys): (article: string) => readonly unknown[] {
  const ofDocument = inDocuments(sql, table === "citations" ? "in_document" : "document");
  const found = `SELECT article, data FROM ${table} WHERE ${sql.dialect.among("article", ":ids", "text")} AND ${ofDocument} AND ${inYears(sql)} ORDER BY article, n`;
  const byArticle = new Map<unknown, Row[]>();
  for (const row of sql.rows(found, { ...keys })) {
    const known = byArticle.get(row.article);
    if (known === undefined) byArticle.set(row.article, [row]);
    else known.push(row);
  }
  return (article) => byArticle.get(article) ?? [];
}

function decisionsAbout(sql: Statements, articles: readonly ReadArticle[]): readonly Decision[] {
  if (articles.length === 0) return [];
  const { among } = sql.dialect;
  const urls = JSON.stringify([...new Set(articles.map(({ article }) => article.url))]);
  const ids = JSON.stringify(articles.map(({ article }) => article.id));
  const found = `SELECT * FROM decisions WHERE ${among("url", ":urls", "text")} OR ${among("article", ":ids", "text")} ORDER BY seq`;
  return sql.rows(found, { urls, ids }).map(readDecision);
}

function renewFigures(sql: Statements, id: string): void {
  const [read, key] = [readArticles(sql, [id]).get(id), keyOf(sql, id)];
  if (read === undefined || key === null) return;
  const ofArticle = `article = :article AND ${inDocument(sql)} AND ${inYears(sql)}`;
  const isFirst = sql.row(`SELECT 1 AS found FROM readings WHERE ${ofArticle} LIMIT 1`, { ...key }) === undefined;
  const columns = isDivided(sql) ? "document, year, article, n, data" : "article, n, data";
  // A figure that stands there by a decision alone, in an article without readings, is none.
  const copy = `INSERT INTO readings (${columns}) SELECT ${columns} FROM observations WHERE ${ofArticle} AND ${sql.dialect.field("data", ["review"])} IS NULL`;
  if (isFirst) sql.put(copy, { ...key });
  const observations = readingsOf(sql, key).map(readObservation);
  const decided = withDecisions({ ...read, observations }, decisionsAbout(sql, [read]));
  sql.put(`DELETE FROM observations WHERE ${ofArticle}`, { ...key });
  saveParts(sql, key.document, [{ table: "observations", ...rowsAt(read), rows: decided.observations }]);
  const figures = decided.observations.length;
  sql.put(`UPDATE articles SET figures = :figures WHERE id = :article AND ${inDocument(sql)} AND ${inYears(sql)}`, { ...key, figures });
}

const readingsOf = (sql: Statements, key: Key): readonly unknown[] =>
  sql.rows(`SELECT data FROM readings WHERE article = :article AND ${inDocument(sql)} AND ${inYears(sql)} ORDER BY n`, { ...key });

/** What the rules read of an article, as decisions leave it. */
function withDecisions(read: ReadArticle, decisions: readonly Decision[]): ReadArticle {
  return decisions.length === 0 ? read : { ...read, observations: applyDecisions(read.article, read.observations, decisions) };
}
