import { createHash } from "node:crypto";
import type { Article } from "../../pipeline/types/article.ts";
import type { Page } from "../../pipeline/types/page.ts";

/** The moment at which the tests fetch their pages. */
export const NOW = "2026-11-22T09:00:00+07:00";

/** A page that came over HTTP, for tests. */
export function pageOf(body: string | Uint8Array, rest: Partial<Page> = {}): Page {
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  return {
    url: "https://bao.test/bai-viet",
    source: null,
    fetchedAt: NOW,
    mediaType: "text/html",
    charset: null,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    body: bytes,
    ...rest,
  };
}

/** The text of an article's blocks of some kinds, one a line. */
export function textOfKinds(article: Article, ...kinds: readonly string[]): string {
  return article.blocks
    .filter((block) => kinds.includes(block.kind))
    .map((block) => article.text.slice(block.start, block.end))
    .join("\n");
}

/** The body of an article: all but kicker, title and sapo. */
export function bodyOf(article: Article): string {
  return textOfKinds(article, "heading", "paragraph", "list", "table");
}

/** F1 over runs of four words, as the public article-extraction benchmark counts it. */
export function shingleF1(found: string, wanted: string): number {
  const [a, b] = [shingles(found), shingles(wanted)];
  let shared = 0;
  for (const [run, count] of a) shared += Math.min(count, b.get(run) ?? 0);
  const total = (runs: ReadonlyMap<string, number>): number => [...runs.values()].reduce((sum, count) => sum + count, 0);
  return (2 * shared) / Math.max(1, total(a) + total(b));
}

function shingles(text: string): ReadonlyMap<string, number> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const runs = new Map<string, number>();
  for (let i = 0; i + 4 <= Math.max(words.length, 4); i++) {
    const run = words.slice(i, i + 4).join(" ");
    runs.set(run, (runs.get(run) ?? 0) + 1);
  }
  return runs;
}
