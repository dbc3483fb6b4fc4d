import { afterAll, describe, expect, it } from "vitest";
import { gatherFacts } from "../../../pipeline/jobs/bulletin/facts.ts";
import { readSpec, type SpecWords } from "../../../pipeline/jobs/bulletin/spec.ts";
import { openStore } from "../../../pipeline/store/sqlite.ts";
import { WrongUse } from "../../../pipeline/types/errors.ts";
import type { Observation } from "../../../pipeline/types/observation.ts";
import { makeArticle, makeObservation, makePage, makeRead } from "../../store/documents.ts";

const NOW = new Date("2024-04-10T02:00:00Z");
const FIRST = "Mở đầu bản tin của tỉnh.";
const TEXT = `${FIRST}\nNăm ấy, toàn Đảng bộ tỉnh kết nạp được bấy nhiêu đảng viên mới. Chi bộ thôn dựng mô hình “Ba cùng” được bà con trong xã tham gia đều đặn.`;
const QUOTE = "kết nạp được bấy nhiêu đảng viên mới";

/** A report of a province with figures, all said in its second sentence. */
function saveReport(report: { province: string; year: number; figures: readonly Partial<Observation>[]; publishedAt?: string }): void {
  const { province, year, figures } = report;
  const page = makePage(`https://bao.test/${province}/${year}`, `${province} ${year}`);
  const article = makeArticle(page, { text: TEXT, publishedAt: report.publishedAt ?? `${year + 1}-01-05`, title: `${province} ${year}` });
  const start = TEXT.indexOf(QUOTE);
  const said = { start, end: start + QUOTE.length, quote: QUOTE, period: { from: `${year}-01-01`, to: `${year}-12-31` } };
  const observations = figures.map((figure) => makeObservation({ ...said, place: { level: "province", province, name: null }, ...figure }));
  const place = { place: { level: "province" as const, province, name: null }, reason: "thử" };
  store.saveDocument({ page, articles: [{ ...makeRead(article, { observations }), place }], run: "run-1", rules: "rules-1" });
}

const store = openStore(":memory:");
afterAll(() => store.close());
saveReport({ province: "63-20", year: 2022, figures: [{ value: 1000 }], publishedAt: "2022-12-28" });
saveReport({ province: "63-20", year: 2023, figures: [{ value: 1200 }, { value: 30, indicator: "discipline.members", confidence: 0.6 }] });
saveReport({ province: "63-68", year: 2023, figures: [{ value: 900 }] });

const gather = (words: Partial<SpecWords> = {}) => gatherFacts(store, readSpec({ period: "2023", ...words }), { now: NOW });

describe("the facts of a bulletin", () => {
  it("are those of its topics, with the sentence of each figure, the store they were made from, and what was left out", () => {
    const facts = gather({ topics: "discipline,admitted" });
    expect(facts).toMatchObject({
      madeAt: "2024-04-10T02:00:00.000Z",
      fingerprint: store.fingerprint(),
      leftOut: 1,
      documents: [],
      corrections: [],
    });
    expect(facts.topics.map(({ topic, questions }) => [topic.name, questions.length])).toEqual([
      ["discipline", 0],
      ["admitted", 1],
    ]);
    const [question] = facts.topics[1]?.questions ?? [];
    expect(question?.provinces.map(({ name, now, before }) => [name, now.value, before?.value ?? null])).toEqual([
      ["Lạng Sơn", 1200, 1000],
      ["Lâm Đồng", 900, null],
    ]);
    const [figure] = question?.provinces[0]?.now.figures ?? [];
    expect(figure?.sentence?.quote).toBe("Năm ấy, toàn Đảng bộ tỉnh kết nạp được bấy nhiêu đảng viên mới.");
    expect(figure?.observation).toMatchObject({ rule: "kết nạp <n> đảng viên", links: [{ what: "place" }] });
  });

  it("outlive the store: as JSON they are the same", () => {
    const facts = gather();
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
  });

  it("are about the chosen provinces", () => {
    const facts = gather({ provinces: "Lâm Đồng", topics: "admitted" });
    expect(facts.provinces).toEqual([{ id: "63-68", name: "Lâm Đồng" }]);
    expect(facts.topics[0]?.questions[0]).toMatchObject({ reported: 1, of: 1 });
  });

  it("quote models from reports published in the period", () => {
    expect(gather({ period: "2022" }).models.map(({ place, quote }) => [place, quote])).toEqual([
      ["Lạng Sơn", "Chi bộ thôn dựng mô hình “Ba cùng” được bà con trong xã tham gia đều đặn"],
    ]);
  });

  it.each<[string, Partial<SpecWords>, string]>([
    ["the nearest period that has something", { period: "2021" }, "Kỳ gần nhất có số liệu: 2022 hoặc 2023"],
    ["the topics that the period has something for", { topics: "tsvm" }, "Kỳ này có số liệu về: admitted, discipline."],
    ["to keep what is doubtful", { topics: "discipline" }, "--doubtful mark"],
    ["another kind of period", { period: "2023-07" }, "loại kỳ khác"],
  ])("that are none name %s", (_, words, hint) => {
    try {
      gather(words);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(WrongUse);
      expect((error as WrongUse).message).toContain("không có số liệu nào");
      expect((error as WrongUse).hint).toContain(hint);
    }
  });

  it("refuse a province that the period does not have, as a stored definition may name one", () => {
    expect(() => gatherFacts(store, { ...readSpec({ period: "2023" }), provinces: ["34-20"] }, { now: NOW })).toThrow(/34-20/u);
  });
});
