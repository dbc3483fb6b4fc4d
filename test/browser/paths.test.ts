import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../pipeline/serve/server.ts";
import { fakeDesk, TOKEN } from "../serve/fake-desk.ts";
import { LANG_SON } from "../serve/fixtures.ts";
import { sampleServices } from "../serve/samples.ts";
import { OPENING_MS, type OpenSite, openSite } from "./visit.ts";

let desk: ReturnType<typeof fakeDesk>;
let site: OpenSite;

beforeAll(async () => {
  desk = fakeDesk();
  site = await openSite(createApp(sampleServices({ review: desk })));
}, OPENING_MS);

afterAll(() => site?.close());

const menu = (page: Page, name: string) => page.locator(".site-header").getByRole("link", { name, exact: true });

/** Presses Tab until what has the focus fits. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press("Tab");
    if ((await page.locator(`:is(${selector}):focus`).count()) > 0) return;
  }
  throw new Error(`80 presses of Tab did not reach ${selector}`);
}

describe.each([true, false])("a researcher (script: %s)", (javaScriptEnabled) => {
  test("goes from home to an indicator, its table, a province, the article, the page as it came, and back", async () => {
    await site.visit("/", { javaScriptEnabled }, async (page) => {
      expect(await page.locator(".headline").first().textContent()).toContain("1.599");
      await menu(page, "Chỉ số").click();
      expect(await menu(page, "Chỉ số").getAttribute("aria-current")).toBe("page");
      await page.getByRole("link", { name: "Đảng viên mới kết nạp" }).click();
      expect(await page.locator("main").textContent()).toContain("Đang có 12 con số của 4 tỉnh. Năm: 2013–2016.");
      expect(await menu(page, "Chỉ số").getAttribute("aria-current")).toBe("true");
      await page.getByRole("link", { name: "Mở bảng so sánh" }).click();

      await page.getByLabel("Từ năm").fill("2013");
      await page.getByLabel("Đến năm").fill("2016");
      await page.getByRole("button", { name: "Lập bảng" }).click();
      const row = page.locator('tr[data-province="63-20"]');
      expect(await row.locator("td").allTextContents()).toEqual(["1.090", "1.168≠ (có số khác)", "", ""]);
      await row.getByRole("link", { name: "Lạng Sơn" }).click();

      expect(await page.locator("h1").textContent()).toBe("Lạng Sơn (đến 30/6/2025)");
      expect(await page.locator(".series tbody tr").first().textContent()).toMatch(/Đảng viên mới kết nạp.*1\.168.*2014/s);
      await page.locator("section[aria-labelledby=bai]").getByRole("link", { name: "Lạng Sơn kết nạp 1.168" }).click();

      expect(await page.locator("mark.figure").first().textContent()).toContain("kết nạp");
      const copy = page.getByRole("link", { name: "tải về đúng như khi đọc" });
      const answer = await page.request.get(site.url + (await copy.getAttribute("href")));
      expect([answer.status(), answer.headers()["content-type"]]).toEqual([200, "text/plain; charset=utf-8"]);
      await page.goBack();
      expect(await page.locator("h1").textContent()).toBe("Lạng Sơn (đến 30/6/2025)");
      await page.locator(".trail").getByRole("link", { name: "Tỉnh" }).click();
      expect(await page.locator("h1").textContent()).toBe("Các tỉnh, thành phố");
    });
  });

  test("takes a table away: every view, a file, a link that gives the same table, a frame for another page", async () => {
    await site.visit("/bang?chiso=members.admitted&nam=2013..2016", { javaScriptEnabled }, async (page) => {
      for (const view of ["Bản đồ ô", "Cột, có hạng", "Đường qua các kỳ", "Hai kỳ"]) {
        await page.locator(".views").getByRole("link", { name: view }).click();
        expect([view, await page.locator("figure svg, .note").count()]).toEqual([view, expect.any(Number)]);
        expect(await page.locator(".views [aria-current]").textContent()).toBe(view);
      }
      await page.locator(".views").getByRole("link", { name: "Bảng", exact: true }).click();
      await page.getByText("Tải bảng").click();
      const file = await page.request.get(site.url + (await page.getByRole("link", { name: "CSV", exact: true }).getAttribute("href")));
      expect(file.headers()["content-disposition"]).toContain("attachment");

      const link = await page.locator("#permalink").inputValue();
      const cells = await page.locator(".grid td").allTextContents();
      await page.goto(new URL(link, site.url).href);
      expect(await page.locator(".grid td").allTextContents()).toEqual(cells);

      const frame = /src="([^"]+)"/u.exec(await page.locator("#embed").inputValue())?.[1] ?? "";
      await page.goto(new URL(frame.replaceAll("&amp;", "&"), site.url).href);
      expect(await page.locator("main").textContent()).toContain("1.168");
      expect(await page.locator("script, form").count()).toBe(0);
    });
  });
});

test("a writer of bulletins finds a figure by its words, narrows down, and has the sentence and its source", async () => {
  await site.visit("/", {}, async (page) => {
    await page.getByLabel("Tìm trong các bài").fill("kết nạp");
    await page.getByLabel("Tìm trong các bài").press("Enter");
    await page.waitForURL(/\/tim\?q=/u);
    expect(await page.locator(".hits > li").count()).toBe(4);
    await page
      .locator(".facets")
      .getByRole("link", { name: /^Lạng Sơn/u })
      .first()
      .click();
    await page.waitForURL(/tinh63=63-20/u);
    expect(await page.locator(".hits > li").count()).toBe(1);
    const hit = page.locator(".hits > li").filter({ hasText: "Lạng Sơn kết nạp 1.168" });
    await hit.getByRole("link", { name: "1.168", exact: true }).click();
    await page.waitForURL(new RegExp(`/bai/${LANG_SON}#`, "u"));
    expect(await page.locator(":target").textContent()).toContain("kết nạp được");
    expect(await page.locator(".facts a[rel~=noopener]").first().getAttribute("href")).toBe("https://bao.example/bai-goc");
  });
});

test("an operator looks at the last night, a run, its sources, then signs in and decides on a figure, and undoes it", async () => {
  await site.visit("/", {}, async (page) => {
    await page.locator(".site-footer").getByRole("link", { name: "Lượt chạy và nguồn" }).click();
    expect(await page.locator("h1").textContent()).toBe("Lượt chạy");
    await page.locator(".runs tbody a").first().click();
    await page.locator(".trail").getByRole("link", { name: "Mọi lượt chạy" }).click();
    await page.getByRole("link", { name: "Nguồn", exact: true }).click();
    await page.locator(".sources tbody a").first().click();
    expect(await page.locator(".facts").textContent()).toContain("Giãn cách");

    await page.locator(".site-footer").getByRole("link", { name: "Soát số liệu" }).click();
    await page.getByLabel("Mã của người soát").fill(TOKEN);
    await page.getByRole("button", { name: "Vào" }).click();
    await page.getByText("Đang soát: Lan").waitFor();
    const before = desk.made.length;
    await page.locator(".case").first().getByRole("button", { name: "Đúng" }).click();
    await page.locator(".done").getByText("Đã xác nhận").waitFor();
    await page.getByRole("link", { name: "Nhật ký quyết định" }).click();
    expect(await page.locator(".log").textContent()).toContain("Lan");
    await page.goBack();
    await page.getByRole("button", { name: "Hoàn tác" }).click();
    await page.locator(".done").getByText("Đã rút lại quyết định").waitFor();
    expect(desk.made.slice(before).map(({ verdict }) => verdict)).toEqual(["confirm", "withdraw"]);
  });
});

test("with the keyboard alone one goes from home by the menu to a table, opens a cell and reads its sentence in the article", async () => {
  await site.visit("/", {}, async (page) => {
    await tabTo(page, '.site-header a[href="/chi-so"]');
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/chi-so$/u);
    await tabTo(page, '.hits a[href$="members.admitted"]');
    await page.keyboard.press("Enter");
    await page.waitForURL(/members\.admitted$/u);
    await tabTo(page, "main a.button");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/bang\?/u);
    await tabTo(page, ".grid td button");
    await page.keyboard.press("Enter");
    await page.locator(".card .card-body").waitFor();
    expect(await page.locator(".card mark").first().textContent()).toBe("1.090 người");
    await tabTo(page, '.card a[href*="/bai/"]');
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/bai\/.*#o\d+$/u);
    expect(await page.locator("mark:target").isVisible()).toBe(true);
  });
});
