import { tuples } from "../database/dialect.ts";
import type { Statements } from "../database/statements.ts";
import type { Place } from "../types/observation.ts";
import type { ArticleHead } from "../types/store.ts";

/** Which articles repeat another's report, and how much stands in them, as long as nothing is written. */
export interface Reprints {
  /** By the number of a reprint's card the id of the original. */
  readonly originals: ReadonlyMap<number, string>;
  /** The numbers of their cards, as JSON. */
  readonly cards: string;
  /** Heads of articles by the number of their cards, as far as questions have read them. */
  readonly heads: Map<unknown, ArticleHead>;
  /** The places that they are about by how they are written, each read once: thousands of articles are about a hundred places. */
  readonly places: Map<string, Place>;
}

/** All reprints of the store, looked up once for each version of it: a tenth of the articles, in some 30 ms of a hundred thousand. */
export function makeReprints(sql: Statements, version: () => string): () => Reprints {
  let known: { readonly version: string; readonly reprints: Reprints } | null = null;
  return () => {
    const now = version();
    if (known?.version !== now) known = { version: now, reprints: findReprints(sql) };
    return known.reprints;
  };
}

function findReprints(sql: Statements): Reprints {
  const { join, tuples: asTuples } = sql.dialect;
  const rows = sql.rows(
    `SELECT ${asTuples(["c.n", "r.original"])} AS found FROM (
       SELECT report, (SELECT article FROM carriers f WHERE f.report = s.report ORDER BY rank LIMIT 1) AS original
       FROM carriers s GROUP BY report HAVING count(*) > 1
     ) r ${join} carriers o ON o.report = r.report AND o.article <> r.original ${join} cards c ON c.id = o.article`,
    [],
  );
  const originals = new Map(tuples(rows[0], "found").map(([card, original]) => [Number(card), String(original)]));
  return { originals, cards: JSON.stringify([...originals.keys()]), heads: new Map(), places: new Map() };
}
