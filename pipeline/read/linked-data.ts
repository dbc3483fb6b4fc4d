import { z } from "zod";
import { readMachineDate } from "./dates.ts";

/** What the JSON-LD of a page says about its article. */
export interface LinkedData {
  readonly headline: string | null;
  readonly published: string | null;
  readonly modified: string | null;
}

const Thing = z.looseObject({
  "@type": z.union([z.string(), z.array(z.string())]).optional(),
  headline: z.string().optional(),
  name: z.string().optional(),
  datePublished: z.string().optional(),
  dateModified: z.string().optional(),
});
type Thing = z.infer<typeof Thing>;

/** Of one page, more than this is no description of an article. */
const MOST_THINGS = 500;
const ARTICLE = /article|posting|report/iu;
const IN_TEXT = /"datePublished"\s*:\s*"([^"]{4,40})"/u;

/** Reads the scripts' `@graph`s and arrays; of several things an article comes first. A script that is no JSON is searched for its date alone. */
export function readLinkedData(scripts: readonly string[]): LinkedData {
  const things = scripts.flatMap(thingsOf);
  const articles = things.filter((thing) => [thing["@type"]].flat().some((type) => ARTICLE.test(type ?? "")));
  const thing = [...articles, ...things].find((candidate) => candidate.datePublished !== undefined) ?? articles[0];
  const loose =
    thing === undefined ? (scripts.map((script) => IN_TEXT.exec(script)?.[1]).find((date) => date !== undefined) ?? null) : null;
  return {
    headline: (articles[0] ?? thing)?.headline ?? null,
    published: dateOf(thing?.datePublished ?? loose),
    modified: dateOf(thing?.dateModified ?? null),
  };
}

function dateOf(value: string | null | undefined): string | null {
  return value == null ? null : readMachineDate(value);
}

function thingsOf(script: string): Thing[] {
  const found: Thing[] = [];
  const queue: unknown[] = [parsed(script)];
  for (let value = queue.shift(); value !== undefined && found.length < MOST_THINGS; value = queue.shift()) {
    if (Array.isArray(value)) queue.push(...value.slice(0, MOST_THINGS));
    else if (typeof value === "object" && value !== null) {
      const thing = Thing.safeParse(value);
      if (thing.success) found.push(thing.data);
      if ("@graph" in value) queue.push(value["@graph"]);
      if ("mainEntity" in value) queue.push(value.mainEntity);
    }
  }
  return found;
}

function parsed(script: string): unknown {
  try {
    return JSON.parse(script.replace(/\p{Cc}+/gu, " ").trim());
  } catch (error) {
    if (error instanceof SyntaxError) return null; // named: half of the pages' scripts have stray commas; the caller then looks for the date alone
    throw error;
  }
}
