import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../pipeline/serve/server.ts";
import { fakeServices } from "../serve/fake-services.ts";
import { OPENING_MS, type OpenSite, openSite } from "./visit.ts";

let site: OpenSite;

beforeAll(async () => {
  site = await openSite(createApp(fakeServices()));
}, OPENING_MS);

afterAll(() => site?.close());

describe("the list of provinces", () => {
  test("is narrowed by a name without marks, groups without a row with it", async () => {
    await site.visit("/tinh", {}, async (page) => {
      await page.getByLabel("Lọc theo tên").fill("LANG");
      expect(await page.locator("tr[data-name]:visible th a").allTextContents()).toEqual(["Lạng Sơn", "Lạng Sơn"]);
      expect(await page.locator(".region:visible").count()).toBe(2);
      await page.getByLabel("Lọc theo tên").fill("zzz");
      expect(await page.getByText("Không có tỉnh nào tên như vậy.").isVisible()).toBe(true);
    });
  });

  test("is whole without script, without a field that does nothing", async () => {
    await site.visit("/tinh", { javaScriptEnabled: false }, async (page) => {
      expect(await page.locator("#loc:visible").count()).toBe(0);
      expect(await page.locator("tr[data-name]:visible").count()).toBeGreaterThan(10);
    });
  });
});

test("with the keyboard alone one goes from the list to a province, opens a series and reaches the sentence behind a value", async () => {
  await site.visit("/tinh", {}, async (page) => {
    const tabTo = async (selector: string) => {
      for (let presses = 0; presses < 120; presses++) {
        await page.keyboard.press("Tab");
        if ((await page.locator(`:is(${selector}):focus`).count()) > 0) return;
      }
      throw new Error(`120 presses of Tab did not reach ${selector}`);
    };
    await tabTo("a[href='/tinh/63-20']");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/tinh\/63-20$/);
    await tabTo(".series summary");
    await page.keyboard.press("Enter");
    await tabTo(".values a");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/bai\/.*#o\d+$/);
    expect(await page.locator("mark:target").count()).toBe(1);
  });
});

test("on paper a province keeps its series and leaves out menus", async () => {
  await site.visit("/tinh/63-20", {}, async (page) => {
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("nav:visible").count()).toBe(0);
    expect(await page.locator(".series tbody tr:visible").count()).toBe(1);
  });
});
