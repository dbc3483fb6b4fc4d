/**
 * A slow, obvious table, written from architecture.md §4 and codebook.md without a look at pipeline/compare: no maps, no sorting, no shared code; every cell asks all
 * observations again. It knows one report an article, exact bounds and few provinces, and says only values: who wins among rivals is tested in candidates.test.ts.
 */
import type { StoredObservation } from "../../pipeline/types/store.ts";

/** Hà Nội with Hà Tây to mid 2008, Tuyên Quang out of two, Cao Bằng unchanged. Written out by hand. */
export const OLD = ["63-01", "63-28", "63-02", "63-08", "63-04"];
export const NEW = ["34-01", "34-08", "34-04"];
const PARTS: Readonly<Record<string, readonly string[]>> = {
  "34-01": ["63-01", "63-28"],
  "34-08": ["63-02", "63-08"],
  "34-04": ["63-04"],
};

export function partsOf(province: string, year: number): readonly string[] {
  if (year > 2025) return [];
  return (PARTS[province] ?? []).filter((part) => part !== "63-28" || year <= 2007);
}

export function stands(province: string, year: number): boolean {
  if (province.startsWith("34-")) return year >= 2025;
  return province === "63-28" ? year <= 2007 : year <= 2024;
}

/** The only figure of this measure that the province has of the whole year, if it has one. */
export function toldOf(stored: readonly StoredObservation[], province: string, year: number, indicator: string): StoredObservation | null {
  for (const one of stored) {
    const { observation: o } = one;
    if (o.place.province !== province || o.indicator !== indicator || o.period === null) continue;
    if ("at" in o.period ? o.period.at.startsWith(`${year}-`) : o.period.from === `${year}-01-01` && o.period.to === `${year}-12-31`)
      return one;
  }
  return null;
}

/** Counts: the sum, and none when a part is missing. */
export function sumOf(stored: readonly StoredObservation[], provinces: readonly string[], year: number, indicator: string): number | null {
  let sum = 0;
  for (const province of provinces) {
    const told = toldOf(stored, province, year, indicator);
    if (told === null) return null;
    sum += told.observation.value;
  }
  return sum;
}

/** Halves up, two decimals, on whole numbers of any size: `100 × top / bottom`. */
export function percentOf(top: bigint, bottom: bigint): number {
  const hundredths = (2n * 10_000n * top + bottom) / (2n * bottom);
  return Number(hundredths) / 100;
}

/** A share of provinces together, each with numerator and denominator, or with a share and the number rated. Null when one has neither. */
export function shareOf(stored: readonly StoredObservation[], provinces: readonly string[], year: number): number | null {
  let [top, bottom] = [0n, 0n];
  for (const province of provinces) {
    const told = toldOf(stored, province, year, "orgs.rating")?.observation;
    const rated = toldOf(stored, province, year, "orgs.rated")?.observation;
    if (told === undefined) return null;
    if (told.numerator !== undefined && told.denominator !== undefined) {
      top += BigInt(told.numerator) * 1000n;
      bottom += BigInt(told.denominator) * 1000n;
    } else if (rated !== undefined && rated.value > 0) {
      top += BigInt(Math.round(told.value * 10)) * BigInt(rated.value);
      bottom += BigInt(rated.value) * 1000n;
    } else return null;
  }
  return bottom === 0n ? null : percentOf(top, bottom);
}
