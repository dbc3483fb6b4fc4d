import type { Dialect } from "../database/dialect.ts";
import { type Binding, named, type Row, type Statements, where } from "../database/statements.ts";
import type { ArticleHead, Numbered, ObservationQuery, Portion, PortionQuery, StoredObservation } from "../types/store.ts";
import { inArticleOf, ofArticle, ofCard } from "./partitions.ts";
import { portionOf, readCursor } from "./portions.ts";
import { questionsOf } from "./questions.ts";
import { readHead, readObservation } from "./rows.ts";

type Values = Readonly<Record<string, Binding | undefined>>;

/** Tables, conditions and values of a question. */
interface Asked {
  readonly from: string;
  readonly conditions: readonly (string | false)[];
  readonly values: Values;
}

/** Which way leads to the fewest rows; a planner that has seen no statistics would guess. `cards`: they are wanted though nothing is asked about them. */
function wayTo(dialect: Dialect, query: ObservationQuery, { hasQuestions, cards }: { hasQuestions: boolean; cards: boolean }): string {
  const { by, join } = dialect;
  const same = `ON f.card = c.n${ofCard(dialect, "f", "c")}`;
  const card = query.storedSince === undefined && !cards ? "" : `${join} cards c ${same}`;
  if (query.article !== undefined) return `cards c ${join} figures f ${by("figures_by_card")} ${same}`;
  if (query.provinces !== undefined) return `figures f ${by("figures_by_province")} ${card}`;
  if (query.storedSince !== undefined && !hasQuestions)
    return `cards c ${by("cards_by_fetched")} ${join} figures f ${by("figures_by_card")} ${same}`;
  return `figures f ${card}`;
}

/** Where the figures of a question stand. */
function askedOf(sql: Statements, query: ObservationQuery, cards: boolean): Asked {
  const { article, year, minConfidence, doubtfulBelow, storedSince } = query;
  const questions = questionsOf(sql, query);
  const provinces = query.provinces === undefined ? undefined : JSON.stringify(query.provinces);
  const { among, number } = sql.dialect;
  const confidence = number("f.confidence");
  return {
    from: wayTo(sql.dialect, query, { hasQuestions: questions !== null, cards }),
    conditions: [
      query.superseded !== true && "f.current = 1",
      questions !== null && among("f.question", ":questions", "integer"),
      provinces !== undefined && among("f.province", ":provinces", "text"),
      article !== undefined && `c.id = :article${ofArticle(sql.dialect, "c.document", ":article")}`,
      year !== undefined && "f.year = :year",
      minConfidence !== undefined && `${confidence} >= :minConfidence`,
      doubtfulBelow !== undefined && `(f.has_failed = 1 OR ${confidence} < :doubtfulBelow)`,
      storedSince !== undefined && "c.fetched_at >= :storedSince",
    ],
    values: {
      questions: questions === null ? undefined : JSON.stringify(questions),
      provinces,
      article,
      year,
      minConfidence,
      doubtfulBelow,
      storedSince,
    },
  };
}

/** Rows with the heads of their articles; an article's head is read once. */
export function withHeads<T>(rows: readonly Row[], make: (row: Row, head: ArticleHead) => T): readonly T[] {
  const heads = new Map<unknown, ArticleHead>();
  return rows.map((row) => {
    const head = heads.get(row.id) ?? readHead(row);
    heads.set(head.id, head);
    return make(row, head);
  });
}

/** All figures that a query leaves, by article and number. */
export function findObservations(sql: Statements, query: ObservationQuery): readonly StoredObservation[] {
  const { from, conditions, values } = askedOf(sql, query, true);
  const { dialect } = sql;
  const most = query.limit === undefined ? "" : "LIMIT :limit";
  const rows = sql.rows(
    `SELECT o.data, h.* FROM (SELECT c.id, c.n AS card, f.n FROM ${from} ${where(conditions)} ORDER BY c.id, f.n ${most}) s
     ${dialect.join} heads h ON h.n = s.card ${dialect.join} observations o ON o.article = s.id AND o.n = s.n${inArticleOf(dialect, "o", "h")}
     ORDER BY s.id, s.n`,
    named({ ...values, limit: query.limit }),
  );
  return withHeads(rows, (row, head) => ({ observation: readObservation(row), head }));
}

/** A portion in the order of `figures`: by question, then in the order in which articles were first stored, so that nothing needs to be sorted. */
export function listObservations(sql: Statements, query: ObservationQuery & PortionQuery): Portion<Numbered<StoredObservation>> {
  const { from, conditions, values } = askedOf(sql, query, false);
  const { dialect } = sql;
  const [question, current, card, n] = readCursor(query.after, 4);
  const behind = question !== undefined && "(f.question, f.current, f.card, f.n) > (:question, :current, :card, :n)";
  const rows = sql.rows(
    `SELECT o.data, s.question || '.' || s.current || '.' || s.card || '.' || s.n AS stands, s.n AS number, h.* FROM (
       SELECT f.question, f.current, f.card, f.n FROM ${from} ${where([...conditions, behind])}
       ORDER BY f.question, f.current, f.card, f.n LIMIT :most) s
     ${dialect.join} heads h ON h.n = s.card ${dialect.join} observations o ON o.article = h.id AND o.n = s.n${inArticleOf(dialect, "o", "h")}
     ORDER BY s.question, s.current, s.card, s.n`,
    named({ ...values, question, current, card, n, most: query.limit + 1 }),
  );
  const items = withHeads(rows, (row, head) => ({ n: Number(row.number), observation: readObservation(row), head }));
  return portionOf(items, { rows, limit: query.limit });
}
