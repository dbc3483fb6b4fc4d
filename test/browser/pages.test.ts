import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../pipeline/serve/server.ts";
import { fakeServices } from "../serve/fake-services.ts";
import { LANG_SON } from "../serve/fixtures.ts";
import { OPENING_MS, type OpenSite, openSite } from "./visit.ts";

let site: OpenSite;

beforeAll(async () => {
  site = await openSite(createApp(fakeServices()));
}, OPENING_MS);

afterAll(() => site?.close());

const visit: OpenSite["visit"] = (...visited) => site.visit(...visited);

describe("on paper", () => {
  test.each(["/bang?nam=2012..2016", `/bai/${LANG_SON}`])("%s leaves out menus and forms and keeps the figures", async (path) => {
    await visit(path, {}, async (page) => {
      await page.emulateMedia({ media: "print" });
      expect(await page.locator("nav:visible, form:visible").count()).toBe(0);
      expect(await page.locator("main").getByText("1.168").filter({ visible: true }).count()).toBeGreaterThan(0);
      expect((await page.pdf()).byteLength).toBeGreaterThan(10_000);
    });
  });
});

describe("with the keyboard alone", () => {
  /** Presses Tab until what has the focus fits. */
  async function tabTo(page: Page, selector: string): Promise<void> {
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press("Tab");
      if ((await page.locator(`:is(${selector}):focus`).count()) > 0) return;
    }
    throw new Error(`60 presses of Tab did not reach ${selector}`);
  }

  test("one goes from home through search to an article and its figure, and back to the text", async () => {
    await visit("/", {}, async (page) => {
      await tabTo(page, "#q");
      await page.keyboard.type("kết nạp");
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/tim\?q=/);
      await tabTo(page, ".hits h2 a");
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/bai\//);
      await tabTo(page, "mark.figure a");
      await page.keyboard.press("Enter");
      await page.waitForURL(/#so-1$/);
      expect(await page.locator("li:target").textContent()).toContain("1.168");
      await tabTo(page, "li:target a");
      await page.keyboard.press("Enter");
      expect(await page.locator("mark:target").textContent()).toBe("kết nạp được ");
    });
  });

  test("the first stop is the way past the menu", async () => {
    await visit("/bang", {}, async (page) => {
      await page.keyboard.press("Tab");
      expect(await page.locator(":focus").textContent()).toBe("Đến nội dung chính");
      await page.keyboard.press("Enter");
      expect(await page.locator("#main:focus").count()).toBe(1);
    });
  });
});

test("the head row and the first column of a table stay in view", async () => {
  await visit("/bang?nam=1990..2026", { viewport: { width: 700, height: 400 } }, async (page) => {
    await page.getByLabel("Hiện cả các năm này").check();
    const grid = page.locator(".grid");
    await grid.evaluate((element) => element.scrollTo(500, 20));
    const frame = await grid.boundingBox();
    const head = await page.locator(".grid thead th").first().boundingBox();
    const province = await page.locator(".grid tbody th").last().boundingBox();
    expect(Math.abs((head?.y ?? 0) - (frame?.y ?? 0))).toBeLessThan(3);
    expect(Math.abs((province?.x ?? 0) - (frame?.x ?? 0))).toBeLessThan(3);
  });
});

test("years without any figure show when the box beside them is ticked", async () => {
  await visit("/bang?chiso=orgs.rating&phep=share&nam=2010..2026", {}, async (page) => {
    const years = page.locator(".grid thead tr:first-child th.empty-year");
    expect(await years.count()).toBeGreaterThan(0);
    expect(await years.filter({ visible: true }).count()).toBe(0);
    await page.getByLabel("Hiện cả các năm này").check();
    expect(await years.filter({ visible: true }).count()).toBe(await years.count());
    expect(await page.locator(".late-break .sign:visible").count()).toBe(0);
  });
});

test("the choice of a table is kept over a form", async () => {
  await visit("/bang?chiso=orgs.rating", {}, async (page) => {
    await page.getByLabel("Mức").selectOption("tsvm");
    await page.getByLabel("Từ năm").fill("2012");
    await page.getByRole("button", { name: "Lập bảng" }).click();
    const query = new URL(page.url()).searchParams;
    expect([query.get("chiso"), query.get("grade"), query.get("tu")]).toEqual(["orgs.rating", "tsvm", "2012"]);
    await page.getByLabel("Chọn chỉ số").selectOption("members.total");
    await page.getByRole("button", { name: "Đổi chỉ số" }).click();
    expect(await page.locator("h1").textContent()).toContain("Tổng số đảng viên");
  });
});
