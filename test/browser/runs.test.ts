import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../../pipeline/serve/server.ts";
import { fakeServices } from "../serve/fake-services.ts";
import { OPENING_MS, type OpenSite, openSite } from "./visit.ts";

let site: OpenSite;

beforeAll(async () => {
  site = await openSite(createApp(fakeServices()));
}, OPENING_MS);

afterAll(() => site?.close());

test("without script one goes from the runs to the report, and from the sources to one that asks for attention", async () => {
  await site.visit("/luot-chay", { javaScriptEnabled: false }, async (page) => {
    await page.getByRole("link", { name: "Xem báo cáo" }).click();
    expect(await page.locator("h1").textContent()).toContain("1 trên 2 nguồn bị bỏ dở");
    await page.goto(`${site.url}/nguon`);
    await page.locator("tbody a").first().click();
    expect(await page.locator(".todo").textContent()).toContain("dangvu sources check baocaobang");
  });
});

test("on paper a report keeps its tables", async () => {
  await site.visit("/luot-chay/2026-11-21T190000-abcdef01", {}, async (page) => {
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("table:visible").count()).toBe(1);
    expect(await page.locator("nav:visible, form:visible").count()).toBe(0);
  });
});
