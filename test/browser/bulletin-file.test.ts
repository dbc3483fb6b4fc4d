import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bulletinHtml } from "../../pipeline/publish/bulletin/html.ts";
import { HOSTILE, TEXT } from "../publish/bulletin/fixture.ts";
import { findViolations, OPENING_MS, type OpenSite, openSite, RULES } from "./visit.ts";

let site: OpenSite;

beforeAll(async () => {
  const app = new Hono();
  app.get("/ban-tin.html", (context) => context.html(bulletinHtml(TEXT)));
  app.get("/xau.html", (context) => context.html(bulletinHtml(HOSTILE)));
  app.get("/favicon.ico", (context) => context.body(null, 204));
  site = await openSite(app);
}, OPENING_MS);

afterAll(() => site.close());

describe("a bulletin's file of HTML", { timeout: 60_000 }, () => {
  it.each(["light", "dark"] as const)("breaks no rule of axe in %s colours", async (colorScheme) => {
    await site.visit("/ban-tin.html", { colorScheme }, async (page) => {
      expect(await findViolations(page, RULES[colorScheme])).toEqual([]);
    });
  });

  it("is read on a telephone without scrolling sideways", async () => {
    await site.visit("/ban-tin.html", { viewport: { width: 360, height: 740 } }, async (page) => {
      expect(await page.locator("html").evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(360);
    });
  });

  it("leads from a figure to its source and back by keyboard, without script", async () => {
    await site.visit("/ban-tin.html", { javaScriptEnabled: false }, async (page) => {
      await page.locator("[role=doc-noteref]").first().focus();
      await page.keyboard.press("Enter");
      expect(page.url()).toMatch(/#cc-1$/u);
      await page.locator("#cc-1 .back").nth(1).focus();
      await page.keyboard.press("Enter");
      expect(page.url()).toMatch(/#cc-1-2$/u);
    });
  });

  it("prints whole pictures and tables, without the links back", async () => {
    await site.visit("/ban-tin.html", { viewport: { width: 605, height: 900 } }, async (page) => {
      await page.emulateMedia({ media: "print" });
      expect(await page.locator(".back:visible").count()).toBe(0);
      const wide = await page
        .locator("figure svg, table")
        .evaluateAll((list) => list.filter((each) => each.getBoundingClientRect().right > 605).length);
      expect(wide).toBe(0);
    });
  });

  it("runs nothing of hostile texts", async () => {
    await site.visit("/xau.html", {}, async (page) => {
      expect(await page.locator("script, img").count()).toBe(0);
    });
  });
});
