import { describe, expect, it } from "vitest";
import { type CitingArticle, citationGraph, daysBetween } from "../../pipeline/compare/graph.ts";
import { cutSentences } from "../../pipeline/serve/sentences.ts";
import type { Citation } from "../../pipeline/types/citation.ts";
import type { CitationGraph } from "../../pipeline/types/graph.ts";
import type { ArticleHead } from "../../pipeline/types/store.ts";
import { makeCitation, makeHead } from "../store/documents.ts";

const CITED = "21-NQ/TW@2022-06-16";

/** What each writing in the texts below stands for. */
const WRITINGS: Readonly<Record<string, Partial<Citation>>> = {
  "Nghị quyết số 21-NQ/TW": {},
  "Chương trình số 45-CTr/TU": { id: "45-CTr/TU@63-20:?", issuer: "TU", issuerPlace: "63-20", issued: null, documentKind: "programme" },
  "Kế hoạch số 112-KH/TU": {
    id: "112-KH/TU@63-20:2022-10-15",
    issuer: "TU",
    issuerPlace: "63-20",
    issued: "2022-10-15",
    documentKind: "plan",
  },
  "Kế hoạch số 07-KH/TU": {
    id: "07-KH/TU@63-20:2020-03-01",
    issuer: "TU",
    issuerPlace: "63-20",
    issued: "2020-03-01",
    documentKind: "plan",
  },
  "Báo cáo số 90-BC/TU": {
    id: "90-BC/TU@63-20:2022-11-01",
    issuer: "TU",
    issuerPlace: "63-20",
    issued: "2022-11-01",
    documentKind: "report",
  },
  "Kế hoạch số 88-KH/TU": {
    id: "88-KH/TU@63-10:2022-09-01",
    issuer: "TU",
    issuerPlace: "63-10",
    issued: "2022-09-01",
    documentKind: "plan",
  },
  "Kế hoạch số 5-KH/HU": {
    id: "05-KH/HU@63-20/X:2022-12-01",
    issuer: "HU",
    issuerPlace: "63-20",
    issued: "2022-12-01",
    documentKind: "plan",
  },
};

let count = 0;
function article(text: string, head: Partial<ArticleHead> = {}): CitingArticle {
  const id = `c-${count++}`;
  const citations = Object.entries(WRITINGS).flatMap(([quote, fields]) =>
    [...text.matchAll(new RegExp(quote, "gu"))].map(({ index }) =>
      makeCitation({ ...fields, article: id, quote, start: index, end: index + quote.length }),
    ),
  );
  const place = { level: "province" as const, province: "63-20", name: null };
  return { head: makeHead({ id, place, publishedAt: "2022-11-20", ...head }), text, citations, sentences: cutSentences(text) };
}

function graphOf(articles: readonly CitingArticle[], unitOf: (province: string) => string = (province) => province): CitationGraph {
  return citationGraph({ ids: new Set([CITED]), issued: "2022-06-16", articles, unitOf });
}

const ownOf = (text: string) => graphOf([article(text)]).provinces[0]?.own ?? [];

