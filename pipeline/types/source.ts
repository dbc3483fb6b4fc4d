export type SourceId = string;

/** CSS selectors of one content system. A field that is absent is left to the generic reader. */
export interface Selectors {
  readonly title?: string;
  readonly kicker?: string;
  readonly sapo?: string;
  readonly body?: string;
  readonly published?: string;
  readonly byline?: string;
  readonly caption?: string;
  /** What is taken out of the body before it is read. */
  readonly drop?: readonly string[];
}

/** A newspaper or portal, as data: one file under `corpus/`. */
export interface Source {
  readonly id: SourceId;
  readonly name: string;
  readonly kind: "newspaper" | "portal" | "national" | "aggregator";
  /** The province it belongs to (`63-20`), null for a national or regional one. */
  readonly province: string | null;
  readonly home: string;
  readonly enabled: boolean;
  /** Addresses of RSS/Atom feeds, sitemaps and listing pages where new articles are announced. */
  readonly feeds: readonly string[];
  readonly sitemaps: readonly string[];
  readonly listings: readonly string[];
  /** Selector of the links to articles on listing pages, and of the link to the next page. */
  readonly links?: string;
  readonly nextPage?: string;
  /** Regular expression (source text) that the path and query of an article address match. */
  readonly articleUrl: string;
  readonly selectors: Selectors;
  /** Opening codes of its articles, e.g. "LSO-". */
  readonly datelines: readonly string[];
  /** Seconds between two requests to its host. */
  readonly paceSeconds: number;
  /** True only for a source that lives on this machine or in a private network. */
  readonly allowPrivate: boolean;
  /** A page that the source check reads, with what must and must not be in its text. */
  readonly sample?: { readonly url: string; readonly must: readonly string[]; readonly mustNot: readonly string[] };
}
