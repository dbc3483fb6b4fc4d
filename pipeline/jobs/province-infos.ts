import { regionName } from "../compare/regions.ts";
import { provinceById } from "../language/provinces.ts";
import type { ProvinceInfo } from "../serve/services.ts";
import { provinceUnits } from "./tables.ts";

/** The provinces of both systems as pages show them, the 63 (with Hà Tây) first. */
export function provinceInfos(): readonly ProvinceInfo[] {
  return provinceUnits().map(({ id, name, system, validFrom, validTo, mergedInto, region }) => ({
    id,
    name,
    system: system === 63 ? "63" : "34",
    fullName: provinceById(id)?.fullName ?? name,
    validFrom,
    validTo,
    ...(mergedInto === undefined ? {} : { mergedInto }),
    region: region === null ? null : regionName(region),
  }));
}
