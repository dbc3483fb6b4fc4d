import { apiWords } from "../../labels/api.ts";
import type { Observation } from "../../types/observation.ts";
import type { ArticleHead } from "../../types/store.ts";
import { articleHref, dimsText, indicatorLabel, originText, periodText, placeText, qualifierText, valueText } from "../figures.ts";
import { siteAddress } from "../site-address.ts";
import type { View } from "../view.ts";
import { escapeHtml, type FeedEntry } from "./atom.ts";

/** How many figures of an article an entry tells. */
const FIGURES = 12;

/** An article that is new here, with those of its figures that the feed is about. `figures` of them are told, of `of` that there are. */
export interface News {
  readonly head: ArticleHead;
  readonly figures: readonly Observation[];
  readonly of: number;
}

/** The news as an entry: the figures in words, each leading to its sentence. */
export function entryOf(view: View, { head, figures, of }: News): FeedEntry {
  const site = siteAddress(view);
  const shown = figures.slice(0, FIGURES);
  const line = (figure: Observation) =>
    `<li><a href="${escapeHtml(site + articleHref(view, head.id, figure.start))}">${escapeHtml(figureText(view, figure))}</a></li>`;
  const rest = of > shown.length ? `<p>${escapeHtml(apiWords(view.lang).moreFigures(of - shown.length))}</p>` : "";
  return {
    name: `article/${head.id}`,
    title: head.title,
    href: site + articleHref(view, head.id),
    updated: head.fetchedAt,
    published: head.publishedAt,
    author: head.publisher,
    content: `<p>${escapeHtml(originText(view, head))}</p>${shown.length === 0 ? "" : `<ul>${shown.map(line).join("")}</ul>`}${rest}`,
  };
}

/** "1.168 Đảng viên mới kết nạp, nữ — Lạng Sơn, năm 2014 (văn bản nói rõ)". */
export function figureText(view: View, observation: Observation): string {
  const { indicator, dims, place } = observation;
  const subject = [indicatorLabel(view, indicator), dimsText(view, indicator, dims), qualifierText(view, observation)];
  return `${valueText(view, observation)} ${subject.filter((word) => word !== "").join(", ")} — ${placeText(view, place)}, ${periodText(view, observation)}`;
}
