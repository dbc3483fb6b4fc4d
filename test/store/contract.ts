import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Page } from "../../pipeline/types/page.ts";
import type { ReadArticle, SaveOutcome, Store } from "../../pipeline/types/store.ts";
import { makeArticle, makeCitation, makeObservation, makePage, makeRead } from "./documents.ts";

export interface OpenedStore {
  readonly store: Store;
  /** A second connection to the same data. */
  readonly reopen: () => Store;
  /** Closes everything and removes the data. */
  readonly dispose: () => void;
}

type Saved = { page: Page; articles: readonly ReadArticle[]; rules: string };

function save(store: Store, document: Saved, run = "run-1"): SaveOutcome {
  return store.saveDocument({ ...document, run });
}

/** A document with one article that holds one figure. */
function makeDocument(url: string, text: string, options: { value?: number; rules?: string } = {}): Saved {
  const page = makePage(url, text);
  const observations = [makeObservation({ value: options.value ?? 1168 })];
  const articles = [makeRead(makeArticle(page), { observations, citations: [makeCitation()] })];
  return { page, articles, rules: options.rules ?? "rules-1" };
}

/** Everything that the store answers, for comparing two states. */
export function dump(store: Store): unknown {
  const heads = store.articles({ superseded: true });
  const urls = [...new Set(heads.map(({ url }) => url))].sort();
  return {
    heads,
    articles: heads.map(({ id }) => store.article(id)),
    versions: urls.map((url) => store.versions(url)),
    observations: store.observations({ superseded: true }),
    citations: store.citations({}),
    fingerprint: store.fingerprint(),
  };
}

