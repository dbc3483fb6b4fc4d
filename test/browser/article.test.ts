import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../../pipeline/serve/server.ts";
import { fakeServices, fakeStore } from "../serve/fake-services.ts";
import { LANG_SON } from "../serve/fixtures.ts";
import { OPENING_MS, type OpenSite, openSite } from "./visit.ts";

const SHA = LANG_SON.slice(0, 16).repeat(4);
const HOSTILE = `<!doctype html><title>x</title><script>document.title = "hỏng"; alert(1)</script>`;
let site: OpenSite;

beforeAll(async () => {
  const page = { url: "https://bao.example/1", source: null, fetchedAt: "2026-11-20T18:05:00Z", mediaType: "text/html", charset: null };
  const store = {
    ...fakeStore(),
    page: (sha256: string) => (sha256 === SHA ? { ...page, sha256, body: new TextEncoder().encode(HOSTILE) } : null),
  };
  site = await openSite(createApp(fakeServices({ store })));
}, OPENING_MS);

afterAll(() => site?.close());

test("a citation leads from the text to its entry and on to the document's page", async () => {
  await site.visit(`/bai/${LANG_SON}`, {}, async (page) => {
    await page.locator("mark.citation a").first().click();
    await page.waitForURL(/#van-ban-1$/);
    await page.locator("li:target a[href^='/van-ban/']").click();
    expect(await page.locator("h1").textContent()).toBe("Nghị quyết 21-NQ/TW");
  });
});

test("a figure's details lead to the table of its question", async () => {
  await site.visit(`/bai/${LANG_SON}`, {}, async (page) => {
    await page.locator("#so-1 summary").click();
    await page.locator("#so-1").getByRole("link", { name: "Mở bảng so sánh ở con số này" }).click();
    await page.waitForURL(/\/bang\?chiso=members\.admitted/);
  });
});

test("a stored page shows as letters and runs nothing, even opened by itself", async () => {
  await site.visit(`/ban-goc/${SHA}`, {}, async (page) => {
    expect(await page.locator("body").textContent()).toContain("<script>document.title");
    expect(await page.title()).not.toBe("hỏng");
  });
});
