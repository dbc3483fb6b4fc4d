import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { labelsOf } from "../../pipeline/labels/format.ts";
import { RequestProblem } from "../../pipeline/serve/problem.ts";
import { decimal, formed, oneOf, type Parameter, readQuery, text, wholeNumber } from "../../pipeline/serve/query.ts";
import type { View } from "../../pipeline/serve/view.ts";
import { fakeServices } from "./fake-services.ts";

const view = (query: string, path = "/api/v1/x"): View => ({
  services: fakeServices(),
  lang: "vi",
  labels: labelsOf("vi"),
  path,
  query: new URLSearchParams(query),
  headers: new Headers(),
});

const SHAPE = {
  kind: oneOf<"a" | "b", null>("loai", ["a", "b"], null),
  page: wholeNumber("trang", { from: 1, to: 9 }, 1),
  least: decimal("it-nhat", { from: 0, to: 1 }),
  id: formed("ma", /^[0-9a-f]{4}$/, "00ff"),
  words: text("chu", 10),
};
const NOTHING = { kind: null, page: 1, least: null, id: null, words: "", lang: "vi" };

describe("parameters are read", () => {
  test.each([
    ["", NOTHING],
    ["kind=b&page=9&least=0.25&id=beef&words=%20k%E1%BA%BFt%20", { kind: "b", page: 9, least: 0.25, id: "beef", words: "kết", lang: "vi" }],
    ["kind=&page=&least=&id=&words=", NOTHING],
    ["utm_source=zalo&fbclid=1", NOTHING],
  ])("%s", (query, expected) => {
    expect(readQuery(view(query), SHAPE)).toEqual(expected);
  });

  test("by their Vietnamese names on pages", () => {
    expect(readQuery(view("loai=a&trang=2&it-nhat=1&ma=0000&chu=x", "/x"), SHAPE)).toMatchObject({
      kind: "a",
      page: 2,
      least: 1,
      id: "0000",
    });
  });
});

/** What a problem says of the parameter. */
function refusal(query: string): unknown {
  try {
    return readQuery(view(query), SHAPE);
  } catch (error) {
    return error instanceof RequestProblem ? [error.status, error.parameter] : error;
  }
}

describe("parameters are refused", () => {
  test.each([
    ["kind=c", "kind", "c", "a, b"],
    ["kind=a&kind=a", "kind", "a, a", "a, b"],
    ["page=0", "page", "0", "số nguyên từ 1 đến 9"],
    ["page=1e1", "page", "1e1", "số nguyên từ 1 đến 9"],
    ["least=1.1", "least", "1.1", "số từ 0 đến 1, dấu chấm trước phần lẻ"],
    ["least=0,5", "least", "0,5", "số từ 0 đến 1, dấu chấm trước phần lẻ"],
    ["id=00FF", "id", "00FF", "chữ có dạng 00ff"],
    ["words=12345678901", "words", "12345678901", "chữ dài không quá 10 ký tự"],
    ["loai=a", "loai", "a", "kind, page, least, id, words, lang"],
    ["lang=fr", "lang", "fr", "vi, en"],
  ])("%s", (query, name, value, allowed) => {
    expect(refusal(query)).toEqual([400, { name, value, allowed }]);
  });

  test("whatever is written, with nothing but a value or a problem", () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(SHAPE)), fc.string({ unit: "binary", maxLength: 30 }), (name, value) => {
        const result = refusal(String(new URLSearchParams({ [name]: value })));
        expect(Array.isArray(result) ? result[0] : Object.keys(result as object)).toEqual(
          Array.isArray(result) ? 400 : Object.keys(NOTHING),
        );
      }),
      { seed: 20261122 },
    );
  });
});

test("what a description says of values is what the check takes", () => {
  const cases: [Parameter<unknown>, string[], string[]][] = [
    [SHAPE.kind, ["a", "b"], ["c"]],
    [SHAPE.page, ["1", "9"], ["0", "10"]],
    [SHAPE.least, ["0", "1", "0.5"], ["1.01"]],
    [SHAPE.id, ["00ff"], ["00fg"]],
  ];
  for (const [{ json, schema }, good, bad] of cases) {
    const isDescribed = (value: string): boolean =>
      (json?.enum === undefined || json.enum.includes(value)) &&
      (json?.pattern === undefined || new RegExp(json.pattern).test(value)) &&
      (json?.minimum === undefined || Number(value) >= json.minimum) &&
      (json?.maximum === undefined || Number(value) <= json.maximum);
    for (const value of [...good, ...bad]) expect([value, schema.safeParse(value).success]).toEqual([value, isDescribed(value)]);
  }
});
