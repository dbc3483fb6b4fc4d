import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../pipeline/serve/server.ts";
import { fakeDesk, TOKEN } from "../serve/fake-desk.ts";
import { fakeServices } from "../serve/fake-services.ts";
import { findViolations, OPENING_MS, type OpenSite, openSite, RULES } from "./visit.ts";

let desk: ReturnType<typeof fakeDesk>;
let site: OpenSite;

beforeAll(async () => {
  desk = fakeDesk();
  site = await openSite(createApp(fakeServices({ review: desk })));
}, OPENING_MS);

afterAll(() => site?.close());

type Options = Parameters<OpenSite["visit"]>[1];

/** Opens a page as a reviewer. */
const visit = (path: string, options: Options, use: (page: Page) => Promise<void>): Promise<void> =>
  site.visit("/soat", options, async (page) => {
    await page.getByLabel("Mã của người soát").fill(TOKEN);
    await page.getByRole("button", { name: "Vào" }).click();
    await page.getByText("Đang soát: Lan").waitFor();
    if (path !== "/soat") await page.goto(site.url + path);
    await use(page);
  });

const verdicts = (): readonly string[] => desk.made.map(({ verdict }) => verdict);

/** Waits until the page says what was done. */
const done = (page: Page, says: string): Promise<void> => page.locator(".done").getByText(says).waitFor();

/** The figure that the keys are on. */
const current = (page: Page): Promise<string | null> => page.locator(".case:focus").getAttribute("id");

describe.each(["light", "dark"] as const)("in %s colours", (colorScheme) => {
  test("the way in has no axe violation, also after a wrong token", async () => {
    await site.visit("/soat", { colorScheme }, async (page) => {
      expect(await findViolations(page, RULES[colorScheme])).toEqual([]);
      await page.getByLabel("Mã của người soát").fill("sai");
      await page.getByRole("button", { name: "Vào" }).click();
      await page.getByRole("alert").waitFor();
      expect(await findViolations(page, RULES[colorScheme])).toEqual([]);
    });
  });

  test.each(["/soat", "/soat?tinh=34-24", "/soat/nhat-ky", "/soat?lang=en"])(
    "%s has no axe violation, with all forms opened",
    async (path) => {
      await visit(path, { colorScheme }, async (page) => {
        await page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true");
        expect(await findViolations(page, RULES[colorScheme])).toEqual([]);
      });
    },
  );
});

test.each(["/soat", "/soat/nhat-ky"])("on a screen 360 px wide %s needs no sideways scrolling, with all forms opened", async (path) => {
  await visit(path, { viewport: { width: 360, height: 740 } }, async (page) => {
    await page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true");
    expect(await page.locator("html").evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(360);
  });
});

test("on paper the queue is figures and sentences, without forms", async () => {
  await visit("/soat", {}, async (page) => {
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".verdicts:visible, .desk form:visible").count()).toBe(0);
    expect(await page.locator(".case blockquote mark:visible").count()).toBeGreaterThan(0);
  });
});

test("by keys alone: on, back, right, wrong with a reason, another value, and all of it undone", async () => {
  const before = verdicts().length;
  await visit("/soat?loai=conflict", {}, async (page) => {
    await page.keyboard.press("j");
    const first = await current(page);
    await page.keyboard.press("j");
    const second = await current(page);
    expect(second).not.toBe(first);
    await page.keyboard.press("k");
    expect(await current(page)).toBe(first);

    await page.keyboard.press("x");
    await done(page, "Đã xác nhận");
    // The next figure has the focus, so that keys go on from there.
    expect(await current(page)).toBe(second);

    await page.keyboard.press("l");
    await page.keyboard.type("số của nơi khác");
    await page.keyboard.press("Enter");
    await done(page, "Đã loại");

    await page.keyboard.press("s");
    await page.keyboard.type("1170");
    await page.keyboard.press("Escape");
    expect(await page.locator(".verdicts details[open]").count()).toBe(0);
    await page.keyboard.press("s");
    await page.keyboard.type("1170");
    await page.locator(".case:focus-within .correct").getByLabel("Lý do").fill("đọc sai con số");
    await page.keyboard.press("Enter");
    await done(page, "Đã sửa");
    expect(desk.made.at(-1)).toMatchObject({ correction: { value: 1170 }, by: "Lan", why: "đọc sai con số" });

    await page.keyboard.press("u");
    await done(page, "Đã rút lại quyết định");
  });
  expect(verdicts().slice(before)).toEqual(["confirm", "reject", "correct", "withdraw"]);
});

test("letters typed into a field are letters, and ? shows what the keys are", async () => {
  await visit("/soat", {}, async (page) => {
    await page.keyboard.press("?");
    expect(await page.locator("#keys").getAttribute("open")).not.toBeNull();
    await page.keyboard.press("j");
    await page.keyboard.press("l");
    const before = verdicts().length;
    await page.keyboard.type("xsl");
    expect(await page.locator(".case:focus-within .reject").getByLabel("Lý do").inputValue()).toBe("xsl");
    expect(verdicts().length).toBe(before);
  });
});

test("without script all of it works by forms and links", async () => {
  await visit("/soat", { javaScriptEnabled: false }, async (page) => {
    const before = verdicts().length;
    const card = page.locator(".case").first();
    await card.locator("details.do summary").nth(1).click();
    await card.locator(".reject").getByLabel("Lý do").fill("không phải chỉ số này");
    await card.getByRole("button", { name: "Loại số này" }).click();
    await done(page, "Đã loại");
    await page.getByRole("button", { name: "Hoàn tác" }).click();
    await done(page, "Đã rút lại quyết định");
    await page.locator(".case").first().getByRole("link", { name: "Bỏ qua" }).click();
    expect(page.url()).toMatch(/#s-[0-9a-f]{12}$/u);
    expect(verdicts().slice(before)).toEqual(["reject", "withdraw"]);
    await page.getByRole("button", { name: "Thoát" }).click();
    await page.getByLabel("Mã của người soát").waitFor();
  });
});

test("two reviewers on one figure: the second is told, and sees what holds now", async () => {
  await visit("/soat", {}, async (page) => {
    const card = page.locator(".case").first();
    const [id, article] = [
      await card.locator('[name="id"]').first().inputValue(),
      await card.locator('[name="article"]').first().inputValue(),
    ];
    desk.decide({ id, article, verdict: "reject", by: "Hoa", why: "số của nơi khác" });
    await card.getByRole("button", { name: "Đúng" }).click();
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").textContent()).toMatch(/Hoa.*Đã loại.*số của nơi khác/su);
  });
});
