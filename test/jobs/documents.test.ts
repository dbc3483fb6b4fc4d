import { afterAll, describe, expect, it } from "vitest";
import { type CitingArticle, citationGraph } from "../../pipeline/compare/graph.ts";
import { documentGraph } from "../../pipeline/jobs/cite.ts";
import { makeDocumentShelf } from "../../pipeline/jobs/documents.ts";
import { provinceInfos } from "../../pipeline/jobs/province-infos.ts";
import { provinceSeries } from "../../pipeline/jobs/province-series.ts";
import { cutSentences } from "../../pipeline/serve/sentences.ts";
import { openStore } from "../../pipeline/store/sqlite.ts";
import type { Citation } from "../../pipeline/types/citation.ts";
import { makeArticle, makeObservation, makePage, makeRead } from "../store/documents.ts";

const RESOLUTION = "21-NQ/TW@2022-06-16";
const store = openStore(":memory:");

interface Told {
  readonly name: string;
  readonly province: string | null;
  readonly published: string | null;
  readonly text: string;
  readonly cited: readonly (Partial<Citation> & { readonly quote: string })[];
  readonly trust?: "scrambled";
}

const resolution = { quote: "Nghị quyết 21-NQ/TW", id: RESOLUTION, type: "NQ", documentKind: "resolution" as const };
const programme = (province: string) => ({
  ...{ quote: "Chương trình 45-CTr/TU", id: `45-CTr/TU@${province}:2022-10-10`, type: "CTr", documentKind: "programme" as const },
  ...{ issuer: "TU", issuerPlace: province, issued: "2022-10-10" },
});

const TOLD: readonly Told[] = [
  { name: "ls-som", province: "63-20", published: "2022-07-01", text: "Toàn tỉnh học tập Nghị quyết 21-NQ/TW.", cited: [resolution] },
  { name: "ls-truoc", province: "63-20", published: "2021-01-01", text: "Bài cũ nói Nghị quyết 21-NQ/TW.", cited: [resolution] },
  {
    name: "ls-sau",
    province: "63-20",
    published: "2022-11-05",
    text: "Thực hiện Nghị quyết 21-NQ/TW, Tỉnh ủy ban hành Chương trình 45-CTr/TU.",
    cited: [resolution, programme("63-20")],
  },
  {
    name: "bg",
    province: "63-24",
    published: null,
    text: "Bắc Giang nhắc Nghị quyết 21-NQ/TW hai lần: Nghị quyết 21-NQ/TW.",
    cited: [resolution, resolution],
  },
  { name: "bn", province: "63-27", published: "2023-02-03T08:00+07:00", text: "Bắc Ninh dẫn Nghị quyết 21-NQ/TW.", cited: [resolution] },
  { name: "khong-ro", province: null, published: "2022-08-08", text: "Không rõ tỉnh nào dẫn Nghị quyết 21-NQ/TW.", cited: [resolution] },
  {
    name: "xao",
    province: "63-01",
    published: "2022-08-08",
    text: "Chữ xáo trộn dẫn Nghị quyết 21-NQ/TW.",
    cited: [resolution],
    trust: "scrambled",
  },
];

function save({ name, province, published, text, cited, trust = undefined }: Told): void {
  const page = makePage(`https://bao.example/${name}`, text);
  const article = makeArticle(page, { text, publishedAt: published, ...(trust === undefined ? {} : { trust }) });
  const place = province === null ? null : { level: "province" as const, province, name: null };
  const citations = cited.map(({ quote, ...rest }): Citation => {
    const start = text.indexOf(quote);
    const common = { number: null, type: null, issuer: null, issuerPlace: null, issued: null, term: null, id: null };
    return { ...common, article: article.id, quote, start, end: start + quote.length, basis: "explicit", ...rest };
  });
  const read = { ...makeRead(article), place: { place, reason: "" }, observations: [], citations, checks: [] };
  store.saveDocument({ page, articles: [read], run: "r", rules: "1" });
}

for (const told of TOLD) save(told);

/** Added up over every article, as before the store counted: the slow, obvious way. */
function slowGraph(id: string, unitOf: (province: string) => string) {
  const heads = [...new Set(store.citations({ id }).map(({ head }) => head.id))];
  const articles = heads.flatMap((one): CitingArticle[] => {
    const [head, read] = [store.head(one), store.article(one)];
    if (head === null || read === null) return [];
    return [{ head, text: read.article.text, citations: read.citations, sentences: cutSentences(read.article.text) }];
  });
  return citationGraph({ ids: new Set([id, "NQTW5@XIII"]), issued: "2022-06-16", articles, unitOf });
}

afterAll(() => store.close());

