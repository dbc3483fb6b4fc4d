import { load } from "cheerio";
import { describe, expect, test } from "vitest";
import { type AtomFeed, escapeHtml, writeAtom } from "../../pipeline/serve/feeds/atom.ts";
import { createApp } from "../../pipeline/serve/server.ts";
import type { SearchHit, SearchIndex, SearchOptions } from "../../pipeline/types/search.ts";
import type { ObservationQuery, Store } from "../../pipeline/types/store.ts";
import { isAsked } from "./fake-lists.ts";
import { fakeSearch, fakeServices, fakeStore } from "./fake-services.ts";
import { LANG_SON, PRESS } from "./fixtures.ts";

/** A store that finds figures by all that is asked of them. */
const store: Store = {
  ...fakeStore(),
  observations: (query: ObservationQuery) =>
    PRESS.filter(({ head }) => head.current)
      .flatMap(({ head, read }) => read.observations.map((observation) => ({ observation, head })))
      .filter(({ observation, head }) => isAsked(query, observation, head)),
};
const asked: { query: string; options: SearchOptions }[] = [];
const search: SearchIndex = {
  ...fakeSearch(),
  search: (query, options) => {
    asked.push({ query, options });
    const hits: SearchHit[] = PRESS.filter(({ head }) => head.id === LANG_SON).map(({ head, read }) => ({
      head,
      score: 1,
      sentence: { text: "", start: 0, marks: [] },
      figures: read.observations.slice(0, 2),
    }));
    return { query, total: 1, hits, reading: "all", instead: null, facets: [], next: null };
  },
};
const app = createApp(fakeServices({ store, search }));
const HOST = { Host: "127.0.0.1:8377" };

const get = async (address: string, headers: Record<string, string> = HOST) => {
  const response = await app.request(address, { headers });
  return { status: response.status, type: response.headers.get("Content-Type"), text: await response.text() };
};

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;
const TAG_URI = /^tag:dangvu,2026:[!-~]+$/;

