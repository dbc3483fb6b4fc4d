import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Archive, openArchive } from "../../../pipeline/jobs/bulletin/archive.ts";
import { explainFigure } from "../../../pipeline/jobs/bulletin/desk.ts";
import { makeDue } from "../../../pipeline/jobs/bulletin/due.ts";
import { type Bench, bulletinFiles, draftBulletin, struckFigures } from "../../../pipeline/jobs/bulletin/make.ts";
import { readSpec } from "../../../pipeline/jobs/bulletin/spec.ts";
import { figuresIn } from "../../../pipeline/jobs/bulletin/uses.ts";
import { decide } from "../../../pipeline/jobs/review.ts";
import { makeRun } from "../../../pipeline/jobs/run.ts";
import { openStore } from "../../../pipeline/store/sqlite.ts";
import type { BulletinHead } from "../../../pipeline/types/bulletin-desk.ts";
import type { Store } from "../../../pipeline/types/store.ts";
import { temporaryFolder } from "../../crawl/temporary-folder.ts";
import { makeArticle, makeObservation, makePage, makeRead } from "../../store/documents.ts";

const SPEC = readSpec({ period: "2023", topics: "admitted" });
const OLD_URL = "https://bao.test/ket-nap";

let folder: string;
let store: Store;
let archive: Archive;
beforeEach(() => {
  folder = temporaryFolder();
  store = openStore(join(folder, "dangvu.sqlite"));
  archive = openArchive(folder);
});
afterEach(() => store.close());

const benchAt = (time: string): Bench => ({ store, archive, now: () => new Date(time) });

/** Saves a report that tells one number of a province in the year 2023. */
function save(url: string, value: number, { fetchedAt = "2024-01-02T12:00:00Z", province = "63-10", reread = false } = {}): void {
  const text = `Tin ngắn\nNăm 2023, Đảng bộ tỉnh kết nạp ${value} đảng viên (${url}).`;
  const page = { ...makePage(url, reread ? `${url} 1168` : `${url} ${value}`), fetchedAt };
  const quote = `kết nạp ${value} đảng viên`;
  const start = text.indexOf(quote);
  const observation = makeObservation({
    ...{ value, quote, start, end: start + quote.length, confidence: 0.95 },
    place: { level: "province", province, name: null },
  });
  const articles = [makeRead(makeArticle(page, { text }), { observations: [observation] })];
  if (reread) store.saveReading({ page, articles, rules: "rules-2" });
  else store.saveDocument({ page, articles, run: "run-1", rules: "rules-1" });
}

/** Makes the bulletin of 2023 and keeps it. */
async function make(time = "2024-02-01T00:00:00Z"): Promise<BulletinHead> {
  const draft = draftBulletin(benchAt(time), SPEC);
  return archive.keep({ draft, origin: "command", series: null, files: await bulletinFiles(draft, { formats: ["md"], template: null }) });
}

const correctionsAt = (time: string) =>
  draftBulletin(benchAt(time), SPEC).facts.corrections.map(({ name, before, now, why, note, bulletin }) => ({
    ...{ name, before: before.value, now: now?.value ?? null, why, note, bulletin },
  }));

/** The only figure of a kept bulletin, then and now. */
const explained = ({ id }: BulletinHead) => {
  const [used] = figuresIn(archive.find(id)?.facts ?? draftBulletin(benchAt("2024-02-01T00:00:00Z"), SPEC).facts);
  return explainFigure({ store, archive }, id, used?.figure.id ?? "");
};

