import { makeTable } from "../compare/table.ts";
import { CODEBOOK } from "../extract/codebook.ts";
import { publisherProvince } from "../language/publishers.ts";
import { readReference } from "../language/reference.ts";
import type { ProvinceUnit } from "../types/province.ts";
import type { Store } from "../types/store.ts";
import type { Table, TableSpec } from "../types/table.ts";

/** Both systems as units of a table, the 63 first. */
export function provinceUnits(): readonly ProvinceUnit[] {
  const { units63, units34 } = readReference("provinces");
  return [
    ...units63.map(({ id, name, validFrom, validTo, mergedInto, region6 }) => ({
      id,
      name,
      system: 63 as const,
      validFrom,
      validTo,
      mergedInto,
      region: region6,
    })),
    ...units34.map(({ id, name, validFrom, validTo, mergedFrom, region6 }) => ({
      id,
      name,
      system: 34 as const,
      validFrom,
      validTo,
      mergedFrom,
      region: region6,
    })),
  ];
}

/** The comparison table of a question over what the store holds. */
export function tableOf(store: Store, spec: TableSpec): Table {
  return makeTable({
    spec,
    observations: store.observations({ indicator: spec.indicator, level: "province", status: spec.status }),
    provinces: provinceUnits(),
    homeOf: (head) => publisherProvince(head.publisher, head.url),
  });
}

/** The measure that a table of an indicator shows when none is asked for: the first of its declaration. */
export function usualMeasure(code: string): TableSpec["measure"] {
  return CODEBOOK.find((indicator) => indicator.code === code)?.measures[0] ?? "count";
}
