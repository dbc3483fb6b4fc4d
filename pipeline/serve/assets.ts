import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import type { Hono } from "hono";

const FOLDERS = { style: new URL("./style/", import.meta.url), script: new URL("./script/", import.meta.url) };

/** Files of a folder by their names, in the order of these. */
function filesIn(folder: URL, ending: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith(ending));
  return new Map(names.sort().map((name) => [name.slice(0, -ending.length), readFileSync(new URL(name, folder), "utf8")]));
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 10);

const STYLES = filesIn(FOLDERS.style, ".css");
/** The base first: what pages add to it comes behind. */
const STYLE = [STYLES.get("base"), ...[...STYLES].filter(([name]) => name !== "base").map(([, text]) => text)].join("\n");
const SCRIPTS = filesIn(FOLDERS.script, ".js");

/** Address of the style sheet; it changes with its content, so browsers may keep it for good. */
export const STYLE_PATH = `/style.css?v=${hashOf(STYLE)}`;

/** Address of a script of `serve/script/`, by its name. Throws an Error for one that is not there. */
export function scriptPath(name: string): string {
  const text = SCRIPTS.get(name);
  if (text === undefined) throw new Error(`No script ${name} in serve/script/.`);
  return `/script/${name}.js?v=${hashOf(text)}`;
}

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#9f1d20"/><path d="M7 23V13h4v10zm7 0V8h4v15zm7 0v-7h4v7z" fill="#fff"/></svg>`;

/** Routes of the style sheet, the scripts and the icon. */
export function addAssets(app: Hono): void {
  const kept = "public, max-age=31536000, immutable";
  app.get("/style.css", (c) => c.body(STYLE, 200, { "Content-Type": "text/css; charset=utf-8", "Cache-Control": kept }));
  for (const [name, text] of SCRIPTS)
    app.get(`/script/${name}.js`, (c) => c.body(text, 200, { "Content-Type": "text/javascript; charset=utf-8", "Cache-Control": kept }));
  app.get("/favicon.svg", (c) => c.body(ICON, 200, { "Content-Type": "image/svg+xml", "Cache-Control": "public, max-age=86400" }));
}
