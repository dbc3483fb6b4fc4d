import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chartSvg } from "../../pipeline/publish/charts/chart.ts";
import { createApp } from "../../pipeline/serve/server.ts";
import { fakeServices } from "../serve/fake-services.ts";
import { LANG_SON } from "../serve/fixtures.ts";
import { findViolations, OPENING_MS, type OpenSite, openSite, RULES } from "./visit.ts";

const LINK = "i=members.admitted&y=2013-2016";
const VIEWS = ["table", "map", "bars", "lines", "slope", "scatter"];
const PAGES = [
  ...VIEWS.map((view) => `/bang?${LINK}&xem=${view}`),
  `/bang?${LINK}&xem=scatter&voi=members.admitted~group.female`,
  `/bang?${LINK}&i=orgs.rating~grade.tsvm~share&ghim=63-20&xep=-2014&lang=en`,
  "/bang?chiso=members.total",
  "/bang?nam=2012..2020&loc=l%E1%BA%A1ng",
  `/bang/o?${LINK}&o=63-20.2014`,
  `/nhung?${LINK}`,
  `/nhung?${LINK}&xem=map`,
];
let site: OpenSite;

beforeAll(async () => {
  site = await openSite(createApp(fakeServices({ chart: chartSvg })));
}, OPENING_MS);

afterAll(() => site?.close());

const visit: OpenSite["visit"] = (...visited) => site.visit(...visited);

async function openEverything(page: Page): Promise<void> {
  for (const details of await page.locator("main details").all()) await details.locator("summary").first().click();
  const cell = page.locator(".grid td button").nth(2);
  if ((await cell.count()) === 0) return;
  await cell.click();
  const answered = page.locator(".card .card-body");
  if (await page.locator(".card").count()) await answered.waitFor();
}

