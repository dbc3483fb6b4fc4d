import { html } from "hono/html";
import { formatNumber, formatPeriod } from "../../labels/format.ts";
import { searchWords } from "../../labels/search.ts";
import { dimsText, indicatorLabel, originText, placeText, qualifierText, valueText } from "../figures.ts";
import type { Html } from "../layout.ts";
import { renderMarked } from "../parts.ts";
import type { View } from "../view.ts";
import type { Hit } from "./view.ts";

/** An article that answers: title, where it is from, its sentence with the words marked, some of its figures. */
export function renderHit(view: View, hit: Hit): Html {
  const { search } = view.labels;
  const { article, sentence } = hit;
  const figures = article.figures === 0 ? search.noFigures : search.figures(formatNumber(article.figures, view.lang));
  const about = article.place === null ? "" : `${placeText(view, article.place)} · `;
  return html`<li><article>
<h2><a href="${hit.href}">${article.title}</a></h2>
<p class="muted">${about}${originText(view, article)} · ${figures}${reprintText(view, hit)} · <a href="${hit.similar}">${searchWords(view.lang).similar}<span class="hidden">: ${article.title}</span></a></p>
<p class="sentence" lang="vi">${renderMarked(sentence.text, sentence.marks)}</p>
${renderFigures(view, hit)}
</article></li>`;
}

function renderFigures(view: View, { figures }: Hit): Html | "" {
  if (figures.length === 0) return "";
  return html`<ul class="hit-figures" aria-label="${searchWords(view.lang).figuresShown}">${figures.map((figure) => renderFigure(view, figure))}</ul>`;
}

/** "1.168 · Đảng viên mới kết nạp · Lạng Sơn · năm 2014", the value leading to its sentence. */
function renderFigure(view: View, { observation, href }: Hit["figures"][number]): Html {
  const { indicator, dims, place, period } = observation;
  const parts = [
    [indicatorLabel(view, indicator), dimsText(view, indicator, dims)].filter((word) => word !== "").join(", "),
    placeText(view, place),
    period === null ? "" : formatPeriod(period, view.lang),
    qualifierText(view, observation),
  ].filter((part) => part !== "");
  return html`<li><a href="${href}"><strong>${valueText(view, observation)}</strong></a> ${parts.join(" · ")}</li>`;
}

function reprintText(view: View, { reprints, reprintedFrom }: Hit): string {
  const words = searchWords(view.lang);
  if (reprintedFrom !== null) return ` · ${words.reprintOf(reprintedFrom)}`;
  return reprints === 0 ? "" : ` · ${words.reprints(formatNumber(reprints, view.lang))}`;
}
