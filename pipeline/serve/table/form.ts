import { html } from "hono/html";
import { formatNumber } from "../../labels/format.ts";
import { tablePageWords } from "../../labels/table-page.ts";
import type { Table, TableSpec } from "../../types/table.ts";
import { findIndicator } from "../figures.ts";
import { type Html, renderLanguageField } from "../layout.ts";
import type { IndicatorInfo } from "../services.ts";
import type { View } from "../view.ts";
import { TABLE_VIEWS } from "./look.ts";
import { type Asked, askedFields, askedHref, TABLE_BOUNDARIES, TABLE_PERIODS, TABLE_STATUSES, tableMeasures } from "./query.ts";

/** Another indicator has other dimensions, so it is chosen in a form of its own, which keeps years and boundaries. */
export function renderIndicatorForm(view: View, { specs, look }: Asked): Html {
  const words = view.labels.table;
  const [spec] = specs;
  const options = [...view.services.indicators, ...(view.services.ratios ?? [])].map((indicator) => ({
    value: indicator.code,
    label: indicator.label[view.lang],
  }));
  const kept = spec === undefined ? [] : Object.entries(keptOf(spec, look.view));
  return html`<form class="choices" action="/bang" method="get">
${renderSelect({ name: "chiso", label: words.chooseIndicator, options, selected: spec?.indicator ?? "" })}
${kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${renderLanguageField(view)}<button type="submit" class="quiet">${words.change}</button>
</form>`;
}

/** What stays when the indicator changes. */
function keptOf({ years, boundaries, period, changes, ranks, totals }: TableSpec, shown: string): Readonly<Record<string, string>> {
  return {
    nam: `${years.from}..${years.to}`,
    ranhgioi: boundaries,
    ...(period === undefined || period === "term" ? {} : { ky: period }),
    ...(changes ? { thaydoi: "1" } : {}),
    ...(ranks === undefined ? {} : { hang: ranks }),
    ...(totals ? { tong: "1" } : {}),
    ...(shown === "table" ? {} : { xem: shown }),
  };
}

/** The question of a table, every part of it. */
export function renderForm(view: View, { specs: [spec], look }: Asked): Html | "" {
  if (spec === undefined) return "";
  const { table: words, measures, statuses } = view.labels;
  const page = tablePageWords(view.lang);
  const indicator = findIndicator(view, spec.indicator);
  const year = (name: string, label: string, value: number) =>
    html`<div class="field"><label for="${name}">${label}</label><input id="${name}" name="${name}" type="number" min="1930" max="2100" required value="${value}"></div>`;
  const options = <T extends string>(values: readonly T[], labelOf: (value: T) => string) =>
    values.map((value) => ({ value, label: labelOf(value) }));
  return html`<form class="choices" action="/bang" method="get" aria-label="${words.choose}">
<input type="hidden" name="chiso" value="${spec.indicator}">${look.view === "table" ? "" : html`<input type="hidden" name="xem" value="${look.view}">`}
${renderDimensions(view, indicator, spec)}
${renderSelect({ name: "phep", label: words.measure, options: options(tableMeasures(indicator), (value) => measures[value]), selected: spec.measure })}
${renderSelect({ name: "trangthai", label: words.status, options: options(TABLE_STATUSES, (value) => statuses[value]), selected: spec.status })}
${year("tu", words.from, spec.years.from)}${year("den", words.to, spec.years.to)}
${renderSelect({ name: "ky", label: page.period, options: options(TABLE_PERIODS, (value) => page.periods[value]), selected: spec.period ?? "year" })}
${renderSelect({ name: "ranhgioi", label: words.boundaries, options: options(TABLE_BOUNDARIES, words.boundaryName), selected: spec.boundaries })}
${renderSelect({ name: "hang", label: page.ranks, options: options(["", "high", "low"] as const, (value) => page.rankOrder[value]), selected: spec.ranks ?? "" })}
<fieldset class="field"><legend>${page.also}</legend>${renderBox("thaydoi", page.changes, spec.changes === true)}${renderBox("tong", page.totals, spec.totals === true)}${renderBox("nghi", page.untrusted, spec.untrusted === true)}</fieldset>
${renderLanguageField(view)}<button type="submit">${words.submit}</button>
</form>`;
}

function renderBox(name: string, label: string, isChecked: boolean): Html {
  return html`<label class="box"><input type="checkbox" name="${name}" value="1"${isChecked ? html` checked` : ""}> ${label}</label>`;
}

function renderDimensions(view: View, indicator: IndicatorInfo | undefined, spec: TableSpec): Html[] {
  if (indicator === undefined) return [];
  return indicator.dims.map(({ name, label, values }) => {
    const codes = values.map((value) => ({ value: String(value.code), label: value.label[view.lang] }));
    const selected = spec.dims[name];
    return renderSelect({
      name,
      label: label[view.lang],
      options: [{ value: "", label: view.labels.table.all }, ...codes],
      selected: selected === undefined ? "" : String(selected),
    });
  });
}

interface Select {
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly selected: string;
}

/** A list to choose from, with its label; `name` is its id as well. */
export function renderSelect({ name, label, options, selected }: Select): Html {
  const option = (choice: Select["options"][number]) =>
    html`<option value="${choice.value}"${choice.value === selected ? html` selected` : ""}>${choice.label}</option>`;
  return html`<div class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}">${options.map(option)}</select></div>`;
}

/** The other ways to look at the same question, as links. */
export function renderViews(view: View, { specs, look }: Asked): Html {
  const words = tablePageWords(view.lang);
  const link = (name: (typeof TABLE_VIEWS)[number]) =>
    html`<li><a href="${askedHref(view, "/bang", { specs, look: { ...look, view: name } })}"${name === look.view ? html` aria-current="page"` : ""}>${words.view[name]}</a></li>`;
  return html`<nav class="views" aria-label="${words.views}"><ul>${TABLE_VIEWS.map(link)}</ul></nav>`;
}

/** Filters the rows of a table by the province's name; by script as one types. */
export function renderFilter(view: View, asked: Asked, shown: number): Html {
  const words = tablePageWords(view.lang);
  const { name } = asked.look;
  const all = askedHref(view, "/bang", { ...asked, look: { ...asked.look, name: "" } });
  return html`<form class="filter" action="/bang" method="get" role="search" aria-label="${words.filter}">${askedFields(view, asked, ["loc"])}
<label for="loc">${words.filterLabel}</label><div class="row"><input id="loc" name="loc" type="search" maxlength="60" value="${name}" autocomplete="off"><button type="submit" class="quiet">${words.filterSubmit}</button></div></form>
${name === "" ? "" : html`<p class="muted filtered">${words.filtered(formatNumber(shown, view.lang), name)} <a href="${all}">${words.clear}</a></p>`}`;
}

/** The provinces to pin, as boxes. */
export function renderPins(view: View, asked: Asked, table: Table): Html {
  const words = tablePageWords(view.lang);
  const { pins } = asked.look;
  const rows = table.rows.filter(({ cells }) => cells.some((cell) => cell !== null));
  const box = ({ province, name }: Table["rows"][number]) =>
    html`<label class="box"><input type="checkbox" name="ghim" value="${province}"${pins.includes(province) ? html` checked` : ""}> ${name}</label>`;
  return html`<details class="pins"><summary>${words.pins}${pins.length === 0 ? "" : ` (${pins.length})`}</summary><form action="/bang" method="get">${askedFields(view, asked, ["ghim"])}
<p class="muted">${words.pinsHelp}</p><div class="boxes">${rows.map(box)}</div><button type="submit" class="quiet">${words.pinsSubmit}</button></form></details>`;
}
