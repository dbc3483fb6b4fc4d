import * as z from "zod";
import type { Article } from "../types/article.ts";
import type { Citation } from "../types/citation.ts";
import type { Check, Observation, Place } from "../types/observation.ts";
import type { Page } from "../types/page.ts";
import type { Decision } from "../types/review.ts";
import type { ArticleHead, PageHead, ReadArticle, RunRecord } from "../types/store.ts";
import { documentKind, issuedDocument } from "./document-row.ts";

/** A column of JSON text, read and checked. */
function json<T extends z.ZodType>(inner: T) {
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch (cause) {
        context.addIssue({ code: "custom", message: `not JSON: ${String(cause)}` });
        return z.NEVER;
      }
    })
    .pipe(inner);
}

const text = z.string();
const maybe = z.string().nullable();
const span = { start: z.int().min(0), end: z.int().min(0) };
const trust = z.enum(["ok", "years_rewritten", "scrambled"]);
const basis = z.enum(["explicit", "relative", "inferred", "unknown"]);
const flag = z.union([z.literal(0), z.literal(1)]).transform((bit) => bit === 1);

const place = z.object({
  level: z.enum(["national", "region", "province", "district", "commune", "unit"]),
  province: maybe,
  name: maybe,
}) satisfies z.ZodType<Place>;

const check = z.object({
  what: z.enum(["sum", "share", "change", "target", "date"]),
  holds: z.boolean(),
  parts: z.array(z.number()),
  computed: z.number().nullable(),
  printed: z.union([z.number(), z.string()]).nullable(),
  detail: text,
}) satisfies z.ZodType<Check>;

const observation = z.object({
  article: text,
  ...span,
  quote: text,
  indicator: text,
  dims: z.record(text, z.union([text, z.boolean()])),
  measure: z.enum(["count", "share", "attainment", "points", "percent_change"]),
  value: z.number(),
  bound: z.enum(["exact", "about", "more_than", "at_least", "less_than", "at_most"]),
  status: z.enum(["actual", "target", "change"]),
  place,
  period: z.union([z.strictObject({ at: text }), z.strictObject({ from: maybe, to: maybe })]).nullable(),
  basis,
  numerator: z.number().exactOptional(),
  denominator: z.number().exactOptional(),
  against: z.enum(["year_before", "same_period", "target", "other"]).exactOptional(),
  per: z.literal("year").exactOptional(),
  subset: z.literal(true).exactOptional(),
  decidedBy: z.enum(["committee", "commission", "cell"]).exactOptional(),
  rule: text,
  confidence: z.number().min(0).max(1),
  links: z.array(z.object({ what: z.enum(["indicator", "place", "period", "status", "subset", "value"]), reason: text })),
  checks: z.array(check),
  review: z.object({ id: text, verdict: z.enum(["confirm", "correct"]), by: text, at: text, why: text }).exactOptional(),
}) satisfies z.ZodType<Observation>;

const citation = z.object({
  article: text,
  ...span,
  quote: text,
  id: maybe,
  number: maybe,
  type: maybe,
  issuer: maybe,
  issuerPlace: maybe,
  issued: maybe,
  term: maybe,
  documentKind: documentKind.exactOptional(),
  title: text.exactOptional(),
  basis,
}) satisfies z.ZodType<Citation>;

const integers = z.array(z.int()).transform((numbers) => Int32Array.from(numbers));
const parts = z.object({
  captions: z.array(text),
  blocks: z.array(
    z.object({
      ...span,
      kind: z.enum(["kicker", "title", "sapo", "heading", "paragraph", "list", "table"]),
      recognition: z.number().min(0).max(1).exactOptional(),
    }),
  ),
  offsets: z.object({ at: integers, origin: integers, length: z.int(), originLength: z.int() }).nullable(),
  removed: z.array(z.object({ step: text, reason: text, text })),
  document: issuedDocument.exactOptional(),
});

const headRow = z.object({
  id: text,
  url: text,
  title: text,
  publisher: maybe,
  source: maybe,
  published_at: maybe,
  fetched_at: text,
  based_on: maybe,
  place: json(place).nullable(),
  trust,
  current: flag,
  figures: z.int(),
  gone_at: maybe.exactOptional(),
  reprint_of: maybe.exactOptional(),
});

const articleRow = z.object({
  id: text,
  page: text,
  position: z.int(),
  url: text,
  source: maybe,
  publisher: maybe,
  title: text,
  byline: maybe,
  published_at: maybe,
  published_from: z.enum(["json-ld", "meta", "itemprop", "time", "selector", "dateline", "url", "header", "document", "none"]),
  modified_at: maybe,
  based_on: maybe,
  trust,
  made_by: text,
  text,
  parts: json(parts),
  place: json(place).nullable(),
  place_reason: text,
});

const dataRow = {
  observation: z.object({ data: json(observation) }),
  citation: z.object({ data: json(citation) }),
  check: z.object({ data: json(check) }),
};

