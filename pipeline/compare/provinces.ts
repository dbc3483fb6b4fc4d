import type { ProvinceUnit } from "../types/province.ts";

/** Does the unit exist on at least one day of the year? */
export function existsIn(unit: ProvinceUnit, year: number): boolean {
  return (unit.validFrom === null || unit.validFrom <= `${year}-12-31`) && (unit.validTo === null || unit.validTo > `${year}-01-01`);
}

/** Does the unit exist when the year ends? 2007: 64 with Hà Tây; 2008 to 2024: 63; from 2025: 34. */
export function standsAtEndOf(unit: ProvinceUnit, year: number): boolean {
  return (unit.validFrom === null || unit.validFrom <= `${year}-12-31`) && (unit.validTo === null || unit.validTo > `${year}-12-31`);
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
 * The former units whose figures of a year make up a unit of today: those that stood at the end of the year; in the year in which the former system
 * ended, those that stood when it began.
 */
export function partsIn(year: number, former: readonly ProvinceUnit[]): readonly ProvinceUnit[] {
  const atEnd = former.filter((unit) => standsAtEndOf(unit, year));
  return atEnd.length > 0 ? atEnd : former.filter((unit) => existsIn(unit, year));
}
