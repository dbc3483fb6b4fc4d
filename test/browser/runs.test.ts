import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../pipeline/serve/server.ts";
import { fakeServices } from "../serve/fake-services.ts";
import { findViolations, OPENING_MS, type OpenSite, openSite, RULES } from "./visit.ts";

const PAGES = [
  "/luot-chay",
  "/luot-chay/2026-11-21T190000-abcdef01",
  "/luot-chay/2026-11-20T100000-abcdef02",
  "/nguon",
  "/nguon?tinhtrang=fine",
  "/nguon/baocaobang",
  "/luot-chay?lang=en",
  "/nguon/baocaobang?lang=en",
];

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

test.each(PAGES)("on a screen 360 px wide %s needs no sideways scrolling", async (path) => {
  await site.visit(path, { viewport: { width: 360, height: 740 } }, async (page) => {
    expect(await page.locator("html").evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(360);
  });
});

test("without script one goes from the runs to the report, and from the sources to one that asks for attention", async () => {
  await site.visit("/luot-chay", { javaScriptEnabled: false }, async (page) => {
    await page.getByRole("link", { name: "Xem báo cáo" }).click();
    expect(await page.locator("h1").textContent()).toContain("1 trên 2 nguồn bị bỏ dở");
    await page.goto(`${site.url}/nguon`);
    await page.locator("tbody a").first().click();
    expect(await page.locator(".todo").textContent()).toContain("dangvu sources check baocaobang");
  });
});

test("on paper a report keeps its tables", async () => {
  await site.visit("/luot-chay/2026-11-21T190000-abcdef01", {}, async (page) => {
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("table:visible").count()).toBe(1);
    expect(await page.locator("nav:visible, form:visible").count()).toBe(0);
  });
});