describe("the graph of a document", () => {
  it("is the same as when every article is read", () => {
    expect(documentGraph(store, RESOLUTION)).toEqual(slowGraph(RESOLUTION, (province) => province));
  });

  it("counts provinces that were merged together under the unit of today", () => {
    const merged: Readonly<Record<string, string>> = { "63-20": "34-20", "63-24": "34-24", "63-27": "34-24" };
    const graph = documentGraph(store, RESOLUTION, { boundaries: "now" });
    expect(graph).toEqual(slowGraph(RESOLUTION, (province) => merged[province] ?? province));
    expect(graph.provinces.find(({ province }) => province === "34-24")).toMatchObject({
      articles: 2,
      mentions: 3,
      first: { published: "2023-02-03" },
    });
  });

  it("takes the first article of the day of issue or later, and reads few for documents of their own", () => {
    const [first] = documentGraph(store, RESOLUTION, { ownPerProvince: 1 }).provinces;
    expect(first).toMatchObject({ province: "63-20", articles: 3, first: { published: "2022-07-01", days: 15 }, own: [{ days: 116 }] });
  });
});

describe("the shelf of documents", () => {
  const shelf = makeDocumentShelf(store, () => store.version());
  const idsOf = (query: Partial<Parameters<typeof shelf.list>[0]>) =>
    shelf.list({ sort: "cited", limit: 5, offset: 0, ...query }).documents.map(({ id }) => id);

  it("has cited documents first, then those of the register", () => {
    expect(idsOf({})[0]).toBe(RESOLUTION);
    expect(shelf.list({ sort: "cited", limit: 1, offset: 0 }).total).toBeGreaterThan(290);
  });

  it.each([
    ["21-NQ/TW", RESOLUTION, "its number"],
    ["nghị quyết số 21 - NQ/TW", RESOLUTION, "another writing of it"],
    ["45-ctr", "45-CTr/TU@63-20:2022-10-10", "the beginning, in small letters"],
    ["cung co to chuc co so dang", RESOLUTION, "what it is about, without marks"],
  ])("finds %s", (words, id) => expect(idsOf({ words, limit: 50 })).toContain(id));

  it("tells whose a document is, and of which day and kind", () => {
    const [own] = shelf.list({ issuedBy: "63-20", sort: "cited", limit: 5, offset: 0 }).documents;
    expect(own).toMatchObject({
      sign: "45-CTr/TU",
      kind: "programme",
      group: "province",
      province: "63-20",
      issued: "2022-10-10",
      isRegistered: false,
    });
    expect(
      shelf
        .list({ words: "318/QĐ-TTg", group: "state", sort: "cited", limit: 1, offset: 0 })
        .documents.every(({ group }) => group === "state"),
    ).toBe(true);
    expect(idsOf({ citedBy: "63-24" })).toEqual([RESOLUTION]);
  });

  it("reads a document of the register that nobody cites, and no other", () => {
    expect(shelf.read("54-NQ/TW@2019-12-10", "then")).toMatchObject({ articles: 0, isRegistered: true, lags: [] });
    expect(shelf.read("999-NQ/TW@2019-12-10", "then")).toBeNull();
    expect(shelf.read("NQTW5@XIII", "then")?.id).toBe(RESOLUTION);
  });
});

describe("a province's series", () => {
  const told = (name: string, fields: Parameters<typeof makeObservation>[0]) => {
    const page = makePage(`https://bao.example/so/${name}`, name);
    const article = makeArticle(page);
    const observations = [makeObservation({ article: article.id, ...fields })];
    store.saveDocument({ page, articles: [{ ...makeRead(article), observations, citations: [], checks: [] }], run: "r", rules: "1" });
  };
  const at = (province: string) => ({ level: "province" as const, province, name: null });
  told("bg", { value: 100, place: at("63-24") });
  told("bn", { value: 50, place: at("63-27") });
  told("bn22", { value: 60, place: at("63-27"), period: { from: "2022-01-01", to: "2022-12-31" } });

  it("of one of the 63 has its own figures only", () => {
    const [series] = provinceSeries(store, "63-24");
    expect([series?.spec.boundaries, series?.cells.map((cell) => cell?.value)]).toEqual(["then", [100]]);
  });

  it("of one of the 34 is added up where all parts are known, and names what is missing", () => {
    const [series] = provinceSeries(store, "34-24");
    expect(series?.spec.boundaries).toBe("now");
    expect(series?.cells).toMatchObject([
      { kind: "partial", value: null, missing: ["63-24"] },
      { kind: "derived", value: 150 },
    ]);
  });

  it("of a province without figures, or of no province, is none", () => {
    expect([provinceSeries(store, "63-96"), provinceSeries(store, "63-99")]).toEqual([[], []]);
  });
});

it("every province has a region, but Hà Tây goes into Hà Nội", () => {
  const infos = provinceInfos();
  expect(infos.filter(({ region }) => region == null).map(({ id }) => id)).toEqual([]);
  expect(infos.find(({ name }) => name === "Hà Tây")).toMatchObject({ mergedInto: "63-01", validTo: "2008-08-01" });
});
