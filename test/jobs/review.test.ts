import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { decide, listDecisions, listDoubts, rejectedIn } from "../../pipeline/jobs/review.ts";
import { exportReviewed } from "../../pipeline/jobs/review-gold.ts";
import { reviewId } from "../../pipeline/store/decisions.ts";
import { openStore } from "../../pipeline/store/sqlite.ts";
import { WrongUse } from "../../pipeline/types/errors.ts";
import type { Observation } from "../../pipeline/types/observation.ts";
import type { Store } from "../../pipeline/types/store.ts";
import { makeArticle, makeObservation, makePage, makeRead } from "../store/documents.ts";

const TEXT = "Tin ngắn\nNăm 2023, Đảng bộ tỉnh kết nạp 1.168 đảng viên; có 58.930 đảng viên.";
const NOW = new Date("2024-03-01T02:00:00Z");
const by = { by: "Lan", why: "đối chiếu", now: NOW };

let folder: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dangvu-review-"));
  store = openStore(join(folder, "dangvu.db"));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const quoted = (quote: string, fields: Partial<Observation> = {}): Observation => {
  const start = TEXT.indexOf(quote);
  return makeObservation({ quote, start, end: start + quote.length, confidence: 0.8, ...fields });
};
const admitted = (fields: Partial<Observation> = {}): Observation => quoted("kết nạp 1.168 đảng viên", fields);
const total = (fields: Partial<Observation> = {}): Observation =>
  quoted("58.930 đảng viên", { indicator: "members.total", value: 58930, period: { at: "2023-12-31" }, ...fields });

/** Saves an article of its own page with these figures and returns the page's address. */
function save(name: string, observations: readonly Observation[], rules = "rules-1"): string {
  const page = makePage(`https://bao.test/${name}`, name);
  store.saveDocument({ page, articles: [makeRead(makeArticle(page, { text: TEXT }), { observations })], run: "run-1", rules });
  return page.url;
}

describe("the queue", () => {
  it.each<[string, Observation, string[]]>([
    ["a sure figure is not in it", admitted(), []],
    ["an unsure one is", admitted({ confidence: 0.79 }), ["low_confidence"]],
    [
      "one that failed a check is",
      admitted({ checks: [{ what: "sum", holds: false, parts: [1, 2], computed: 3, printed: 4, detail: "1 + 2" }] }),
      ["failed_check"],
    ],
    [
      "one whose checks hold is not",
      admitted({ checks: [{ what: "sum", holds: true, parts: [1, 2], computed: 3, printed: 3, detail: "1 + 2" }] }),
      [],
    ],
  ])("%s", (_, observation, kinds) => {
    save("a", [observation]);
    expect(listDoubts(store).flatMap(({ doubts }) => doubts.map(({ kind }) => kind))).toEqual(kinds);
  });

  it("holds both of two articles that answer one question differently", () => {
    const url = save("a", [admitted()]);
    save("b", [admitted({ value: 1186, period: { from: "2023", to: "2023" } })]);
    const queue = listDoubts(store);
    expect(queue.map(({ observation }) => observation.value).sort()).toEqual([1168, 1186]);
    const second = queue.find(({ observation }) => observation.value === 1186);
    expect(second?.doubts).toMatchObject([{ kind: "conflict", rivals: [{ value: 1168, id: reviewId(admitted(), url), url }] }]);
  });

  it.each<[string, Partial<Observation>]>([
    ["another place", { place: { level: "province", province: "63-20", name: null } }],
    ["another period", { period: { from: "2022", to: "2022" } }],
    ["no period", { period: null, basis: "unknown" }],
    ["another measure", { measure: "share" }],
    ["other dims", { dims: { group: "female" } }],
    ["a target", { status: "target" }],
    ["a subset", { subset: true }],
    ["a rounding of the same", { value: 1100, bound: "more_than" }],
  ])("takes %s for no conflict", (_, fields) => {
    save("a", [admitted()]);
    save("b", [admitted({ value: 1186, ...fields })]);
    expect(listDoubts(store)).toEqual([]);
  });

  it("takes two figures of one article for no conflict", () => {
    save("a", [admitted(), total({ indicator: "members.admitted", period: admitted().period })]);
    expect(listDoubts(store)).toEqual([]);
  });

  it("puts what contradicts before what is unsure, and the least sure first", () => {
    save("a", [admitted({ confidence: 0.7 }), total({ confidence: 0.6 })]);
    save("b", [admitted({ value: 9, confidence: 0.95 })]);
    expect(listDoubts(store).map(({ observation }) => observation.confidence)).toEqual([0.7, 0.95, 0.6]);
    expect(listDoubts(store, { below: 0.65 }).map(({ doubts }) => doubts.length)).toEqual([1, 1, 1]);
  });
});

