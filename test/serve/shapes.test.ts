import { describe, expect, expectTypeOf, test } from "vitest";
import type * as z from "zod";
import type { Explanation } from "../../pipeline/serve/article/explain.ts";
import type { ArticleData } from "../../pipeline/serve/article/view.ts";
import type { Coverage } from "../../pipeline/serve/coverage.ts";
import type { ArticleView, FigureView } from "../../pipeline/serve/figures.ts";
import type { Overview } from "../../pipeline/serve/home/home.ts";
import type { OverviewAnswer } from "../../pipeline/serve/home/shape.ts";
import type { LastNightShape, RunLineShape } from "../../pipeline/serve/runs/shapes.ts";
import {
  type ArticleAnswer,
  CitationShape,
  type ExplanationAnswer,
  type IssuedDocumentShape,
} from "../../pipeline/serve/shapes/articles.ts";
import { ArticleHeadShape, type ArticleShape, type FigureShape, ObservationShape } from "../../pipeline/serve/shapes/figures.ts";
import type { CoverageShape } from "../../pipeline/serve/shapes/indicators.ts";
import { namedShapes } from "../../pipeline/serve/shapes/named.ts";
import type { BreakShape, CellShape, ColumnShape, TableShape, TableSpecShape } from "../../pipeline/serve/shapes/tables.ts";
import type { CellView, TableView } from "../../pipeline/serve/table/view.ts";
import type { Citation } from "../../pipeline/types/citation.ts";
import type { IssuedDocument } from "../../pipeline/types/issued.ts";
import type { Observation } from "../../pipeline/types/observation.ts";
import type { LastNight, RunLine } from "../../pipeline/types/operation.ts";
import type { ArticleHead } from "../../pipeline/types/store.ts";
import type { Column, SeriesBreak, TableSpec } from "../../pipeline/types/table.ts";
import { PRESS } from "./fixtures.ts";

/** Each shape with the type that it checks; both ways, so that neither can gain a field without the other. */
type Pairs = [
  [typeof ObservationShape, Observation],
  [typeof ArticleHeadShape, ArticleHead],
  [typeof ArticleShape, ArticleView],
  [typeof FigureShape, FigureView],
  [typeof CitationShape, Citation],
  [typeof IssuedDocumentShape, IssuedDocument],
  [typeof ArticleAnswer, ArticleData],
  [typeof ExplanationAnswer, Explanation],
  [typeof TableSpecShape, TableSpec],
  [typeof ColumnShape, Column],
  [typeof BreakShape, SeriesBreak],
  [typeof CoverageShape, Coverage],
  [typeof OverviewAnswer, Overview],
  [typeof LastNightShape, LastNight],
  [typeof RunLineShape, RunLine],
];

type Disagreeing<List> = List extends [[infer Shape extends z.ZodType, infer Type], ...infer Rest]
  ? [z.infer<Shape>, Type] extends [Type, z.infer<Shape>]
    ? Disagreeing<Rest>
    : [Shape, Type]
  : never;

describe("the shapes of what is answered", () => {
  test("say of every type what TypeScript says of it", () => {
    expectTypeOf<Disagreeing<Pairs>>().toEqualTypeOf<never>();
  });

  // Their optional fields may be undefined in TypeScript, which JSON has no word for.
  test("say of tables and cells all that TypeScript says of them", () => {
    expectTypeOf<z.infer<typeof TableShape>>().toExtend<TableView>();
    expectTypeOf<keyof z.infer<typeof TableShape>>().toEqualTypeOf<keyof TableView>();
    expectTypeOf<keyof z.infer<typeof CellShape>>().toEqualTypeOf<keyof CellView>();
  });

  test.each(PRESS.map(({ read, head }) => [head.title, read, head] as const))("take what stands in the store: %s", (_, read, head) => {
    expect(ArticleHeadShape.parse(head)).toEqual(head);
    for (const observation of read.observations) expect(ObservationShape.parse(observation)).toEqual(observation);
    for (const citation of read.citations) expect(CitationShape.parse(citation)).toEqual(citation);
  });

  test("refuse a field that nobody has described", () => {
    const [first] = PRESS;
    expect(ArticleHeadShape.safeParse({ ...first?.head, path: "/var/lib/dangvu" }).success).toBe(false);
  });

  test("have each name once", () => {
    const names = [...namedShapes().values()];
    expect(names).toEqual([...new Set(names)]);
  });
});
