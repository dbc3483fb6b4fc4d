import * as z from "zod";
import { ArticleHeadShape, CheckShape, ObservationShape } from "../shapes/figures.ts";
import { list, named, record } from "../shapes/named.ts";

const text = z.string();
const count = z.int().min(0);

const DoubtShape = named(
  "Doubt",
  z.union([
    record({ kind: z.literal("failed_check"), check: CheckShape }),
    record({
      kind: z.literal("conflict"),
      rivals: list(record({ id: text, value: z.number(), article: text, url: text, title: text })),
    }),
    record({ kind: z.literal("low_confidence"), confidence: z.number() }),
  ]),
);

/** ReviewCase of types/review.ts, with the mark by which a decision names what was seen. */
export const CaseShape = named(
  "ReviewCase",
  record({
    id: text,
    mark: text,
    doubts: list(DoubtShape),
    observation: ObservationShape,
    head: ArticleHeadShape,
    readings: list(ObservationShape),
    rivals: list(record({ id: text, observation: ObservationShape, head: ArticleHeadShape })),
  }),
);

const counts = list(record({ code: text, count }));

/** A page of the queue. */
export const QueueAnswer = named(
  "ReviewQueue",
  z.union([
    record({ state: z.literal("building"), done: count }),
    record({
      state: z.literal("ready"),
      items: list(CaseShape),
      total: count,
      all: count,
      decided: count,
      facets: record({ indicators: counts, provinces: counts, kinds: counts }),
      madeAt: text,
    }),
  ]),
);

const VerdictShape = z.enum(["confirm", "correct", "reject", "withdraw"]);

/** Decision of types/review.ts. */
export const DecisionShape = named(
  "Decision",
  record({
    id: text,
    verdict: VerdictShape,
    by: text,
    at: text,
    why: text,
    url: text,
    article: text,
    passage: text,
    passageStart: count,
    reading: ObservationShape,
    hasTwins: z.boolean(),
    correction: ObservationShape.nullable(),
  }),
);

/** A page of the log. */
export const LogAnswer = named(
  "ReviewLog",
  record({
    total: count,
    entries: list(
      record({
        decision: DecisionShape,
        before: ObservationShape.nullable(),
        after: ObservationShape.nullable(),
        state: z.enum(["applied", "withdrawn", "superseded", "passage_gone"]),
        article: text,
      }),
    ),
  }),
);

const id = z.string().regex(/^[0-9a-f]{12}$/u);
const article = z.string().regex(/^[0-9a-f]{16}-\d{1,6}$/u);
const why = z.string().trim().min(1).max(500);
const seen = z.string().max(64);

/** A decision as it is sent to the API. */
export const DecideBody = named(
  "Deciding",
  z.strictObject({
    id,
    article,
    verdict: VerdictShape,
    why,
    /** What to change: `["value=1168", "period=2023"]`; for `correct`. */
    correction: z.exactOptional(z.array(z.string().max(500)).min(1).max(20)),
    /** `mark` of the case that was seen, or `at` of the decision that is withdrawn; without it nobody is told that the figure has changed meanwhile. */
    seen: z.exactOptional(seen),
  }),
);

const short = z.string().max(200);

/** The form of a decision: `f-…` are the fields of a correction, as they were filled in, and the last five where the reviewer was. */
export const DecideForm = z.strictObject({
  token: z.string().max(200),
  id,
  article,
  verdict: VerdictShape,
  why: z.string().trim().max(500),
  seen: seen.optional(),
  "f-value": short.optional(),
  "f-bound": short.optional(),
  "f-measure": short.optional(),
  "f-status": short.optional(),
  "f-level": short.optional(),
  "f-province": short.optional(),
  "f-name": short.optional(),
  "f-period": short.optional(),
  "f-indicator": short.optional(),
  "f-dims": short.optional(),
  chiso: short.optional(),
  tinh: short.optional(),
  loai: short.optional(),
  trang: short.optional(),
  sau: z.union([z.literal(""), z.literal("nhat-ky"), id]).optional(),
});

export type DecideFields = z.infer<typeof DecideForm>;

export const SignInForm = z.strictObject({ token: z.string().trim().max(200) });
export const SignOutForm = z.strictObject({ token: z.string().max(200) });
