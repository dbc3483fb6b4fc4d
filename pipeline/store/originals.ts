import { publisherAt } from "../language/publishers.ts";

/** What is asked of an article to tell which of several carriers had the report first. */
export interface Copy {
  readonly id: string;
  readonly url: string;
  readonly basedOn: string | null;
  readonly publishedAt: string | null;
  /** False where years were rewritten or letters scrambled: only those who copy do that. */
  readonly isTrusted: boolean;
  /** Other articles on its page. */
  readonly siblings: number;
}

const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).hostname.replace(/^(?:www|m)\./u, "") : "");

/** Signs of a page that copies others, the surest first: bad text, several reports on a page, a source that it names, a host of no known publisher. */
function signsOf({ isTrusted, siblings, basedOn, url }: Copy): string {
  const namesAnother = basedOn !== null && hostOf(basedOn) !== hostOf(url);
  return [!isTrusted, siblings > 0, namesAnother, publisherAt(url) === null].map(Number).join("");
}

/** A moment as text that sorts by time, in Viet Nam time to the minute; a day, month or year stands at its end, so that who knows better comes first. */
function momentOf(published: string | null): string {
  if (published === null) return "none";
  const time = Date.parse(published);
  if (!published.includes("T") || Number.isNaN(time)) return published.padEnd(16, "~");
  const isZoned = /(?:Z|[+-]\d\d:?\d\d)$/u.test(published);
  return isZoned ? new Date(time + VIET_NAM_MS).toISOString().slice(0, 16) : published.slice(0, 16);
}

/** Viet Nam is seven hours ahead of UTC all year round. */
const VIET_NAM_MS = 7 * 3_600_000;

/**
 * Sorts the carriers of a report: the least is its original. A paper's own page before one that copies, then the earlier publication, those without a date last;
 * then by address, so that the answer never depends on what came first.
 */
export function rankOf(copy: Copy): string {
  return [signsOf(copy), momentOf(copy.publishedAt), copy.url, copy.id].join(" ");
}
