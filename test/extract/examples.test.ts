import { describe, expect, it } from "vitest";
import { CODEBOOK } from "../../pipeline/extract/codebook.ts";
import { EXAMPLES } from "../../pipeline/extract/examples.ts";
import { extract } from "../../pipeline/extract/extract.ts";
import { loadGazetteer } from "../../pipeline/language/gazetteer.ts";
import type { Example, Expected } from "../../pipeline/types/indicator.ts";
import type { Observation } from "../../pipeline/types/observation.ts";
import { makeArticle } from "./make-article.ts";

const read = (example: Example): readonly Observation[] =>
  extract(makeArticle(example.text, { publishedAt: example.published }), { gazetteer: loadGazetteer() }).observations;

/** What an expectation names, out of an observation. */
const shown = (observation: Observation, expected: Expected): object =>
  Object.fromEntries(
    Object.keys(expected).map((field) => [field, observation[field as keyof Observation] ?? (field === "value" ? Number.NaN : undefined)]),
  );

describe.each(CODEBOOK.map((indicator) => [indicator.code] as const))("%s", (code) => {
  const examples = EXAMPLES[code] ?? [];

  it("has at least 12 sentences that say it and 5 that do not", () => {
    expect(examples.filter(({ expect: expected }) => expected.length > 0).length).toBeGreaterThanOrEqual(12);
    expect(examples.filter(({ expect: expected }) => expected.length === 0).length).toBeGreaterThanOrEqual(5);
  });

  it.each(examples.map((example) => [example.text, example] as const))("%s", (_text, example) => {
    const found = read(example).filter((observation) => observation.indicator === code);
    const comparable = found.map((observation, i) => shown(observation, example.expect[i] ?? { value: 0 }));
    expect(comparable).toEqual(example.expect);
  });
});

describe("the codebook", () => {
  it("has examples for exactly its indicators", () => {
    expect(Object.keys(EXAMPLES).sort()).toEqual(CODEBOOK.map(({ code }) => code).sort());
  });

  it("never reads one span twice as the same thing", () => {
    for (const example of Object.values(EXAMPLES).flat()) {
      const keys = read(example).map(({ start, end, indicator, dims, measure, value, status, place }) =>
        JSON.stringify([start, end, indicator, dims, measure, value, status, place]),
      );
      expect(new Set(keys).size, example.text).toBe(keys.length);
    }
  });
});
