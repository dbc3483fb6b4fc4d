import { html } from "hono/html";
import { formatNumber } from "../../labels/format.ts";
import { searchWords } from "../../labels/search.ts";
import type { Html } from "../layout.ts";
import type { View } from "../view.ts";
import { FACETS, searchHref, toggled, without } from "./query.ts";
import { type FacetValueView, type FacetView, type SearchPage, valueLabel } from "./view.ts";

/** So many values of a facet are in sight; the others are one step away. */
const SHOWN = 8;

/** What the search is narrowed to, each value a link that takes it out; nothing where it is not. */
export function renderChosen(view: View, { request }: SearchPage): Html | "" {
  const words = searchWords(view.lang);
  const chosen = FACETS.flatMap((facet) => request[facet].map((value) => ({ facet, value })));
  if (chosen.length === 0) return "";
  const chip = ({ facet, value }: (typeof chosen)[number]) => {
    const label = valueLabel(view, facet, value);
    return html`<li><a class="chip" href="${searchHref(view, toggled(request, facet, value))}"><span class="hidden">${words.remove} </span><span class="facet">${words.facets[facet]}:</span> ${label} <span class="cross" aria-hidden="true">✕</span></a></li>`;
  };
  const all = chosen.length === 1 ? "" : html`<li><a href="${searchHref(view, without(request, FACETS))}">${words.removeAll}</a></li>`;
  return html`<div class="chosen"><h2>${words.chosen}</h2><ul>${chosen.map(chip)}${all}</ul></div>`;
}

/** The facets with their values as links; nothing where none has any. */
export function renderFacets(view: View, facets: readonly FacetView[]): Html | "" {
  const words = searchWords(view.lang);
  const shown = facets.filter(isTelling);
  if (shown.length === 0) return "";
  return html`<nav class="facets" id="thu-hep" aria-labelledby="facets"><h2 id="facets">${words.narrow}</h2>${shown.map((facet) => renderFacet(view, facet))}</nav>`;
}

/** Where nothing is found, what is chosen stands above; one degree of trust for all says nothing. */
function isTelling({ name, values }: FacetView): boolean {
  const found = values.filter(({ count }) => count > 0);
  return found.length > 1 || (found.length === 1 && (name !== "trust" || found[0]?.isChosen === true));
}

function renderFacet(view: View, { name, label, values }: FacetView): Html {
  const words = searchWords(view.lang);
  // What is chosen stays in sight, wherever it stands in the list.
  const chosen = values.filter(({ isChosen }) => isChosen);
  const others = values.filter(({ isChosen }) => !isChosen);
  const first = [...chosen, ...others.slice(0, Math.max(0, SHOWN - chosen.length))];
  const rest = others.slice(Math.max(0, SHOWN - chosen.length));
  const more =
    rest.length === 0
      ? ""
      : html`<details><summary>${words.more(formatNumber(rest.length, view.lang))}<span class="hidden"> (${label})</span></summary><ul>${rest.map((value) => renderValue(view, label, value))}</ul></details>`;
  return html`<section aria-labelledby="f-${name}"><h3 id="f-${name}">${label}</h3><ul>${first.map((value) => renderValue(view, label, value))}</ul>${more}</section>`;
}

function renderValue(view: View, facet: string, { label, count, isChosen, href }: FacetValueView): Html {
  const words = searchWords(view.lang);
  const counted = formatNumber(count, view.lang);
  if (isChosen)
    return html`<li><a class="is-chosen" rel="nofollow" href="${href}"><span><span class="hidden">${words.remove} ${facet}: </span>${label}</span> <span class="count">${counted} <span aria-hidden="true">✕</span></span></a></li>`;
  return html`<li><a rel="nofollow" href="${href}"><span>${label}</span> <span class="count">${counted}</span></a></li>`;
}
