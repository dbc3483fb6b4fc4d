import { html } from "hono/html";
import { formatNumber } from "../../labels/format.ts";
import type { Dims, Measure } from "../../types/observation.ts";
import type { TableSpec } from "../../types/table.ts";
import { dimsText } from "../figures.ts";
import type { Html } from "../layout.ts";
import type { IndicatorInfo, Services } from "../services.ts";
import type { View } from "../view.ts";
import { TABLE_STATUSES, tableHref, tableMeasures } from "./query.ts";

/** One question about an indicator that provinces have answered: dimensions, measure and status, and how many figures of them a table could show. */
export interface Variant {
  readonly dims: Dims;
  readonly measure: Measure;
  readonly status: (typeof TABLE_STATUSES)[number];
  readonly figures: number;
}

const SHOWN_VARIANTS = 12;

/** The questions about an indicator that have an answer, results before targets, the most answered first, among equals the widest. */
export function variantsOf({ store }: Pick<Services, "store">, indicator: IndicatorInfo): readonly Variant[] {
  const measures = tableMeasures(indicator);
  const answered = store.tallies.questions(indicator.code).filter(({ measure }) => measures.includes(measure));
  return answered
    .map(({ dims, measure, status, figures }) => ({ dims, measure, status, figures }))
    .sort((a, b) => rankOf(a.status) - rankOf(b.status) || b.figures - a.figures || widthOf(a.dims) - widthOf(b.dims));
}

/** The question about an indicator that provinces have answered most; nothing where none has been. */
export function fullestQuestion(services: Services, indicator: IndicatorInfo): Partial<Pick<Variant, "dims" | "measure" | "status">> {
  const [fullest] = variantsOf(services, indicator);
  return fullest === undefined ? {} : { dims: fullest.dims, measure: fullest.measure, status: fullest.status };
}

const rankOf = (status: Variant["status"]): number => TABLE_STATUSES.indexOf(status);

const widthOf = (dims: Dims): number => Object.keys(dims).length;

/** Links to the questions that have an answer, but for the one that was asked; "" when there is no other. */
export function renderVariants(view: View, spec: TableSpec, variants: readonly Variant[]): Html | "" {
  const { table: words } = view.labels;
  const asked = nameOf(view, spec.indicator, spec);
  const others = variants.filter((variant) => nameOf(view, spec.indicator, variant) !== asked).slice(0, SHOWN_VARIANTS);
  if (others.length === 0) return "";
  const { indicator, years, boundaries } = spec;
  const item = (variant: Variant) => {
    const { dims, measure, status } = variant;
    const link = tableHref(view, { indicator, dims, measure, status, years, boundaries });
    return html`<li><a href="${link}">${nameOf(view, indicator, variant)}</a> <span class="muted">(${words.variantFigures(formatNumber(variant.figures, view.lang))})</span></li>`;
  };
  return html`<section aria-labelledby="variants"><h2 id="variants">${words.variants}</h2><ul>${others.map(item)}</ul></section>`;
}

function nameOf(
  view: View,
  indicator: string,
  { dims, measure, status }: Pick<Variant, "dims" | "measure" | "status"> | TableSpec,
): string {
  const { measures, statuses, table } = view.labels;
  return [dimsText(view, indicator, dims) || table.all, measures[measure], statuses[status]].join(" · ");
}
