import type { ProvinceIndicatorTally, ProvinceTally } from "../types/store.ts";
import type { IndicatorInfo, Services } from "./services.ts";

/** What is known of one indicator: its figures without those of reprints, the provinces they are of, and the years they cover. */
export interface Coverage {
  readonly figures: number;
  readonly provinces: readonly string[];
  /** Null where no figure has a period. */
  readonly years: { readonly from: number; readonly to: number } | null;
}

/** What is known of an indicator, over figures of current articles. */
export function coverageOf({ store }: Pick<Services, "store">, { code }: Pick<IndicatorInfo, "code">): Coverage {
  const tally = store.tallies.indicators().get(code);
  return tally === undefined
    ? { figures: 0, provinces: [], years: null }
    : { figures: tally.figures, provinces: tally.provinces, years: tally.years };
}

/** What is known of each province of both systems, by id: 0 where nothing is. */
export function provinceCoverage({ store, provinces }: Pick<Services, "store" | "provinces">): ReadonlyMap<string, ProvinceTally> {
  const known = store.tallies.provinces();
  return new Map(provinces.map(({ id }) => [id, known.get(id) ?? { province: id, figures: 0, articles: 0, indicators: 0 }]));
}

/** The indicators that a province has results for, and of which years, in the order of the site's indicators. */
export function provinceIndicators(
  { store, indicators }: Pick<Services, "store" | "indicators">,
  province: string,
): readonly ProvinceIndicatorTally[] {
  const known = new Map(store.tallies.ofProvince(province).map((tally) => [tally.indicator, tally]));
  return indicators.flatMap(({ code }) => known.get(code) ?? []);
}

/** "2006–2026", or the one year. */
export function yearsText({ from, to }: { readonly from: number; readonly to: number }): string {
  return from === to ? String(from) : `${from}–${to}`;
}
