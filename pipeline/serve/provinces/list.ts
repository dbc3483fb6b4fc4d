import { html } from "hono/html";
import { formatDate, formatNumber } from "../../labels/format.ts";
import { provinceWords } from "../../labels/province.ts";
import { foldAccents } from "../../language/fold.ts";
import type { TileMap } from "../../types/chart.ts";
import { renderDrawing } from "../drawing.ts";
import { type Html, renderPage } from "../layout.ts";
import { href, type View } from "../view.ts";
import { dayBefore, MERGER_DAY } from "./names.ts";
import { isUnchanged, type Relative } from "./relations.ts";
import type { ProvinceView } from "./view.ts";

type System = ProvinceView["system"];
const SYSTEMS: readonly System[] = ["34", "63"];

/** The page that lists the provinces of both systems, each with a map of what is known. */
export function renderProvinceList(view: View, { provinces }: { readonly provinces: readonly ProvinceView[] }): Html {
  const words = provinceWords(view.lang);
  const main = html`<h1>${words.title}</h1>
<p class="lead">${words.intro}</p>
<div class="filter" data-filter hidden><label for="loc">${words.filter}</label><input id="loc" type="search" autocomplete="off"><p class="muted" role="status" data-filter-none hidden>${words.filterNone}</p></div>
${SYSTEMS.map((system) =>
  renderSystem(
    view,
    system,
    provinces.filter((province) => province.system === system),
  ),
)}`;
  return renderPage(view, { title: words.title, main, section: "provinces", scripts: ["filter"], json: href(view, "/api/v1/provinces") });
}

function renderSystem(view: View, system: System, provinces: readonly ProvinceView[]): Html {
  const words = provinceWords(view.lang);
  const regions = [...new Set(provinces.map(({ region }) => region?.[view.lang] ?? words.noRegion))];
  const inRegion = (name: string) => provinces.filter(({ region }) => (region?.[view.lang] ?? words.noRegion) === name);
  return html`<section aria-labelledby="${`he-${system}`}"><h2 id="${`he-${system}`}">${words.systems[system]}</h2>
<div class="with-map">
${renderDrawing(view, coverageMap(view, system, provinces))}
<div class="scroll" role="region" aria-label="${`${words.systems[system]}: ${view.labels.table.scroll}`}" tabindex="0"><table class="plain listed">
<caption class="hidden">${words.systems[system]}</caption>
<thead><tr><th scope="col">${words.name}</th><th scope="col" class="number">${words.figures}</th><th scope="col" class="number">${words.articles}</th><th scope="col">${system === "34" ? words.becameOf : words.becameInto}</th></tr></thead>
${regions.map((region) => renderRegion(view, region, inRegion(region)))}
</table></div></div></section>`;
}

function renderRegion(view: View, region: string, provinces: readonly ProvinceView[]): Html {
  const row = (province: ProvinceView) => html`<tr data-name="${foldAccents(province.name)}">
<th scope="row"><a href="${province.href}">${province.name}</a>${untilText(view, province)}</th>
<td class="number">${formatNumber(province.figures, view.lang)}</td><td class="number">${formatNumber(province.articles, view.lang)}</td>
<td>${relationText(view, province)}</td></tr>`;
  return html`<tbody><tr class="region"><th colspan="4" scope="rowgroup">${region}</th></tr>${provinces.map(row)}</tbody>`;
}

/** The end of a unit that was gone before the others. */
function untilText(view: View, { validTo }: ProvinceView): Html | "" {
  if (validTo === null || validTo === MERGER_DAY) return "";
  return html` <span class="muted">(→ ${formatDate(dayBefore(validTo), view.lang)})</span>`;
}

function relationText(view: View, province: ProvinceView): Html | string {
  if (province.mergedInto !== null) return renderRelatives([province.mergedInto]);
  if (isUnchanged(province)) return provinceWords(view.lang).unchanged;
  return renderRelatives(province.mergedFrom);
}

/** Links to other provinces, parted by commas. */
export function renderRelatives(relatives: readonly Relative[]): Html {
  return html`${relatives.map(({ name, href: page }, i) => html`${i === 0 ? "" : ", "}<a href="${page}">${name}</a>`)}`;
}

/** How many figures there are of each province of a system. */
function coverageMap(view: View, system: System, provinces: readonly ProvinceView[]): TileMap {
  const words = provinceWords(view.lang);
  const standing = provinces.filter(({ validTo }) => validTo === null || validTo === MERGER_DAY);
  const known = standing.filter(({ figures }) => figures > 0).sort((a, b) => b.figures - a.figures);
  const number = (value: number) => formatNumber(value, view.lang);
  const [most] = known;
  return {
    kind: "tiles",
    system,
    lang: view.lang,
    title: words.mapTitle[system],
    description:
      most === undefined
        ? words.mapNothing
        : words.mapDescription(number(known.length), number(standing.length), most.name, number(most.figures)),
    unit: words.mapUnit,
    source: "",
    tiles: standing.map(({ id, name, figures, href: page }) => ({
      province: id,
      name,
      value: figures === 0 ? null : figures,
      text: figures === 0 ? "" : number(figures),
      href: page,
    })),
  };
}
