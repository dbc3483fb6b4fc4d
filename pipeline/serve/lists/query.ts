import type { ArticleHead } from "../../types/store.ts";
import { type ArticleView, viewArticle } from "../figures.ts";
import { formed, oneOf, type Parameter, wholeNumber } from "../query.ts";
import type { Services } from "../services.ts";
import { href, type Parameters, type View } from "../view.ts";

/** How many of a list are answered at once. */
const PORTION = { usual: 100, most: 1000 };

/** Which portion of a list is asked for. */
export const PAGING = {
  cursor: formed("tiep", /^[\w.:~=+/@ -]{1,200}$/u, "next"),
  limit: wholeNumber("soluong", { from: 1, to: PORTION.most }, PORTION.usual),
};

/** A province of either system, or all. */
export function provinceParameter({ provinces }: Services): Parameter<string | null> {
  return oneOf<string, null>(
    "tinh",
    provinces.map(({ id }) => id),
    null,
  );
}

/** An indicator of the codebook, or all. */
export function indicatorParameter({ indicators }: Services): Parameter<string | null> {
  return oneOf<string, null>(
    "chiso",
    indicators.map(({ code }) => code),
    null,
  );
}

/** An ISO day, or a time of one. */
export const DAY = /^\d{4}-\d{2}-\d{2}$/u;
export const TIME = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})?)?$/u;
/** See ArticleId in types/article.ts. */
export const ARTICLE = /^[0-9a-f]{16}-\d{1,6}$/u;

/** What is given of a question: conditions that restrict nothing left out. */
export function given<Conditions extends Record<string, unknown>>(
  conditions: Conditions,
): { [Key in keyof Conditions]?: NonNullable<Conditions[Key]> } {
  const kept = Object.entries(conditions).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return Object.fromEntries(kept) as { [Key in keyof Conditions]?: NonNullable<Conditions[Key]> };
}

/** Each article once, in the order of first mention. */
export function articlesOf(view: View, heads: readonly ArticleHead[]): readonly ArticleView[] {
  return [...new Map(heads.map((head) => [head.id, head])).values()].map((head) => viewArticle(view, head));
}

/** Where the list goes on, as a cursor and as an address. */
export function nextOf(view: View, next: string | null): { readonly next: string | null; readonly nextHref: string | null } {
  if (next === null) return { next, nextHref: null };
  const parameters: Parameters = { ...Object.fromEntries(view.query), cursor: next };
  return { next, nextHref: href(view, view.path, parameters) };
}
