import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { StoreBroken } from "../../pipeline/types/errors.ts";
import type { IssuedDocument } from "../../pipeline/types/issued.ts";
import type { Page } from "../../pipeline/types/page.ts";
import type { ReadArticle, SaveOutcome, Store } from "../../pipeline/types/store.ts";
import { makeArticle, makeCitation, makeObservation, makePage, makeRead } from "./documents.ts";
import { reportsContract } from "./reports-contract.ts";

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

/**
 * What every store must do, whatever engine it stands on: `open` gives an empty one, `open({ sameDocument })` one that knows documents' other ids; `runs`: how many histories are tried
 * where any must do.
 */
export function storeContract(
  open: (options?: { sameDocument?: (id: string) => readonly string[] }) => OpenedStore,
  { runs }: { readonly runs: number } = { runs: 30 },
): void {
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

    it("saves documents together as one by one, all or none", () => {
      const documents = [1, 2, 2].map((n) => ({ ...makeDocument(`https://bao.test/${n}`, `trang ${n}`), run: "run-1" }));
      expect(store.saveDocuments(documents)).toEqual(["new", "new", "same"]);
      const other = open();
      for (const document of documents) other.store.saveDocument(document);
      expect(store.fingerprint()).toBe(other.store.fingerprint());
      other.dispose();
      const before = dump(store);
      const broken = { ...makeDocument("https://bao.test/4", "trang 4"), run: "run-1" };
      const twice = { ...broken, articles: [...broken.articles, ...broken.articles] };
      expect(() => store.saveDocuments([{ ...makeDocument("https://bao.test/3", "trang 3"), run: "run-1" }, twice])).toThrow(StoreBroken);
      expect(dump(store)).toEqual(before);
      expect(store.saveDocuments([])).toEqual([]);
    });

    it("comes to the same by any groups: versions, bodies of two addresses, a return to an older one, other rules", () => {
      const other = open();
      const saved = fc.record({
        n: fc.integer({ min: 1, max: 3 }),
        text: fc.integer({ min: 1, max: 3 }),
        rules: fc.integer({ min: 1, max: 2 }),
        isArchived: fc.boolean(),
      });
      let run = 0;
      fc.assert(
        fc.property(fc.array(fc.array(saved, { maxLength: 6 }), { maxLength: 3 }), (groups) => {
          run++;
          const made = groups.map((group, g) =>
            group.map(({ n, text, rules, isArchived }, at) => {
              const document = makeDocument(`https://bao.test/${run}/${n}`, `${run}: ${text}`, {
                value: 10 * text + rules,
                rules: `rules-${rules}`,
              });
              const fetchedAt = `2024-01-02T1${isArchived ? 0 : g + 1}:0${at}:00Z`;
              return { ...document, page: { ...document.page, fetchedAt }, isArchived, run: "run-1" };
            }),
          );
          const together = made.flatMap((group) => store.saveDocuments(group));
          expect(made.flat().map((document) => other.store.saveDocument(document))).toEqual(together);
        }),
        { numRuns: runs },
      );
      expect(dump(store)).toEqual(dump(other.store));
      other.dispose();
    });

    it("gives the current articles of some addresses with all that was read out of them", () => {
      save(store, makeDocument("https://bao.test/1", "cũ", { value: 10 }));
      save(store, makeDocument("https://bao.test/1", "mới", { value: 12 }));
      save(store, makeDocument("https://bao.test/2", "khác"));
      const ids = store.idsAt(["https://bao.test/1", "https://bao.test/9"]);
      expect(ids).toEqual(
        store
          .versions("https://bao.test/1")
          .map(({ id }) => id)
          .sort(),
      );
      const current = store.articles({ url: "https://bao.test/1" });
      expect(store.readCurrent([...ids, "0000000000000000-0"])).toEqual(current.map((head) => ({ head, read: store.article(head.id) })));
      expect([store.idsAt([]), store.readCurrent([])]).toEqual([[], []]);
    });

    it("may be told ahead what comes", () => {
      const document = { ...makeDocument("https://bao.test/1", "một"), run: "run-1" };
      store.announce([document]);
      expect([store.articles({}), store.saveDocuments([document])]).toEqual([[], ["new"]]);
      expect(store.observations({})).toHaveLength(1);
    });

    it("keeps a page without articles", () => {
      const page = makePage("https://bao.test/trang-chu", "danh mục");
      expect(save(store, { page, articles: [], rules: "rules-1" })).toBe("new");
      expect(store.page(page.sha256)?.url).toBe(page.url);
      expect(store.articles({})).toEqual([]);
    });
  });

  describe("reading a stored page again", () => {
    const address = "https://bao.test/1";
    const reread = (document: Saved) => store.saveReading(document);

    it("replaces what was read out of a version, and leaves its place in history", () => {
      const old = makeDocument(address, "cũ", { value: 10 });
      save(store, old, "run-1");
      save(store, makeDocument(address, "mới", { value: 12 }), "run-2");
      expect(reread(makeDocument(address, "cũ", { value: 11, rules: "rules-2" }))).toBe("reread");
      expect(store.versions(address).map(({ current }) => current)).toEqual([false, true]);
      expect(
        store
          .observations({ superseded: true })
          .map(({ observation }) => observation.value)
          .sort(),
      ).toEqual([11, 12]);
      expect(store.observations({}).map(({ observation }) => observation.value)).toEqual([12]);
      expect(store.articles({ run: "run-2" })).toHaveLength(1);
      expect(store.page(old.page.sha256)).toEqual(old.page);
    });

    it("writes nothing when these rules have read the same, and counts its content in the fingerprint", () => {
      save(store, makeDocument(address, "một", { value: 10 }));
      expect(reread(makeDocument(address, "một", { value: 11, rules: "rules-2" }))).toBe("reread");
      const before = dump(store);
      expect(reread(makeDocument(address, "một", { value: 11, rules: "rules-2" }))).toBe("same");
      expect(dump(store)).toEqual(before);
      const other = open();
      save(other.store, makeDocument(address, "một", { value: 11, rules: "rules-2" }));
      expect(store.fingerprint()).toBe(other.store.fingerprint());
      other.dispose();
    });

    it("replaces what the same rules read otherwise: a source's entry has changed", () => {
      save(store, makeDocument(address, "một", { value: 10 }));
      expect(reread(makeDocument(address, "một", { value: 11 }))).toBe("reread");
      expect(store.observations({}).map(({ observation }) => observation.value)).toEqual([11]);
    });

    it("refuses a page that is not stored", () => {
      expect(() => reread(makeDocument(address, "một"))).toThrow(StoreBroken);
    });

    it("lists stored bodies once each, in an order in which one can go on", () => {
      for (const n of [1, 2, 3, 4]) save(store, makeDocument(`https://bao.test/${n}`, `trang ${n}`, { rules: `rules-${n % 2}` }));
      save(store, { ...makeDocument("https://bao.test/5", "trang 4", { rules: "rules-0" }) });
      const all = store.pages({});
      expect(all.map(({ url }) => url).sort()).toEqual([1, 2, 3, 4].map((n) => `https://bao.test/${n}`));
      expect(all.map(({ sha256 }) => sha256)).toEqual(all.map(({ sha256 }) => sha256).sort());
      expect(all[0]).toEqual({ ...all[0], source: "bao-thu", fetchedAt: "2024-01-02T12:00:00Z" });
      const first = store.pages({ limit: 3 });
      expect([...first, ...store.pages({ limit: 3, after: first.at(-1)?.sha256 ?? "" })]).toEqual(all);
      expect(store.pages({ notReadBy: "rules-1" }).map(({ rules }) => rules)).toEqual(["rules-0", "rules-0"]);
      expect(store.pages({ source: "bao-khac" })).toEqual([]);
      expect(store.pages({ since: "2024-01-02T19:00:00+07:00" })).toHaveLength(4);
      expect(store.pages({ since: "2024-01-03" })).toEqual([]);
      const beginnings = all.slice(1, 3).map(({ sha256 }) => sha256.slice(0, 16));
      expect(store.pages({ documents: [...beginnings, "0".repeat(16)] })).toEqual(all.slice(1, 3));
    });
  });

  describe("a page out of somebody's archive", () => {
    const archived = (text: string, fetchedAt: string): Saved => {
      const document = makeDocument("https://bao.test/1", text);
      return { ...document, page: { ...document.page, fetchedAt } };
    };
    const bring = (document: Saved): SaveOutcome => store.saveDocument({ ...document, run: "run-1", isArchived: true });
    const current = (): readonly (readonly [string, boolean])[] =>
      store.versions("https://bao.test/1").map((head) => [head.fetchedAt, head.current] as const);

    it("becomes a version of the past when a later one is known, and current when it is the latest", () => {
      expect(bring(archived("hai", "2022-01-01T00:00:00Z"))).toBe("new");
      expect(bring(archived("một", "2021-01-01T00:00:00Z"))).toBe("changed");
      expect(bring(archived("một", "2021-01-01T00:00:00Z"))).toBe("same");
      expect(current()).toEqual([
        ["2021-01-01T00:00:00Z", false],
        ["2022-01-01T00:00:00Z", true],
      ]);
      expect(bring(archived("ba", "2023-01-01T00:00:00Z"))).toBe("changed");
      expect(current().map(([, isCurrent]) => isCurrent)).toEqual([false, false, true]);
      expect(store.articles({})).toHaveLength(1);
    });

    it("does not hold a fetched page back, whatever the clock said then", () => {
      bring(archived("hai", "2022-01-01T00:00:00Z"));
      expect(save(store, archived("một", "2021-01-01T00:00:00Z"))).toBe("changed");
      expect(current()).toEqual([
        ["2021-01-01T00:00:00Z", true],
        ["2022-01-01T00:00:00Z", false],
      ]);
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
      const blocks = [
        { kind: "title" as const, start: 0, end: 17 },
        { kind: "paragraph" as const, start: 18, end: 67, recognition: 0.93 },
      ];
      const read = makeRead(makeArticle(page, { offsets, blocks }), {
        observations,
        citations: [makeCitation({ title: "về tổ chức cơ sở đảng" })],
      });
      save(store, { page, articles: [read], rules: "rules-1" });
      expect(opened.reopen().article(read.article.id)).toEqual(read);
      expect(store.article("không-có")).toBeNull();
      expect(store.head("không-có")).toBeNull();
    });

    it("gives an issued document back with head, sections and foot", () => {
      const page = makePage("https://bao.test/nghi-quyet", "một");
      const document: IssuedDocument = {
        issuer: "TỈNH ỦY LẠNG SƠN",
        number: "12-NQ/TU",
        id: "12-NQ/TU@63-20:2021-03-05",
        kind: "resolution",
        place: "Lạng Sơn",
        issued: "2021-03-05",
        subject: "về củng cố chi bộ",
        sections: [{ level: 1, mark: "I", title: "MỤC TIÊU", start: 18, end: 40 }],
        recipients: ["Các huyện ủy"],
        signature: { name: "Vi Văn Thử", office: "BÍ THƯ", behalf: null },
      };
      const read = makeRead(makeArticle(page, { document, publishedFrom: "document" }));
      const nameless = makeRead(
        makeArticle(page, { position: 1, document: { ...document, number: null, id: null, kind: null, signature: null, sections: [] } }),
      );
      save(store, { page, articles: [read, nameless], rules: "rules-1" });
      expect(opened.reopen().article(read.article.id)).toEqual(read);
      expect(store.article(nameless.article.id)).toEqual(nameless);
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

  reportsContract(open, runs);

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
      { numRuns: runs, seed: 7 },
    );
  });
}
