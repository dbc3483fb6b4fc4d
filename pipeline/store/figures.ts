import { tuples } from "../database/dialect.ts";
import { named, type Statements, where } from "../database/statements.ts";
import { StoreBroken } from "../types/errors.ts";
import type { Check, Observation, Period, Place } from "../types/observation.ts";
import type { ArticleHead, FigureQuery, StoredObservation } from "../types/store.ts";
import { ofArticle } from "./partitions.ts";
import { dimsText, questionsOf } from "./questions.ts";
import type { Reprints } from "./reprints.ts";
import { readBasis, readBound, readChecks, readObservation, readPlaceText, readTrust } from "./rows.ts";

/** What reads on when somebody looks at what is long. */
interface Source {
  readonly sql: Statements;
  readonly reprints: Reprints;
}

/** The columns of `figures` in the order in which `figureOf` takes them. */
const FIGURE = [
  ...["f.question", "f.card", "f.n", "f.province", "f.name", "f.value", "f.bound", "f.at", "f.since", "f.until", "f.basis", "f.confidence"],
  ...["f.begins", "f.ends", "f.quote", "f.numerator", "f.denominator", "f.checks", "f.is_rare"],
];

/** The columns of `cards` in the order in which `headOf` takes them. */
const HEAD = [
  ...["c.n", "c.id", "c.url", "c.title", "c.publisher", "c.source", "c.published_at", "c.fetched_at", "c.based_on", "c.place", "c.trust"],
  ...["c.figures", "c.gone_at"],
];

/** Heads that stay in memory for the next question, about 40 MB. */
const MOST_HEADS = 60_000;

type Tuple = readonly unknown[];

/** What only some articles have. */
interface Marks {
  goneAt?: string;
  reprintOf?: string;
}

const textOrNull = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));

/** The figures of current articles that answer a question; those of a part only, and those without a period, are left out. */
export function findFigures(source: Source, query: FigureQuery): readonly StoredObservation[] {
  return findManyFigures(source, [query], query.provinces)[0] ?? [];
}

/** The same for several questions about the same provinces (all when absent), in their order: one look at the rows, and at the articles, for all of them. */
export function findManyFigures(
  source: Source,
  queries: readonly FigureQuery[],
  provinces: readonly string[] | undefined,
): readonly (readonly StoredObservation[])[] {
  const { sql } = source;
  const asked = queries.map((query) => ({ query, question: questionsOf(sql, query)?.[0] }));
  const read = readRows(
    sql,
    asked.flatMap(({ question }) => question ?? []),
    provinces,
  );
  const heads = findHeads(
    source,
    read.map(([, card]) => card),
  );
  const later = laterFields(sql);
  const found = new Map(
    asked.map(({ query, question }) => [question as unknown, { made: { sql, query, later }, list: [] as StoredObservation[] }]),
  );
  for (const tuple of read) {
    const [head, of] = [heads.get(tuple[1]), found.get(tuple[0])];
    if (head !== undefined && of !== undefined) of.list.push({ observation: figureOf(tuple, head, of.made), head });
  }
  return asked.map(({ question }) => (question === undefined ? [] : (found.get(question)?.list ?? [])));
}

function readRows(sql: Statements, questions: readonly number[], provinces: readonly string[] | undefined): readonly Tuple[] {
  if (questions.length === 0) return [];
  const values = named({
    questions: JSON.stringify(questions),
    provinces: provinces === undefined ? undefined : JSON.stringify(provinces),
  });
  const { among, by, tuples: asTuples } = sql.dialect;
  const conditions = where([
    `${among("f.question", ":questions", "integer")} AND f.current = 1 AND f.is_part = 0 AND f.year IS NOT NULL`,
    provinces !== undefined && among("f.province", ":provinces", "text"),
  ]);
  const from = `figures f ${provinces === undefined ? "" : by("figures_by_province")}`;
  return tuples(sql.row(`SELECT ${asTuples(FIGURE)} AS found FROM ${from} ${conditions}`, values), "found");
}

/** The heads of these cards; those that another question has read since anything was written are there already. */
function findHeads({ sql, reprints }: Source, cards: readonly unknown[]): ReadonlyMap<unknown, ArticleHead> {
  const { heads, originals, places } = reprints;
  if (heads.size > MOST_HEADS) heads.clear();
  const missing = [...new Set(cards)].filter((card) => !heads.has(card));
  if (missing.length === 0) return heads;
  const { join, listed, tuples: asTuples } = sql.dialect;
  const from = `${listed(":cards", "integer")} j ${join} cards c ON c.n = j.value`;
  const row = sql.row(`SELECT ${asTuples(HEAD)} AS found FROM ${from}`, { cards: JSON.stringify(missing) });
  const placeOf = (text: string): Place => {
    const known = places.get(text) ?? readPlaceText(text);
    places.set(text, known);
    return known;
  };
  for (const tuple of tuples(row, "found")) heads.set(tuple[0], headOf(tuple, originals, placeOf));
  return heads;
}

