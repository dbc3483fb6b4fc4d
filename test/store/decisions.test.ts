import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { applyDecisions, hasTwins, locate, passageOf, reviewId } from "../../pipeline/store/decisions.ts";
import { listMigrations } from "../../pipeline/store/schema.ts";
import { openStore } from "../../pipeline/store/sqlite.ts";
import type { Observation } from "../../pipeline/types/observation.ts";
import type { Decision } from "../../pipeline/types/review.ts";
import type { Store } from "../../pipeline/types/store.ts";
import type { OpenedStore } from "./contract.ts";
import { engines } from "./databases.ts";
import { makeArticle, makeObservation, makePage, makeRead } from "./documents.ts";

const URL = "https://bao.test/1";
const TEXT = "Tin ngắn\nNăm 2023, Đảng bộ tỉnh kết nạp 1.168 đảng viên.\nMỗi huyện A, B kết nạp 40 đảng viên.";
const page = makePage(URL, "một");
const article = makeArticle(page, { text: TEXT });

/** An observation whose quote stands in this text. */
const quoting = (quote: string, fields: Partial<Observation> = {}, text = TEXT): Observation => {
  const start = text.indexOf(quote);
  return makeObservation({ article: article.id, quote, start, end: start + quote.length, ...fields });
};

const admitted = quoting("kết nạp 1.168 đảng viên");

function makeDecision(verdict: Decision["verdict"], fields: Partial<Decision> = {}): Decision {
  const reading = fields.reading ?? admitted;
  return {
    id: reviewId(reading, URL),
    verdict,
    by: "Lan",
    at: "2024-03-01T02:00:00.000Z",
    why: "đối chiếu bản gốc",
    url: URL,
    article: article.id,
    ...passageOf(TEXT, reading),
    reading,
    hasTwins: false,
    correction: null,
    ...fields,
  };
}

const values = (observations: readonly Observation[]): readonly number[] => observations.map(({ value }) => value);

describe("the passage of a figure", () => {
  it("is the line it stands in, or the lines that its quote crosses", () => {
    expect(passageOf(TEXT, admitted)).toEqual({ passage: "Năm 2023, Đảng bộ tỉnh kết nạp 1.168 đảng viên.", passageStart: 9 });
    expect(passageOf(TEXT, { start: 0, end: 12 }).passage).toBe("Tin ngắn\nNăm 2023, Đảng bộ tỉnh kết nạp 1.168 đảng viên.");
    expect(passageOf("a", { start: 0, end: 1 })).toEqual({ passage: "a", passageStart: 0 });
  });

  it.each<[string, string, number | null]>([
    ["where it was", TEXT, TEXT.indexOf("kết nạp 1.168")],
    ["further on, behind a new line", `Mới\n${TEXT}`, TEXT.indexOf("kết nạp 1.168") + 4],
    ["at the nearer of two places", `${TEXT}\n${TEXT}`, TEXT.indexOf("kết nạp 1.168")],
    ["nowhere when a word of it was changed", TEXT.replace("2023", "2022"), null],
  ])("is found again %s", (_, text, start) => {
    expect(locate(makeDecision("confirm"), text)?.start ?? null).toBe(start);
  });
});

describe("the id of a figure", () => {
  it("is the same whatever the rules' name, confidence and reasons are, and in a new version of the page", () => {
    const other = { ...admitted, rule: "khác", confidence: 0.2, links: [], article: "ffffffffffffffff-0" };
    expect(reviewId(other, URL)).toBe(reviewId(admitted, URL));
    expect(reviewId(admitted, URL)).toMatch(/^[0-9a-f]{12}$/u);
  });

  it.each<[string, Partial<Observation>]>([
    ["value", { value: 1 }],
    ["status", { status: "target" }],
    ["place", { place: { level: "district", province: "63-10", name: "huyện A" } }],
    ["period", { period: null }],
    ["position", { start: 40, end: 60 }],
    ["article of the page", { article: "a-1" }],
  ])("differs with the %s", (_, fields) => {
    expect(reviewId({ ...admitted, ...fields }, URL)).not.toBe(reviewId(admitted, URL));
  });
});