/** What RFC 4287 asks of every feed and entry (§4.1.1, §4.1.2), and what we ask beyond. */
function checkAtom(text: string) {
  expect(text).toMatch(/^<\?xml version="1\.0" encoding="utf-8"\?>\s*<feed xmlns="http:\/\/www\.w3\.org\/2005\/Atom">/);
  // Characters that XML has no place for, and ampersands that begin nothing.
  expect(text).not.toMatch(/(?![\t\n\r])\p{Cc}|\p{Cs}/u);
  expect(text.replaceAll(/<!\[CDATA\[[\s\S]*?\]\]>/g, "")).not.toMatch(/&(?!(?:amp|lt|gt|quot|apos|#\d+);)/);
  const xml = load(text, { xml: true });
  const feed = xml("feed");
  expect(feed).toHaveLength(1);
  for (const name of ["id", "title", "updated", "author"]) expect([name, feed.children(name).length]).toEqual([name, 1]);
  expect(feed.children("id").text()).toMatch(TAG_URI);
  expect(feed.children("updated").text()).toMatch(ISO);
  expect(feed.children("author").children("name").text()).not.toBe("");
  expect(feed.children("link[rel=self]").attr("href")).toMatch(/^http/);
  expect(feed.children("link[rel=alternate]").attr("href")).toMatch(/^http/);
  const entries = feed
    .children("entry")
    .toArray()
    .map((entry) => {
      const one = (name: string) => xml(entry).children(name);
      for (const name of ["id", "title", "updated"]) expect([name, one(name).length]).toEqual([name, 1]);
      expect(one("id").text()).toMatch(TAG_URI);
      expect(one("updated").text()).toMatch(ISO);
      if (one("published").length > 0) expect(one("published").text()).toMatch(ISO);
      // An entry without content must have an alternate link; ours have both.
      expect(one("content").attr("type")).toBe("html");
      expect(one("link").attr("href")).toMatch(/^http/);
      return {
        id: one("id").text(),
        title: load(one("title").text()).text(),
        updated: one("updated").text(),
        href: one("link").attr("href") ?? "",
        content: load(one("content").text()),
      };
    });
  const ids = entries.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
  return {
    title: feed.children("title").text(),
    self: feed.children("link[rel=self]").attr("href"),
    updated: feed.children("updated").text(),
    entries,
  };
}

const FEEDS = [
  ["/api/v1/search.atom?query=kết nạp", "dangvu: bài mới về “kết nạp”"],
  ["/api/v1/search.atom?indicator=members.admitted&province63=63-20", "dangvu: bài mới"],
  ["/api/v1/indicators/members.admitted.atom", "dangvu: số liệu mới, Đảng viên mới kết nạp"],
  ["/api/v1/indicators/members.admitted.atom?province=63-20", "dangvu: số liệu mới, Đảng viên mới kết nạp, Lạng Sơn"],
  ["/api/v1/provinces/63-20.atom", "dangvu: bài và số liệu mới của Lạng Sơn"],
  ["/api/v1/documents/21-NQ%2FTW@2022-06-16.atom", "dangvu: bài mới dẫn 21-NQ/TW"],
] as const;

describe("a feed", () => {
  test.each(FEEDS)("%s is a valid Atom document about what it was asked for", async (address, title) => {
    const { status, type, text } = await get(address);
    expect([status, type]).toEqual([200, "application/atom+xml; charset=utf-8"]);
    const feed = checkAtom(text);
    expect(feed.title).toBe(title);
    expect(feed.entries.length).toBeGreaterThan(0);
    expect((await get((feed.self ?? "").slice("http://127.0.0.1:8377".length))).text).toBe(text);
  });

  test("says each new figure in words, leading to its sentence", async () => {
    const { entries } = checkAtom((await get("/api/v1/indicators/members.admitted.atom?province=63-20")).text);
    const entry = entries.find(({ id }) => id.endsWith(LANG_SON));
    expect(entry).toMatchObject({ title: "Lạng Sơn kết nạp 1.168 đảng viên trong năm 2014", updated: "2026-11-20T18:05:00.000Z" });
    const first = entry?.content("li a").first();
    expect(first?.text()).toBe("1.168 Đảng viên mới kết nạp — Lạng Sơn, năm 2014 (văn bản nói rõ)");
    expect(first?.attr("href")).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:8377/bai/${LANG_SON}#o\\d+$`));
    expect((await app.request(entry?.href ?? "")).status).toBe(200);
  });

  test("keeps its ids when asked from elsewhere, in another language, or later", async () => {
    const ids = async (address: string, host: string) => checkAtom((await get(address, { Host: host })).text).entries.map(({ id }) => id);
    const here = await ids("/api/v1/provinces/63-20.atom", "127.0.0.1:8377");
    expect(await ids("/api/v1/provinces/63-20.atom?lang=en", "localhost:9000")).toEqual(here);
  });

  test("is written for no other host than this machine", async () => {
    const { text } = await get("/api/v1/provinces/63-20.atom", { Host: "evil.example" });
    expect(text).not.toContain("evil");
    checkAtom(text);
  });

  test("without anything new is valid too", async () => {
    const empty = createApp(fakeServices({ store: { ...store, observations: () => [] } }));
    const { entries, updated } = checkAtom(await (await empty.request("/api/v1/indicators/members.total.atom")).text());
    expect([entries, updated]).toEqual([[], "2026-11-21T00:00:00.000Z"]);
  });

  test("of a search asks for the newest, narrowed as the search was", async () => {
    asked.length = 0;
    await get("/api/v1/search.atom?query=x&province63=63-20&year=2014,2015");
    expect(asked).toEqual([
      { query: "x", options: expect.objectContaining({ sort: "date", filters: { province63: ["63-20"], year: ["2014", "2015"] } }) },
    ]);
  });

  test("looks no farther back than it needs to be full", async () => {
    const since: (string | undefined)[] = [];
    const [only] = PRESS;
    const full = Array.from({ length: 50 }, (_, i) => {
      const id = `${String(i).padStart(16, "0")}-0`;
      return (
        only?.read.observations.map((observation) => ({ observation: { ...observation, article: id }, head: { ...only.head, id } })) ?? []
      );
    }).flat();
    const counting: Store = {
      ...store,
      observations: (query) => {
        since.push(query.storedSince);
        return since.length === 1 ? [] : full;
      },
    };
    const text = await (await createApp(fakeServices({ store: counting })).request("/api/v1/indicators/members.admitted.atom")).text();
    expect(checkAtom(text).entries).toHaveLength(50);
    expect(since).toEqual(["2026-11-19T00:00:00.000Z", "2026-11-07T00:00:00.000Z"]);
  });

  test("leaves reprints out", async () => {
    const [first] = PRESS;
    const reprint = first === undefined ? [] : [{ observation: first.read.observations[0], head: { ...first.head, reprintOf: "x" } }];
    const repeating = { ...store, observations: () => reprint } as Store;
    const text = await (await createApp(fakeServices({ store: repeating })).request("/api/v1/indicators/members.admitted.atom")).text();
    expect(checkAtom(text).entries).toEqual([]);
  });

  test.each(["/api/v1/indicators/khong.co.atom", "/api/v1/provinces/63-99.atom", "/api/v1/documents/1-KHONG.atom"])(
    "%s is not found",
    async (address) => {
      expect((await get(address)).status).toBe(404);
    },
  );
});

describe("hostile text in a feed", () => {
  const HOSTILE = `<script>alert("1")</script> & ]]> &amp; \u0000\u000b\ud800 \u{1f600} '`;
  const feed: AtomFeed = {
    name: `search?query=${HOSTILE}`,
    title: HOSTILE,
    subtitle: HOSTILE,
    self: "http://127.0.0.1/api/v1/search.atom?query=a&lang=en",
    page: "http://127.0.0.1/tim?q=a&lang=en",
    now: "2026-11-21T00:00:00Z",
    entries: [
      {
        name: "article/1",
        title: HOSTILE,
        href: "http://127.0.0.1/bai/1?a=1&b=2#o1",
        updated: "2026-11-20T18:05:00Z",
        published: "không rõ",
        author: HOSTILE,
        content: `<p>${escapeHtml(HOSTILE)}</p>`,
      },
    ],
  };

  test("stays text everywhere", () => {
    const { title, entries, self } = checkAtom(writeAtom(feed));
    const shown = HOSTILE.replace(/\p{Cc}|\p{Cs}/gu, "\ufffd");
    expect(title).toBe(shown);
    expect(self).toBe(feed.self);
    expect(entries[0]?.title).toBe(shown);
    expect(entries[0]?.href).toBe("http://127.0.0.1/bai/1?a=1&b=2#o1");
    expect(entries[0]?.content("script").length).toBe(0);
    expect(entries[0]?.content("p").text()).toBe(shown);
  });
});
