import fc from "fast-check";
import { expect, test } from "vitest";
import { cutSegments, type Mark } from "../../../pipeline/serve/article/marks.ts";

const mark = (index: number, start: number, end: number): Mark => ({ kind: "figure", index, start, end });

test("a text without marks is one run", () => {
  expect(cutSegments({ start: 3, end: 9 }, [])).toEqual([{ start: 3, end: 9, marks: [], opens: false }]);
});

test("overlapping marks give a run of both between runs of one", () => {
  const runs = cutSegments({ start: 0, end: 20 }, [mark(0, 2, 10), mark(1, 6, 14)]);
  expect(runs.map(({ start, end, marks, opens }) => [start, end, marks.map(({ index }) => index).join(), opens])).toEqual([
    [0, 2, "", false],
    [2, 6, "0", true],
    [6, 10, "0,1", true],
    [10, 14, "1", false],
    [14, 20, "", false],
  ]);
});

test("a mark from an earlier block opens nothing here", () => {
  const [first] = cutSegments({ start: 5, end: 9 }, [mark(0, 1, 7)]);
  expect(first).toMatchObject({ start: 5, end: 7, opens: false });
});

test("runs tile the span, and each carries exactly the marks over it", () => {
  const spans = fc.array(fc.tuple(fc.nat(40), fc.nat(40)), { maxLength: 8 });
  fc.assert(
    fc.property(fc.nat(20), fc.integer({ min: 1, max: 20 }), spans, (start, length, pairs) => {
      const span = { start, end: start + length };
      const marks = pairs.map(([a, b], index) => mark(index, Math.min(a, b), Math.max(a, b)));
      const runs = cutSegments(span, marks);
      expect(runs.map((run) => run.end).slice(0, -1)).toEqual(runs.map((run) => run.start).slice(1));
      expect([runs[0]?.start, runs.at(-1)?.end]).toEqual([span.start, span.end]);
      for (let at = span.start; at < span.end; at++) {
        const run = runs.find((candidate) => candidate.start <= at && at < candidate.end);
        expect(run?.marks.map(({ index }) => index)).toEqual(
          marks.filter((one) => one.start <= at && at < one.end).map(({ index }) => index),
        );
      }
    }),
  );
});
