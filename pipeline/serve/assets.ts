import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Hono } from "hono";

const STYLE = readFileSync(new URL("./style.css", import.meta.url), "utf8");

/** Address of the style sheet; it changes with its content, so browsers may keep it for good. */
export const STYLE_PATH = `/style.css?v=${createHash("sha256").update(STYLE).digest("hex").slice(0, 10)}`;

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#9f1d20"/><path d="M7 23V13h4v10zm7 0V8h4v15zm7 0v-7h4v7z" fill="#fff"/></svg>`;

/** Routes of the style sheet and the icon. */
export function addAssets(app: Hono): void {
  const kept = "public, max-age=31536000, immutable";
  app.get("/style.css", (c) => c.body(STYLE, 200, { "Content-Type": "text/css; charset=utf-8", "Cache-Control": kept }));
  app.get("/favicon.svg", (c) => c.body(ICON, 200, { "Content-Type": "image/svg+xml", "Cache-Control": "public, max-age=86400" }));
}
