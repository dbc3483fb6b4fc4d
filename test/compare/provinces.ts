import { readFileSync } from "node:fs";
import type { ProvinceUnit } from "../../pipeline/types/province.ts";
import type { TableSpec } from "../../pipeline/types/table.ts";

const file = new URL("../../corpus/reference/provinces.json", import.meta.url);
const { units63, units34 }: Record<"units63" | "units34", readonly Omit<ProvinceUnit, "system" | "region">[]> = JSON.parse(
  readFileSync(file, "utf8"),
);

function unitsOf(system: 63 | 34, units: readonly Omit<ProvinceUnit, "system" | "region">[]): readonly ProvinceUnit[] {
  return units.map((unit) => ({ ...unit, system, region: null }));
}

/** The real provinces of both systems. 34-08 (Tuyên Quang) is 63-02 (Hà Giang) and 63-08; 34-04 (Cao Bằng) is 63-04 unchanged. */
export const provinces = [...unitsOf(63, units63), ...unitsOf(34, units34)];

export function makeSpec(fields: Partial<TableSpec> = {}): TableSpec {
  return {
    indicator: "members.admitted",
    dims: {},
    measure: "count",
    status: "actual",
    years: { from: 2014, to: 2016 },
    boundaries: "then",
    ...fields,
  };
}

/** The calendar year as a flow's period. */
export function yearOf(year: number): { from: string; to: string } {
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}