describe("decisions on what rules read", () => {
  const other = quoting("40 đảng viên", { value: 40 });

  it("mark what is confirmed and make it sure", () => {
    const [first, second] = applyDecisions(article, [admitted, other], [makeDecision("confirm")]);
    expect(first).toMatchObject({ value: 1168, confidence: 1, review: { verdict: "confirm", by: "Lan", why: "đối chiếu bản gốc" } });
    expect(second).toBe(other);
  });

  it("leave out what is rejected, and nothing else", () => {
    expect(applyDecisions(article, [admitted, other], [makeDecision("reject")])).toEqual([other]);
  });

  it("put the correction in place of the reading", () => {
    const correction = { ...admitted, indicator: "members.total", value: 1170 };
    const [first, ...rest] = applyDecisions(article, [admitted, other], [makeDecision("correct", { correction })]);
    expect(first).toMatchObject({ indicator: "members.total", value: 1170, review: { verdict: "correct" } });
    expect(rest).toEqual([other]);
  });

  it("take the last decision about a figure, and none that was withdrawn", () => {
    const all = [makeDecision("reject"), makeDecision("confirm")];
    expect(applyDecisions(article, [admitted], all)[0]?.review?.verdict).toBe("confirm");
    expect(applyDecisions(article, [admitted], [...all, makeDecision("withdraw")])).toEqual([admitted]);
  });

  it.each<[string, readonly Observation[]]>([
    ["do not find the figure any more", []],
    ["read the same words as another number", [{ ...admitted, value: 1 }]],
    ["quote other words around the same number", [quoting("1.168 đảng viên")]],
    ["place it elsewhere", [{ ...admitted, place: { level: "district", province: "63-10", name: "huyện A" } }]],
  ])("keep what was confirmed when newer rules %s", (_, read) => {
    const found = applyDecisions(article, read, [makeDecision("confirm")]);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ value: 1168, place: admitted.place, review: { verdict: "confirm" } });
    expect(article.text.slice(found[0]?.start, found[0]?.end)).toBe(found[0]?.quote);
  });

  it("do not double a correction that newer rules have come to by themselves", () => {
    const correction = { ...admitted, indicator: "members.total" };
    expect(applyDecisions(article, [correction], [makeDecision("correct", { correction })])).toHaveLength(1);
  });

  it.each<[string, readonly Observation[]]>([
    ["the same words are read as another number", [{ ...admitted, value: 1 }]],
    ["the same number is read as a target", [{ ...admitted, status: "target" }]],
    ["another indicator is read there", [{ ...admitted, indicator: "members.total" }]],
  ])("reject nothing when %s", (_, read) => {
    expect(applyDecisions(article, read, [makeDecision("reject")])).toEqual(read);
  });

  it("tell two places of one number apart", () => {
    const twins = ["A", "B"].map((name) => ({ ...other, place: { level: "district" as const, province: "63-10", name } }));
    const [first, second] = twins as [Observation, Observation];
    expect(hasTwins(first, twins)).toBe(true);
    const decision = makeDecision("reject", { reading: second, hasTwins: true, ...passageOf(TEXT, second) });
    expect(applyDecisions(article, twins, [decision])).toEqual([first]);
    expect(applyDecisions(article, [first], [decision])).toEqual([first]);
  });

  it("rest while the passage is not in the text", () => {
    const changed = { ...article, text: TEXT.replace("Năm 2023", "Năm 2022") };
    expect(applyDecisions(changed, [admitted], [makeDecision("reject")])).toEqual([admitted]);
  });

  it("put nothing into another article of the page that has the same words", () => {
    const second = { ...article, id: article.id.replace(/-0$/u, "-1"), position: 1 };
    expect(applyDecisions(second, [], [makeDecision("confirm")])).toEqual([]);
  });
});

