import * as z from "zod";
import { BoundShape, CheckShape, DimsShape, FigureShape, LabelShape } from "./figures.ts";
import { list, named, optional, record } from "./named.ts";

const text = z.string();
const count = z.int().min(0);

/** TableSpec of types/table.ts: the question that a table answers. */
export const TableSpecShape = named(
  "TableSpec",
  record({
    indicator: text,
    dims: DimsShape,
    measure: z.enum(["count", "share", "attainment", "points", "percent_change"]),
    status: z.enum(["actual", "target"]),
    years: record({ from: z.int(), to: z.int() }),
    boundaries: z.enum(["then", "now"]),
    period: optional(z.enum(["year", "half", "quarter", "month", "term"])),
    changes: optional(z.literal(true)),
    ranks: optional(z.enum(["high", "low"])),
    totals: optional(z.literal(true)),
    untrusted: optional(z.literal(true)),
  }),
);

export const ColumnShape = named("Column", record({ key: text, year: z.int(), from: text, to: text }));

export const BreakShape = named("SeriesBreak", record({ beforeYear: z.int(), note: LabelShape, beforePeriod: optional(text) }));

const ChangeShape = named(
  "Change",
  record({
    on: text,
    before: z.number(),
    absolute: z.number().nullable(),
    percent: z.number().nullable(),
    points: z.number().nullable(),
    bound: z.enum(["exact", "about"]),
    across: list(BreakShape),
  }),
);

const RankShape = record({ place: count, of: count, isTied: z.boolean() });
const METHODS = ["sum", "fractions", "weighted", "ratio"] as const;
const PartShape = record({ province: text, name: text.nullable() });

/** CellView of table/view.ts. */
export const CellShape = named(
  "Cell",
  record({
    province: text,
    year: z.int(),
    kind: z.enum(["reported", "derived", "partial"]),
    value: z.number().nullable(),
    bound: BoundShape,
    winner: FigureShape.nullable(),
    agree: count,
    others: list(FigureShape),
    dissent: list(FigureShape),
    formula: text.nullable(),
    inputs: list(record({ province: text, name: text.nullable(), figure: FigureShape })),
    missing: list(PartShape),
    checks: list(CheckShape),
    method: optional(z.enum(METHODS)),
    period: optional(text),
    isUnfinished: optional(z.literal(true)),
    lacks: optional(z.enum(["numerator", "denominator"])),
    change: optional(ChangeShape.nullable()),
    rank: optional(RankShape),
  }),
);

const TotalCellShape = record({
  period: text,
  published: CellShape.nullable(),
  sum: z.number().nullable(),
  bound: BoundShape,
  method: z.enum(METHODS),
  reported: count,
  of: count,
});

/** TableView of table/view.ts. */
export const TableShape = named(
  "Table",
  record({
    spec: TableSpecShape,
    years: list(z.int()),
    rows: list(record({ province: text, name: text, cells: list(CellShape.nullable()) })),
    coverage: list(record({ year: z.int(), reported: count, of: count })),
    breaks: list(BreakShape),
    columns: optional(list(ColumnShape)),
    totals: optional(
      list(record({ level: z.enum(["national", "region"]), code: text.nullable(), name: LabelShape, cells: list(TotalCellShape) })),
    ),
    data: optional(record({ hash: text, observations: count })),
    link: optional(text),
  }),
);

/** One table as it is, or the several of a permalink. */
export const TableAnswer = z.union([TableShape, named("Tables", record({ tables: list(TableShape) }))]);
