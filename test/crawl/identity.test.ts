import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { page, redirect } from "./local-server.ts";
import { links, makeSite, type Table } from "./make-night.ts";

const first = "2026-11-20T02:00:00Z";
const second = "2026-11-21T02:00:00Z";
const third = "2026-11-22T02:00:00Z";
const answer =
  (code: number, headers: Record<string, string> = {}): Table[string] =>
  (_: unknown, response: ServerResponse) =>
    void response.writeHead(code, headers).end();
const own = (address: string, text = "bài") =>
  page(`<html><head><link rel="canonical" href="${address}"></head><body>${text}</body></html>`);

describe("one article under several addresses", () => {
  it("is one row with and without www. and s: what was found first is asked for", async () => {
    const { night, pages, frontier, asked } = await makeSite(
      {
        "/tin": page(links("http://www.bao.test/bai-1.html", "http://bao.test/bai-1.html", "https://www.bao.test/bai-1.html")),
        "/bai-1.html": page("một"),
      },
      { hosts: [{ host: "bao.test" }] },
    );
    const { counters } = await night("d1", first);
    expect(pages.map(({ url }) => url)).toEqual(["http://www.bao.test/bai-1.html"]);
    expect(counters["article/found"]).toBe(1);
    expect(asked().filter((path) => path === "/bai-1.html")).toHaveLength(1);
    expect(frontier.row("https://bao.test/bai-1.html")).toMatchObject({ url: "http://www.bao.test/bai-1.html", host: "bao.test" });
  });

  it("is stored under its canonical address, once", async () => {
    const { night, pages, server, frontier } = await makeSite(
      { "/tin": page(links("/in/bai-1.html", "/bai-1.html")), "/in/bai-1.html": own("/bai-1.html"), "/bai-1.html": own("/bai-1.html") },
      { articleUrl: "/bai-\\d+\\.html$" },
    );
    const { report } = await night("d1", first);
    expect(pages.map(({ url }) => url)).toEqual([`${server.origin}/bai-1.html`]);
    expect(report).toMatchObject({ newPages: 1 });
    expect(frontier.row(`${server.origin}/bai-1.html`)?.seq).toBe(frontier.row(`${server.origin}/in/bai-1.html`)?.seq);
    await night("d2", second);
    expect(pages).toHaveLength(1);
  });

  it("found a day later is an alias: fetched once, never stored, not asked for again", async () => {
    const { night, pages, table, asked, frontier, server } = await makeSite(
      { "/tin": page(links("/bai-1.html")), "/bai-1.html": own("/bai-1.html"), "/amp/bai-1.html": own("/bai-1.html", "bản nhẹ") },
      { articleUrl: "/bai-\\d+\\.html$" },
    );
    await night("d1", first);
    table["/tin"] = page(links("/amp/bai-1.html"));
    const { report } = await night("d2", second);
    expect(report.aliases).toBe(1);
    await night("d3", third);
    expect(pages).toHaveLength(1);
    expect(asked().filter((path) => path === "/amp/bai-1.html")).toHaveLength(1);
    expect(frontier.row(`${server.origin}/amp/bai-1.html`)?.url).toBe(`${server.origin}/bai-1.html`);
  });

  it("is not believed where a site gives all its articles one canonical address", async () => {
    const { night, pages } = await makeSite({
      "/tin": page(links("/bai-1.html", "/bai-2.html", "/bai-3.html")),
      ...Object.fromEntries([1, 2, 3].map((n) => [`/bai-${n}.html`, own("/bai-1.html", `bài ${n}`)])),
    });
    await night("d1", first);
    expect(pages.map(({ url }) => new URL(url).pathname)).toEqual(["/bai-1.html", "/bai-2.html", "/bai-3.html"]);
  });
});

describe("a redirect", () => {
  it("for good moves the address: the next night the new one is asked, the article keeps its name", async () => {
    const { night, pages, table, asked, server } = await makeSite({ "/tin": page(links("/bai-1.html")), "/bai-1.html": page("một") });
    await night("d1", first);
    table["/bai-1.html"] = answer(301, { location: "/bai-9.html" });
    table["/bai-9.html"] = page("một, có sửa");
    await night("d2", second);
    await night("d3", third);
    expect(asked().filter((path) => path.startsWith("/bai"))).toEqual(["/bai-1.html", "/bai-1.html", "/bai-9.html", "/bai-9.html"]);
    expect(pages.map(({ url }) => url)).toEqual([`${server.origin}/bai-1.html`, `${server.origin}/bai-1.html`]);
  });

  it("for now does not: the old address is asked again", async () => {
    const { night, asked } = await makeSite({
      "/tin": page(links("/bai-1.html")),
      "/bai-1.html": redirect("/bai-9.html"),
      "/bai-9.html": page("một"),
    });
    await night("d1", first);
    await night("d2", second);
    expect(asked().filter((path) => path.startsWith("/bai"))).toEqual(["/bai-1.html", "/bai-9.html", "/bai-1.html", "/bai-9.html"]);
  });

  it("of a listing for good is remembered, too", async () => {
    const { night, asked } = await makeSite({
      "/tin": answer(308, { location: "/tin-moi" }),
      "/tin-moi": page(links("/bai-1.html")),
      "/bai-1.html": page("một"),
    });
    await night("d1", first);
    const { report } = await night("d2", second);
    expect(report.fetched).toBe(2);
    expect(asked().filter((path) => path.startsWith("/tin"))).toEqual(["/tin", "/tin-moi", "/tin-moi"]);
  });
});

describe("an article that is taken down", () => {
  it("is told once, under the address that it was handed over with; one that never came is not", async () => {
    const { night, table, gone, server } = await makeSite({
      "/tin": page(links("/bai-1.html", "/bai-2.html", "/bai-3.html")),
      "/": page("trang chủ"),
      "/bai-1.html": page("một"),
      "/bai-2.html": page("hai"),
    });
    await night("d1", first);
    table["/bai-1.html"] = answer(410);
    table["/bai-2.html"] = redirect("/");
    await night("d2", second);
    await night("d3", third);
    expect(gone).toEqual([
      { url: `${server.origin}/bai-1.html`, at: "2026-11-21T02:00:00.000Z", status: 410 },
      { url: `${server.origin}/bai-2.html`, at: "2026-11-21T02:00:00.000Z", status: 302 },
    ]);
  });
});
