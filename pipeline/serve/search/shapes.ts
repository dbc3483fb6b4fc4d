import * as z from "zod";
import { ArticleShape, ObservationShape, SpanShape } from "../shapes/figures.ts";
import { list, named, record } from "../shapes/named.ts";

const text = z.string();
const count = z.int().min(0);
const offset = z.int().min(0);

export const FacetNameShape = z.enum(["province63", "province34", "year", "publisher", "indicator", "document", "trust"]);

/** Hit of search/view.ts. */
export const HitShape = named(
  "SearchHit",
  record({
    article: ArticleShape,
    score: z.number(),
    sentence: record({ text, start: offset, marks: list(SpanShape) }),
    href: text,
    figures: list(record({ observation: ObservationShape, provinceName: text.nullable(), href: text })),
    reprints: count,
    reprintedFrom: text.nullable(),
    similar: text,
  }),
);

/** FacetView of search/view.ts. */
export const FacetShape = named(
  "SearchFacet",
  record({
    name: FacetNameShape,
    label: text,
    values: list(record({ value: text, label: text, count, isChosen: z.boolean(), href: text })),
  }),
);

/** Answers of search/view.ts. */
export const SearchAnswer = named(
  "SearchAnswer",
  record({
    query: text,
    total: count,
    page: z.int().min(1),
    pages: count,
    reading: z.enum(["all", "near", "some"]),
    instead: record({ query: text, href: text }).nullable(),
    hits: list(HitShape),
    facets: list(FacetShape),
    wider: list(record({ facet: FacetNameShape.nullable(), values: list(text), total: count, href: text })),
    next: text.nullable(),
    nextHref: text.nullable(),
  }),
);

/** Suggestions of search/suggest.ts. */
export const SuggestAnswer = named(
  "SuggestAnswer",
  record({
    query: text,
    suggestions: list(
      record({
        kind: z.enum(["term", "province", "indicator", "document"]),
        kindLabel: text,
        text,
        detail: text.nullable(),
        articles: count,
        href: text,
      }),
    ),
  }),
);