describe("a figure of an earlier bulletin", () => {
  it("that stands as it was is no correction, and says so when asked", async () => {
    save(OLD_URL, 1168);
    const head = await make();
    expect(correctionsAt("2024-03-01T00:00:00Z")).toEqual([]);
    expect(explained(head)).toMatchObject({ today: { state: "same" }, uses: [{ role: "now", today: { value: 1168 } }] });
  });

  it("that a person corrects is told with the reason, once", async () => {
    save(OLD_URL, 1168);
    const head = await make();
    const id = explained(head)?.figure.id ?? "";
    decide(store, {
      id,
      verdict: "correct",
      by: "Lan",
      why: "bảng ghi 1.186",
      correction: { value: 1186 },
      now: new Date("2024-02-10T00:00:00Z"),
    });
    const expected = { before: 1168, now: 1186, why: "reviewed", note: "bảng ghi 1.186", bulletin: head.id };
    expect(correctionsAt("2024-03-01T00:00:00Z")).toMatchObject([expected]);
    expect(explained(head)).toMatchObject({ today: { state: "reviewed", note: "bảng ghi 1.186", observation: { value: 1186 } } });
    await make("2024-03-01T00:00:00Z");
    expect(correctionsAt("2024-04-01T00:00:00Z")).toEqual([]);
  });

  it("that a person takes out is told as gone, once", async () => {
    save(OLD_URL, 1168);
    save("https://bao.test/khac", 99, { province: "63-20" });
    const head = await make();
    const id = explained(head)?.figure.id ?? "";
    decide(store, { id, verdict: "reject", by: "Lan", why: "của huyện", now: new Date("2024-02-10T00:00:00Z") });
    expect(correctionsAt("2024-03-01T00:00:00Z")).toMatchObject([{ before: 1168, now: null, why: "reviewed", note: "của huyện" }]);
    await make("2024-03-01T00:00:00Z");
    expect(correctionsAt("2024-04-01T00:00:00Z")).toEqual([]);
    expect(explained(head)).toMatchObject({ today: { state: "rejected", observation: null, note: "của huyện" } });
  });

  it("whose paper changed its page is told as that", async () => {
    save(OLD_URL, 1168);
    const head = await make();
    save(OLD_URL, 1186, { fetchedAt: "2024-02-15T12:00:00Z" });
    expect(correctionsAt("2024-03-01T00:00:00Z")).toMatchObject([{ before: 1168, now: 1186, why: "report_changed" }]);
    expect(explained(head)).toMatchObject({
      today: { state: "report_changed", observation: { value: 1186 } },
      uses: [{ today: { value: 1186 } }],
    });
  });

  it("that newer rules read otherwise is told as that", async () => {
    save(OLD_URL, 1168);
    const head = await make();
    save(OLD_URL, 1186, { reread: true });
    expect(correctionsAt("2024-03-01T00:00:00Z")).toMatchObject([{ before: 1168, now: 1186, why: "reread" }]);
    expect(explained(head)).toMatchObject({ today: { state: "reread", observation: { value: 1186 } } });
  });

  it("of a province or topic that the new bulletin is not about is not told", async () => {
    save(OLD_URL, 1168);
    save("https://bao.test/khac", 99, { province: "63-20" });
    await make();
    save(OLD_URL, 1186, { fetchedAt: "2024-02-15T12:00:00Z" });
    const bench = benchAt("2024-03-01T00:00:00Z");
    const namesFor = (words: { provinces?: string; topics: string }) =>
      draftBulletin(bench, readSpec({ period: "2023", ...words })).facts.corrections.map(({ name }) => name);
    expect(namesFor({ provinces: "63-20", topics: "admitted" })).toEqual([]);
    expect(namesFor({ provinces: "63-10", topics: "admitted" })).toHaveLength(1);
    expect(() => namesFor({ topics: "tsvm" })).toThrow(/không có số liệu/u);
  });
});

describe("a figure that is struck out", () => {
  it("is named as the bulletin would give it", () => {
    save(OLD_URL, 1168);
    const [used] = figuresIn(draftBulletin(benchAt("2024-02-01T00:00:00Z"), SPEC).facts);
    const spec = { ...SPEC, without: [used?.figure.id ?? ""] };
    expect(struckFigures(benchAt("2024-02-01T00:00:00Z"), spec).map(({ figure }) => figure.id)).toEqual(spec.without);
    expect(struckFigures(benchAt("2024-02-01T00:00:00Z"), SPEC)).toEqual([]);
  });
});

describe("what is due at night", () => {
  function corpusWith(files: Readonly<Record<string, string>>): string {
    mkdirSync(join(folder, "corpus", "bulletins"), { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, "corpus", "bulletins", name), text);
    return join(folder, "corpus");
  }
  const series = (name: string, more = ""): string =>
    `name: ${name}\nlabel: { vi: Năm, en: Year }\nenabled: true\nevery: quarter\nabout: year\ntopics: [admitted]\nformats: [md]\n${more}`;

  it("is made once an issue, and what fails keeps none of the others", async () => {
    save(OLD_URL, 1168);
    const corpus = corpusWith({
      "a.yaml": series("mot"),
      "b.yaml": series("hai", "template: khong-co.docx\n"),
      "c.yaml": "name: [",
      "d.yaml": series("bon").replace("enabled: true", "enabled: false"),
      "e.yaml": series("nam", "provinces: [Atlantis]\n"),
    });
    const night = (time: string) => makeDue(benchAt(time), { corpus, run: makeRun({ log: () => undefined }) });
    const states = (outcomes: Awaited<ReturnType<typeof night>>) => outcomes.map(({ state }) => state);
    expect(states(await night("2024-05-01T20:00:00Z"))).toEqual(["made", "failed", "failed", "failed"]);
    expect(states(await night("2024-05-02T20:00:00Z"))).toEqual(["kept", "failed", "failed", "failed"]);
    expect(archive.list().map(({ series: issue, spec }) => [issue?.name, issue?.slot, spec.period])).toEqual([["mot", "2024-Q2", "2023"]]);
    expect(states(await night("2024-07-02T20:00:00Z"))).toEqual(["made", "failed", "failed", "failed"]);
  });

  it("waits for figures, without an alarm", async () => {
    const corpus = corpusWith({ "a.yaml": series("mot") });
    expect(await makeDue(benchAt("2024-05-01T20:00:00Z"), { corpus, run: makeRun() })).toMatchObject([{ series: "mot", state: "early" }]);
  });

  it("is left to the next night by an operator who ends this one", async () => {
    const corpus = corpusWith({ "a.yaml": series("mot") });
    const run = makeRun({ signal: AbortSignal.abort() });
    expect(await makeDue(benchAt("2024-05-01T20:00:00Z"), { corpus, run })).toEqual([]);
  });
});
