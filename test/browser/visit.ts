import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import type { Hono } from "hono";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { expect } from "vitest";
import { listen } from "../../pipeline/serve/server.ts";
import { findBrowser, LAUNCH_FLAGS } from "./find-browser.ts";

declare global {
  var axe: { run(options: RunOptions): Promise<AxeResults> };
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** How long a test may wait for `openSite`: where there is no browser it is installed. */
export const OPENING_MS = 400_000;

const WAIT_MS = 10_000;

/** A site in a real browser. */
export interface OpenSite {
  readonly url: string;
  /** Opens a page for the time of `use`; what the browser complains about and what it asks of other hosts fails the test. */
  readonly visit: (path: string, options: BrowserContextOptions, use: (page: Page) => Promise<void>) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Serves the application on a free port and starts a browser. */
export async function openSite(app: Hono): Promise<OpenSite> {
  const site = await listen(app, { port: 0 });
  const browser = await chromium.launch({ executablePath: findBrowser(), args: LAUNCH_FLAGS });
  const close = async () => {
    await browser.close();
    await site.close();
  };
  return { url: site.url, close, visit: (path, options, use) => visit({ browser, url: site.url + path, options }, use) };
}

interface Visit {
  readonly browser: Browser;
  readonly url: string;
  readonly options: BrowserContextOptions;
}

async function visit({ browser, url, options }: Visit, use: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  try {
    const page = await context.newPage();
    // What is not there fails by its name before the test's own time is up.
    page.setDefaultTimeout(WAIT_MS);
    const complaints: string[] = [];
    page.on("console", (message) => {
      // A page that is meant to answer 404 or 400 is no complaint.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) complaints.push(message.text());
    });
    page.on("dialog", (dialog) => complaints.push(`dialog: ${dialog.message()}`));
    page.on("request", (request) => {
      if (new URL(request.url()).origin !== new URL(url).origin) complaints.push(`asked ${request.url()}`);
    });
    await page.goto(url);
    await use(page);
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
}

/** Violations of axe's rules with these tags or names, each with its first element. */
export async function findViolations(page: Page, rules: string[]): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((runOnly) => globalThis.axe.run({ runOnly }), rules);
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/** All rules of WCAG 2.2 AA in light colours; what colours can change in dark ones. */
export const RULES = {
  light: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  dark: ["color-contrast", "link-in-text-block"],
};
