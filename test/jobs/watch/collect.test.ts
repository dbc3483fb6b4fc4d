import { beforeEach, describe, expect, it } from "vitest";
import { makeRun } from "../../../pipeline/jobs/run.ts";
import { collect } from "../../../pipeline/jobs/watch/collect.ts";
import { factText } from "../../../pipeline/jobs/watch/fact-text.ts";
import { Ledger } from "../../../pipeline/jobs/watch/ledger.ts";
import { reviewId } from "../../../pipeline/store/decisions.ts";
import { WrongUse } from "../../../pipeline/types/errors.ts";
import type { SearchIndex } from "../../../pipeline/types/search.ts";
import type { Store } from "../../../pipeline/types/store.ts";
import type { WatchFact, WatchList } from "../../../pipeline/types/watch.ts";
import { day, found, inFolder, makeList, newStore, noSearch, save } from "./library.ts";

const TEXT = "Kết nạp đảng viên\nNăm 2023, Đảng bộ tỉnh kết nạp 1.168 đảng viên.";
const URL_1 = "https://bao.test/1";

let store: Store;
let ledger: Ledger;
beforeEach(() => {
  store = newStore();
  ledger = new Ledger(inFolder());
  ledger.beginOf("ket-nap", day(1));
  return () => {
    store.close();
    ledger.close();
  };
});

const night = (at: string, list: WatchList = makeList(), search?: Pick<SearchIndex, "search">): readonly WatchFact[] =>
  found(store, list, at, { ledger, ...(search === undefined ? {} : { search }) });
const told = (facts: readonly WatchFact[]): readonly unknown[] =>
  facts.map((fact) => (fact.kind === "figure" ? [fact.change, fact.observation.value, fact.was.map(({ value }) => value)] : [fact.kind]));

describe("a figure", () => {
  it("of a new article is found in the night after it came, and never again", () => {
    save(store, day(2), { url: URL_1, text: TEXT, observations: [{}] });
    expect(told(night(day(3)))).toEqual([["new", 1168, []]]);
    expect(night(day(4))).toEqual([]);
  });

  it("that came before the list was added is not told", () => {
    save(store, "2026-10-30T12:00:00.000Z", { url: URL_1, text: TEXT, observations: [{}] });
    expect(night(day(3))).toEqual([]);
  });

  it("that an article says twice is one fact", () => {
    save(store, day(2), { url: URL_1, text: TEXT, observations: [{}, { start: 40, end: 47 }] });
    expect(told(night(day(3)))).toHaveLength(1);
  });

  it("that stays when its page changes is not told again; one that changes is a correction, with what it was", () => {
    const other = { indicator: "members.admitted", dims: { group: "women" }, value: 500, start: 40, end: 47 };
    save(store, day(2), { url: URL_1, text: TEXT, observations: [{}, other] });
    expect(told(night(day(3)))).toHaveLength(2);
    save(store, day(4), { url: URL_1, text: `${TEXT} Đã sửa.`, observations: [{ value: 1170 }, other] });
    const facts = night(day(5));
    expect(told(facts)).toEqual([["corrected", 1170, [1168]]]);
    expect(facts.map((fact) => (fact.kind === "more" ? "" : factText(fact, "vi")))).toEqual([
      "Đính chính (báo đã sửa): 1.170 Đảng viên mới kết nạp — Lào Cai, năm 2023; trước đó: 1.168",
    ]);
  });

  it("is a correction also where the list is younger than the first version, and what stayed is not new then", () => {
    save(store, "2026-10-30T12:00:00.000Z", {
      url: URL_1,
      text: TEXT,
      observations: [{}, { dims: { group: "women" }, value: 5, start: 40, end: 47 }],
    });
    save(store, day(2), {
      url: URL_1,
      text: `${TEXT} Đã sửa.`,
      observations: [{ value: 1170 }, { dims: { group: "women" }, value: 5, start: 40, end: 47 }],
    });
    expect(told(night(day(3)))).toEqual([["corrected", 1170, [1168]]]);
  });

  it("that a page takes back to what it was is not told a second time", () => {
    save(store, day(2), { url: URL_1, text: TEXT, observations: [{}] });
    night(day(3));
    save(store, day(4), { url: URL_1, text: `${TEXT} Đã sửa.`, observations: [{ value: 1170 }] });
    night(day(5));
    save(store, day(6), { url: URL_1, text: `${TEXT} Sửa lại.`, observations: [{}] });
    expect(night(day(7))).toEqual([]);
  });

  it("that a reviewer corrects is told as that", () => {
    save(store, day(2), { url: URL_1, text: TEXT, observations: [{}] });
    night(day(3));
    const [first] = store.observations({});
    if (first === undefined) throw new Error("stored above");
    const reading = first.observation;
    const passage = TEXT.split("\n")[0] ?? "";
    store.decide({
      id: reviewId(reading, URL_1),
      verdict: "correct",
      by: "Lan",
      at: day(4),
      why: "đối chiếu bản gốc",
      url: URL_1,
      article: reading.article,
      passage: TEXT.slice(passage.length + 1),
      passageStart: passage.length + 1,
      reading,
      hasTwins: false,
      correction: { ...reading, value: 1186 },
    });
    const facts = night(day(5));
    expect(told(facts)).toEqual([["corrected", 1186, [1168]]]);
    expect(facts[0]).toMatchObject({ correctedBy: "reviewer", isDoubtful: false });
    expect(night(day(6))).toEqual([]);
  });

  it.each<[string, WatchList["subject"], number]>([
    ["another indicator", { kind: "figures", indicator: "members.total" }, 0],
    ["its dimension", { kind: "figures", indicator: "members.admitted", dims: { group: "women" } }, 1],
    ["another value of it", { kind: "figures", indicator: "members.admitted", dims: { group: "youth" } }, 0],
    ["its province", { kind: "figures", provinces: ["63-20"] }, 1],
    ["the unit of today that is the same province", { kind: "figures", provinces: ["34-20"] }, 1],
    ["another province", { kind: "figures", provinces: ["63-01"] }, 0],
  ])("is found or not by %s", (_case, subject, count) => {
    const place = { level: "district", province: "63-20", name: "Huyện A" } as const;
    save(store, day(2), { url: URL_1, text: TEXT, observations: [{ dims: { group: "women" }, place }] });
    expect(night(day(3), makeList({ subject }))).toHaveLength(count);
  });
});

