import * as z from "zod";
import { LabelShape, MeasureShape } from "./figures.ts";
import { list, named, record } from "./named.ts";

const text = z.string();
const count = z.int().min(0);

/** Coverage of coverage.ts. */
export const CoverageShape = named(
  "Coverage",
  record({ figures: count, provinces: list(text), years: record({ from: z.int(), to: z.int() }).nullable() }),
);

const DimShape = named(
  "Dim",
  record({ name: text, label: LabelShape, values: list(record({ code: z.union([text, z.boolean()]), label: LabelShape })) }),
);

/** What is declared of an indicator, for shapes that add to it. */
export const INDICATOR = {
  code: text,
  kind: z.enum(["stock", "flow"]),
  label: LabelShape,
  definition: LabelShape,
  dims: list(DimShape),
  measures: list(MeasureShape),
};
