import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { RULES } from "../../pipeline/jobs/read-page.ts";
import { type RereadQuery, reread } from "../../pipeline/jobs/reread.ts";
import { makeRun } from "../../pipeline/jobs/run.ts";
import { passageOf } from "../../pipeline/store/decisions.ts";
import { openStore } from "../../pipeline/store/sqlite.ts";
import type { Page } from "../../pipeline/types/page.ts";
import type { Store } from "../../pipeline/types/store.ts";
import { temporaryFolder } from "../crawl/temporary-folder.ts";
import { htmlPage } from "../read/warc-file.ts";
import { makePage } from "../store/documents.ts";

let store: Store;
let path: string;
beforeEach(() => {
  path = join(temporaryFolder(), "dangvu.sqlite");
  store = openStore(path);
  onTestFinished(() => store.close());
});

const again = (query: RereadQuery = {}, more: Partial<Parameters<typeof reread>[0]> = {}) =>
  reread({ store, sources: [], run: makeRun({ now: () => new Date("2026-11-22T00:00:00Z") }), query, ...more });

/** Pages as older rules have left them: stored, and nothing read out of them. */
function saveOld(...pages: readonly Page[]): void {
  for (const page of pages) store.saveDocument({ page, articles: [], run: "run-1", rules: "rules-0" });
}

const numbered = (n: number, figure = "1.168"): Page => makePage(`https://bao.test/${n}`, htmlPage(`Bài ${n}`, figure));
const values = (superseded = false): readonly number[] =>
  store
    .observations({ superseded, indicator: "members.admitted" })
    .map(({ observation }) => observation.value)
    .sort();

describe("reading again", () => {
  it("puts what today's rules read in place of what older ones did, in every version of a page", async () => {
    saveOld(numbered(1, "1.168"), numbered(1, "1.170"), numbered(2, "95"));
    expect(await again()).toMatchObject({ reread: 3, same: 0, unreadable: 0, figuresBefore: 0, figuresAfter: 3, seconds: 0 });
    expect(values()).toEqual([1170, 95]);
    expect(values(true)).toEqual([1168, 1170, 95]);
    expect(store.versions("https://bao.test/1").map(({ current }) => current)).toEqual([false, true]);
    expect(store.runs().map(({ job, finishedAt, counters }) => [job, finishedAt !== null, counters["reread/reread"]])).toEqual([
      ["reread", true, 3],
    ]);
  });

  it("leaves pages out that today's rules have read, unless it is asked for all", async () => {
    saveOld(numbered(1));
    await again();
    const before = store.fingerprint();
    expect(await again()).toMatchObject({ reread: 0, same: 0 });
    expect(await again({ all: true })).toMatchObject({ reread: 0, same: 1, figuresBefore: 1, figuresAfter: 1 });
    expect(store.fingerprint()).toBe(before);
    store.saveDocument({ page: numbered(2), articles: [], run: "run-1", rules: RULES });
    expect(await again({ all: true })).toMatchObject({ reread: 1, same: 1, figuresBefore: 1, figuresAfter: 2 });
  });

  it("takes only one source's pages, or those of some days", async () => {
    saveOld(numbered(1), { ...numbered(2), source: "bao-khac" }, { ...numbered(3), fetchedAt: "2025-06-01T00:00:00Z" });
    expect(await again({ source: "bao-khac" })).toMatchObject({ reread: 1 });
    expect(await again({ since: "2025-01-01T00:00:00+07:00" })).toMatchObject({ reread: 1 });
    expect(await again()).toMatchObject({ reread: 1 });
  });

  it("goes on where it was stopped", async () => {
    saveOld(...[1, 2, 3, 4, 5].map((n) => numbered(n)));
    const controller = new AbortController();
    const run = makeRun({ signal: controller.signal });
    const stopping: Store = Object.create(store, {
      saveReading: {
        value: (input: Parameters<Store["saveReading"]>[0]) => {
          if (run.counters["reread/reread"] === 1) controller.abort(new Error("stop"));
          return store.saveReading(input);
        },
      },
      pages: { value: (query: Parameters<Store["pages"]>[0]) => store.pages(query) },
      page: { value: (sha256: string) => store.page(sha256) },
      articles: { value: (query: Parameters<Store["articles"]>[0]) => store.articles(query) },
      startRun: { value: (record: Parameters<Store["startRun"]>[0]) => store.startRun(record) },
    });
    await expect(again({}, { run, store: stopping })).rejects.toThrow("stop");
    expect(values()).toHaveLength(2);
    expect(await again()).toMatchObject({ reread: 3 });
    expect(values()).toHaveLength(5);
  });

  it("uses the entry of a page's source", async () => {
    const page = makePage(
      "https://bao.test/1",
      htmlPage("Bài 1").replace("<article>", '<article class="tin">').replace("<h1>", "<h1 class=x>"),
    );
    saveOld({ ...page, source: "bao-thu" });
    const source = { id: "bao-thu", name: "Báo Thử", province: "63-10" };
    await again({}, { sources: [source as Parameters<typeof reread>[0]["sources"][number]] });
    expect(store.articles({})[0]?.publisher).toBe("Báo Thử");
  });

  it("keeps what people decided", async () => {
    saveOld(numbered(1, "1.168"), numbered(2, "95"));
    await again();
    const [first, second] = ["https://bao.test/1", "https://bao.test/2"].map(
      (url) => store.observations({ article: store.articles({ url })[0]!.id })[0]!,
    );
    const decide = ({ observation, head }: NonNullable<typeof first>, verdict: "reject" | "correct", id: string): void => {
      const text = store.article(head.id)?.article.text ?? "";
      const correction = verdict === "correct" ? { ...observation, value: 96 } : null;
      const said = { id, verdict, by: "Người duyệt", at: "2026-11-20T00:00:00Z", why: "thử", url: head.url, article: head.id };
      store.decide({ ...said, ...passageOf(text, observation), reading: observation, hasTwins: false, correction });
    };
    decide(first!, "reject", "aaaaaaaaaaaa");
    decide(second!, "correct", "bbbbbbbbbbbb");
    expect(values()).toEqual([96]);
    const before = store.fingerprint();
    expect(await again({ all: true })).toMatchObject({ same: 2, reread: 0, figuresAfter: 1 });
    for (const page of [numbered(1, "1.168"), numbered(2, "95")]) store.saveReading({ page, articles: [], rules: "rules-0" });
    expect(await again()).toMatchObject({ reread: 2 });
    expect(values()).toEqual([96]);
    expect(store.fingerprint()).toBe(before);
  });

  it("keeps what was read of a page that cannot be read any more, tells it, and goes on", async () => {
    const told: string[] = [];
    const log = (_level: string, event: string, fields?: Readonly<Record<string, unknown>>): void => {
      told.push(`${event} ${String(fields?.message)}`);
    };
    saveOld(makePage("https://bao.test/trong", "<html><body></body></html>"), numbered(1));
    expect(await again({}, { run: makeRun({ log }) })).toMatchObject({ reread: 1, unreadable: 1 });
    expect(told).toEqual([expect.stringMatching(/^reread\/unreadable .*bao\.test\/trong/u)]);
  });

  it("tells of bodies that are lost", async () => {
    saveOld(numbered(1));
    rmSync(join(dirname(path), "warc"), { recursive: true });
    expect(await again()).toMatchObject({ reread: 0, unreadable: 1 });
    expect(store.pages({})).toHaveLength(1);
  });
});
