import { describe, expect, it } from "vitest";
import { type Copy, rankOf } from "../../pipeline/store/originals.ts";

const copy = (fields: Partial<Copy> = {}): Copy => ({
  id: "a-0",
  url: "https://bao.test/1",
  basedOn: null,
  publishedAt: "2024-03-01",
  isTrusted: true,
  siblings: 0,
  ...fields,
});

describe("the original of several carriers", () => {
  it.each<[string, Partial<Copy>, Partial<Copy>]>([
    ["the earlier day", { publishedAt: "2024-02-29" }, {}],
    ["the earlier hour, whatever its zone", { publishedAt: "2024-03-01T02:00Z" }, { publishedAt: "2024-03-01T09:30+07:00" }],
    ["an hour without zone as one of Viet Nam", { publishedAt: "2024-03-01T08:59" }, { publishedAt: "2024-03-01T02:00Z" }],
    ["who tells the hour before who tells the day", { publishedAt: "2024-03-01T22:00" }, { publishedAt: "2024-03-01" }],
    ["who tells the day before who tells the year", { publishedAt: "2024-11-30" }, { publishedAt: "2024" }],
    ["a day before none", {}, { publishedAt: null }],
    ["a page of its own before one of several reports", { publishedAt: null }, { siblings: 2 }],
    ["one that names no source before one that does", { publishedAt: "2024-06-01" }, { basedOn: "https://khac.test/1" }],
    ["one that names itself like one that names none", { publishedAt: "2024-02-01", basedOn: "https://www.bao.test/1" }, {}],
    ["a known paper's host before another", { url: "https://baocaobang.vn/1", publishedAt: "2024-06-01" }, {}],
    ["sound text before rewritten", { siblings: 2 }, { isTrusted: false }],
    ["the first address among equals", {}, { url: "https://bao.test/2" }],
    ["the first on the page among equals", { siblings: 1 }, { siblings: 1, id: "a-1" }],
  ])("is %s", (_, original, other) => {
    expect(rankOf(copy(original)) < rankOf(copy(other))).toBe(true);
  });
});