test.each(PAGES)("%s, with a cell opened: no axe violation, light or dark, and no sideways scrolling at 360 px", async (path) => {
  await visit(path, {}, async (page) => {
    await openEverything(page);
    expect(await findViolations(page, RULES.light)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await findViolations(page, RULES.dark)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.locator("html").evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(360);
  });
});

describe("on paper", () => {
  test.each([`/bang?${LINK}`, `/bang?${LINK}&xem=map`, `/bang?${LINK}&xem=bars`])("%s has figures and no controls", async (path) => {
    await visit(path, {}, async (page) => {
      await page.emulateMedia({ media: "print" });
      expect(await page.locator("nav:visible, form:visible, .take:visible, .pin:visible").count()).toBe(0);
      expect(await page.locator("main").getByText("1.168").filter({ visible: true }).count()).toBeGreaterThan(0);
      expect((await page.pdf()).byteLength).toBeGreaterThan(10_000);
    });
  });
});

describe("without script", () => {
  const options = { javaScriptEnabled: false };

  test("a cell opens as a page, with a way back to the table", async () => {
    await visit(`/bang?${LINK}`, options, async (page) => {
      await page.getByRole("button", { name: "1.168" }).click();
      await page.waitForURL(/\/bang\/o\?/);
      expect(await page.locator("blockquote mark").first().textContent()).toContain("1.168");
      await page.getByRole("link", { name: "Về bảng" }).click();
      await page.waitForURL(/\/bang\?i=/);
    });
  });

  test("heads sort, names filter, boxes pin, and views keep all of it", async () => {
    await visit(`/bang?${LINK}`, options, async (page) => {
      const names = async () => await page.locator(".grid tbody tr th").allTextContents();
      await page.getByRole("link", { name: "2014", exact: true }).click();
      await page.waitForURL(/xep=-2014/);
      expect((await names())[0]).toBe("Bắc Giang");
      await page.locator(".pins summary").click();
      await page.locator(".pins").getByLabel("Cà Mau").check();
      await page.locator(".pins button").click();
      await page.waitForURL(/ghim=63-96/);
      expect((await names())[0]).toBe("Cà Mau");
      await page.locator(".views").getByRole("link", { name: "Cột, có hạng" }).click();
      await page.waitForURL(/xem=bars/);
      expect(page.url()).toMatch(/xep=-2014.*ghim=63-96/);
      expect(await page.locator("figure svg").count()).toBe(1);
      await page.getByLabel("Kỳ được xem").selectOption("2013");
      await page.getByRole("button", { name: "Vẽ" }).click();
      await page.waitForURL(/cot=2013/);
    });
  });
});

describe("with the keyboard alone", () => {
  test("arrows walk the cells, Enter opens a card, Escape closes it where one was", async () => {
    await visit(`/bang?${LINK}`, {}, async (page) => {
      const first = page.locator(".grid td button").first();
      await first.focus();
      expect(await page.locator('.grid td button[tabindex="0"]').count()).toBe(1);
      await page.keyboard.press("ArrowRight");
      expect(await page.locator(":focus").textContent()).toContain("1.168");
      await page.keyboard.press("ArrowLeft");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowRight");
      const place = await page.locator(":focus").getAttribute("value");
      await page.keyboard.press("Enter");
      await page.locator(".card .card-body").waitFor();
      expect(await page.locator(".card:focus").count()).toBe(1);
      await page.keyboard.press("Escape");
      expect(await page.locator(".card").isVisible()).toBe(false);
      expect(await page.locator(":focus").getAttribute("value")).toBe(place);
    });
  });

  test("a card leads to the article at its figure, and only one is open at a time", async () => {
    await visit(`/bang?${LINK}`, {}, async (page) => {
      await page.locator(".grid td button").first().click();
      await page.locator(".card .card-body").waitFor();
      await page.getByRole("button", { name: "1.168" }).click();
      await page.locator(".card .card-body").getByText("năm 2014").first().waitFor();
      expect(await page.locator(".card:visible").count()).toBe(1);
      expect(await page.locator('button[aria-expanded="true"]').count()).toBe(1);
      await page.locator(".card .figure a").first().focus();
      await page.keyboard.press("Enter");
      await page.waitForURL(new RegExp(`/bai/${LANG_SON}#o\\d+$`));
      expect(await page.locator("mark:target").isVisible()).toBe(true);
    });
  });
});

describe("with script", () => {
  test("sorts, filters and pins at once, and the address remembers", async () => {
    await visit(`/bang?${LINK}`, {}, async (page) => {
      const names = async () =>
        await page.locator(".grid tbody tr:visible th").evaluateAll((heads) => heads.map((head) => head.lastChild?.textContent ?? ""));
      await page.getByRole("link", { name: "2014", exact: true }).click();
      expect(await names()).toEqual(["Bắc Giang", "Nghệ An", "Lạng Sơn", "Cà Mau"]);
      expect(page.url()).toContain("xep=-2014");
      await page.getByRole("button", { name: "Ghim Cà Mau" }).click();
      expect((await names())[0]).toBe("Cà Mau");
      await page.getByLabel("Lọc theo tên tỉnh").fill("nghe");
      expect(await names()).toEqual(["Nghệ An"]);
      expect(page.url()).toMatch(/xep=-2014.*ghim=63-96.*loc=nghe/);
      expect(await page.locator("#permalink").inputValue()).toBe(page.url());
      await page.reload();
      expect((await names()).at(-1)).toBe("Nghệ An");
    });
  });

  test("the code to embed has the whole address, and shows in a frame of another page", async () => {
    await visit(`/bang?${LINK}&xem=bars`, {}, async (page) => {
      const code = await page.locator("#embed").inputValue();
      expect(code).toContain(`src="${site.url}/nhung?i=members.admitted`);
      expect(code).not.toContain("<script");
    });
  });

  test("a cell that cannot be had says so", async () => {
    await visit(`/bang?${LINK}`, {}, async (page) => {
      await page.route("**/bang/o?*", (route) => route.fulfill({ status: 500, body: "" }));
      await page.locator(".grid td button").first().click();
      await page.locator(".card").getByText("Không mở được ô này.").waitFor();
    });
  });
});
