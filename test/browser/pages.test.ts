import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp, type Listening, listen } from "../../pipeline/serve/server.ts";
import { fakeServices } from "../serve/fake-services.ts";
import { HOSTILE, LANG_SON, NEW_VERSION, OLD_VERSION } from "../serve/fixtures.ts";
import { findBrowser, LAUNCH_FLAGS } from "./find-browser.ts";

declare global {
  var axe: { run(options: RunOptions): Promise<AxeResults> };
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PAGES = [
  "/",
  "/tim?q=kết nạp",
  "/tim?q=zzz",
  "/bang?nam=2012..2020",
  "/bang?chiso=members.total",
  `/bai/${LANG_SON}`,
  `/bai/${HOSTILE}`,
  `/bai/${NEW_VERSION}`,
  `/bai/${OLD_VERSION}`,
  `/bai/${LANG_SON}/giai-thich?vitri=162`,
  "/chi-so",
  "/chi-so/orgs.rating",
  "/khong-co",
  "/bang?nam=x",
  "/?lang=en",
  "/bang?lang=en",
];
const INSTALL_SECONDS = 400;

let browser: Browser;
let site: Listening;

beforeAll(async () => {
  site = await listen(createApp(fakeServices()), { port: 0 });
  browser = await chromium.launch({ executablePath: findBrowser(), args: LAUNCH_FLAGS });
}, INSTALL_SECONDS * 1000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** Opens a page for the time of `use`; what the browser complains about and what it asks of other hosts fails the test. */
async function visit(path: string, options: BrowserContextOptions, use: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  try {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      // A page that is meant to answer 404 or 400 is no complaint.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) complaints.push(message.text());
    });
    page.on("dialog", (dialog) => complaints.push(`dialog: ${dialog.message()}`));
    page.on("request", (request) => {
      if (!request.url().startsWith(site.url)) complaints.push(`asked ${request.url()}`);
    });
    await page.goto(site.url + path);
    await use(page);
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
}

/** Violations of axe's rules with these tags or names, each with its first element. */
async function findViolations(page: Page, rules: string[]): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((runOnly) => globalThis.axe.run({ runOnly }), rules);
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/** All rules of WCAG 2.2 AA in light colours; what colours can change in dark ones. */
const RULES = {
  light: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  dark: ["color-contrast", "link-in-text-block"],
};

describe.each(["light", "dark"] as const)("in %s colours", (colorScheme) => {
  test.each(PAGES)("%s has no axe violation, with everything on it opened", async (path) => {
    await visit(path, { colorScheme }, async (page) => {
      // One card of a table at a time; all other details together.
      for (const details of await page.locator("details:not([name])").all()) await details.locator("summary").first().click();
      const card = page.locator("details[name] summary").nth(2);
      if ((await card.count()) > 0) await card.click();
      expect(await findViolations(page, RULES[colorScheme])).toEqual([]);
    });
  });
});

describe("on a screen 360 px wide", () => {
  test.each(PAGES)("%s needs no sideways scrolling", async (path) => {
    await visit(path, { viewport: { width: 360, height: 740 } }, async (page) => {
      const card = page.locator("details summary").first();
      if ((await card.count()) > 0) await card.click();
      expect(await page.locator("html").evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(360);
    });
  });
});

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

  test("a cell opens, leads to the article at its figure, and only one is open at a time", async () => {
    await visit("/bang?nam=2013..2016", {}, async (page) => {
      await tabTo(page, ".grid summary");
      await page.keyboard.press("Enter");
      await page.locator(".grid summary").nth(1).focus();
      await page.keyboard.press("Enter");
      expect(await page.locator(".grid details[open]").count()).toBe(1);
      await tabTo(page, ".card a");
      await page.keyboard.press("Enter");
      await page.waitForURL(new RegExp(`/bai/${LANG_SON}#o\\d+$`));
      expect(await page.locator("mark:target").isVisible()).toBe(true);
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
