import { formatDate, labelsOf } from "../../labels/format.ts";
import { searchWords } from "../../labels/search.ts";
import type { Observation } from "../../types/observation.ts";
import type { FacetName, SearchHit, SearchReading, SearchResult } from "../../types/search.ts";
import type { ArticleHead } from "../../types/store.ts";
import { type ArticleView, articleHref, indicatorLabel, provinceName, viewArticle } from "../figures.ts";
import { hostOf } from "../parts.ts";
import { readQuery } from "../query.ts";
import { href, type View } from "../view.ts";
import {
  asksAnything,
  DEEPEST,
  FACETS,
  filtersOf,
  fromStart,
  PARAMETERS,
  type Request,
  searchApiHref,
  searchHref,
  toggled,
  without,
} from "./query.ts";

/** An article that answers. */
export interface Hit {
  readonly article: ArticleView;
  /** Comparable within one answer that is sorted by relevance. */
  readonly score: number;
  readonly sentence: SearchHit["sentence"];
  readonly href: string;
  /** Up to five of its figures, those of the sentence first, each with its place in the article's page. */
  readonly figures: readonly { readonly observation: Observation; readonly provinceName: string | null; readonly href: string }[];
  /** In how many other articles the same report stands, and the host of the original where this one is a reprint. */
  readonly reprints: number;
  readonly reprintedFrom: string | null;
  readonly similar: string;
}

/** A value of a facet in words; `href` is the search with it, or without it where it is chosen. */
export interface FacetValueView {
  readonly value: string;
  readonly label: string;
  readonly count: number;
  readonly isChosen: boolean;
  readonly href: string;
}

export interface FacetView {
  readonly name: FacetName;
  readonly label: string;
  readonly values: readonly FacetValueView[];
}

/** The same search without a facet that it is narrowed by, or without any (`facet` null): what helps where nothing is found. */
export interface Wider {
  readonly facet: FacetName | null;
  readonly values: readonly string[];
  readonly total: number;
  readonly href: string;
}

/** One page of answers. */
export interface Answers {
  readonly query: string;
  readonly total: number;
  readonly page: number;
  /** How many pages lead there by number; 0 where nothing is asked or found. */
  readonly pages: number;
  readonly reading: SearchReading;
  /** The query as it was probably meant, where it finds nothing as it stands, or not all of it. */
  readonly instead: { readonly query: string; readonly href: string } | null;
  readonly hits: readonly Hit[];
  readonly facets: readonly FacetView[];
  readonly wider: readonly Wider[];
  /** The cursor of the page after this one. */
  readonly next: string | null;
  readonly nextHref: string | null;
}

/** What the page shows beside the answers. */
export interface SearchPage {
  readonly request: Request;
  readonly answers: Answers;
  /** Null where nothing was asked. */
  readonly tookMs: number | null;
}

const NOTHING: Answers = {
  ...{ query: "", total: 0, page: 1, pages: 0, reading: "all", instead: null },
  ...{ hits: [], facets: [], wider: [], next: null, nextHref: null },
};

/** Reads the request and finds its answers. Throws RequestProblem, and WrongUse for a field or a cursor that cannot be meant. */
export function viewSearch(view: View): SearchPage {
  const request = readQuery(view, PARAMETERS);
  if (!asksAnything(request)) return { request, answers: NOTHING, tookMs: null };
  const start = view.services.now().getTime();
  const answers = viewAnswers(view, request);
  return { request, answers, tookMs: view.services.now().getTime() - start };
}

function viewAnswers(view: View, request: Request): Answers {
  const { query, page, limit } = request;
  const found = ask(view, request);
  return {
    ...NOTHING,
    ...{ query, page, total: found.total, reading: found.reading, next: found.next },
    pages: Math.ceil(Math.min(found.total, DEEPEST) / limit),
    instead:
      found.instead === null ? null : { query: found.instead, href: searchHref(view, { ...fromStart(request), query: found.instead }) },
    hits: found.hits.map((hit) => viewHit(view, hit)),
    facets: viewFacets(view, request, found),
    wider: found.total === 0 ? findWider(view, request) : [],
    nextHref: found.next === null ? null : searchApiHref(view, { ...fromStart(request), cursor: found.next }),
  };
}

