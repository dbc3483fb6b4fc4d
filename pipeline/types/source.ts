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

/** A host that a source uses or has used. */
export interface SourceHost {
  readonly host: string;
  /** First day in use, and first day no longer, where known. */
  readonly since?: string;
  readonly until?: string;
}

/** Where a source keeps what is no longer on its listing pages, for filling in past years. */
export interface Archive {
  readonly kind: "sitemap" | "listing";
  /** An address with `{page}`, or with `{year}` and `{month}` (`{mm}`: two digits). */
  readonly url: string;
  /** The first month there is, where known: `2012-01`. */
  readonly since?: string;
}

/** A page that the source check reads, with what must and must not be in its text, and the day it was published. */
export interface Sample {
  readonly url: string;
  readonly must: readonly string[];
  readonly mustNot: readonly string[];
  readonly published?: string;
}

/** A newspaper or portal, as data: one file under `corpus/`. */
export interface Source {
  readonly id: SourceId;
  readonly name: string;
  readonly kind: "newspaper" | "portal" | "national" | "aggregator";
  /** The province it belongs to (`63-20`), null for a national or regional one. */
  readonly province: string | null;
  /** The unit of the 34 that it now reports on; null for a national one. */
  readonly unit34?: string | null;
  readonly home: string;
  /** All its hosts besides those of the addresses below, `www.` and `m.` aside: older and newer ones. */
  readonly hosts?: readonly SourceHost[];
  /** The content system that it shares selectors with: a name in `families.yaml` beside the entries. */
  readonly family?: string;
  readonly enabled: boolean;
  /** The day on which the entry was last tried on the live site; null if never. */
  readonly checked?: string | null;
  /** How what stands in the entry is known, and what to beware of. */
  readonly note?: string;
  /** Addresses of RSS/Atom feeds, sitemaps and listing pages where new articles are announced. */
  readonly feeds: readonly string[];
  readonly sitemaps: readonly string[];
  readonly listings: readonly string[];
  /** Selector of the links to articles on listing pages, and of the link to the next page. */
  readonly links?: string;
  readonly nextPage?: string;
  /** Regular expression (source text) that the path and query of an article address match. */
  readonly articleUrl: string;
  /** Regular expressions for addresses (path and query) of the sections on Party building, in sitemaps and mixed pages; none: everything is taken. */
  readonly sections?: readonly string[];
  readonly archive?: Archive;
  readonly selectors: Selectors;
  /** Opening codes of its articles, e.g. "LSO-". */
  readonly datelines: readonly string[];
  /** Seconds between two requests to its host. */
  readonly paceSeconds: number;
  /** Requests under way at its host at once; one if absent. Their starts keep the pace all the same. */
  readonly requestsAtOnce?: number;
  /** The hours in which its host may be asked, Viet Nam time: `22:00-06:00`. At all hours if absent. */
  readonly window?: string;
  /** True only for a source that lives on this machine or in a private network. */
  readonly allowPrivate: boolean;
  /** True for a source whose certificate has expired or is its own, where the operator takes it all the same. */
  readonly acceptBadCertificate?: boolean;
  readonly sample?: Sample;
}
