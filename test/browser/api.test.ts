import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../../pipeline/serve/server.ts";
import { fakeServices } from "../serve/fake-services.ts";
import { OPENING_MS, type OpenSite, openSite } from "./visit.ts";

let site: OpenSite;

beforeAll(async () => {
  site = await openSite(createApp(fakeServices()));
}, OPENING_MS);

afterAll(() => site?.close());

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
