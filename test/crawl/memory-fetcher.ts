import { createHash } from "node:crypto";
import type { Fetched, Fetcher, PageRequest } from "../../pipeline/crawl/fetch.ts";
import type { Page } from "../../pipeline/types/page.ts";

/** What a site shows: in the second night one article is corrected, one is gone, one is new. */
export const NIGHTS: readonly Readonly<Record<string, string>>[] = [
  { "/tin": "1 2 3", "/bai-1.html": "một", "/bai-2.html": "hai", "/bai-3.html": "ba" },
  { "/tin": "1 2 3 4", "/bai-1.html": "một, đã sửa", "/bai-3.html": "ba", "/bai-4.html": "bốn" },
];

const linksTo = (numbers: string): string => numbers.replaceAll(/\d+/gu, (n) => `<a class="bai" href="/bai-${n}.html">${n}</a>`);

/** Answers from memory: what is under test is what is written down, and when. */
export function makeMemoryFetcher(site: Readonly<Record<string, string>>): Fetcher {
  const get = async (input: PageRequest): Promise<Fetched> => {
    const { pathname, host } = new URL(input.url);
    const text = site[pathname];
    if (text === undefined) return { kind: "gone", status: 410 };
    const body = Buffer.from(pathname === "/tin" ? linksTo(text) : `${host} ${text}`);
    const sha256 = createHash("sha256").update(body).digest("hex");
    if (input.etag === sha256) return { kind: "same", status: 304, movedTo: null };
    const page: Page = {
      url: input.url,
      source: input.source,
      fetchedAt: input.fetchedAt,
      mediaType: "text/html",
      charset: "utf-8",
      sha256,
      body,
    };
    return { kind: "page", page, etag: sha256, lastModified: null, movedTo: null, status: 200 };
  };
  return {
    get: (input) => (input.turn === undefined ? get(input) : input.turn(input.url, () => get(input))),
    ask: async ({ url }) => ({ url, movedTo: null, status: 404, headers: {}, body: new Uint8Array() }),
    close: async () => {},
  };
}
