import { z } from "zod";
import { readMachineDate, type ZoneRule } from "./dates.ts";

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
  dateCreated: z.string().optional(),
  uploadDate: z.string().optional(),
  dateModified: z.string().optional(),
});
type Thing = z.infer<typeof Thing>;

/** Of one page, more than this is no description of an article. */
const MOST_THINGS = 500;
const ARTICLE = /article|posting|report/iu;
/** Things whose dates are not the article's: the site, a comment, an event, a job. */
const OTHER = /website|organization|comment|breadcrumb|event|person|rating|offer|jobposting/iu;

/** Reads the scripts' `@graph`s, arrays and nested things; of several things an article comes first. A script that is no JSON is searched for its dates alone. */
export function readLinkedData(scripts: readonly string[], zone: ZoneRule = "vietnam"): LinkedData {
  const read = scripts.map((script) => ({ script, value: parsed(script) }));
  const things = read.flatMap(({ value }) => thingsOf(value)).filter((thing) => !isOf(thing, OTHER));
  const broken = read.filter(({ value }) => value === null).map(({ script }) => script);
  const articles = things.filter((thing) => isOf(thing, ARTICLE));
  const thing = [...articles, ...things].find((candidate) => dateOf(publishedOf(candidate), zone) !== null) ?? articles[0];
  const loose = (name: string): string | undefined => (thing === undefined ? inText(broken, name) : undefined);
  return {
    headline: (articles[0] ?? thing)?.headline ?? null,
    published: dateOf((thing === undefined ? undefined : publishedOf(thing)) ?? loose("datePublished"), zone),
    modified: dateOf(thing?.dateModified ?? loose("dateModified"), zone),
  };
}

function isOf(thing: Thing, kind: RegExp): boolean {
  return [thing["@type"]].flat().some((type) => kind.test(type ?? ""));
}

function publishedOf(thing: Thing): string | undefined {
  return thing.datePublished ?? thing.dateCreated ?? thing.uploadDate;
}

function dateOf(value: string | undefined, zone: ZoneRule): string | null {
  return value === undefined ? null : readMachineDate(value, zone);
}

function inText(scripts: readonly string[], name: string): string | undefined {
  const pattern = new RegExp(`"${name}"\\s*:\\s*"([^"]{4,40})"`, "u");
  return scripts.map((script) => pattern.exec(script)?.[1]).find((date) => date !== undefined);
}

/** The thing itself and everything it holds ("mainEntity", "hasPart", "itemReviewed"), outermost first. */
function thingsOf(script: unknown): Thing[] {
  const found: Thing[] = [];
  const queue: unknown[] = [script];
  for (let value = queue.shift(); value !== undefined && found.length < MOST_THINGS; value = queue.shift()) {
    if (Array.isArray(value)) queue.push(...value.slice(0, MOST_THINGS));
    else if (typeof value === "object" && value !== null) {
      const thing = Thing.safeParse(value);
      if (thing.success) found.push(thing.data);
      queue.push(...Object.values(value).filter((inner) => typeof inner === "object" && inner !== null));
    }
  }
  return found;
}

function parsed(script: string): unknown {
  const plain = script
    .replace(/^\s*(?:<!--|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|\/\/\s*\]\]>|\]\]>)\s*$/gu, "")
    .replace(/\p{Cc}+/gu, " ")
    .trim();
  return asJson(plain) ?? asJson(plain.replace(/,\s*([}\]])/gu, "$1").replace(/;\s*$/u, ""));
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null; // named: half of the pages' scripts have stray commas; the caller then looks for the dates alone
    throw error;
  }
}
