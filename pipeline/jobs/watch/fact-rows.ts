import * as z from "zod";
import { readCitation, readObservation } from "../../store/rows.ts";
import type { ArticleHead } from "../../types/store.ts";
import type { WatchFact } from "../../types/watch.ts";

const text = z.string().nullable();
const bound = z.enum(["exact", "about", "more_than", "at_least", "less_than", "at_most"]);
const place = z.object({
  level: z.enum(["national", "region", "province", "district", "commune", "unit"]),
  province: text,
  name: text,
});
const head = z.object({
  id: z.string(),
  url: z.string(),
  title: z.string(),
  publisher: text,
  source: text,
  publishedAt: text,
  fetchedAt: z.string(),
  basedOn: text,
  place: place.nullable(),
  trust: z.enum(["ok", "years_rewritten", "scrambled"]),
  current: z.boolean(),
  figures: z.number(),
});

const row = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("figure"),
    head,
    observation: z.unknown(),
    change: z.enum(["new", "corrected"]),
    was: z.array(z.object({ value: z.number(), bound })),
    correctedBy: z.enum(["paper", "reviewer"]).nullable(),
    isDoubtful: z.boolean(),
  }),
  z.object({ kind: z.literal("citation"), head, citation: z.unknown() }),
  z.object({ kind: z.literal("report"), head }),
  z.object({ kind: z.literal("more"), count: z.number() }),
]);

/** A fact as JSON, without its key. How a figure was read is left out: it is long, and stands in the store. */
export function writeFact({ key: _key, ...fact }: WatchFact): string {
  if (fact.kind === "more") return JSON.stringify(fact);
  const { goneAt: _goneAt, reprintOf: _reprintOf, ...kept }: ArticleHead = fact.head;
  const rest = { ...fact, head: kept };
  return JSON.stringify(rest.kind === "figure" ? { ...rest, observation: { ...rest.observation, links: [], checks: [] } } : rest);
}

/** The fact of a row that `writeFact` wrote. Throws when it is none. */
export function readFact(key: string, data: string): WatchFact {
  const fact = row.parse(JSON.parse(data));
  if (fact.kind === "figure") return { ...fact, key, observation: readObservation({ data: JSON.stringify(fact.observation) }) };
  if (fact.kind === "citation") return { ...fact, key, citation: readCitation({ data: JSON.stringify(fact.citation) }) };
  return { ...fact, key };
}
