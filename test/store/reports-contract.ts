import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bandsOf, compareLikeness, likenessOf, SAME_REPORT, SHARED_BANDS } from "../../pipeline/language/likeness.ts";
import type { Article } from "../../pipeline/types/article.ts";
import type { Store } from "../../pipeline/types/store.ts";
import type { OpenedStore } from "./contract.ts";
import { makeArticle, makePage, makeRead } from "./documents.ts";

/** Words without end, the same each time: the n-th of a text that nobody wrote. */
const wordAt = (n: number): string => {
  const syllables = ["chi", "bộ", "họp", "bàn", "việc", "thôn", "xã", "giao", "cấp", "ủy", "theo", "dõi", "quý", "năm", "đảng", "viên"];
  const hash = Math.imul(n ^ (n >>> 7), 0x9e3779b1) >>> 0;
  return `${syllables[hash % 16]} ${syllables[(hash >>> 8) % 16]} ${hash % 97}`;
};

/** A text of these words; two windows that overlap by two thirds are one report, by one third they are not. */
export function windowOf(start: number, length = 60): string {
  return Array.from({ length }, (_, at) => wordAt(start + at)).join(" ");
}

/** Saves a page whose only article has this text; returns the article's id. */
export function saveText(store: Store, url: string, text: string, fields: Partial<Article> = {}): string {
  const page = makePage(url, `${url} ${text} ${JSON.stringify(fields)}`);
  const article = makeArticle(page, { text, ...fields });
  store.saveDocument({ page, articles: [makeRead(article)], run: "run-1", rules: "rules-1" });
  return article.id;
}

const urlsOf = (store: Store, id: string): readonly string[] => store.carriers(id).map(({ url }) => url);

/** The reports of a store as sets of addresses, in an order of their own; of each the first is the original. */
function reportsIn(store: Store): readonly string[] {
  return [...new Set(store.articles({}).map(({ id }) => urlsOf(store, id).join(" ")))].sort();
}

/** What hangs together, by trying all pairs. */
function reportsAmong(texts: ReadonlyMap<string, string>): readonly string[] {
  const groups = [...texts].map(([url, text]) => ({ urls: [url], texts: [text] }));
  const isLinked = (a: string, b: string): boolean => {
    const [one, other] = [likenessOf(a), likenessOf(b)];
    if (one === null || other === null) return false;
    const keys = new Set(bandsOf(one));
    return compareLikeness(one, other) >= SAME_REPORT && bandsOf(other).filter((key) => keys.has(key)).length >= SHARED_BANDS;
  };
  for (let i = 0; i < groups.length; i++) {
    for (let j = i + 1; j < groups.length; j++) {
      const [one, other] = [groups[i]!, groups[j]!];
      if (!one.texts.some((a) => other.texts.some((b) => isLinked(a, b)))) continue;
      one.urls.push(...other.urls);
      one.texts.push(...other.texts);
      groups.splice(j, 1);
      j = i;
    }
  }
  return groups.map(({ urls }) => urls.sort().join(" ")).sort();
}

