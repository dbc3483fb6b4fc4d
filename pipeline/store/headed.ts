import type { Dialect } from "../database/dialect.ts";
import { type Binding, named, type Statements, where } from "../database/statements.ts";
import type { ArticleHead, ArticleQuery, CitationQuery, Numbered, Portion, PortionQuery, StoredCitation } from "../types/store.ts";
import { withHeads } from "./observed.ts";
import { inArticleOf, ofArticle } from "./partitions.ts";
import { portionOf, readCursor } from "./portions.ts";
import { readCitation, readHead } from "./rows.ts";

type Values = Readonly<Record<string, Binding | undefined>>;

function articlesAsked({ superseded, url, source, run, province, since, before, storedSince }: ArticleQuery): {
  conditions: readonly (string | false)[];
  values: Values;
} {
  return {
    conditions: [
      superseded !== true && "current = 1",
      url !== undefined && "(url = :url OR page IN (SELECT sha256 FROM versions WHERE url = :url))",
      source !== undefined && "source = :source",
      run !== undefined && "page IN (SELECT sha256 FROM versions WHERE run = :run)",
      province !== undefined && "province = :province",
      since !== undefined && "published_at >= :since",
      before !== undefined && "published_at < :before",
      storedSince !== undefined && "fetched_at >= :storedSince",
    ],
    values: { url, source, run, province, since, before, storedSince },
  };
}

/** Newest publication first; those without a date last. */
export function findArticles(sql: Statements, query: ArticleQuery): readonly ArticleHead[] {
  const { conditions, values } = articlesAsked(query);
  const most = query.limit === undefined ? "" : "LIMIT :limit";
  const rows = sql.rows(
    `SELECT * FROM heads ${where(conditions)} ORDER BY published_at DESC NULLS LAST, id ${most}`,
    named({ ...values, limit: query.limit }),
  );
  return rows.map(readHead);
}

/** The article that was stored first comes last. */
export function listArticles(sql: Statements, query: ArticleQuery & PortionQuery): Portion<ArticleHead> {
  const { conditions, values } = articlesAsked(query);
  const [last] = readCursor(query.after, 1);
  const behind = last !== undefined && "n < :last";
  const rows = sql.rows(
    `SELECT h.*, h.n AS stands FROM heads h ${where([...conditions, behind])} ORDER BY n DESC LIMIT :most`,
    named({ ...values, last, most: query.limit + 1 }),
  );
  return portionOf(rows.map(readHead), { rows, limit: query.limit });
}

/** The documents of one mention: its own id and those that mean the same. */
export type SameDocument = (id: string) => readonly string[];

const ofCards = (dialect: Dialect): string => `ON d.article = c.id${inArticleOf(dialect, "d", "c", "in_document")}`;

/** Card by card: PostgreSQL, which takes such pairs to be rare, would first join all (OFFSET keeps it from seeing through). */
function fromCards(dialect: Dialect): string {
  if (dialect.name === "sqlite") return `cards c ${dialect.join} citations d ${ofCards(dialect)}`;
  return `cards c CROSS JOIN LATERAL (SELECT d.article, d.n, d.issuer_place FROM citations d WHERE d.article = c.id${inArticleOf(dialect, "d", "c", "in_document")} OFFSET 0) d`;
}

function citationsAsked({ dialect }: Statements, { id, article, province, issuerPlace }: CitationQuery, same: SameDocument) {
  const ids = id === undefined ? undefined : JSON.stringify([id, ...same(id)]);
  // From the side that leaves least.
  const isOfProvince = ids === undefined && province !== undefined && issuerPlace === undefined;
  const from = isOfProvince ? fromCards(dialect) : `citations d ${dialect.join} cards c ${ofCards(dialect)}`;
  const conditions = [
    "c.current = 1",
    ids !== undefined && dialect.among("d.document", ":ids", "text"),
    article !== undefined && `d.article = :article${ofArticle(dialect, "d.in_document", ":article")}`,
    province !== undefined && "c.province = :province",
    issuerPlace !== undefined && "d.issuer_place = :issuerPlace",
  ];
  return { from, conditions, values: { ids, article, province, issuerPlace } satisfies Values };
}

/** What is behind the few rows `s` that are left: heads and mentions. */
const mentions = (dialect: Dialect, n: string): string =>
  `${dialect.join} heads h ON h.n = s.card ${dialect.join} citations d ON d.article = s.article AND d.n = ${n}${inArticleOf(dialect, "d", "h", "in_document")}`;

/** Mentions of documents, by article and number. */
export function findCitations(sql: Statements, query: CitationQuery, same: SameDocument): readonly StoredCitation[] {
  const { from, conditions, values } = citationsAsked(sql, query, same);
  const most = query.limit === undefined ? "" : "LIMIT :limit";
  const rows = sql.rows(
    `SELECT d.data, h.* FROM (SELECT c.n AS card, d.article, d.n FROM ${from} ${where(conditions)} ORDER BY d.article, d.n ${most}) s
     ${mentions(sql.dialect, "s.n")} ORDER BY s.article, s.n`,
    named({ ...values, limit: query.limit }),
  );
  return withHeads(rows, (row, head) => ({ citation: readCitation(row), head }));
}

/** In the order in which the articles were first stored. */
export function listCitations(sql: Statements, query: CitationQuery & PortionQuery, same: SameDocument): Portion<Numbered<StoredCitation>> {
  const { conditions, values, ...asked } = citationsAsked(sql, query, same);
  const isNarrow = [query.id, query.article, query.issuerPlace].some((one) => one !== undefined);
  const from = isNarrow ? asked.from : fromCards(sql.dialect);
  const [card, n] = readCursor(query.after, 2);
  const behind = card !== undefined && "(c.n, d.n) > (:card, :n)";
  const rows = sql.rows(
    `SELECT d.data, s.stands, s.number, h.* FROM (
       SELECT c.n AS card, d.article, d.n AS number, c.n || '.' || d.n AS stands FROM ${from} ${where([...conditions, behind])} ORDER BY c.n, d.n LIMIT :most) s
     ${mentions(sql.dialect, "s.number")} ORDER BY s.card, s.number`,
    named({ ...values, card, n, most: query.limit + 1 }),
  );
  const items = withHeads(rows, (row, head) => ({ n: Number(row.number), citation: readCitation(row), head }));
  return portionOf(items, { rows, limit: query.limit });
}
