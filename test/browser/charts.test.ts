import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chartSvg } from "../../pipeline/publish/charts/chart.ts";
import { EACH } from "../publish/charts/samples.ts";
import { findViolations, OPENING_MS, type OpenSite, openSite, RULES } from "./visit.ts";

/** All charts in one page under the pages' own policy, which allows no inline style and no script. */
const PAGE = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Biểu đồ</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/base.css"></head><body><main><h1>Biểu đồ</h1>${EACH.map(([, chart]) => chartSvg(chart)).join("")}</main></body></html>`;
const POLICY = "default-src 'none'; style-src 'self'; img-src data:";
const STYLE = `:root { color-scheme: light dark; } body { background: #fcfbf9; color: #1f2328; } svg { max-width: 100%; height: auto; }
@media (prefers-color-scheme: dark) { body { background: #16181b; color: #e6e4df; } }`;

let site: OpenSite;

beforeAll(async () => {
  const app = new Hono();
  app.get("/", (context) => context.html(PAGE, 200, { "content-security-policy": POLICY }));
  app.get("/base.css", (context) => context.body(STYLE, 200, { "content-type": "text/css" }));
  site = await openSite(app);
}, OPENING_MS);

afterAll(() => site.close());

describe("charts in a page", () => {
  it("pass every rule of axe in light and dark, under a policy that forbids inline style", async () => {
    await site.visit("/", {}, async (page) => {
      expect(await findViolations(page, RULES.light)).toEqual([]);
    });
    await site.visit("/", { colorScheme: "dark" }, async (page) => {
      expect(await findViolations(page, RULES.dark)).toEqual([]);
    });
  }, 60_000);

  it("name each mark with its figure for those who cannot see it", async () => {
    await site.visit("/", {}, async (page) => {
      const marks = page.locator("svg [role='graphics-symbol']");
      const names = await marks.evaluateAll((all) => all.map((mark) => mark.querySelector("title")?.textContent ?? ""));
      expect(names.length).toBeGreaterThan(300);
      expect(names.filter((name) => name === "")).toEqual([]);
      expect(await page.getByRole("link", { name: /^Lạng Sơn: / }).count()).toBe(2);
    });
  }, 60_000);

  it("are no wider than a narrow screen", async () => {
    await site.visit("/", { viewport: { width: 360, height: 740 } }, async (page) => {
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
    });
  }, 60_000);
});
