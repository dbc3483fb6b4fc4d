import MiniSearch, { type AsPlainObject, type Options } from "minisearch";
import { analyze } from "../language/layers.ts";
import type { ReadArticle } from "../types/store.ts";
import { canonicalSign, termsOf } from "./analyze.ts";

/** An article as MiniSearch takes it: fields are terms parted by line feeds, so that a term may hold blanks. */
export interface IndexedArticle {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** `text` without diacritics. */
  readonly plain: string;
  /** Documents that the article cites, also where the text does not write the number: sign and id. */
  readonly cited: string;
  readonly publishedAt: string | null;
}

const SEPARATOR = "\n";

export function toIndexed({ article, citations }: ReadArticle): IndexedArticle {
  const terms = termsOf(analyze(article.text));
  const title = termsOf(analyze(article.title));
  const cited = citations.flatMap(({ id }) => (id === null ? [] : [canonicalSign(id.split("@")[0] ?? id), canonicalSign(id)]));
  return {
    id: article.id,
    title: title.map(({ term }) => term).join(SEPARATOR),
    text: terms.map(({ term }) => term).join(SEPARATOR),
    plain: terms.map(({ plain }) => plain).join(SEPARATOR),
    cited: [...new Set(cited)].join(SEPARATOR),
    publishedAt: article.publishedAt,
  };
}

const OPTIONS: Options<IndexedArticle> = {
  fields: ["title", "text", "plain", "cited"],
  storeFields: ["publishedAt"],
  tokenize: (text) => (text === "" ? [] : text.split(SEPARATOR)),
  processTerm: (term) => term,
  // Vacuuming runs in the background and would make results depend on when one asks; a rebuild does its work.
  autoVacuum: false,
};

export function emptyMini(): MiniSearch<IndexedArticle> {
  return new MiniSearch(OPTIONS);
}

/** @throws Error when the data are no index of MiniSearch. */
export function restoreMini(json: AsPlainObject): MiniSearch<IndexedArticle> {
  return MiniSearch.loadJS(json, OPTIONS);
}