describe("a reprint", () => {
  const LONG = `${TEXT}\n${Array.from({ length: 60 }, (_, n) => `Chi bộ thôn ${n} họp bàn việc phân công đảng viên giúp đỡ quần chúng ưu tú thứ ${n * 7}.`).join(" ")}`;

  it("brings no new fact, whichever came first", () => {
    save(store, day(2), { url: "https://chep.test/9", text: LONG, observations: [{}] });
    expect(night(day(3))).toHaveLength(1);
    save(store, day(4), { url: "https://baolangson.vn/1", text: `${LONG} `, observations: [{}] });
    expect(store.articles({}).filter(({ reprintOf }) => reprintOf !== undefined)).toHaveLength(1);
    expect(night(day(5))).toEqual([]);
  });
});

describe("other subjects", () => {
  it("tell the first mention of a document under any of its ids, once an article", () => {
    const list = makeList({ subject: { kind: "document", id: "21-NQ/TW@2022-06-16" } });
    save(store, day(2), {
      url: URL_1,
      text: TEXT,
      citations: [{}, { start: 30, end: 38 }, { id: "05-CT/TW@2016-05-15", start: 50, end: 58 }],
    });
    expect(told(night(day(3), list))).toEqual([["citation"]]);
    save(store, day(4), { url: URL_1, text: `${TEXT} Đã sửa.`, citations: [{}] });
    expect(night(day(5), list)).toEqual([]);
  });

  it("tell articles that a search finds with their figures; what only nearly fits is left out", () => {
    const list = makeList({ subject: { kind: "search", query: "kết nạp" } });
    save(store, day(2), { url: URL_1, text: TEXT, observations: [{}] });
    const [head] = store.articles({});
    if (head === undefined) throw new Error("stored above");
    const hits = [{ head, score: 1, sentence: { text: "", start: 0, marks: [] }, figures: [] }];
    const finding = (reading: "all" | "some") => ({
      search: (query: string) => ({ ...noSearch.search(query, { limit: 1, offset: 0 }), hits, reading }),
    });
    expect(night(day(3), list, finding("some"))).toEqual([]);
    expect(told(found(store, { ...list, name: "khac", addedAt: day(1) }, day(1), { ledger, search: finding("all") }))).toEqual([
      ["report"],
      ["new", 1168, []],
    ]);
  });

  it("go on when the words of one search cannot be meant", () => {
    save(store, day(2), { url: URL_1, text: TEXT, observations: [{}] });
    const search = {
      search: () => {
        throw new WrongUse("Năm sai.", "Viết năm.");
      },
    };
    const run = makeRun();
    const lists = [makeList({ name: "hong", subject: { kind: "search", query: "nam:abc" } }), makeList()];
    expect(collect({ store, search, ledger, lists, at: day(3), since: day(3), run })).toBe(1);
    expect(run.counters).toMatchObject({ "watch/unusable": 1, "watch/facts": 1 });
  });
});
