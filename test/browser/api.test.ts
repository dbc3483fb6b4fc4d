import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../pipeline/serve/server.ts";
import { fakeServices } from "../serve/fake-services.ts";
import { findViolations, OPENING_MS, type OpenSite, openSite, RULES } from "./visit.ts";

const PAGES = ["/api", "/api?lang=en"];
let site: OpenSite;

beforeAll(async () => {
  site = await openSite(createApp(fakeServices()));
}, OPENING_MS);

afterAll(() => site?.close());

describe.each(["light", "dark"] as const)("the reference of the API in %s colours", (colorScheme) => {
  test.each(PAGES)("%s has no axe violation, with every example opened", async (path) => {
    await site.visit(path, { colorScheme }, async (page) => {
      await page.locator("details").evaluateAll((all) => {
        for (const details of all) details.setAttribute("open", "");
      });
      expect(await findViolations(page, RULES[colorScheme])).toEqual([]);
    });
  });
});

test("needs no sideways scrolling on a screen 360 px wide", async () => {
  await site.visit("/api", { viewport: { width: 360, height: 740 } }, async (page) => {
    await page.locator("details").evaluateAll((all) => {
      for (const details of all) details.setAttribute("open", "");
    });
    expect(await page.locator("html").evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(360);
  });
});

test("leads without script from the contents to an operation, its example and the shape of its answer", async () => {
  await site.visit("/api", { javaScriptEnabled: false }, async (page) => {
    await page.locator(".contents a", { hasText: "GET /api/v1/observations" }).first().click();
    expect(new URL(page.url()).hash).toBe("#listObservations");
    const operation = page.locator(".operation", { has: page.locator("#listObservations") });
    await operation.locator("summary", { hasText: "Câu trả lời thật" }).click();
    expect(await operation.locator("details pre").textContent()).toContain('"observations": [');
    await operation.getByRole("link", { name: "ObservationsAnswer" }).click();
    expect(await page.locator(":target").textContent()).toBe("ObservationsAnswer");
  });
});

test("on paper every address stays", async () => {
  await site.visit("/api", {}, async (page) => {
    await page.emulateMedia({ media: "print" });
    expect(await page.getByText("GET /api/v1/observations").filter({ visible: true }).count()).toBeGreaterThan(0);
  });
});
