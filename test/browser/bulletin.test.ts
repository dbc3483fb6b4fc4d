import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../pipeline/serve/server.ts";
import { BULLETIN, FIGURE, HOSTILE_FIGURE } from "../serve/fake-bulletins.ts";
import { fakeServices } from "../serve/fake-services.ts";
import { findViolations, OPENING_MS, type OpenSite, openSite, RULES } from "./visit.ts";

const PREVIEW = "/ban-tin/xem?ky=2014";
const PAGES = [
  ...["/ban-tin", "/ban-tin?lang=en", PREVIEW, `${PREVIEW}&bo=${FIGURE}`],
  ...[`/ban-tin/${BULLETIN}`, `/ban-tin/${BULLETIN}/so-lieu/${FIGURE}`, `/ban-tin/${BULLETIN}/so-lieu/${HOSTILE_FIGURE}`],
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

test.each(PAGES)("%s needs no sideways scrolling on a screen 360 px wide", async (path) => {
  await site.visit(path, { viewport: { width: 360, height: 740 } }, async (page) => {
    expect(await page.locator("html").evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(360);
  });
});

test("without script one asks, strikes out a figure, takes Word away and finds the bulletin kept", async () => {
  await site.visit("/ban-tin", { javaScriptEnabled: false }, async (page) => {
    await page.getByLabel("Năm", { exact: true }).selectOption("2014");
    await page.getByRole("button", { name: "Xem trước" }).click();
    await page.locator(`input[name="bo-${HOSTILE_FIGURE}"]`).check();
    await page.getByRole("button", { name: "Cập nhật bản xem" }).click();
    expect(await page.locator(`.bulletin [data-figure="${HOSTILE_FIGURE}"]`).count()).toBe(0);
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Word (.docx)" }).click()]);
    expect(file.suggestedFilename()).toMatch(/^ban-tin-2014-.*\.docx$/);
    await page.getByRole("link", { name: "Bản tin", exact: true }).first().click();
    await page.locator(".list a").first().click();
    await page.locator(".bulletin .told").first().click();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Con số này từ đâu ra?");
  });
});

test("with the keyboard alone one strikes a figure out, sees it struck at once, and updates", async () => {
  await site.visit(PREVIEW, {}, async (page) => {
    const box = page.locator(`input[name="bo-${FIGURE}"]`);
    await box.focus();
    await page.keyboard.press("Space");
    expect(await page.locator(`.bulletin .told.struck[data-figure="${FIGURE}"]`).count()).toBe(2);
    expect(await page.locator("[data-chosen]").textContent()).toBe("Đang bỏ 1 số liệu");
    await page.getByRole("button", { name: "Cập nhật bản xem" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(new RegExp(`bo-${FIGURE}=1`));
    expect(await page.locator(`.bulletin [data-figure="${FIGURE}"]`).count()).toBe(0);
  });
});

test("on paper there is the bulletin, not the buttons", async () => {
  await site.visit(PREVIEW, {}, async (page) => {
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".figures-form").isVisible()).toBe(false);
    expect(await page.locator(".bulletin").isVisible()).toBe(true);
  });
});
