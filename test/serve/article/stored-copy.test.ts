import { load } from "cheerio/slim";
import { describe, expect, test } from "vitest";
import { createApp } from "../../../pipeline/serve/server.ts";
import { UnreadableDocument } from "../../../pipeline/types/errors.ts";
import type { Page } from "../../../pipeline/types/page.ts";
import { fakeServices, fakeStore } from "../fake-services.ts";
import { LANG_SON } from "../fixtures.ts";

const SHA = "ab".repeat(32);
const PAGE: Page = {
  url: "https://bao.example/1",
  source: null,
  fetchedAt: "2026-11-20T18:05:00Z",
  mediaType: "text/html",
  charset: null,
  sha256: SHA,
  body: new TextEncoder().encode("<script>alert(1)</script> Tỉnh ủy"),
};

const copyOf = (page: Partial<Page>) => {
  const store = { ...fakeStore(), page: (sha256: string) => (sha256 === SHA ? { ...PAGE, ...page } : null) };
  return createApp(fakeServices({ store })).request(`/ban-goc/${SHA}`);
};

describe("a stored copy", () => {
  test("of a page is shown as letters in a sandbox, byte for byte", async () => {
    const answer = await copyOf({});
    expect(answer.headers.get("Content-Type")).toBe("text/plain; charset=utf-8");
    expect(answer.headers.get("Content-Security-Policy")).toBe("default-src 'none'; frame-ancestors 'none'; sandbox");
    expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(PAGE.body);
  });

  test.each([
    ["application/pdf", "abababababababab.pdf"],
    ["image/svg+xml", "abababababababab.bin"],
    ["application/x-unknown", "abababababababab.bin"],
  ])("of %s is offered for saving as %s", async (mediaType, name) => {
    const answer = await copyOf({ mediaType });
    expect(answer.headers.get("Content-Type")).toBe("application/octet-stream");
    expect(answer.headers.get("Content-Disposition")).toBe(`attachment; filename="${name}"`);
  });

  test.each([
    ["windows-1258", "windows-1258"],
    ["x\r\nSet-Cookie: a", "utf-8"],
  ])("said to be in %j is served in %s", async (charset, served) => {
    expect((await copyOf({ charset })).headers.get("Content-Type")).toBe(`text/plain; charset=${served}`);
  });

  test("that is too large is refused", async () => {
    expect((await copyOf({ body: new Uint8Array(21 * 2 ** 20) })).status).toBe(413);
  });

  test("that is lost is a page that says so, and is counted", async () => {
    const counted: string[] = [];
    const store = {
      ...fakeStore(),
      page: () => {
        throw new UnreadableDocument("mất", "chép lại");
      },
    };
    const answer = await createApp(fakeServices({ store, count: (name) => counted.push(name) })).request(`/ban-goc/${SHA}`);
    expect([answer.status, counted]).toEqual([404, ["serve/copy-lost"]]);
    expect(await answer.text()).toContain("không còn hoặc đã hỏng");
  });

  test.each(["xyz", SHA.toUpperCase(), `${SHA}0`, "cd".repeat(32)])("%s is none", async (sha) => {
    expect((await createApp(fakeServices()).request(`/ban-goc/${sha}`)).status).toBe(404);
  });
});

describe("an article's page", () => {
  test("leads to its stored copy, to similar articles, to the documents it cites and to the tables of its figures", async () => {
    const page = load(await (await createApp(fakeServices()).request(`/bai/${LANG_SON}`)).text());
    const hrefs = page("main a")
      .toArray()
      .map((a) => page(a).attr("href") ?? "");
    expect(hrefs).toContain(`/ban-goc/${LANG_SON.slice(0, 16).repeat(4)}`);
    expect(hrefs).toContain(`/bai/${LANG_SON}/tuong-tu`);
    expect(hrefs).toContain(`/van-ban/${encodeURIComponent("21-NQ/TW@2022-06-16")}`);
    expect(hrefs.some((href) => href.startsWith("/bang?chiso=members.admitted"))).toBe(true);
  });

  test("similar articles are listed on a page of their own, and as data", async () => {
    const app = createApp(fakeServices());
    expect(await (await app.request(`/bai/${LANG_SON}/tuong-tu`)).text()).toContain("Bài tương tự");
    expect(await (await app.request(`/api/v1/articles/${LANG_SON}/similar`)).json()).toMatchObject({ article: { id: LANG_SON } });
  });
});
