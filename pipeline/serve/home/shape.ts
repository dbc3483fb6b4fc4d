import * as z from "zod";
import { LastNightShape, RunLineShape } from "../runs/shapes.ts";
import { ArticleShape, BoundShape, DimsShape, MeasureShape } from "../shapes/figures.ts";
import { CoverageShape } from "../shapes/indicators.ts";
import { list, named, record } from "../shapes/named.ts";

const text = z.string();
const count = z.int().min(0);

/** Headline of headlines.ts. */
const HeadlineShape = named(
  "Headline",
  record({
    indicator: text,
    dims: DimsShape,
    measure: MeasureShape,
    basis: z.enum(["national", "median"]),
    points: list(record({ year: z.int(), value: z.number(), bound: BoundShape, provinces: count.nullable() })),
    href: text,
    table: text,
  }),
);

const ProvinceCoverageShape = record({ province: text, name: text, figures: count, articles: count, href: text });

/** Overview of home.ts. */
export const OverviewAnswer = named(
  "OverviewAnswer",
  record({
    figures: count,
    indicators: list(record({ code: text, coverage: CoverageShape, href: text, table: text })),
    headlines: list(HeadlineShape),
    fresh: record({ since: text, articles: count, figures: count }),
    articles: list(ArticleShape),
    map: record({ system: z.enum(["63", "34"]), provinces: list(ProvinceCoverageShape) }),
    night: LastNightShape.nullable(),
    lastRun: RunLineShape.nullable(),
  }),
);