describe("a decision", () => {
  const queue = () => listDoubts(store);
  const only = (): string => queue()[0]?.id ?? "";

  it.each(["confirm", "reject"] as const)("takes the figure out of the queue: %s", (verdict) => {
    save("a", [admitted({ confidence: 0.5 })]);
    const id = only();
    expect(decide(store, { id, verdict, ...by })).toMatchObject({ id, verdict, by: "Lan", why: "đối chiếu", at: NOW.toISOString() });
    expect(queue()).toEqual([]);
    expect(store.observations({})).toHaveLength(verdict === "confirm" ? 1 : 0);
  });

  it("holds after newer rules have read the article again", () => {
    save("a", [admitted({ confidence: 0.5 })]);
    decide(store, { id: only(), verdict: "correct", correction: { value: 1170 }, ...by });
    save("a", [admitted({ confidence: 0.4, value: 1168 })], "rules-2");
    expect(queue()).toEqual([]);
    expect(store.observations({})[0]?.observation).toMatchObject({ value: 1170, review: { verdict: "correct", by: "Lan" } });
  });

  it("can be changed: a correction builds on the one before, and a withdrawal brings the reading back", () => {
    save("a", [admitted({ confidence: 0.5 })]);
    const id = only();
    decide(store, { id, verdict: "correct", correction: { value: 1170 }, ...by });
    decide(store, { id, verdict: "correct", correction: { bound: "about" }, ...by });
    expect(store.observations({})[0]?.observation).toMatchObject({ value: 1170, bound: "about" });
    decide(store, { id, verdict: "reject", ...by });
    expect(store.observations({})).toEqual([]);
    decide(store, { id, verdict: "withdraw", ...by });
    expect(queue().map((item) => item.id)).toEqual([id]);
    expect(store.decisions({ history: true })).toHaveLength(4);
  });

  it("may be about a figure that nobody doubts", () => {
    const url = save("a", [admitted()]);
    decide(store, { id: reviewId(admitted(), url), verdict: "reject", ...by });
    expect(store.observations({})).toEqual([]);
  });

  it.each<[string, Partial<Parameters<typeof decide>[1]>, RegExp]>([
    ["an id that no figure has", { id: "000000000000" }, /000000000000/u],
    ["nobody's name", { by: "  " }, /người/u],
    ["no reason", { why: "" }, /lý do/u],
    ["nothing to withdraw", { verdict: "withdraw" }, /rút lại/u],
    ["an empty correction", { verdict: "correct" }, /không làm/u],
  ])("is refused with %s, and nothing is stored", (_, input, message) => {
    save("a", [admitted({ confidence: 0.5 })]);
    const bad = { id: only(), verdict: "confirm", ...by, ...input } as const;
    expect(() => decide(store, bad)).toThrow(WrongUse);
    expect(() => decide(store, bad)).toThrow(message);
    expect(store.decisions({ history: true })).toEqual([]);
  });

  it("is listed with what became of it", () => {
    save("a", [admitted({ confidence: 0.5 }), total({ confidence: 0.4 })]);
    const [second, first] = queue();
    decide(store, { id: first?.id ?? "", verdict: "reject", ...by });
    decide(store, { id: second?.id ?? "", verdict: "confirm", ...by });
    decide(store, { id: second?.id ?? "", verdict: "withdraw", ...by });
    expect(listDecisions(store).map(({ state }) => state)).toEqual(["applied", "withdrawn"]);
    expect(rejectedIn(store, first?.head.id ?? "")).toMatchObject([{ id: first?.id, verdict: "reject" }]);
    const page = makePage("https://bao.test/a", "a, bản mới");
    store.saveDocument({ page, articles: [makeRead(makeArticle(page, { text: "Tin ngắn\nĐã gỡ." }))], run: "run-2", rules: "rules-1" });
    expect(listDecisions(store).map(({ state }) => state)).toEqual(["passage_gone", "withdrawn"]);
  });
});

describe("decisions as gold", () => {
  const id = (observation: Observation, name: string): string => reviewId(observation, `https://bao.test/${name}`);

  it("hold what was confirmed and corrected, quoting the text that goes with them, and say what is undecided", () => {
    save("a", [admitted(), total()]);
    save("b", [admitted({ period: { from: "2022", to: "2022" } })]);
    decide(store, { id: id(admitted(), "a"), verdict: "correct", correction: { value: 1170 }, ...by });
    const { records, texts, partial } = exportReviewed(store);
    expect(records.map(({ kind }) => kind)).toEqual(["article", "observation"]);
    const [article, observation] = records;
    expect(observation).toMatchObject({ doc: article?.doc, article: 0, value: 1170, quote: "kết nạp 1.168 đảng viên" });
    for (const field of ["review", "confidence", "rule", "links", "checks"]) expect(observation).not.toHaveProperty(field);
    const body = texts[0]?.text.split("\n\n").slice(1).join("\n\n") ?? "";
    if (observation?.kind !== "observation") throw new Error("no observation");
    expect(body.slice(observation.start, observation.end)).toBe(observation.quote);
    expect(texts[0]?.text).toMatch(/^URL: https:\/\/bao\.test\/a\nPublished: 2024-01-01\nPublisher: Báo Thử\n\n/u);
    expect(partial).toMatchObject([{ doc: article?.doc, undecided: 1 }]);
  });

  it("tell what must not be found: an article whose figures were all rejected has none", () => {
    save("a", [admitted()]);
    decide(store, { id: id(admitted(), "a"), verdict: "reject", ...by });
    const { records, partial } = exportReviewed(store, { complete: true });
    expect(records.map(({ kind }) => kind)).toEqual(["article"]);
    expect(partial).toEqual([]);
  });

  it("leave out half-reviewed articles when only complete ones are asked for, and everything withdrawn", () => {
    save("a", [admitted(), total()]);
    decide(store, { id: id(admitted(), "a"), verdict: "confirm", ...by });
    expect(exportReviewed(store, { complete: true }).texts).toEqual([]);
    decide(store, { id: id(admitted(), "a"), verdict: "withdraw", ...by });
    expect(exportReviewed(store).texts).toEqual([]);
  });
});
