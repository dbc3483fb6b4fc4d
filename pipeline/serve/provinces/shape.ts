import * as z from "zod";
import { DocumentShape } from "../documents/shape.ts";
import { ArticleShape, BoundShape, DimsShape, LabelShape, MeasureShape } from "../shapes/figures.ts";
import { list, named, record } from "../shapes/named.ts";
import { BreakShape } from "../shapes/tables.ts";

const text = z.string();
const count = z.int().min(0);
const SystemShape = z.enum(["63", "34"]);
const RelativeShape = named("RelatedProvince", record({ id: text, name: text, system: SystemShape, on: text.nullable(), href: text }));

/** ProvinceView of view.ts. */
const ProvinceShape = named(
  "Province",
  record({
    id: text,
    name: text,
    fullName: text,
    system: SystemShape,
    validFrom: text.nullable(),
    validTo: text.nullable(),
    region: LabelShape.nullable(),
    figures: count,
    articles: count,
    href: text,
    mergedFrom: list(RelativeShape),
    tookIn: list(RelativeShape),
    mergedInto: RelativeShape.nullable(),
  }),
);

const ValueShape = record({
  year: z.int(),
  value: z.number().nullable(),
  bound: BoundShape,
  kind: z.enum(["reported", "derived", "partial"]),
  missing: list(text),
  isUnfinished: z.boolean(),
  isDisputed: z.boolean(),
  href: text.nullable(),
});

/** SeriesView of series.ts. */
const SeriesShape = named(
  "ProvinceSeries",
  record({
    indicator: text,
    dims: DimsShape,
    measure: MeasureShape,
    status: z.enum(["actual", "target"]),
    boundaries: z.enum(["then", "now"]),
    values: list(ValueShape),
    breaks: list(BreakShape),
    table: text,
  }),
);

/** What `/api/v1/provinces` answers. */
export const ProvincesAnswer = named("ProvincesAnswer", record({ provinces: list(ProvinceShape) }));

/** ProvinceData of view.ts. */
export const ProvinceAnswer = named(
  "ProvinceAnswer",
  record({
    province: ProvinceShape,
    series: list(SeriesShape),
    reports: list(ArticleShape),
    issued: list(DocumentShape),
    cited: list(DocumentShape),
  }),
);