function ask(view: View, request: Request): SearchResult {
  const { query, page, cursor, limit, sort } = request;
  const offset = (page - 1) * limit;
  // Beyond the deepest page only the total is wanted.
  const portion = offset < DEEPEST ? { limit, offset } : { limit: 0, offset: 0 };
  const found = view.services.search.search(query, {
    ...portion,
    ...{ sort, filters: filtersOf(request) },
    ...(cursor === "" ? {} : { cursor }),
  });
  return offset < DEEPEST ? found : { ...found, next: null };
}

function viewHit(view: View, { head, score, sentence, figures }: SearchHit): Hit {
  return {
    article: viewArticle(view, head),
    score,
    sentence,
    href: articleHref(view, head.id),
    figures: figures.map((observation) => ({
      observation,
      provinceName: provinceName(view, observation.place.province),
      href: articleHref(view, head.id, observation.start),
    })),
    ...reprintsOf(view, head),
    similar: href(view, `/bai/${encodeURIComponent(head.id)}/tuong-tu`),
  };
}

function reprintsOf(view: View, head: ArticleHead): Pick<Hit, "reprints" | "reprintedFrom"> {
  const carriers = view.services.store.carriers(head.id);
  const original = carriers.find(({ id }) => id === head.reprintOf);
  return { reprints: Math.max(0, carriers.length - 1), reprintedFrom: original === undefined ? null : hostOf(original.url) };
}

function viewFacets(view: View, request: Request, { facets }: SearchResult): readonly FacetView[] {
  const words = searchWords(view.lang);
  return FACETS.flatMap((name) => {
    const counts = facets.find((facet) => facet.name === name)?.counts ?? [];
    // A filter of the query itself (tinh:…) is chosen too, and is taken out in the query.
    const values = counts.map(({ value, count }) => ({
      ...{ value, label: valueLabel(view, name, value), count },
      isChosen: request[name].includes(value),
      href: searchHref(view, toggled(request, name, value)),
    }));
    return values.length === 0 ? [] : [{ name, label: words.facets[name], values: name === "year" ? newestFirst(values) : values }];
  });
}

const newestFirst = (values: readonly FacetValueView[]): readonly FacetValueView[] =>
  [...values].sort((a, b) => b.value.localeCompare(a.value));

/** A value of a facet in words. */
export function valueLabel(view: View, facet: FacetName, value: string): string {
  switch (facet) {
    case "province63":
    case "province34":
      return provinceName(view, value) ?? value;
    case "indicator":
      return indicatorLabel(view, value);
    case "document":
      return documentLabel(view, value);
    case "trust":
      return isTrust(value) ? searchWords(view.lang).trust[value] : value;
    default:
      return value;
  }
}

const isTrust = (value: string): value is "ok" | "years_rewritten" | "scrambled" => Object.hasOwn(labelsOf("vi").trust, value);

/** "21-NQ/TW@2022-06-16" → "21-NQ/TW (16/06/2022)". */
export function documentLabel(view: View, id: string): string {
  const [sign = id, issued] = id.split("@");
  return issued === undefined ? sign : `${sign} (${formatDate(issued, view.lang)})`;
}

/** So many facets are tried one by one. */
const WIDER_SHOWN = 3;

/** What is found without one of the facets, or without all of them where there are several. */
function findWider(view: View, request: Request): readonly Wider[] {
  const chosen = FACETS.filter((facet) => request[facet].length > 0);
  // Each is a search of its own.
  const first = chosen.slice(0, WIDER_SHOWN);
  const choices = chosen.length > 1 ? [...first.map((facet) => [facet]), chosen] : first.map((facet) => [facet]);
  return choices.flatMap((facets) => {
    const wider = without(request, facets);
    if (!asksAnything(wider)) return [];
    const { total } = view.services.search.search(wider.query, { limit: 0, offset: 0, filters: filtersOf(wider), withoutFacets: true });
    const [facet = null, ...others] = facets;
    const isAll = others.length > 0;
    const values = isAll || facet === null ? [] : request[facet].map((value) => valueLabel(view, facet, value));
    return total === 0 ? [] : [{ facet: isAll ? null : facet, values, total, href: searchHref(view, wider) }];
  });
}
