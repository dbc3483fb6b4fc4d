import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../pipeline/serve/server.ts";
import { fakeSearch, fakeServices } from "../serve/fake-services.ts";
import { store } from "../serve/press.ts";
import { findViolations, OPENING_MS, type OpenSite, openSite, RULES } from "./visit.ts";

const many = Array.from({ length: 145 }, (_, i) =>
  store({
    id: `${String(i).padStart(16, "0")}-0`,
    url: `https://bao.example/${i}`,
    title: `Bài số ${i}`,
    publisher: `Báo có cái tên khá dài thứ ${i % 14}`,
    body: [["paragraph", "Chi bộ sinh hoạt chuyên đề."]],
  }),
);
let site: OpenSite;
let full: OpenSite;

beforeAll(async () => {
  site = await openSite(createApp(fakeServices()));
  full = await openSite(createApp(fakeServices({ search: fakeSearch(many) })));
}, OPENING_MS);

afterAll(async () => {
  await site?.close();
  await full?.close();
});

describe.each(["light", "dark"] as const)("in %s colours", (colorScheme) => {
  test("many pages and values, and open suggestions, have none either", async () => {
    await full.visit("/tim?q=chuyên đề&trang=3", { colorScheme }, async (page) => {
      await page.getByLabel("Từ cần tìm").fill("kết n");
      await page.getByRole("option").first().waitFor();
      await page.keyboard.press("ArrowDown");
      expect(await findViolations(page, RULES[colorScheme])).toEqual([]);
    });
  });
});

test("without script one narrows, widens, sorts and turns pages", async () => {
  await full.visit("/tim?q=chuyên đề", { javaScriptEnabled: false }, async (page) => {
    await page.getByRole("navigation", { name: "Thu hẹp kết quả" }).getByRole("link", { name: "Báo có cái tên khá dài thứ 3" }).click();
    expect(await page.getByRole("status").textContent()).toContain("11 bài");
    await page.getByRole("link", { name: "Mới nhất" }).click();
    await page.locator(".chip").click();
    expect(await page.getByRole("status").textContent()).toContain("145 bài");
    await page.getByRole("link", { name: "Trang sau" }).click();
    expect(new URL(page.url()).searchParams.get("trang")).toBe("2");
    expect(new URL(page.url()).searchParams.get("xep")).toBe("date");
    expect(await page.locator(".hits > li").count()).toBe(20);
  });
});

describe("suggestions, with the keyboard alone", () => {
  test("are shown while one types, walked through and taken", async () => {
    await site.visit("/tim", {}, async (page) => {
      const box = page.getByRole("combobox", { name: "Từ cần tìm" });
      await box.focus();
      await page.keyboard.type("kết n");
      await page.getByRole("option").first().waitFor();
      expect(await box.getAttribute("aria-expanded")).toBe("true");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      const active = page.getByRole("option", { selected: true });
      expect(await active.textContent()).toContain("kết nạp");
      expect(await box.getAttribute("aria-activedescendant")).toBe(await active.getAttribute("id"));
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/tim\?q=/u);
      expect(new URL(page.url()).searchParams.get("q")).toBe("kết nạp đảng viên");
    });
  });

  test("lead to what they name", async () => {
    await site.visit("/tim", {}, async (page) => {
      await page.getByLabel("Từ cần tìm").focus();
      await page.keyboard.type("đảng viên mới");
      // The list of what was typed before its last word may still stand.
      await expect.poll(() => page.getByRole("option").last().textContent(), { timeout: 10_000 }).toContain("mới kết nạp");
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/chi-so\/members\.admitted$/u);
    });
  });

  test("close with Escape and when the box is left, and what was typed is asked as it is", async () => {
    await site.visit("/tim", {}, async (page) => {
      await page.getByLabel("Từ cần tìm").focus();
      await page.keyboard.type("kết nạp");
      await page.getByRole("option").first().waitFor();
      await page.keyboard.press("Escape");
      expect(await page.getByRole("listbox").count()).toBe(0);
      expect(await page.getByLabel("Từ cần tìm").inputValue()).toBe("kết nạp");
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/tim\?q=/u);
      expect(new URL(page.url()).searchParams.get("q")).toBe("kết nạp");
    });
  });
});

test("a suggestion is taken with a click", async () => {
  await site.visit("/tim", {}, async (page) => {
    await page.getByLabel("Từ cần tìm").pressSequentially("lạng");
    await page.getByRole("option").first().click();
    await page.waitForURL(/\/tinh\/34-20$/u);
  });
});

test("where suggestions fail the form works as without them", async () => {
  await site.visit("/tim", {}, async (page) => {
    await page.route("**/api/v1/suggest*", (route) => route.fulfill({ status: 500, body: "no" }));
    await page.getByLabel("Từ cần tìm").pressSequentially("kết nạp");
    await page.waitForResponse(/suggest/u);
    expect(await page.getByRole("option").count()).toBe(0);
    await page.getByLabel("Từ cần tìm").press("Enter");
    await page.waitForURL(/\/tim\?q=/u);
  });
});

test("on paper there are hits without forms, facets and menus", async () => {
  await site.visit("/tim?q=đảng viên", {}, async (page) => {
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("nav:visible, form:visible, .search-help:visible").count()).toBe(0);
    expect(await page.locator(".hits > li:visible").count()).toBeGreaterThan(0);
  });
});
