import { html } from "hono/html";
import { type FrontStatus, frontWords } from "../../labels/front.ts";
import { STYLE_PATH } from "../assets.ts";
import { isApi } from "../view.ts";
import type { Header, PlainAnswer } from "./plain.ts";

/** A request that is refused, or that failed, before or behind the application. */
export interface Refusal {
  readonly status: FrontStatus;
  /** Path of the address, "" where it could not be read. */
  readonly path: string;
  readonly isEnglish: boolean;
  readonly retryAfter?: number;
}

const SAFE: readonly Header[] = [
  ["Cache-Control", "no-store"],
  ["Content-Security-Policy", "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'"],
  ["X-Content-Type-Options", "nosniff"],
  ["Referrer-Policy", "no-referrer"],
  ["X-Frame-Options", "DENY"],
];

/** The answer to a refused request: problem+json (RFC 9457) under /api, a small page elsewhere. */
export function refuse({ status, path, isEnglish, retryAfter }: Refusal): PlainAnswer {
  const { title, detail, home } = frontWords(status, isEnglish ? "en" : "vi");
  const again: readonly Header[] = retryAfter === undefined ? [] : [["Retry-After", String(retryAfter)]];
  const [type, text] = isApi(path)
    ? ["application/problem+json; charset=utf-8", JSON.stringify({ type: "about:blank", title, status, detail, instance: path })]
    : [
        "text/html; charset=utf-8",
        String(html`<!doctype html>
<html lang="${isEnglish ? "en" : "vi"}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · dangvu</title><link rel="stylesheet" href="${STYLE_PATH}"></head>
<body><main id="main"><h1>${title}</h1><p class="lead">${detail}</p><p><a href="${isEnglish ? "/?lang=en" : "/"}">${home}</a></p></main></body></html>`),
      ];
  return { status, headers: [...SAFE, ...again, ["Content-Type", type]], body: new TextEncoder().encode(text) };
}