const decisionRow = z.object({
  id: text,
  verdict: z.enum(["confirm", "correct", "reject", "withdraw"]),
  decided_by: text,
  decided_at: text,
  why: text,
  url: text,
  article: text,
  data: json(
    z.object({
      passage: text,
      passageStart: z.int().min(0),
      reading: observation,
      hasTwins: z.boolean(),
      correction: observation.nullable(),
    }),
  ),
});

const runRow = z.object({ id: text, job: text, started_at: text, finished_at: maybe, counters: json(z.record(text, z.number())) });

const pageHeadRow = z.object({ sha256: text, url: text, source: maybe, fetched_at: text, rules: text, digest: text });
const pageRow = z.object({ url: text, source: maybe, fetched_at: text, media_type: text, charset: maybe, sha256: text });

/** @throws z.ZodError for a row that this code has not written; the same holds for every reader below. */
export function readHead(row: unknown): ArticleHead {
  const head = headRow.parse(row);
  const { id, url, title, publisher, source, trust, current, figures } = head;
  const { published_at: publishedAt, fetched_at: fetchedAt, based_on: basedOn } = head;
  const gone = head.gone_at == null ? {} : { goneAt: head.gone_at };
  const reprint = head.reprint_of == null ? {} : { reprintOf: head.reprint_of };
  return {
    id,
    url,
    title,
    publisher,
    source,
    publishedAt,
    fetchedAt,
    basedOn,
    place: head.place,
    trust,
    current,
    figures,
    ...gone,
    ...reprint,
  };
}

/** An article with its place, without what was read out of it. */
export function readArticleRow(row: unknown): Pick<ReadArticle, "article" | "place"> {
  const { published_at, published_from, modified_at, based_on, made_by, parts, place, place_reason, ...same } = articleRow.parse(row);
  const times = { publishedAt: published_at, publishedFrom: published_from, modifiedAt: modified_at };
  const article: Article = { ...same, ...times, basedOn: based_on, ...parts, madeBy: made_by };
  return { article, place: { place, reason: place_reason } };
}

/** Reads one of a few words: for many short rows, where a schema for each would cost more than all else. */
function oneOf<T extends string>(schema: { readonly options: readonly T[]; readonly parse: (value: unknown) => T }): (value: unknown) => T {
  const words = new Map<unknown, T>(schema.options.map((option) => [option, option]));
  return (value) => words.get(value) ?? schema.parse(value);
}

export const readBound = oneOf(observation.shape.bound);
export const readBasis = oneOf(basis);
export const readTrust = oneOf(trust);
const checks = json(z.array(check));
/** Of JSON text, as the next. */
export const readChecks = (value: string): readonly Check[] => checks.parse(value);
const placeText = json(place);
export const readPlaceText = (value: string): Place => placeText.parse(value);

export const readObservation = (row: unknown): Observation => dataRow.observation.parse(row).data;
export const readCitation = (row: unknown): Citation => dataRow.citation.parse(row).data;
export const readCheck = (row: unknown): Check => dataRow.check.parse(row).data;

export function readDecision(row: unknown): Decision {
  const { decided_by: by, decided_at: at, data, ...same } = decisionRow.parse(row);
  return { ...same, by, at, ...data };
}

/** The columns of `decisions` for a decision, by name. */
export function decisionColumns(decision: Decision): Record<string, string> {
  const { id, verdict, by, at, why, url, article, passage, passageStart, reading, hasTwins, correction } = decision;
  const data = JSON.stringify({ passage, passageStart, reading, hasTwins, correction });
  return { id, verdict, decided_by: by, decided_at: at, why, url, article, data };
}

export function readRun(row: unknown): RunRecord {
  const run = runRow.parse(row);
  return { id: run.id, startedAt: run.started_at, finishedAt: run.finished_at, job: run.job, counters: run.counters };
}

/** A page without its body. */
export function readPageRow(row: unknown): Omit<Page, "body" | "answer"> {
  const { fetched_at: fetchedAt, media_type: mediaType, ...same } = pageRow.parse(row);
  return { ...same, fetchedAt, mediaType };
}

export function readPageHead(row: unknown): PageHead {
  const { fetched_at: fetchedAt, ...same } = pageHeadRow.parse(row);
  return { ...same, fetchedAt };
}

/** The columns of `articles` for an article, by name. */
export function articleColumns({ article, place, observations }: ReadArticle): Record<string, string | number | null> {
  const { captions, blocks, removed, document } = article;
  const offsets =
    article.offsets === null ? null : { ...article.offsets, at: [...article.offsets.at], origin: [...article.offsets.origin] };
  return {
    id: article.id,
    position: article.position,
    url: article.url,
    source: article.source,
    publisher: article.publisher,
    title: article.title,
    byline: article.byline,
    published_at: article.publishedAt,
    published_from: article.publishedFrom,
    modified_at: article.modifiedAt,
    based_on: article.basedOn,
    trust: article.trust,
    made_by: article.madeBy,
    text: article.text,
    parts: JSON.stringify({ captions, blocks, offsets, removed, ...(document === undefined ? {} : { document }) }),
    place: place.place === null ? null : JSON.stringify(place.place),
    place_reason: place.reason,
    figures: observations.length,
  };
}
