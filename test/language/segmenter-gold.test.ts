import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { analyze } from "../../pipeline/language/layers.ts";
import { normalize } from "../../pipeline/language/normalize.ts";
import { scanTokens } from "../../pipeline/language/syllables.ts";

interface GoldLine {
  /** The sentence as it stands in the sample press. */
  readonly raw: string;
  /** Its words: spaces between them, `_` between the tokens of one word. */
  readonly segmented: string;
}

const corpus = new URL("../../corpus/", import.meta.url);
/** Lowered only with a line in the changelog. */
const FLOOR = 0.99;

const rows = readFileSync(new URL("segmenter/gold/party-news.txt", corpus), "utf8").trimEnd().split("\n");
const gold: readonly GoldLine[] = rows.map((row) => {
  const [raw = "", segmented = ""] = row.split("\t");
  return { raw, segmented };
});

const withoutGaps = (text: string): string => text.replace(/[\s_]+/gu, "");

/** Spans of consecutive words as "start-end", counted in characters that are neither white space nor `_`. */
function spansOf(words: readonly string[]): string[] {
  let end = 0;
  return words.map((word) => {
    const start = end;
    end += withoutGaps(word).length;
    return `${start}-${end}`;
  });
}

function wordsOf(raw: string): string[] {
  const { tokens, words } = analyze(raw);
  return [...words.slice(0, -1)].map((first, i) => raw.slice(tokens[first]!.start, tokens[words[i + 1]! - 1]!.end));
}

/** Word F1 between 0 and 1: a word is right when both its ends are. */
function scoreOf(lines: readonly GoldLine[], segment: (raw: string) => readonly string[]): number {
  let right = 0;
  let all = 0;
  for (const { raw, segmented } of lines) {
    const expected = new Set(spansOf(segmented.split(" ")));
    const found = spansOf(segment(raw));
    right += found.filter((span) => expected.has(span)).length;
    all += expected.size + found.length;
  }
  return (2 * right) / all;
}

describe("the gold of Party news", () => {
  it("has at least 500 sentences, none twice, each with its two columns", () => {
    expect(rows.filter((row) => row.split("\t").length !== 2)).toEqual([]);
    expect(gold.length).toBeGreaterThanOrEqual(500);
    expect(new Set(gold.map(({ raw }) => raw)).size).toBe(gold.length);
  });

  it("has the same characters in both columns", () => {
    expect(gold.filter(({ raw, segmented }) => withoutGaps(raw) !== withoutGaps(segmented))).toEqual([]);
  });

  it("holds normalised text only, so that positions mean the same everywhere", () => {
    expect(gold.filter(({ raw }) => normalize(raw).text !== raw)).toEqual([]);
  });

  it("cuts no token: numbers, percentages, fractions, dates and document signs stay whole", () => {
    const tokensOf = (raw: string): string =>
      scanTokens(raw)
        .map((token) => withoutGaps(raw.slice(token.start, token.end)))
        .join(" ");
    expect(gold.filter(({ raw, segmented }) => tokensOf(raw) !== segmented.replaceAll("_", " "))).toEqual([]);
  });

  it("is taken from at least 110 reports of the sample press", () => {
    const press = new URL("sample/press/", corpus);
    const reports = readdirSync(press).map((name) => readFileSync(new URL(name, press), "utf8"));
    const homes = gold.map(({ raw }) => reports.findIndex((report) => report.includes(raw)));
    expect(gold.filter((_, i) => homes[i] === -1)).toEqual([]);
    expect(new Set(homes).size).toBeGreaterThanOrEqual(110);
  });
});

describe("the score", () => {
  const line: GoldLine = { raw: "Kết nạp 3 đảng viên.", segmented: "Kết_nạp 3 đảng_viên ." };

  it("is 1 for the gold itself and counts a word only when both its ends are right", () => {
    expect(scoreOf([line], () => ["Kết nạp", "3", "đảng viên", "."])).toBe(1);
    expect(scoreOf([line], () => ["Kết nạp", "3", "đảng", "viên", "."])).toBeCloseTo((2 * 3) / (4 + 5));
    expect(scoreOf([line], () => ["Kết nạp 3", "đảng viên", "."])).toBeCloseTo((2 * 2) / (4 + 3));
  });
});

describe("the segmenter on Party news", () => {
  it(`reaches a word F1 of ${FLOOR}`, () => {
    expect(scoreOf(gold, wordsOf)).toBeGreaterThanOrEqual(FLOOR);
  });
});
