import { html } from "hono/html";
import { bulletinWords } from "../../labels/bulletin.ts";
import { formatFigure } from "../../labels/format.ts";
import type { FigureUse, UsedFigure } from "../../types/bulletin-desk.ts";
import type { TableSpec } from "../../types/table.ts";
import { dimsText, indicatorLabel, originText, valueText } from "../figures.ts";
import type { Html } from "../layout.ts";
import type { View } from "../view.ts";

/** What a question asks, in words. */
export function questionText(view: View, { indicator, dims }: Pick<TableSpec, "indicator" | "dims">): string {
  const more = dimsText(view, indicator, dims);
  return more === "" ? indicatorLabel(view, indicator) : `${indicatorLabel(view, indicator)} (${more})`;
}

/** Where a bulletin uses a figure: "Lạng Sơn, 2024-Q1 (kỳ này): 320". */
export function useText(view: View, { role, name, column, value, spec }: FigureUse): string {
  const words = bulletinWords(view.lang);
  return `${name}, ${column.key} (${words.roles[role]}): ${formatFigure({ ...value, measure: spec.measure }, view.lang)}`;
}

/** The figures of a bulletin under their questions; `row` makes the line of one. */
export function renderFigures(view: View, figures: readonly UsedFigure[], row: (used: UsedFigure) => Html): Html {
  const groups = new Map<string, UsedFigure[]>();
  for (const used of figures) {
    const [first] = used.uses;
    const name = first === undefined ? "" : questionText(view, first.spec);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [used]);
    else group.push(used);
  }
  return html`${[...groups].map(([name, group]) => html`<h3>${name}</h3><ul class="figure-list">${group.map(row)}</ul>`)}`;
}

/** What a line says of a figure: where it is used, as its report gives it, who says so, and what is doubtful. */
export function renderUse(view: View, { figure, uses }: UsedFigure): Html {
  const words = bulletinWords(view.lang);
  const [use] = uses;
  const name = use === undefined ? "" : `${use.name}, ${words.roles[use.role]}: `;
  const doubts = figure.doubts.map((doubt) => html` <span class="tag">${words.doubts[doubt]}</span>`);
  const derived = use?.value.kind === "derived" ? ` (${words.derived})` : "";
  return html`<span class="name">${name}</span><strong>${valueText(view, figure.observation)}</strong>${derived} <span class="muted">${originText(view, figure.article)}</span>${doubts}`;
}
