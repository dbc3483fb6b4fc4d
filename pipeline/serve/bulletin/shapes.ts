import * as z from "zod";
import { ArticleHeadShape, BoundShape, ObservationShape, QuotedShape } from "../shapes/figures.ts";
import { list, named, record } from "../shapes/named.ts";
import { ColumnShape, TableSpecShape } from "../shapes/tables.ts";

const text = z.string();
const count = z.int().min(0);

const SpecShape = named(
  "BulletinSpec",
  record({
    period: text,
    provinces: list(text),
    topics: list(text),
    boundaries: z.enum(["then", "now"]),
    doubtful: z.enum(["leave_out", "mark"]),
    lang: z.enum(["vi", "en"]),
    without: list(text),
  }),
);

const HEAD = {
  id: text,
  title: text,
  subtitle: text,
  spec: SpecShape,
  madeAt: text,
  origin: z.enum(["command", "web", "series"]),
  series: record({ name: text, slot: text }).nullable(),
  fingerprint: text,
  rules: text,
  version: text,
  figures: count,
  leftOut: count,
  corrections: count,
  files: list(record({ format: z.enum(["docx", "html", "md", "pdf"]), bytes: count })),
};

/** BulletinHead of types/bulletin-desk.ts. */
const HeadShape = named("BulletinHead", record(HEAD));

/** BulletinList of list.ts. */
export const BulletinsAnswer = named(
  "BulletinsAnswer",
  record({ bulletins: list(record({ ...HEAD, href: text })), total: count, page: count, pages: count }),
);

const FigureShape = named(
  "BulletinFigure",
  record({
    id: text,
    observation: ObservationShape,
    article: ArticleHeadShape,
    sentence: QuotedShape.nullable(),
    doubts: list(z.enum(["low_confidence", "conflict", "failed_check"])),
  }),
);

const ValueShape = named(
  "BulletinValue",
  record({
    value: z.number(),
    bound: BoundShape,
    kind: z.enum(["reported", "derived"]),
    formula: text.nullable(),
    figures: list(FigureShape),
  }),
);

const USE = {
  role: z.enum(["now", "before", "correction"]),
  spec: TableSpecShape,
  column: ColumnShape,
  province: text.nullable(),
  name: text,
  value: ValueShape,
};

/** BulletinFacts of types/bulletin.ts; what it embeds stands there. */
const FactsShape = named(
  "BulletinFacts",
  z.looseObject({
    spec: SpecShape,
    madeAt: text,
    fingerprint: text,
    provinces: list(record({ id: text, name: text })),
    topics: list(z.looseObject({ topic: z.looseObject({ name: text }), questions: list(z.looseObject({ spec: TableSpecShape })) })),
    documents: list(z.looseObject({ id: text, number: text })),
    models: list(z.looseObject({ quote: text, place: text.nullable() })),
    corrections: list(z.looseObject({ bulletin: text, name: text, why: text })),
    leftOut: count,
  }),
);

const InlineShape = named("BulletinInline", z.looseObject({ text }));

/** BulletinText of types/bulletin.ts. */
const TextShape = named(
  "BulletinText",
  record({
    lang: z.enum(["vi", "en"]),
    title: text,
    subtitle: text,
    dateline: text,
    blocks: list(z.looseObject({ kind: z.enum(["heading", "paragraph", "list", "quote", "table", "chart"]) })),
    notes: list(list(InlineShape)),
    colophon: text,
  }),
);

/** Preview of preview.ts without what the facts hold. */
export const PreviewAnswer = named("BulletinPreview", record({ facts: FactsShape, text: TextShape }));

/** StoredBulletin of types/bulletin-desk.ts. */
export const BulletinAnswer = named("BulletinAnswer", record({ head: HeadShape, facts: FactsShape, text: TextShape }));

const TodayShape = record({
  state: z.enum(["same", "reviewed", "rejected", "reread", "report_changed", "gone"]),
  observation: ObservationShape.nullable(),
  article: ArticleHeadShape.nullable(),
  note: text.nullable(),
});

const AnswerShape = record({ value: z.number(), bound: BoundShape, kind: z.enum(["reported", "derived"]) });

/** FigureExplained of types/bulletin-desk.ts. */
export const BulletinFigureAnswer = named(
  "BulletinFigureAnswer",
  record({ head: HeadShape, figure: FigureShape, today: TodayShape, uses: list(record({ ...USE, today: AnswerShape.nullable() })) }),
);
