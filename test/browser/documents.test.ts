import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../../pipeline/serve/server.ts";
import { RESOLUTION } from "../serve/fake-documents.ts";
import { fakeServices } from "../serve/fake-services.ts";
import { OPENING_MS, type OpenSite, openSite } from "./visit.ts";

const DOCUMENT = `/van-ban/${encodeURIComponent(RESOLUTION)}`;
let site: OpenSite;

beforeAll(async () => {
  site = await openSite(createApp(fakeServices()));
}, OPENING_MS);

afterAll(() => site?.close());

test("without script one finds a document by its number and opens a province's sentence", async () => {
  await site.visit("/van-ban", { javaScriptEnabled: false }, async (page) => {
    await page.getByLabel("Số hiệu hoặc chủ đề").fill("21-NQ");
    await page.getByRole("button", { name: "Lọc" }).click();
    await page.getByRole("link", { name: "Nghị quyết 21-NQ/TW" }).click();
    await page.waitForURL(/\/van-ban\/21-NQ%2FTW/);
    await page.locator(".lags summary").first().click();
    expect(await page.locator(".lags mark:visible").first().textContent()).toBe("Nghị quyết 21-NQ/TW");
  });
});

test("a hostile sentence shows as letters", async () => {
  await site.visit(DOCUMENT, {}, async (page) => {
    await page.locator(".lags summary").last().click();
    expect(await page.locator(".lags blockquote:visible").last().textContent()).toContain("<script>alert(4)</script>");
  });
});
