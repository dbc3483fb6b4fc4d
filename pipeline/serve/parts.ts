import { html } from "hono/html";
import { formatNumber } from "../labels/format.ts";
import type { Check } from "../types/observation.ts";
import type { Quoted, Span } from "../types/tokens.ts";
import type { Html } from "./layout.ts";
import { safeHref, type View } from "./view.ts";

/** A link out of the site, or the bare address where it is not one a browser may be sent to. */
export function renderExternal(url: string, label: string): Html {
  const address = safeHref(url);
  if (address === null) return html`<span class="address">${url}</span>`;
  return html`<a href="${address}" rel="noopener noreferrer">${label}</a>`;
}

/** The host of an address, which is what readers recognise; the address itself when it has none. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname || url : url;
}

/** A text with marked runs; `marks` are offsets into `text`, in order, and what overlaps or lies outside is cut to fit. */
export function renderMarked(text: string, marks: readonly Span[]): Html {
  const parts: (Html | string)[] = [];
  let position = 0;
  for (const mark of marks) {
    const start = Math.min(Math.max(mark.start, position), text.length);
    const end = Math.min(Math.max(mark.end, start), text.length);
    if (start === end) continue;
    parts.push(text.slice(position, start), html`<mark>${text.slice(start, end)}</mark>`);
    position = end;
  }
  parts.push(text.slice(position));
  return html`${parts}`;
}

/** A sentence as a quotation, the words that carry the figure marked. */
export function renderSentence(sentence: Quoted | null, quoted: Quoted): Html {
  if (sentence === null) return html`<blockquote>${renderMarked(quoted.quote, [{ start: 0, end: quoted.quote.length }])}</blockquote>`;
  return html`<blockquote>${renderMarked(sentence.quote, [{ start: quoted.start - sentence.start, end: quoted.end - sentence.start }])}</blockquote>`;
}

/** Checks as a list, those that fail in words too and not by colour alone. */
export function renderChecks(view: View, checks: readonly Check[]): Html {
  const { article, checks: names } = view.labels;
  const row = (check: Check) =>
    html`<li class="${check.holds ? "holds" : "fails"}"><strong>${names[check.what]}: ${check.holds ? article.holds : article.fails}.</strong> ${check.detail}${computation(view, check)}</li>`;
  return html`<ul class="checks">${checks.map(row)}</ul>`;
}

function computation(view: View, check: Check): string {
  if (check.computed === null || check.printed === null) return "";
  const printed = typeof check.printed === "number" ? formatNumber(check.printed, view.lang) : check.printed;
  return ` (${view.labels.article.computation(formatNumber(check.computed, view.lang), printed)})`;
}
