import * as z from "zod";
import { type Dialect, tuples } from "../database/dialect.ts";
import type { Statements } from "../database/statements.ts";
import type { CitingTally } from "../types/store.ts";
import { inArticleOf, ofArticle } from "./partitions.ts";
import type { Reprints } from "./reprints.ts";

/** Current, trusted articles that mention one of the documents and repeat nobody: `d` is the mention, `c` the article. */
function citing(dialect: Dialect): string {
  const { among, join, listed } = dialect;
  const isAsked = among("d.document", ":ids", "text");
  return `citations d ${join} cards c ON c.id = d.article${inArticleOf(dialect, "d", "c", "in_document")}
    WHERE ${isAsked} AND c.current = 1 AND c.trust = 'ok' AND c.n NOT IN (SELECT value FROM ${listed(":cards", "integer")} j)`;
}

const tallyRow = z.tuple([z.string().nullable(), z.int(), z.int(), z.string().nullable(), z.string()]);

/** Whole days only, as days are counted from them. */
const wholeDay = (date: string | null): string => (date !== null && /^\d{4}-\d{2}-\d{2}$/u.test(date) ? date : "");

/** Who mentions a document under one of its ids, by the province that the articles are about; one pass over its mentions. */
export function countCiting(
  sql: Statements,
  { cards }: Reprints,
  { ids, issued }: { readonly ids: readonly string[]; readonly issued: string | null },
): readonly CitingTally[] {
  const isDated = "length(published_at) >= 10 AND substr(published_at, 1, 10) >= :issued";
  const row = sql.row(
    `SELECT ${sql.dialect.tuples(["province", "articles", "citations", "first", "any_article"])} AS found FROM (
       SELECT province, count(*) AS articles, sum(citations) AS citations, min(id) AS any_article,
         min(CASE WHEN ${isDated} THEN substr(published_at, 1, 10) || ' ' || id END) AS first
       FROM (
         SELECT c.n, c.id, c.province, c.published_at, count(*) AS citations FROM ${citing(sql.dialect)} GROUP BY c.n, c.id, c.province, c.published_at
       ) m GROUP BY province ORDER BY province NULLS FIRST
     ) s`,
    { ids: JSON.stringify(ids), cards, issued: wholeDay(issued) },
  );
  return tuples(row, "found").map((tuple) => {
    const [province, articles, citations, first, anyArticle] = tallyRow.parse(tuple);
    const [day, article] = first?.split(" ") ?? [];
    return { province, articles, citations, firstArticle: article ?? anyArticle, firstAt: day ?? null };
  });
}

/** Of the articles of `countCiting` about a province those that mention a local document too, of each province the earliest. */
export function findCitingWithOwn(
  sql: Statements,
  { cards }: Reprints,
  { ids, perProvince }: { readonly ids: readonly string[]; readonly perProvince: number },
): readonly string[] {
  const row = sql.row(
    `SELECT ${sql.dialect.tuples(["id"])} AS found FROM (
       SELECT id, row_number() OVER (PARTITION BY province ORDER BY published_at IS NULL, published_at, id) AS place FROM (
         SELECT DISTINCT c.id, c.province, c.published_at FROM ${citing(sql.dialect)} AND c.province IS NOT NULL
       ) m WHERE EXISTS (SELECT 1 FROM citations o WHERE o.article = m.id${ofArticle(sql.dialect, "o.in_document", "m.id")} AND o.issuer_place IS NOT NULL)
     ) s WHERE place <= :perProvince`,
    { ids: JSON.stringify(ids), cards, perProvince },
  );
  return tuples(row, "found").map(([id]) => String(id));
}
