import { createHash } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { STYLE_PATH } from "./assets.ts";
import type { Services } from "./services.ts";

/** What one person sees, or does, is kept nowhere. */
const PRIVATE = /^\/(?:soat|api\/v1\/review)(?:[/.]|$)/u;
/** Their addresses change with their content, or they say themselves how long they hold. */
const ASSET = /^\/(?:style\.css|favicon\.svg|script\/)/u;

/** UTC+7, all year. */
const VIETNAM_MS = 7 * 3_600_000;

/**
 * Lets clients keep what they got and ask whether it still holds: every good answer carries an ETag made of what an answer can depend on (the data, the
 * program, the day, the address, the host), so that a client that has it gets 304 before any work is done. Problems, and what a route marks `no-store`, are not kept.
 */
export function kept(services: Services): MiddlewareHandler {
  return async (c, next) => {
    const { path, method } = c.req;
    if ((method !== "GET" && method !== "HEAD") || ASSET.test(path)) return await next();
    if (PRIVATE.test(path)) {
      await next();
      c.header("Cache-Control", "no-store");
      return;
    }
    const tag = tagOf(services, c.req.raw);
    if (isAmong(tag, c.req.header("If-None-Match"))) return c.body(null, 304, { ETag: tag, "Cache-Control": "no-cache" });
    await next();
    if (c.res.status !== 200 || c.res.headers.has("ETag") || /no-store/u.test(c.res.headers.get("Cache-Control") ?? "")) return;
    c.header("ETag", tag);
    if (!c.res.headers.has("Cache-Control")) c.header("Cache-Control", "no-cache");
  };
}

/** The tag of an answer; weak, as the same answer may be sent compressed. The host enters because feeds name full addresses. */
function tagOf(services: Services, request: Request): string {
  const url = new URL(request.url);
  // Equal questions have equal tags, in whatever order their parameters come. A stable sort: repeated ones keep theirs.
  url.searchParams.sort();
  // Pages speak of this week and this year, here and in Viet Nam.
  const days = [0, VIETNAM_MS].map((ahead) => new Date(services.now().getTime() + ahead).toISOString().slice(0, 10));
  const host = request.headers.get("Host") ?? url.host;
  const parts = [services.dataVersion(), services.version, STYLE_PATH, ...days, host, url.pathname, url.search];
  return `W/"${createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 22)}"`;
}

/** Does an If-None-Match name this tag? `*` names none: it would be true of addresses that lead nowhere. */
function isAmong(tag: string, header: string | undefined): boolean {
  const bare = (one: string): string => one.trim().replace(/^W\//u, "");
  return header?.split(",").some((one) => bare(one) === bare(tag)) ?? false;
}
