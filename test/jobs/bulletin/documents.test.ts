import { describe, expect, it } from "vitest";
import { gatherDocuments, liesIn } from "../../../pipeline/jobs/bulletin/documents.ts";
import { makeOpener } from "../../../pipeline/jobs/bulletin/evidence.ts";
import { readPeriod } from "../../../pipeline/jobs/bulletin/period.ts";
import { openStore } from "../../../pipeline/store/sqlite.ts";
import type { Citation } from "../../../pipeline/types/citation.ts";
import type { ReadArticle, Store } from "../../../pipeline/types/store.ts";
import { makeArticle, makeCitation, makePage, makeRead } from "../../store/documents.ts";

interface Report {
  readonly text: string;
  readonly published: string;
  readonly province: string | null;
  readonly cites: readonly (Partial<Citation> & { readonly quote: string })[];
}

/** A store with these reports, opened for one bulletin. */
function withReports<T>(reports: readonly Report[], use: (store: Store) => T): T {
  const store = openStore(":memory:");
  reports.forEach(({ text, published, province, cites }, n) => {
    const page = makePage(`https://bao.test/${n}`, text);
    const article = makeArticle(page, { text, publishedAt: published });
    const citations = cites.map((citation) =>
      makeCitation({ ...citation, start: text.indexOf(citation.quote), end: text.indexOf(citation.quote) + citation.quote.length }),
    );
    const place = { place: province === null ? null : { level: "province" as const, province, name: null }, reason: "thử" };
    const read: ReadArticle = { ...makeRead(article, { citations }), place };
    store.saveDocument({ page, articles: [read], run: "run-1", rules: "rules-1" });
  });
  try {
    return use(store);
  } finally {
    store.close();
  }
}

const gather = (reports: readonly Report[], period: string, provinces: ReadonlySet<string> | null = null) =>
  withReports(reports, (store) =>
    gatherDocuments({ store, column: readPeriod(period).column, boundaries: "then", provinces, open: makeOpener(store) }),
  );

const CENTRAL = { quote: "Nghị quyết số 21-NQ/TW", id: "21-NQ/TW@2022-06-16", issuer: "TW" };
const OWN = { quote: "Chương trình số 45-CTr/TU", number: "45", type: "CTr", issuer: "TU", documentKind: "programme" as const };
const SENTENCE = "Thực hiện Nghị quyết số 21-NQ/TW, Tỉnh ủy đã ban hành Chương trình số 45-CTr/TU.";

/** Reports of two provinces must not look like one report and its reprint. */
const OPENINGS: Readonly<Record<string, string>> = {
  "63-20": "Biên giới vào đông, các chi bộ bản xa họp sớm để kịp gặt lúa nương cùng bà con. Đường lên bản còn trơn sau mưa.",
  "63-68": "Mùa cà phê chín, bí thư các thôn vùng hồ đi từng rẫy vận động đoàn viên dự lớp tối. Nhà rông sáng đèn đến khuya.",
};

const carriedOut = (issued: string | null, published = "2022-10-20", province = "63-20"): Report => ({
  text: `Cơ sở vào cuộc.\n${OPENINGS[province]}\n${SENTENCE}`,
  published,
  province,
  cites: [CENTRAL, { ...OWN, issuerPlace: province, issued, id: `45-CTr/TU@${province}:${issued ?? "?"}` }],
});

describe("documents of the centre in a bulletin", () => {
  it("are those issued in the period, with the earliest report that cites them", () => {
    const later = { text: "Nghị quyết số 21-NQ/TW được quán triệt.", published: "2022-08-01", province: "63-68", cites: [CENTRAL] };
    const first = { ...later, text: "Nghị quyết số 21-NQ/TW vừa ban hành.", published: "2022-06-30", province: null };
    const [document, ...others] = gather([later, first], "2022-Q2");
    expect(others).toEqual([]);
    expect(document).toMatchObject({
      id: "21-NQ/TW@2022-06-16",
      number: "21-NQ/TW",
      kind: "resolution",
      issued: "2022-06-16",
      isNew: true,
      citing: 2,
      programmes: [],
    });
    expect(document?.title).toContain("tổ chức cơ sở đảng");
    expect(document?.evidence).toMatchObject({
      quote: CENTRAL.quote,
      article: { publishedAt: "2022-06-30" },
      sentence: { text: first.text },
    });
    expect(gather([later, first], "2022-Q3")).toEqual([]);
  });

  it("are also older ones that a province carried out in it, with its own document and the sentence that says so", () => {
    const [document] = gather([carriedOut("2022-10-10")], "2022-Q4");
    expect(document).toMatchObject({
      id: "21-NQ/TW@2022-06-16",
      isNew: false,
      programmes: [{ province: "63-20", name: "Lạng Sơn", issued: "2022-10-10" }],
    });
    expect(document?.programmes[0]?.evidence).toMatchObject({ quote: OWN.quote, sentence: { text: SENTENCE } });
    expect(document?.programmes[0]?.document).toBe("45-CTr/TU@63-20:2022-10-10");
    expect(gather([carriedOut("2022-10-10")], "2023-Q1")).toEqual([]);
  });

  it("tell what was issued some time only where a report of the period tells of a document as new", () => {
    const told = (published: string, period: string) =>
      gather([carriedOut(null, published)], period).map(({ programmes }) => programmes.length);
    expect(told("2022-10-20", "2022")).toEqual([1]);
    expect(told("2023-03-01", "2022")).toEqual([0]);
    expect(told("2022-10-20", "2022-Q4")).toEqual([]);
  });

  it("tell of the bulletin's provinces only", () => {
    const reports = [carriedOut("2022-10-10"), carriedOut("2022-11-01", "2022-11-20", "63-68")];
    const provinces = (chosen: readonly string[] | null) =>
      gather(reports, "2022", chosen === null ? null : new Set(chosen)).flatMap(({ programmes }) =>
        programmes.map(({ province }) => province),
      );
    expect(provinces(null)).toEqual(["63-20", "63-68"]);
    expect(provinces(["63-68"])).toEqual(["63-68"]);
    expect(provinces(["34-20"])).toEqual(["63-20"]);
  });
});

describe("a date", () => {
  it.each([
    ["2022-10-10", "2022-Q4", true],
    ["2022-10", "2022-Q4", true],
    ["2022", "2022", true],
    ["2022", "2022-H2", false],
    ["2022-09-30", "2022-Q4", false],
    ["2022-10", "2022-10", true],
    [null, "2022", false],
  ])("%s lies in %s: %s", (date, period, expected) => {
    expect(liesIn(date, readPeriod(period).column)).toBe(expected);
  });
});
