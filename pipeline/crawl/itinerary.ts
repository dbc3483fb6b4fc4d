import type { Source } from "../types/source.ts";
import type { WalkPage, WalkStep } from "./frontier-walk.ts";
import { isBefore } from "./wanted.ts";

/** The days that an archive is walked for: `2012-01-01`, both included. A walk is known by them, so one without an end has the same end every day. */
export interface Term {
  readonly since: string;
  readonly until: string;
}

/** The `until` of a walk up to today, whenever that is. */
export const noEnd = "9999-12-31";

/** Where walking a source's archive begins: its archive if the entry names one, else its sitemaps and its listings. Newest first. */
export function firstSteps(
  source: Source,
  term: Term,
  { sitemaps, today }: { sitemaps: readonly string[]; today: string },
): readonly WalkStep[] {
  const { archive, listings } = source;
  const maps = (source.sitemaps.length > 0 ? source.sitemaps : sitemaps).map((url) => ({ url, kind: "sitemap" as const }));
  if (archive === undefined) return [...maps, ...listings.map((url) => ({ url, kind: "listing" as const }))];
  const { kind, url } = archive;
  if (url.includes("{page}") && !url.includes("{year}")) return [{ url: url.replaceAll("{page}", "1"), kind }];
  const since = archive.since === undefined || archive.since < term.since ? term.since : archive.since;
  return dated(url, since.slice(0, 7), (term.until < today ? term.until : today).slice(0, 7)).map((address) => ({
    url: address.replaceAll("{page}", "1"),
    kind,
  }));
}

/** The addresses of an archive by months or years, newest first, each once. */
function dated(pattern: string, since: string, until: string): readonly string[] {
  const months: string[] = [];
  for (let [year = 0, month = 0] = until.split("-").map(Number); ; ) {
    const name = `${year}-${String(month).padStart(2, "0")}`;
    if (name < since) break;
    months.push(fill(pattern, name));
    if (--month === 0) [year, month] = [year - 1, 12];
  }
  return [...new Set(months)];
}

function fill(pattern: string, month: string): string {
  const [year = "", mm = ""] = month.split("-");
  return pattern
    .replaceAll("{year}", year)
    .replaceAll("{month}", String(Number(mm)))
    .replaceAll("{mm}", mm);
}

/** The page of the archive behind this one, by its pattern; null where the pattern says none. */
export function nextStep({ archive }: Source, page: Pick<WalkPage, "url" | "kind">): WalkStep | null {
  if (archive === undefined || archive.kind !== page.kind || !archive.url.includes("{page}")) return null;
  const escaped = archive.url
    .split(/(\{\w+\})/u)
    .map((part) => (part === "{page}" ? "(\\d+)" : part.startsWith("{") ? "\\d+" : literal(part)));
  const match = new RegExp(`^${escaped.join("")}$`, "du").exec(page.url);
  const place = match?.indices?.[1];
  if (match === null || place === undefined) return null;
  const next = String(Number(match[1]) + 1);
  return { url: page.url.slice(0, place[0]) + next + page.url.slice(place[1]), kind: page.kind };
}

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/gu, "\\$&");

/** Whether a sitemap may hold articles of these days, by the month in its name and the day on which it was changed. */
export function mayHold(sitemap: { url: string; lastmod: string | null }, { since, until }: Term): boolean {
  const named = /(?<!\d)(20\d{2})[-_/.]?(0[1-9]|1[0-2])(?:[-_/.]?(?:[0-2]\d|3[01]))?(?!\d)/u.exec(sitemap.url);
  const month = named === null ? null : `${named[1]}-${named[2]}`;
  if (month !== null && (month < since.slice(0, 7) || month > until.slice(0, 7))) return false;
  return sitemap.lastmod === null || !isBefore(sitemap.lastmod, since);
}
