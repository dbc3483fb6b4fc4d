import { decodeText } from "../read/decode.ts";
import { parsePage, select } from "../read/dom.ts";
import type { Check, Observation } from "../types/observation.ts";
import type { Page } from "../types/page.ts";
import type { Source } from "../types/source.ts";
import type { ReadArticle } from "../types/store.ts";

/** A page that came new or in a new version, with what was read out of it. */
export interface Stored {
  readonly page: Page;
  readonly source: Source | null;
  readonly articles: readonly ReadArticle[];
}

/** Of how many pages a selector was tried on, and on how many it matched something. */
export interface Tried {
  readonly tried: number;
  readonly matched: number;
}

/** What a source's new articles were like. */
export interface SourceHarvest {
  readonly articles: number;
  readonly undated: number;
  readonly figures: number;
  readonly selectors: Readonly<Record<string, Tried>>;
}

/** A check that did not hold, and where. */
export interface FailedCheck {
  readonly url: string;
  readonly title: string;
  readonly what: Check["what"];
  readonly detail: string;
}

/** A new figure of a whole province about a known time: what may disagree with what other reports say. */
export interface Comparable {
  readonly observation: Observation;
  readonly url: string;
  readonly basedOn: string | null;
}

/** What a night gathers for its report while pages are stored; it grows by a few numbers an article. */
export interface Gathering {
  readonly add: (stored: Stored) => void;
  readonly sources: ReadonlyMap<string, SourceHarvest>;
  /** New figures by the code of their indicator. */
  readonly indicators: ReadonlyMap<string, number>;
  readonly failedChecks: readonly FailedCheck[];
  readonly comparable: readonly Comparable[];
}

/** Selectors are tried on so many new pages of a source each night: parsing a page again takes some ten milliseconds. */
const PAGES_TRIED = 10;

const NONE: SourceHarvest = { articles: 0, undated: 0, figures: 0, selectors: {} };

export function makeGathering(): Gathering {
  const sources = new Map<string, SourceHarvest>();
  const indicators = new Map<string, number>();
  const failedChecks: FailedCheck[] = [];
  const comparable: Comparable[] = [];
  const add = ({ page, source, articles }: Stored): void => {
    if (source !== null) sources.set(source.id, harvest(sources.get(source.id) ?? NONE, { page, source, articles }));
    for (const { article, observations, checks } of articles) {
      for (const { indicator } of observations) indicators.set(indicator, (indicators.get(indicator) ?? 0) + 1);
      const { url, title, basedOn } = article;
      failedChecks.push(...checks.filter(({ holds }) => !holds).map(({ what, detail }) => ({ url, title, what, detail })));
      comparable.push(...observations.filter(isComparable).map((observation) => ({ observation, url, basedOn })));
    }
  };
  return { add, sources, indicators, failedChecks, comparable };
}

function harvest(before: SourceHarvest, { page, source, articles }: Stored & { source: Source }): SourceHarvest {
  const isTried = isMarkup(page) && Object.values(before.selectors).every(({ tried }) => tried < PAGES_TRIED);
  return {
    articles: before.articles + articles.length,
    undated: before.undated + articles.filter(({ article }) => article.publishedAt === null).length,
    figures: before.figures + articles.reduce((sum, { observations }) => sum + observations.length, 0),
    selectors: isTried ? trySelectors(before.selectors, page, source) : before.selectors,
  };
}

const isMarkup = ({ mediaType }: Page): boolean => mediaType === "text/html" || mediaType === "application/xhtml+xml";

/** What is cut away may be absent from any page: only selectors of what is read are tried. */
function trySelectors(before: SourceHarvest["selectors"], page: Page, { selectors }: Source): SourceHarvest["selectors"] {
  const { drop: _drop, ...fields } = selectors;
  const entries = Object.entries(fields);
  if (entries.length === 0) return before;
  const document = parsePage(decodeText(page.body, page.charset).text);
  return Object.fromEntries(
    entries.map(([field, selector]) => {
      const { tried, matched } = before[field] ?? { tried: 0, matched: 0 };
      return [field, { tried: tried + 1, matched: matched + (select(document, selector).length > 0 ? 1 : 0) }];
    }),
  );
}

function isComparable({ place, status, period, subset, per }: Observation): boolean {
  return (
    place.level === "province" && place.province !== null && status === "actual" && period !== null && subset !== true && per === undefined
  );
}
