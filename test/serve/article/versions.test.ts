import { expect, test } from "vitest";
import { compareFigures, readVersions } from "../../../pipeline/serve/article/versions.ts";
import type { Observation } from "../../../pipeline/types/observation.ts";
import { fakeStore } from "../fake-services.ts";
import { LANG_SON, NEW_VERSION, OLD_VERSION, PRESS } from "../fixtures.ts";

const [base] = PRESS.find(({ head }) => head.id === LANG_SON)?.read.observations ?? [];
const figure = (changes: Partial<Observation>): Observation => ({ ...(base as Observation), ...changes });
const kinds = (before: readonly Observation[], after: readonly Observation[]) =>
  compareFigures(before, after).map(({ kind, before: was, after: is }) => [kind, was?.value, is?.value]);

test("the same figures elsewhere in the text are no change", () => {
  expect(kinds([figure({ start: 1, end: 5 })], [figure({ start: 9, end: 13 }), figure({ start: 20, end: 24 })])).toEqual([]);
});

test("another value for the same subject is a change", () => {
  expect(kinds([figure({ value: 2300 })], [figure({ value: 2030 })])).toEqual([["changed", 2300, 2030]]);
});

test("the order of dimensions does not matter", () => {
  expect(kinds([figure({ dims: { kind: "cell", grade: "tsvm" } })], [figure({ dims: { grade: "tsvm", kind: "cell" } })])).toEqual([]);
});

test("another place is another subject: one figure goes, one comes", () => {
  const elsewhere = figure({ place: { level: "province", province: "63-01", name: null } });
  expect(kinds([figure({})], [elsewhere]).map(([kind]) => kind)).toEqual(["removed", "added"]);
});

test("the first version has nothing to compare with", () => {
  const versions = readVersions(fakeStore(), { url: "https://bao.example/da-sua", position: 0 });
  expect(versions.map(({ head, changes }) => [head.id, changes?.length ?? null])).toEqual([
    [OLD_VERSION, null],
    [NEW_VERSION, 1],
  ]);
});

test("articles at other places of the page are other articles", () => {
  expect(readVersions(fakeStore(), { url: "https://bao.example/da-sua", position: 1 })).toEqual([]);
});
