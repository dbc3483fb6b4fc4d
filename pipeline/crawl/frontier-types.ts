import type { SourceId } from "../types/source.ts";

export type UrlKind = "feed" | "sitemap" | "listing" | "article";

/**
 * `waiting`: to be fetched; `done`: fetched; `failed`: given up or refused; `gone`: the site says that it is no more (404, 410);
 * `moved`: another address of what another row stands for.
 */
export type UrlState = "waiting" | "done" | "failed" | "gone" | "moved";

/** An address that was found. `depth` counts steps from the addresses that the source entry names. */
export interface FoundUrl {
  readonly url: string;
  readonly source: SourceId;
  readonly kind: UrlKind;
  readonly depth: number;
  /** The day on which it was published, and when it was last changed, as the page that announces it says. */
  readonly published?: string | null;
  readonly lastmod?: string | null;
}

/** What a visit brought. Absent fields keep their value. */
export interface Visit {
  readonly state: UrlState;
  readonly night: string;
  readonly at: string;
  readonly status?: number | null;
  readonly etag?: string | null;
  readonly lastModified?: string | null;
  readonly sha256?: string;
  readonly error?: string | null;
  readonly identity?: string;
  readonly published?: string | null;
}