function headOf(tuple: Tuple, originals: Reprints["originals"], placeOf: (text: string) => Place): ArticleHead {
  const place = textOrNull(tuple[9]);
  const head: ArticleHead & Marks = {
    id: String(tuple[1]),
    url: String(tuple[2]),
    title: String(tuple[3]),
    publisher: textOrNull(tuple[4]),
    source: textOrNull(tuple[5]),
    publishedAt: textOrNull(tuple[6]),
    fetchedAt: String(tuple[7]),
    basedOn: textOrNull(tuple[8]),
    place: place === null ? null : placeOf(place),
    trust: readTrust(tuple[10]),
    current: true,
    figures: Number(tuple[11]),
  };
  const [goneAt, reprintOf] = [textOrNull(tuple[12]), originals.get(Number(tuple[0]))];
  if (goneAt !== null) head.goneAt = goneAt;
  if (reprintOf !== undefined) head.reprintOf = reprintOf;
  return head;
}

/** What only some figures have. */
interface Sides {
  numerator?: number;
  denominator?: number;
}

type Later = Readonly<Record<"rule" | "links", PropertyDescriptor>>;

/** The fields that are read when they are looked at. The same two functions for all figures of an answer: with two for each, every figure would be a kind of object of its own. */
function laterFields(sql: Statements): Later {
  const field = (name: "rule" | "links"): PropertyDescriptor => ({
    enumerable: true,
    configurable: true,
    get(this: Observation) {
      return storedFigure(sql, this)[name];
    },
  });
  return { rule: field("rule"), links: field("links") };
}

interface Made {
  readonly sql: Statements;
  readonly query: FigureQuery;
  readonly later: Later;
}

function figureOf(tuple: Tuple, head: ArticleHead, { sql, query, later }: Made): Observation {
  if (tuple[18] === 1) return wholeFigure(sql, head.id, Number(tuple[2]));
  const checks = textOrNull(tuple[17]);
  const figure: Omit<Observation, keyof Later> & Sides = {
    article: head.id,
    start: Number(tuple[12]),
    end: Number(tuple[13]),
    quote: String(tuple[14]),
    indicator: query.indicator,
    dims: query.dims,
    measure: query.measure,
    value: Number(tuple[5]),
    bound: readBound(tuple[6]),
    status: query.status,
    place: { level: query.level, province: textOrNull(tuple[3]), name: textOrNull(tuple[4]) },
    period: periodOf(textOrNull(tuple[7]), textOrNull(tuple[8]), textOrNull(tuple[9])),
    basis: readBasis(tuple[10]),
    confidence: Number(tuple[11]),
    checks: checks === null ? NONE : readChecks(checks),
  };
  if (tuple[15] !== null) figure.numerator = Number(tuple[15]);
  if (tuple[16] !== null) figure.denominator = Number(tuple[16]);
  return Object.defineProperties(figure, later) as Observation;
}

const NONE: readonly Check[] = [];

function periodOf(at: string | null, from: string | null, to: string | null): Period {
  return at === null ? { from, to } : { at };
}

const isIn = ({ dialect }: Statements): string => `o.article = :article${ofArticle(dialect, "o.document", ":article")}`;

function wholeFigure(sql: Statements, article: string, n: number): Observation {
  const row = sql.row(`SELECT o.data FROM observations o WHERE ${isIn(sql)} AND o.n = :n`, { article, n });
  if (row === undefined) throw reread(article);
  return readObservation(row);
}

/** All of a figure; its number in its article may have become another since it was found. */
function storedFigure(sql: Statements, figure: Omit<Observation, "rule" | "links">): Observation {
  const same = (one: Observation): boolean =>
    one.start === figure.start &&
    one.end === figure.end &&
    one.indicator === figure.indicator &&
    one.measure === figure.measure &&
    one.status === figure.status &&
    one.value === figure.value &&
    one.place.level === figure.place.level &&
    one.place.province === figure.place.province &&
    one.place.name === figure.place.name &&
    dimsText(one.dims) === dimsText(figure.dims) &&
    JSON.stringify(one.period) === JSON.stringify(figure.period);
  const asked = [isIn(sql), ...["start", "end"].map((name) => `${sql.dialect.field("o.data", [name])} = :${name}`)];
  const { article, start, end } = figure;
  const rows = sql.rows(`SELECT o.data FROM observations o ${where(asked)} ORDER BY o.n`, { article, start, end });
  const found = rows.map(readObservation).find(same);
  if (found === undefined) throw reread(figure.article);
  return found;
}

const reread = (article: string): StoreBroken =>
  new StoreBroken(`Bài ${article} vừa được đọc lại, số liệu tìm thấy không còn như cũ.`, "Hỏi lại.");
