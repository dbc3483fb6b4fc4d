import { formatDate, formatNumber } from "../../labels/format.ts";
import { type SuggestionKind, searchWords } from "../../labels/search.ts";
import { fold, foldAccents } from "../../language/fold.ts";
import { normalize } from "../../language/normalize.ts";
import { readQuery, text, wholeNumber } from "../query.ts";
import { href, type View } from "../view.ts";
import { searchHref } from "./query.ts";

export const SUGGEST_PARAMETERS = { query: text("q", 200), limit: wholeNumber("so", { from: 1, to: 20 }, 5) };

/** Something that what is being typed may become, and where choosing it leads. */
export interface Suggestion {
  readonly kind: SuggestionKind;
  readonly kindLabel: string;
  /** For a `term` the whole query as completed. */
  readonly text: string;
  readonly detail: string | null;
  /** In how many articles it stands. */
  readonly articles: number;
  readonly href: string;
}

export interface Suggestions {
  readonly query: string;
  /** By kinds; at most `limit` of each. */
  readonly suggestions: readonly Suggestion[];
}

/** Words, provinces, indicators and documents that begin with the query, typed with or without marks. */
export function viewSuggestions(view: View): Suggestions {
  const { query, limit } = readQuery(view, SUGGEST_PARAMETERS);
  if (query === "") return { query, suggestions: [] };
  const { terms, documents } = view.services.search.suggest(query, limit);
  return {
    query,
    suggestions: [
      ...terms.map((term) => suggestion(view, "term", { ...term, href: searchHref(view, { query: term.text }) })),
      ...provincesLike(view, query).slice(0, limit),
      ...indicatorsLike(view, query).slice(0, limit),
      ...documents.map(({ id, articles }) => documentSuggestion(view, id, articles)),
    ],
  };
}

function suggestion(
  view: View,
  kind: SuggestionKind,
  { text, detail, articles, href }: { text: string; detail?: string | null; articles: number; href: string },
): Suggestion {
  const words = searchWords(view.lang);
  const counted = articles === 0 ? null : words.articles(formatNumber(articles, view.lang));
  return { kind, kindLabel: words.suggestions[kind], text, detail: detail ?? counted, articles, href };
}

function documentSuggestion(view: View, id: string, articles: number): Suggestion {
  const [sign = id, issued] = id.split("@");
  const detail = issued === undefined ? null : formatDate(issued, view.lang);
  return suggestion(view, "document", { text: sign, detail, articles, href: href(view, `/van-ban/${encodeURIComponent(id)}`) });
}

/** Provinces of today first; an old one only where none of today has its name. */
function provincesLike(view: View, query: string): readonly Suggestion[] {
  const { provinces, search } = view.services;
  const fitting = provinces.filter(({ name }) => beginsWord(name, query));
  const today = new Set(fitting.filter(({ system }) => system === "34").map(({ name }) => name));
  const shown = fitting.filter(({ system, name }) => system === "34" || !today.has(name));
  const counts = { "34": search.countsOf("province34"), "63": search.countsOf("province63") };
  const found = shown.map(({ id, name, system }) =>
    suggestion(view, "province", {
      text: name,
      ...(system === "63" ? { detail: searchWords(view.lang).provinceUntil } : {}),
      articles: counts[system].get(id) ?? 0,
      href: href(view, `/tinh/${id}`),
    }),
  );
  return sorted(found, query);
}

function indicatorsLike(view: View, query: string): readonly Suggestion[] {
  const counts = view.services.search.countsOf("indicator");
  const fitting = view.services.indicators.filter(({ code, label }) => code.startsWith(query) || beginsWord(label[view.lang], query));
  const found = fitting.map(({ code, label }) =>
    suggestion(view, "indicator", { text: label[view.lang], articles: counts.get(code) ?? 0, href: href(view, `/chi-so/${code}`) }),
  );
  return sorted(found, query);
}

/** Those that begin with the query first, then those of most articles. */
function sorted(found: readonly Suggestion[], query: string): readonly Suggestion[] {
  const begins = ({ text }: Suggestion): number => Number(foldAccents(text).startsWith(foldAccents(query)));
  return [...found].sort((a, b) => begins(b) - begins(a) || b.articles - a.articles);
}

/** Does a word of the name begin with what is typed? Marks count where they are typed. */
function beginsWord(name: string, query: string): boolean {
  const typed = fold(normalize(query).text);
  const isPlain = foldAccents(typed) === typed;
  return ` ${isPlain ? foldAccents(name) : fold(name)}`.includes(` ${typed}`);
}