/** What every store must do, whatever engine it stands on: `open` gives an empty one, `open({ sameDocument })` one that knows documents' other ids. */
export function storeContract(open: (options?: { sameDocument?: (id: string) => readonly string[] }) => OpenedStore): void {
  let opened: OpenedStore;
  let store: Store;
  beforeEach(() => {
    opened = open();
    store = opened.store;
  });
  afterEach(() => opened.dispose());

  describe("saving a document", () => {
    it("calls an unknown address new, and writes nothing the second time", () => {
      const document = makeDocument("https://bao.test/1", "một");
      expect(save(store, document)).toBe("new");
      const before = dump(store);
      expect(save(store, document)).toBe("same");
      expect(dump(store)).toEqual(before);
    });

    it("calls other bytes of a known address changed, and keeps the older version beside the current one", () => {
      save(store, makeDocument("https://bao.test/1", "cũ", { value: 10 }));
      expect(save(store, makeDocument("https://bao.test/1", "mới", { value: 12 }))).toBe("changed");
      expect(store.versions("https://bao.test/1").map(({ current }) => current)).toEqual([false, true]);
      expect(store.observations({}).map(({ observation }) => observation.value)).toEqual([12]);
      expect(store.observations({ superseded: true })).toHaveLength(2);
      expect(store.articles({})).toHaveLength(1);
      expect(store.articles({ superseded: true })).toHaveLength(2);
    });

    it("goes back to an older version when the site does", () => {
      const first = makeDocument("https://bao.test/1", "cũ", { value: 10 });
      save(store, first);
      const before = store.fingerprint();
      save(store, makeDocument("https://bao.test/1", "mới", { value: 12 }));
      expect(save(store, first)).toBe("changed");
      expect(store.versions("https://bao.test/1").map(({ current }) => current)).toEqual([true, false]);
      expect(store.fingerprint()).toBe(before);
    });

    it("replaces what older rules read out of the same bytes", () => {
      save(store, makeDocument("https://bao.test/1", "một", { value: 10, rules: "rules-1" }));
      expect(save(store, makeDocument("https://bao.test/1", "một", { value: 11, rules: "rules-2" }))).toBe("reread");
      expect(store.observations({ superseded: true }).map(({ observation }) => observation.value)).toEqual([11]);
    });

    it("keeps one article for the same bytes at two addresses", () => {
      save(store, makeDocument("https://bao.test/1", "một"));
      expect(save(store, makeDocument("https://bao.test/2", "một"))).toBe("new");
      expect(store.articles({})).toHaveLength(1);
      expect(store.versions("https://bao.test/2")).toHaveLength(1);
      save(store, makeDocument("https://bao.test/1", "hai"));
      expect(store.articles({})).toHaveLength(2);
    });

    it("keeps a page without articles", () => {
      const page = makePage("https://bao.test/trang-chu", "danh mục");
      expect(save(store, { page, articles: [], rules: "rules-1" })).toBe("new");
      expect(store.page(page.sha256)?.url).toBe(page.url);
      expect(store.articles({})).toEqual([]);
    });
  });

  describe("reading back", () => {
    it("gives an article exactly as it was saved", () => {
      const page = makePage("https://bao.test/1", "một");
      const offsets = { at: Int32Array.of(0, 5), origin: Int32Array.of(0, 7), length: 70, originLength: 72 };
      const observations = [
        makeObservation({ numerator: 45, denominator: 48, per: "year" }),
        makeObservation({ period: null, basis: "unknown", subset: true }),
      ];
      const read = makeRead(makeArticle(page, { offsets }), {
        observations,
        citations: [makeCitation({ title: "về tổ chức cơ sở đảng" })],
      });
      save(store, { page, articles: [read], rules: "rules-1" });
      expect(opened.reopen().article(read.article.id)).toEqual(read);
      expect(store.article("không-có")).toBeNull();
      expect(store.head("không-có")).toBeNull();
    });

    it("gives the raw bytes of a page back", () => {
      const page = makePage("https://bao.test/1", "<p>Đảng bộ</p>".repeat(100));
      save(store, { page, articles: [], rules: "rules-1" });
      expect(store.page(page.sha256)).toEqual(page);
      expect(store.page("0".repeat(64))).toBeNull();
    });

    it("lists articles newest first, those without a date last", () => {
      const dates = ["2020-05-01", null, "2023-02-03", "2021"];
      const urls = dates.map((publishedAt, index) => {
        const page = makePage(`https://bao.test/${index}`, `trang ${index}`);
        save(store, { page, articles: [makeRead(makeArticle(page, { publishedAt }))], rules: "rules-1" });
        return page.url;
      });
      expect(store.articles({}).map(({ url }) => url)).toEqual([urls[2], urls[3], urls[0], urls[1]]);
      expect(store.articles({ limit: 2 })).toHaveLength(2);
      expect(store.articles({ url: urls[1]! })).toHaveLength(1);
      expect(store.articles({ source: "bao-khac" })).toEqual([]);
    });

    it("tells the articles that a run stored", () => {
      const [first, second] = [makeDocument("https://bao.test/1", "một"), makeDocument("https://bao.test/2", "hai")];
      save(store, first, "run-1");
      save(store, second, "run-2");
      save(store, first, "run-2");
      expect(store.articles({ run: "run-2" }).map(({ url }) => url)).toEqual([second.page.url]);
    });

    it.each([
      { query: { indicator: "members.admitted" }, values: [1, 2] },
      { query: { provinces: ["63-10"] }, values: [1, 3] },
      { query: { provinces: [] }, values: [] },
      { query: { level: "district" as const }, values: [2] },
      { query: { status: "target" as const }, values: [3] },
      { query: { indicator: "members.admitted", provinces: ["63-10", "63-11"], status: "actual" as const }, values: [1, 2] },
    ])("selects observations by $query", ({ query, values }) => {
      const page = makePage("https://bao.test/1", "một");
      const observations = [
        makeObservation({ value: 1 }),
        makeObservation({ value: 2, place: { level: "district", province: "63-11", name: "A" } }),
        makeObservation({ value: 3, indicator: "members.total", status: "target" }),
      ];
      save(store, { page, articles: [makeRead(makeArticle(page), { observations })], rules: "rules-1" });
      expect(store.observations(query).map(({ observation }) => observation.value)).toEqual(values);
      expect(store.articles({})[0]?.figures).toBe(3);
    });

    it("finds citations of a document under its other ids too", () => {
      opened.dispose();
      opened = open({ sameDocument: (id) => (id === "NQTW4@XII" ? ["04-NQ/TW@2016-10-30"] : []) });
      const page = makePage("https://bao.test/1", "một");
      const citations = [makeCitation({ id: "04-NQ/TW@2016-10-30" }), makeCitation({ id: "NQTW4@XII" }), makeCitation({ id: null })];
      save(opened.store, { page, articles: [makeRead(makeArticle(page), { citations })], rules: "rules-1" });
      expect(opened.store.citations({ id: "NQTW4@XII" })).toHaveLength(2);
      expect(opened.store.citations({ id: "04-NQ/TW@2016-10-30" })).toHaveLength(1);
      expect(opened.store.citations({})).toHaveLength(3);
    });
  });

  describe("the fingerprint", () => {
    it("is the same for the same content, whatever the order of saving", () => {
      const documents = [1, 2, 3].map((n) => makeDocument(`https://bao.test/${n}`, `trang ${n}`));
      for (const document of documents) save(store, document);
      const other = open();
      for (const document of [...documents].reverse()) save(other.store, document);
      expect(other.store.fingerprint()).toBe(store.fingerprint());
      other.dispose();
    });

    it("changes with an observation, and not with a run or a page without articles of a new address", () => {
      const empty = store.fingerprint();
      save(store, makeDocument("https://bao.test/1", "một", { value: 10 }));
      const first = store.fingerprint();
      expect(first).not.toBe(empty);
      store.startRun({ id: "run-9", job: "nightly", startedAt: "2024-01-01T00:00:00Z" });
      expect(store.fingerprint()).toBe(first);
      save(store, makeDocument("https://bao.test/1", "một", { value: 11, rules: "rules-2" }));
      expect(store.fingerprint()).not.toBe(first);
    });

    it("is the same when newer rules read the same", () => {
      save(store, makeDocument("https://bao.test/1", "một", { rules: "rules-1" }));
      const before = store.fingerprint();
      save(store, makeDocument("https://bao.test/1", "một", { rules: "rules-2" }));
      expect(store.fingerprint()).toBe(before);
    });
  });

  describe("runs", () => {
    it("keeps a run open until it is finished", () => {
      store.startRun({ id: "run-1", job: "nightly", startedAt: "2024-01-01T00:00:00Z" });
      store.startRun({ id: "run-2", job: "read", startedAt: "2024-01-02T00:00:00Z" });
      store.finishRun("run-1", "2024-01-01T00:05:00Z", { "fetch/200": 7 });
      expect(store.runs()).toEqual([
        {
          id: "run-1",
          job: "nightly",
          startedAt: "2024-01-01T00:00:00Z",
          finishedAt: "2024-01-01T00:05:00Z",
          counters: { "fetch/200": 7 },
        },
        { id: "run-2", job: "read", startedAt: "2024-01-02T00:00:00Z", finishedAt: null, counters: {} },
      ]);
      expect(() => store.finishRun("run-3", "2024-01-01T00:05:00Z", {})).toThrow(/run-3/);
    });
  });

  it("shows a second connection what the first has written", () => {
    const second = opened.reopen();
    expect(second.articles({})).toEqual([]);
    save(store, makeDocument("https://bao.test/1", "một"));
    expect(second.articles({})).toHaveLength(1);
    expect(save(second, makeDocument("https://bao.test/2", "hai"))).toBe("new");
    expect(store.articles({})).toHaveLength(2);
  });

  it("gives the same content when any sequence of documents is saved twice", () => {
    const step = fc.record({
      url: fc.integer({ min: 1, max: 3 }),
      text: fc.integer({ min: 1, max: 3 }),
      rules: fc.integer({ min: 1, max: 2 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 10 }), (steps) => {
        const fresh = open();
        const saveAll = (): unknown => {
          for (const { url, text, rules } of steps) {
            save(
              fresh.store,
              makeDocument(`https://bao.test/${url}`, `trang ${text}`, { value: text * 10 + rules, rules: `rules-${rules}` }),
            );
          }
          return dump(fresh.store);
        };
        const once = saveAll();
        expect(saveAll()).toEqual(once);
        fresh.dispose();
      }),
      { numRuns: 25, seed: 7 },
    );
  });
}
