import { formatChange, formatDate, formatFigure, formatNumber, formatPeriod } from "../labels/format.ts";
import type { Dims, Observation, Place } from "../types/observation.ts";
import type { ArticleHead } from "../types/store.ts";
import type { Candidate } from "../types/table.ts";
import type { Quoted } from "../types/tokens.ts";
import type { SentenceFinder } from "./sentences.ts";
import type { IndicatorInfo } from "./services.ts";
import { href, safeHref, type View } from "./view.ts";

/** The article that a figure stands in, as the API shows it. */
export interface ArticleView extends ArticleHead {
  /** Our page of the article. */
  readonly href: string;
}

/** A figure with everything that traces it: its sentence, offsets into the article's text, and the article with its source. */
export interface FigureView {
  readonly observation: Observation;
  readonly provinceName: string | null;
  readonly sentence: Quoted | null;
  readonly article: ArticleView;
  /** Our page of the article, at the figure. */
  readonly href: string;
  /** A reprint that gives another figure than its original. */
  readonly changesOriginal?: true;
}

/** An article's head with the address of its page. */
export function viewArticle(view: View, head: ArticleHead): ArticleView {
  return { ...head, href: articleHref(view, head.id) };
}

/** The address of an article's page, at an offset of its text where one is given. */
export function articleHref(view: View, id: string, offset?: number): string {
  return href(view, `/bai/${encodeURIComponent(id)}${offset === undefined ? "" : `#${offsetAnchor(offset)}`}`);
}

/** The name of the place in an article's page where a figure or citation begins. */
export function offsetAnchor(offset: number): string {
  return `o${offset}`;
}

/** A figure as pages and API show it. */
export function viewFigure(view: View, candidate: Candidate, findSentence: SentenceFinder): FigureView {
  const { observation, head, changesOriginal } = candidate;
  return {
    observation,
    provinceName: provinceName(view, observation.place.province),
    sentence: findSentence(observation.article, observation.start),
    article: viewArticle(view, head),
    href: articleHref(view, observation.article, observation.start),
    ...(changesOriginal === undefined ? {} : { changesOriginal }),
  };
}

/** The name of a province of either system; its code when it is not known. */
export function provinceName(view: View, id: string | null): string | null {
  if (id === null) return null;
  return view.services.provinces.find((province) => province.id === id)?.name ?? id;
}

/** "Huyện Chi Lăng, Lạng Sơn" or "Lạng Sơn": a place in words. */
export function placeText(view: View, place: Place | null): string {
  if (place === null) return view.labels.article.aboutUnknown;
  const words = [place.name, provinceName(view, place.province)].filter((word) => word !== null);
  if (words.length > 0) return words.join(", ");
  const level = view.labels.levels[place.level];
  return place.level === "national" ? level : view.labels.article.placeUnnamed(level);
}

export function findIndicator(view: View, code: string): IndicatorInfo | undefined {
  const { indicators, ratios = [] } = view.services;
  return [...indicators, ...ratios].find((indicator) => indicator.code === code);
}

export function indicatorLabel(view: View, code: string): string {
  return findIndicator(view, code)?.label[view.lang] ?? code;
}

/** The words of one value of a dimension, its code when the declaration has none. */
export function dimValueLabel(
  view: View,
  dimension: { readonly indicator: string; readonly name: string; readonly value: string },
): string {
  const dim = findIndicator(view, dimension.indicator)?.dims.find(({ name }) => name === dimension.name);
  return dim?.values.find(({ code }) => String(code) === dimension.value)?.label[view.lang] ?? dimension.value;
}

/** The dimensions of a figure in words, "" when it has none. */
export function dimsText(view: View, indicator: string, dims: Dims): string {
  return Object.entries(dims)
    .map(([name, value]) => dimValueLabel(view, { indicator, name, value: String(value) }))
    .join(", ");
}

/** The value with bound and unit, with its sign when it is a change, and what it is measured against. */
export function valueText(view: View, observation: Observation): string {
  const figure = observation.status === "change" ? formatChange(observation, view.lang) : formatFigure(observation, view.lang);
  const words = [figure];
  if (observation.per === "year") words.push(view.labels.article.per);
  if (observation.against !== undefined) words.push(view.labels.article.against(view.labels.against[observation.against]));
  return words.join(" ");
}

/** The period in words with how it is known: "năm 2014 (văn bản nói rõ)"; a period that is not known says so once. */
export function periodText(view: View, observation: Observation): string {
  if (observation.period === null) return formatPeriod(null, view.lang);
  return `${formatPeriod(observation.period, view.lang)} (${view.labels.bases[observation.basis]})`;
}

/** What qualifies a figure beyond its dimensions: target or change, some bodies only, who decided. */
export function qualifierText(view: View, observation: Observation): string {
  const { article, statuses, deciders } = view.labels;
  const words: string[] = [];
  if (observation.status !== "actual") words.push(statuses[observation.status]);
  if (observation.subset) words.push(article.subset);
  if (observation.decidedBy !== undefined) words.push(article.decidedBy(deciders[observation.decidedBy]));
  return words.join(", ");
}

export function fractionText(view: View, observation: Observation): string | null {
  const { numerator, denominator } = observation;
  if (numerator === undefined && denominator === undefined) return null;
  const show = (part: number | undefined) => (part === undefined ? "?" : formatNumber(part, view.lang));
  return `${show(numerator)}/${show(denominator)}`;
}

/** Publisher and date of an article in one line. */
export function originText(view: View, head: ArticleHead): string {
  const date =
    head.publishedAt === null ? view.labels.article.noDate.toLocaleLowerCase(view.lang) : formatDate(head.publishedAt, view.lang);
  return [head.publisher, date].filter((word) => word !== null).join(", ");
}

/** The real report behind the figures of an article, else its own page: where a reader checks for himself. Null when neither is a web address. */
export function sourceHref(head: ArticleHead): string | null {
  return safeHref(head.basedOn) ?? safeHref(head.url);
}
