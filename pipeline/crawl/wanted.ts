import type { Source } from "../types/source.ts";
import type { Announced } from "./discover.ts";
import { isInSections } from "./sources.ts";

/** The days between which articles are asked for; absent: no limit on that side. */
export interface Span {
  /** `2012-01-01` */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** The date that an address shows: to the minute, the day or the month; null if none. */
  readonly dateOf?: ((url: string) => string | null) | undefined;
}

/** Whether a date (perhaps only a month) lies before a day. */
export const isBefore = (date: string, day: string): boolean => date.slice(0, 10) < day.slice(0, Math.min(10, date.length));

const isAfter = (date: string, day: string): boolean => date.slice(0, 10) > day.slice(0, Math.min(10, date.length));

/** The date of publication that is known before an article is read: what the page says that announces it, or its address. */
export function dateOf({ url, published }: Announced, span: Span): string | null {
  return published ?? span.dateOf?.(url) ?? null;
}

/** Whether an article may lie between the days; what nobody knows the date of may. What was last changed before them was published before them. */
export function isInSpan(article: Announced, span: Span): boolean {
  const { since, until } = span;
  const date = dateOf(article, span);
  if (since !== undefined && (date ?? article.lastmod) !== null && isBefore(date ?? article.lastmod ?? "", since)) return false;
  return until === undefined || date === null || !isAfter(date, until);
}

/**
 * Whether an article belongs to the source's sections on Party building. Pages that are such a section themselves announce nothing else, whatever the addresses of
 * their articles look like.
 */
export function isOnTopic(article: Announced, source: Source, page: { url: string; kind: string }): boolean {
  return (page.kind === "listing" && isInSections(page.url, source)) || isInSections(article.url, source);
}

/** Whether what a source does not name itself (sitemaps of robots.txt, feeds that a page links to) may be used: a newspaper's whole output only where sections tell what of it is ours. */
export const mayExplore = ({ kind, sections = [] }: Source): boolean => kind === "portal" || sections.length > 0;
