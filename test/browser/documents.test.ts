import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../pipeline/serve/server.ts";
import { RESOLUTION } from "../serve/fake-documents.ts";
import { fakeServices } from "../serve/fake-services.ts";
import { findViolations, OPENING_MS, type OpenSite, openSite, RULES } from "./visit.ts";

const DOCUMENT = `/van-ban/${encodeURIComponent(RESOLUTION)}`;
const PAGES = ["/van-ban", "/van-ban?so=zzz", "/van-ban?tinh=63-20&lang=en", DOCUMENT, `${DOCUMENT}?lang=en`, "/van-ban/khong-co"];
let site: OpenSite;

beforeAll(async () => {
  site = await openSite(createApp(fakeServices()));
}, OPENING_MS);

afterAll(() => site?.close());

describe.each(["light", "dark"] as const)("in %s colours", (colorScheme) => {
  test.each(PAGES)("%s has no axe violation, with everything on it opened", async (path) => {
    await site.visit(path, { colorScheme }, async (page) => {
      for (const details of await page.locator("details").all()) await details.locator("summary").first().click();
      expect(await findViolations(page, RULES[colorScheme])).toEqual([]);
    });
  });
});

test.each(PAGES)("%s needs no sideways scrolling on a screen 360 px wide", async (path) => {
  await site.visit(path, { viewport: { width: 360, height: 740 } }, async (page) => {
    expect(await page.locator("html").evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(360);
  });
});

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