describe("own documents", () => {
  it.each([
    ["thực hiện A, Tỉnh ủy ban hành B", "Thực hiện Nghị quyết số 21-NQ/TW, Tỉnh ủy ban hành Kế hoạch số 112-KH/TU.", "same_sentence"],
    ["ban hành B thực hiện A", "Tỉnh ủy ban hành Kế hoạch số 112-KH/TU về việc thực hiện Nghị quyết số 21-NQ/TW.", "same_sentence"],
    ["A được cụ thể hóa bằng B", "Nghị quyết số 21-NQ/TW được cụ thể hóa bằng Kế hoạch số 112-KH/TU.", "same_sentence"],
    [
      "in the sentence after",
      "Tỉnh tập trung thực hiện Nghị quyết số 21-NQ/TW. Tỉnh ủy đã ban hành Kế hoạch số 112-KH/TU.",
      "next_sentence",
    ],
  ])("are found by: %s", (_, text, rule) => {
    expect(ownOf(text)).toMatchObject([{ id: "112-KH/TU@63-20:2022-10-15", issued: "2022-10-15", days: 121, rule }]);
  });

  it.each([
    ["they stand beside each other", "Huyện thực hiện Nghị quyết số 21-NQ/TW và Kế hoạch số 112-KH/TU."],
    ["they come before it, unrelated", "Tỉnh ủy ban hành Kế hoạch số 112-KH/TU và học tập Nghị quyết số 21-NQ/TW."],
    ["they are two sentences away", "Tỉnh thực hiện Nghị quyết số 21-NQ/TW. Trời mưa. Tỉnh ủy ban hành Kế hoạch số 112-KH/TU."],
    ["they are older than it", "Thực hiện Nghị quyết số 21-NQ/TW, Tỉnh ủy ban hành Kế hoạch số 07-KH/TU."],
    ["they are reports", "Thực hiện Nghị quyết số 21-NQ/TW, Tỉnh ủy ban hành Báo cáo số 90-BC/TU."],
    ["they are another province's", "Thực hiện Nghị quyết số 21-NQ/TW, Tỉnh ủy ban hành Kế hoạch số 88-KH/TU."],
    ["they are a district's", "Thực hiện Nghị quyết số 21-NQ/TW, Huyện ủy ban hành Kế hoạch số 5-KH/HU."],
  ])("are not found where %s", (_, text) => {
    expect(ownOf(text)).toEqual([]);
  });

  it("take their day from the sentence, and else are there by the day of the report", () => {
    const said = "Thực hiện Nghị quyết số 21-NQ/TW, ngày 10/10/2022, Tỉnh ủy ban hành Chương trình số 45-CTr/TU.";
    expect(ownOf(said)).toMatchObject([{ issued: "2022-10-10", days: 116, atMostDays: null }]);
    expect(ownOf(said.replace("ngày 10/10/2022, ", ""))).toMatchObject([{ issued: null, days: null, atMostDays: 157 }]);
    expect(ownOf(said.replace("10/10", "31/02"))).toMatchObject([{ issued: null, days: null }]);
  });

  it("are one where one report dates them and another does not", () => {
    const dated = article("Thực hiện Nghị quyết số 21-NQ/TW, ngày 10/10/2022, Tỉnh ủy ban hành Chương trình số 45-CTr/TU.");
    const undated = article("Thực hiện Nghị quyết số 21-NQ/TW, Tỉnh ủy ban hành Chương trình số 45-CTr/TU.", { publishedAt: "2022-07-01" });
    for (const articles of [
      [dated, undated],
      [undated, dated],
    ])
      expect(graphOf(articles).provinces[0]?.own).toMatchObject([{ issued: "2022-10-10", days: 116 }]);
  });
});

describe("provinces", () => {
  const plain = "Toàn tỉnh học tập Nghị quyết số 21-NQ/TW.";

  it("cite first with their earliest report after the issue, with its sentence and article", () => {
    const early = article(plain, { publishedAt: "2021-01-01" });
    const second = article(plain, { publishedAt: "2022-09-01" });
    const first = article(plain, { publishedAt: "2022-07-16", url: "https://bao.test/dau" });
    expect(graphOf([early, second, first]).provinces).toMatchObject([
      {
        province: "63-20",
        articles: 3,
        mentions: 3,
        first: {
          published: "2022-07-16",
          days: 30,
          evidence: { sentence: { text: plain, start: 0 }, article: { url: "https://bao.test/dau" } },
        },
      },
    ]);
  });

  it("have evidence even where no report has a day", () => {
    const [one] = graphOf([article(plain, { publishedAt: null })]).provinces;
    expect(one?.first).toMatchObject({ published: null, days: null, evidence: { quote: "Nghị quyết số 21-NQ/TW" } });
  });

  it("leave out old versions, untrusted texts and reprints, and count articles of no province", () => {
    const left = [article(plain, { current: false }), article(plain, { trust: "scrambled" }), article(plain, { reprintOf: "c-0" })];
    expect(graphOf([...left, article(plain, { place: null })])).toMatchObject({ provinces: [], withoutProvince: 1 });
  });

  it("come with the fastest to carry it out first, whatever the order of the articles", () => {
    const at = (province: string) => ({ level: "province" as const, province, name: null });
    const articles = [
      article(plain, { place: at("63-01"), publishedAt: "2022-06-20" }),
      article("Thực hiện Nghị quyết số 21-NQ/TW, Tỉnh ủy ban hành Kế hoạch số 112-KH/TU."),
      article(plain, { place: at("63-02"), publishedAt: null }),
      article(plain, { place: at("63-04"), publishedAt: null }),
    ];
    const order = ["63-20", "63-01", "63-02", "63-04"];
    expect(graphOf(articles).provinces.map(({ province }) => province)).toEqual(order);
    expect(graphOf(articles.toReversed()).provinces.map(({ province }) => province)).toEqual(order);
    expect(graphOf(articles, () => "34-01").provinces).toMatchObject([{ province: "34-01", articles: 4 }]);
  });
});

it("counts days, between whole days only", () => {
  expect(daysBetween("2022-06-16", "2022-06-17T08:00:00+07:00")).toBe(1);
  expect(daysBetween("2022-06-16", "2022-07")).toBeNull();
  expect(daysBetween(null, "2022-07-01")).toBeNull();
});