describe.each(engines())("decisions in $name", ({ open }) => {
  let opened: OpenedStore;
  let store: Store;
  beforeEach(() => {
    opened = open();
    store = opened.store;
  });
  afterEach(() => opened.dispose());

  const save = (observations: readonly Observation[], rules = "rules-1", text = TEXT, body = "một"): string => {
    const ofPage = makePage(URL, body);
    const read = makeRead(makeArticle(ofPage, { text }), { observations });
    store.saveDocument({ page: ofPage, articles: [read], run: "run-1", rules });
    return read.article.id;
  };
  const all = () => store.observations({}).map(({ observation }) => observation);

  it("hold for every question: observations, the article, its count of figures", () => {
    const id = save([admitted, quoting("40 đảng viên", { value: 40 })]);
    store.decide(makeDecision("reject"));
    expect(values(all())).toEqual([40]);
    expect(values(store.article(id)?.observations ?? [])).toEqual([40]);
    expect(store.head(id)?.figures).toBe(1);
  });

  it("hold for questions by what was corrected", () => {
    save([admitted]);
    const place = { level: "province", province: "63-20", name: null } as const;
    store.decide(makeDecision("correct", { correction: { ...admitted, place, value: 1170 } }));
    expect(store.observations({ provinces: ["63-10"] })).toEqual([]);
    expect(values(store.observations({ provinces: ["63-20"] }).map(({ observation }) => observation))).toEqual([1170]);
  });

  it("survive newer rules and a new version of the page", () => {
    save([admitted]);
    store.decide(makeDecision("correct", { correction: { ...admitted, value: 1170 } }));
    save([{ ...admitted, rule: "mới" }], "rules-2");
    expect(values(all())).toEqual([1170]);
    const text = `Bổ sung\n${TEXT}`;
    save([quoting("kết nạp 1.168 đảng viên", {}, text)], "rules-2", text, "hai");
    expect(all()).toMatchObject([{ value: 1170, review: { verdict: "correct" } }]);
    save([], "rules-3", text, "hai");
    expect(all()).toMatchObject([{ value: 1170, quote: "kết nạp 1.168 đảng viên" }]);
  });

  it("give back what the rules read when they are withdrawn, to the letter", () => {
    save([admitted, quoting("40 đảng viên", { value: 40 })]);
    const [before, fingerprint] = [all(), store.fingerprint()];
    store.decide(makeDecision("reject"));
    expect(store.fingerprint()).not.toBe(fingerprint);
    store.decide(makeDecision("withdraw"));
    expect(all()).toEqual(before);
    expect(store.fingerprint()).toBe(fingerprint);
  });

  it("lead to one state, whether they come before or after the reading", () => {
    save([admitted]);
    store.decide(makeDecision("confirm"));
    const [after, fingerprint] = [all(), store.fingerprint()];
    opened.dispose();
    opened = open();
    store = opened.store;
    store.decide(makeDecision("confirm"));
    save([admitted]);
    expect(all()).toEqual(after);
    expect(store.fingerprint()).toBe(fingerprint);
  });

  it("leave one figure, not two, when an article without readings is decided on twice", () => {
    save([admitted]);
    store.decide(makeDecision("confirm"));
    save([], "rules-2");
    store.decide(makeDecision("confirm", { why: "xem lại" }));
    expect(all()).toMatchObject([{ value: 1168, review: { why: "xem lại" } }]);
  });

  it("are kept with who, when and why, all of them", () => {
    const id = save([admitted]);
    const decisions = [makeDecision("reject"), makeDecision("confirm", { by: "Minh", at: "2024-03-02T02:00:00.000Z" })];
    for (const decision of decisions) store.decide(decision);
    expect(store.decisions({ history: true })).toEqual(decisions);
    expect(store.decisions({})).toEqual(decisions.slice(1));
    expect(store.decisions({ article: id })).toHaveLength(1);
    expect(store.decisions({ id: "khác" })).toEqual([]);
  });

  it("are found by an article of another version of its page", () => {
    save([admitted]);
    store.decide(makeDecision("reject"));
    const other = save([admitted], "rules-1", `${TEXT}\nThêm.`, "hai");
    expect(store.decisions({ article: other })).toEqual([makeDecision("reject")]);
    expect(all()).toEqual([]);
  });
});

describe("decisions about a store that an older version has made", () => {
  it("hold in it", () => {
    const folder = mkdtempSync(join(tmpdir(), "dangvu-decisions-"));
    const db = new Database(join(folder, "old.db"));
    const [first] = listMigrations();
    db.exec(`${first?.sql}; PRAGMA application_id = ${0x64677675}; PRAGMA user_version = 1;`);
    db.close();
    const store = openStore(join(folder, "old.db"));
    store.saveDocument({ page, articles: [makeRead(article, { observations: [admitted] })], run: "run-1", rules: "rules-1" });
    store.decide(makeDecision("reject"));
    expect(store.observations({})).toEqual([]);
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });
});
