import type { ProvinceUnit } from "../types/province.ts";

/** First and last day, ISO, of a stretch of time: a column of a table. */
interface Stretch {
  readonly from: string;
  readonly to: string;
}

/** Does the unit exist on at least one day of it? */
export function existsIn(unit: ProvinceUnit, { from, to }: Stretch): boolean {
  return (unit.validFrom === null || unit.validFrom <= to) && (unit.validTo === null || unit.validTo > from);
}

/** Does the unit exist when it ends? At the end of 2007: 64 with Hà Tây; of 2008 to 2024: 63; from 2025: 34. */
export function standsAtEndOf(unit: ProvinceUnit, { to }: Stretch): boolean {
  return (unit.validFrom === null || unit.validFrom <= to) && (unit.validTo === null || unit.validTo > to);
}

/** Ids of the units of one system by the unit of today that holds their land now. Hà Tây goes by way of Hà Nội. */
function unitOfToday(unit: ProvinceUnit, byId: ReadonlyMap<string, ProvinceUnit>): string | null {
  let at: ProvinceUnit | undefined = unit;
  for (let steps = 0; at !== undefined && steps < 8; steps++) {
    if (at.validTo === null) return at.id;
    at = at.mergedInto === undefined ? undefined : byId.get(at.mergedInto);
  }
  return null;
}

/** For each unit of today, the former units whose land is in it, in the order of `provinces`. */
export function formerUnits(provinces: readonly ProvinceUnit[]): ReadonlyMap<string, readonly ProvinceUnit[]> {
  const byId = new Map(provinces.map((unit) => [unit.id, unit]));
  const former = new Map<string, ProvinceUnit[]>();
  for (const unit of provinces) {
    const today = unitOfToday(unit, byId);
    if (today === null || today === unit.id) continue;
    former.set(today, [...(former.get(today) ?? []), unit]);
  }
  return former;
}

/**
 * The former units whose figures of a column make up a unit of today: those that stood at its end; in the column in which the former system ended, those
 * that stood when it began.
 */
export function partsIn(column: Stretch, former: readonly ProvinceUnit[]): readonly ProvinceUnit[] {
  const atEnd = former.filter((unit) => standsAtEndOf(unit, column));
  return atEnd.length > 0 ? atEnd : former.filter((unit) => existsIn(unit, column));
}
