import type { Source } from "../../pipeline/types/source.ts";

/** A source on a local server: one listing, articles at `/bai-<number>.html`, no pause between requests. */
export function makeSource(origin: string, rest: Partial<Source> = {}): Source {
  return {
    id: "thu",
    name: "Báo thử",
    kind: "newspaper",
    province: null,
    home: `${origin}/`,
    enabled: true,
    feeds: [],
    sitemaps: [],
    listings: [`${origin}/tin`],
    links: "a.bai",
    nextPage: "a.sau",
    articleUrl: "^/bai-\\d+\\.html$",
    selectors: {},
    datelines: [],
    paceSeconds: 0,
    allowPrivate: true,
    ...rest,
  };
}