/** What every store must know of reports that several papers carry. */
export function reportsContract(open: () => OpenedStore, runs: number): void {
  describe("one report in several papers", () => {
    let opened: OpenedStore;
    let store: Store;
    beforeEach(() => {
      opened = open();
      store = opened.store;
    });
    afterEach(() => opened.dispose());

    it("has its original first: a paper's own page before one that copies, then by date", () => {
      const text = windowOf(0);
      const undated = saveText(store, "https://c.test/1", text, { publishedAt: null });
      const late = saveText(store, "https://b.test/1", `${text} Theo báo bạn.`, { publishedAt: "2024-03-02T00:30+07:00" });
      const original = saveText(store, "https://a.test/1", text, { publishedAt: "2024-03-01T17:00Z" });
      saveText(store, "https://0.test/1", text, { publishedAt: "2023-01-01", basedOn: "https://a.test/1" });
      saveText(store, "https://d.test/1", text, { publishedAt: "2022-01-01", trust: "years_rewritten" });
      expect(urlsOf(store, late)).toEqual(["a", "b", "c", "0", "d"].map((host) => `https://${host}.test/1`));
      expect(urlsOf(store, undated)).toEqual(urlsOf(store, original));
      expect(store.head(late)?.reprintOf).toBe(original);
      expect(store.head(original)?.reprintOf).toBeUndefined();
      expect(store.articles({}).filter(({ reprintOf }) => reprintOf === original)).toHaveLength(4);
    });

    it("takes a page of several reports for a copy, whenever it was published", () => {
      const text = windowOf(0);
      const page = makePage("https://a.test/gom", "gom");
      const articles = [0, 1].map((position) =>
        makeRead(makeArticle(page, { position, text: position === 0 ? text : windowOf(500), publishedAt: "2020-01-01" })),
      );
      store.saveDocument({ page, articles, run: "run-1", rules: "rules-1" });
      const original = saveText(store, "https://b.test/1", text, { publishedAt: "2024-01-01" });
      expect(urlsOf(store, original)).toEqual(["https://b.test/1", "https://a.test/gom"]);
      expect(store.carriers(articles[1]!.article.id)).toHaveLength(1);
    });

    it("is not seen in other texts, in short ones, or in empty ones", () => {
      const ids = [windowOf(0), windowOf(40), windowOf(500), "", "", "Họp.", "Họp.", "Chi bộ họp bàn việc.", "Chi bộ họp bàn việc."].map(
        (text, n) => saveText(store, `https://bao.test/${n}`, text),
      );
      for (const id of ids) expect(store.carriers(id).map((head) => [head.id, head.reprintOf])).toEqual([[id, undefined]]);
      expect(store.carriers("không-có")).toEqual([]);
    });

    it("ends with the version that carried it, and is there again when that comes back", () => {
      const original = saveText(store, "https://a.test/1", windowOf(0), { publishedAt: "2024-01-01" });
      const reprint = saveText(store, "https://b.test/1", windowOf(0), { publishedAt: "2024-01-02" });
      const other = saveText(store, "https://a.test/1", windowOf(500));
      expect(urlsOf(store, reprint)).toEqual(["https://b.test/1"]);
      expect(store.head(reprint)?.reprintOf).toBeUndefined();
      expect(store.carriers(original).map(({ id, current }) => [id, current])).toEqual([[original, false]]);
      expect(store.carriers(other)).toHaveLength(1);
      saveText(store, "https://a.test/1", windowOf(0), { publishedAt: "2024-01-01" });
      expect(urlsOf(store, reprint)).toEqual(["https://a.test/1", "https://b.test/1"]);
    });

    it("falls apart when what held it together goes, and only then", () => {
      const ids = [0, 20, 40].map((start) => saveText(store, `https://bao.test/${start}`, windowOf(start)));
      expect(store.carriers(ids[0]!)).toHaveLength(3);
      saveText(store, "https://bao.test/20", windowOf(900));
      expect(store.carriers(ids[0]!)).toHaveLength(1);
      expect(store.carriers(ids[2]!)).toHaveLength(1);
    });

    it("is seen behind a newer carrier that is less alike", () => {
      // Both keys that the last shares with the first are also the second's.
      const [first, second, last] = [windowOf(0, 50), windowOf(0, 40), windowOf(17, 50)].map((text, n) =>
        saveText(store, `https://bao.test/${n}`, text),
      );
      expect(store.carriers(last!).map(({ id }) => id)).toEqual([first, second, last]);
    });

    it("follows a new reading of the same bytes: its text, its date, its number of articles", () => {
      const page = makePage("https://a.test/1", "một");
      const reading = (fields: Partial<Article>, rules: string) => ({ page, articles: [makeRead(makeArticle(page, fields))], rules });
      store.saveDocument({ ...reading({ text: windowOf(0), publishedAt: "2024-01-01" }, "rules-1"), run: "run-1" });
      const other = saveText(store, "https://b.test/1", windowOf(0), { publishedAt: "2024-01-02" });
      expect(urlsOf(store, other)[0]).toBe("https://a.test/1");
      store.saveReading(reading({ text: windowOf(0), publishedAt: "2024-01-03" }, "rules-2"));
      expect(urlsOf(store, other)).toEqual(["https://b.test/1", "https://a.test/1"]);
      store.saveReading(reading({ text: windowOf(300), publishedAt: "2024-01-03" }, "rules-3"));
      expect(urlsOf(store, other)).toEqual(["https://b.test/1"]);
      store.saveReading({ page, articles: [], rules: "rules-4" });
      expect(urlsOf(store, other)).toEqual(["https://b.test/1"]);
    });

    it("is found alike by all pairs and step by step, in any order, whatever the pages said before", () => {
      const start = fc.integer({ min: 0, max: 12 }).map((step) => step * 10);
      const step = fc.record({ url: fc.integer({ min: 1, max: 8 }), start, length: fc.constantFrom(60, 45, 5) });
      fc.assert(
        fc.property(fc.array(step, { minLength: 2, maxLength: 14 }), fc.integer(), (steps, turn) => {
          const current = new Map<string, string>();
          const [past, present] = [open(), open()];
          for (const { url, start: from, length } of steps) {
            const address = `https://bao.test/${url}`;
            current.set(address, windowOf(from, length));
            saveText(past.store, address, windowOf(from, length));
          }
          const shuffled = [...current].sort(([a], [b]) => Math.imul(turn | 1, a.charCodeAt(17)) - Math.imul(turn | 1, b.charCodeAt(17)));
          for (const [url, text] of shuffled) saveText(present.store, url, text);
          expect(reportsIn(past.store)).toEqual(reportsAmong(current));
          expect(reportsIn(present.store)).toEqual(reportsIn(past.store));
          expect(present.store.articles({})).toEqual(past.store.articles({}));
          past.dispose();
          present.dispose();
        }),
        { numRuns: runs, seed: 7 },
      );
    });

    it("costs a thousandth copy no more than a tenth, and its going neither", () => {
      const copy = (n: number): string => `${windowOf(0, 200)} ${windowOf(10_000 + n * 10, 8)}`;
      const counted = (work: () => void): number => {
        const began = process.cpuUsage();
        work();
        const { user, system } = process.cpuUsage(began);
        return user + system;
      };
      const saveSome = (from: number, text: (n: number) => string): number =>
        counted(() => {
          const documents = Array.from({ length: 100 }, (_, i) => {
            const page = makePage(`https://bao.test/${from + i}`, `${from + i} ${text(from + i)}`);
            return { page, articles: [makeRead(makeArticle(page, { text: text(from + i) }))], run: "run-1", rules: "rules-1" };
          });
          store.saveDocuments(documents);
        });
      saveSome(0, copy);
      const early = saveSome(100, copy);
      for (let from = 200; from < 900; from += 100) saveSome(from, copy);
      const late = saveSome(900, copy);
      expect(late).toBeLessThan(early * 4);
      expect(saveSome(0, (n) => windowOf(100_000 + n * 100))).toBeLessThan(early * 8);
      expect(store.carriers(store.articles({ url: "https://bao.test/500" })[0]!.id)).toHaveLength(900);
    });
  });
}
