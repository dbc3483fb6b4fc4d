import type { Observation } from "../types/observation.ts";
import type { IndicatorInfo, Services } from "./services.ts";

/** What is known of one indicator: its figures without those of reprints, the provinces they are of, and the years they cover. */
export interface Coverage {
  readonly figures: number;
  readonly provinces: readonly string[];
  /** Null where no figure has a period. */
  readonly years: { readonly from: number; readonly to: number } | null;
}

/** What is known of an indicator, over figures of current articles. */
export function coverageOf(services: Services, indicator: IndicatorInfo): Coverage {
  const provinces = new Set<string>();
  const years: number[] = [];
  const stored = services.store.observations({ indicator: indicator.code });
  for (const { observation } of stored) {
    if (observation.place.province !== null) provinces.add(observation.place.province);
    const year = yearOf(observation);
    if (year !== null) years.push(year);
  }
  return {
    figures: stored.filter(({ head }) => head.reprintOf === undefined).length,
    provinces: [...provinces].sort(),
    years: spanOf(years),
  };
}

/** The least and the greatest; no spreading, which fails on very long lists. */
function spanOf(years: readonly number[]): Coverage["years"] {
  if (years.length === 0) return null;
  return { from: years.reduce((least, year) => Math.min(least, year)), to: years.reduce((greatest, year) => Math.max(greatest, year)) };
}

/** "2006–2026", or the one year. */
export function yearsText({ from, to }: { readonly from: number; readonly to: number }): string {
  return from === to ? String(from) : `${from}–${to}`;
}

function yearOf({ period }: Observation): number | null {
  if (period === null) return null;
  const date = "at" in period ? period.at : (period.to ?? period.from);
  return date === null ? null : Number(date.slice(0, 4));
}
