import * as z from "zod";
import { BoundShape, DimsShape, MeasureShape } from "../shapes/figures.ts";
import { CoverageShape, INDICATOR } from "../shapes/indicators.ts";
import { list, named, record } from "../shapes/named.ts";
import { BreakShape } from "../shapes/tables.ts";

const text = z.string();
const count = z.int().min(0);
const year = z.int();

const KEYS = { ...INDICATOR, coverage: CoverageShape, table: text };

/** What `/api/v1/indicators` answers. */
export const IndicatorsAnswer = named("IndicatorsAnswer", record({ indicators: list(named("Indicator", record(KEYS))) }));

const AnswersShape = named(
  "IndicatorAnswers",
  record({
    question: record({
      dims: DimsShape,
      measure: MeasureShape,
      status: z.enum(["actual", "target"]),
      years: record({ from: year, to: year }),
    }),
    perYear: list(record({ year, reported: count, of: count })),
    perProvince: list(record({ province: text, name: text, years: count })),
    national: list(record({ year, value: z.number(), bound: BoundShape, href: text.nullable() })),
    breaks: list(BreakShape),
  }),
);

/** IndicatorData of view.ts. */
export const IndicatorAnswer = named("IndicatorAnswer", record({ ...KEYS, answers: AnswersShape.nullable() }));
