import type { Statements } from "../database/statements.ts";
import type { Observation } from "../types/observation.ts";
import type { ReadArticle } from "../types/store.ts";
import { isDivided } from "./partitions.ts";
import { dimsText } from "./questions.ts";

/** Questions that are in memory as known, some 5 MB. */
const MOST_KNOWN = 20_000;

interface QuestionRow {
  readonly indicator: string;
  readonly dims: string;
  readonly measure: string;
  readonly status: string;
  readonly level: string;
}

/**
 * Numbers questions that nobody has answered before, ahead of the figures that do: all of them by one statement and in one order, so that of several processes that come upon the same
 * new questions no two wait for each other. What it misses is numbered with the figures (cards.ts). In SQLite, which has one writer, nothing is to be done.
 */
export function makeNewQuestions(sql: Statements): (articles: readonly ReadArticle[]) => void {
  const known = new Set<string>();
  return (articles) => {
    if (!isDivided(sql)) return;
    const asked = new Map(articles.flatMap(({ observations }) => observations).map((one) => [keyOf(one), one]));
    const missing = [...asked].filter(([key]) => !known.has(key)).map(([, observation]) => rowOf(observation));
    if (missing.length === 0) return;
    sql.run(
      `INSERT INTO questions (indicator, dims, measure, status, level)
       SELECT r.* FROM json_to_recordset(CAST(? AS json)) AS r (indicator text, dims text, measure text, status text, level text)
       WHERE NOT EXISTS (SELECT 1 FROM questions q WHERE (q.indicator, q.dims, q.measure, q.status, q.level) = (r.indicator, r.dims, r.measure, r.status, r.level))
       ORDER BY 1, 2, 3, 4, 5 ON CONFLICT DO NOTHING`,
      [JSON.stringify(missing)],
    );
    if (known.size > MOST_KNOWN) known.clear();
    for (const key of asked.keys()) known.add(key);
  };
}

function rowOf({ indicator, dims, measure, status, place }: Observation): QuestionRow {
  return { indicator, dims: dimsText(dims), measure, status, level: place.level };
}

const keyOf = (observation: Observation): string => JSON.stringify(Object.values(rowOf(observation)));
