import * as z from "zod";
import { list, named, optional, record } from "./named.ts";

const text = z.string();
const offset = z.int().min(0);

export const SpanShape = named("Span", record({ start: offset, end: offset }));

/** Offsets are UTF-16 units of the article's text, the end exclusive. */
export const QuotedShape = named("Quoted", record({ start: offset, end: offset, quote: text }));

export const LabelShape = named("Label", record({ vi: text, en: text }));

export const MEASURES = ["count", "share", "attainment", "points", "percent_change"] as const;
export const STATUSES = ["actual", "target", "change"] as const;
const LEVELS = ["national", "region", "province", "district", "commune", "unit"] as const;

export const BoundShape = named("Bound", z.enum(["exact", "about", "more_than", "at_least", "less_than", "at_most"]));
export const MeasureShape = named("Measure", z.enum(MEASURES));
export const StatusShape = named("Status", z.enum(STATUSES));
export const BasisShape = named("Basis", z.enum(["explicit", "relative", "inferred", "unknown"]));
export const PlaceShape = named("Place", record({ level: z.enum(LEVELS), province: text.nullable(), name: text.nullable() }));
export const PeriodShape = named("Period", z.union([record({ from: text.nullable(), to: text.nullable() }), record({ at: text })]));
export const DimsShape = named("Dims", z.record(text, z.union([text, z.boolean()])).readonly());

export const CheckShape = named(
  "Check",
  record({
    what: z.enum(["sum", "share", "change", "target", "date"]),
    holds: z.boolean(),
    parts: list(z.number()),
    computed: z.number().nullable(),
    printed: z.union([z.number(), text]).nullable(),
    detail: text,
  }),
);

const StepShape = record({ what: z.enum(["indicator", "place", "period", "status", "subset", "value"]), reason: text });
const ReviewShape = named("Review", record({ id: text, verdict: z.enum(["confirm", "correct"]), by: text, at: text, why: text }));

/** Observation of types/observation.ts. */
export const ObservationShape = named(
  "Observation",
  record({
    article: text,
    start: offset,
    end: offset,
    quote: text,
    indicator: text,
    dims: DimsShape,
    measure: MeasureShape,
    value: z.number(),
    bound: BoundShape,
    status: StatusShape,
    place: PlaceShape,
    period: PeriodShape.nullable(),
    basis: BasisShape,
    numerator: optional(z.number()),
    denominator: optional(z.number()),
    against: optional(z.enum(["year_before", "same_period", "target", "other"])),
    per: optional(z.literal("year")),
    subset: optional(z.literal(true)),
    decidedBy: optional(z.enum(["committee", "commission", "cell"])),
    rule: text,
    confidence: z.number().min(0).max(1),
    links: list(StepShape),
    checks: list(CheckShape),
    review: optional(ReviewShape),
  }),
);

/** What an article head says; `ArticleHeadShape` and `ArticleShape` have it in common. */
const HEAD = {
  id: text,
  url: text,
  title: text,
  publisher: text.nullable(),
  source: text.nullable(),
  publishedAt: text.nullable(),
  fetchedAt: text,
  basedOn: text.nullable(),
  place: PlaceShape.nullable(),
  trust: z.enum(["ok", "years_rewritten", "scrambled"]),
  current: z.boolean(),
  figures: z.int().min(0),
  goneAt: optional(text),
  reprintOf: optional(text),
};

/** ArticleHead of types/store.ts. */
export const ArticleHeadShape = named("ArticleHead", record(HEAD));

/** ArticleView of figures.ts: a head with the address of our page of it. */
export const ArticleShape = named("Article", record({ ...HEAD, href: text }));

/** FigureView of figures.ts. */
export const FigureShape = named(
  "Figure",
  record({
    observation: ObservationShape,
    provinceName: text.nullable(),
    sentence: QuotedShape.nullable(),
    article: ArticleShape,
    href: text,
    changesOriginal: optional(z.literal(true)),
  }),
);
