import { DamerauLevenshteinDistance } from "natural/lib/natural/distance/index.js";
import { foldAccents } from "./fold.ts";
import { readReference } from "./reference.ts";

/** `63`: the provinces to 2025-06-30 (with Hà Tây to 2008-07); `34`: those since 2025-07-01. */
export type ProvinceSystem = "63" | "34";

export interface Province {
  readonly id: string;
  readonly name: string;
  /** With its kind: "Tỉnh Lạng Sơn". */
  readonly fullName: string;
  readonly isCity: boolean;
  /** First day on which it no longer exists; null while it does. */
  readonly validTo: string | null;
}

/** The day on which the 63 provinces became 34 (resolution 202/2025/QH15). */
export const MERGER_DAY = "2025-07-01";

/** The units of one system in the order of their codes; Hà Tây is among the `63`, with the day of its end. */
export function provinces(system: ProvinceSystem): readonly Province[] {
  const file = readReference("provinces");
  const units = system === "63" ? file.units63 : file.units34;
  return units.map(({ id, name, fullName, type, validTo }) => ({ id, name, fullName, isCity: type !== "tỉnh", validTo }));
}

/** The unit with this id ("63-20", "34-08"), null if there is none. */
export function provinceById(id: string): Province | null {
  const system = id.startsWith("34-") ? "34" : "63";
  return provinces(system).find((province) => province.id === id) ?? null;
}

/**
 * The unit of today that a province went into; a unit of the 34 is its own successor. Null for an unknown id.
 *
 * @example successor("63-02") === "34-08"
 */
export function successor(id: string): string | null {
  const { units63, units34 } = readReference("provinces");
  if (units34.some((unit) => unit.id === id)) return id;
  const unit = units63.find((candidate) => candidate.id === id);
  if (unit === undefined) return null;
  return unit.mergedInto.startsWith("63-") ? successor(unit.mergedInto) : unit.mergedInto;
}

/**
 * The provinces of the 63 that make up a unit of the 34; a unit of the 63 is its own only part. Empty for an unknown id.
 *
 * @example parts("34-08") // ["63-02", "63-08"]
 */
export function parts(id: string): readonly string[] {
  const { units63, units34 } = readReference("provinces");
  if (units63.some((unit) => unit.id === id)) return [id];
  return units34.find((unit) => unit.id === id)?.mergedFrom ?? [];
}

/** Was this unit run by the centre as a city on that day? Huế since 2025-01-01; three provinces became cities in 2026. */
export function isCentralCity(id: string, date: string | null): boolean {
  const { units63, units34 } = readReference("provinces");
  const unit = units63.find((candidate) => candidate.id === id) ?? units34.find((candidate) => candidate.id === id);
  if (unit === undefined) return false;
  const then =
    date === null
      ? undefined
      : unit.history.find((state) => state.type !== undefined && (state.from ?? "") <= date && (state.to == null || date < state.to));
  return (then?.type ?? unit.type) !== "tỉnh";
}

export type ResolvedProvince =
  | { readonly id: string }
  | { readonly suggestions: readonly { readonly id: string; readonly name: string }[] };

/** "TP. Hồ Chí Minh", "tp hcm", "Tỉnh Lạng Sơn" → what is left without the kind, dots and dashes, accents folded. */
function searchKey(text: string): string {
  const plain = foldAccents(text)
    .replace(/[.,\-–—]+/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();
  return plain.replace(/^(?:tinh|thanh pho|thu do|t p|tp)\s+/u, "");
}

/**
 * What a user means by a province: an id ("63-20"), a name with or without accents and kind ("Lạng Sơn", "lang son", "tp hcm").
 * Without an exact reading it gives up to five near names, the nearest first. `system` says which units a name stands for.
 */
export function resolveProvince(text: string, system: ProvinceSystem = "63"): ResolvedProvince {
  const typed = text.trim();
  if (provinceById(typed) !== null) return { id: typed };
  const wanted = searchKey(typed);
  const near: { id: string; name: string; distance: number }[] = [];
  for (const unit of unitsFor(system)) {
    const keys = new Set(
      [unit.name, ...unit.aliases, ...unit.weakAliases.filter((alias) => alias.length > 3 || alias === "HCM")].map(searchKey),
    );
    if (keys.has(wanted)) return { id: unit.id };
    const distance = Math.min(...[...keys].map((key) => DamerauLevenshteinDistance(wanted, key)));
    near.push({ id: unit.id, name: unit.name, distance });
  }
  const limit = Math.max(2, Math.ceil(wanted.length / 3));
  const suggestions = near.filter((unit) => unit.distance <= limit).sort((a, b) => a.distance - b.distance);
  return { suggestions: suggestions.slice(0, 5).map(({ id, name }) => ({ id, name })) };
}

/** The units of the system first, so that they win; then those of the other one, whose names users also type. */
function unitsFor(system: ProvinceSystem) {
  const { units63, units34 } = readReference("provinces");
  const rest34 = units34.filter((unit) => !units63.some((old) => old.name === unit.name || unit.mergedFrom.length === 1));
  const rest63 = units63.filter((unit) => !units34.some((merged) => merged.name === unit.name));
  return system === "63" ? [...units63, ...rest34] : [...units34, ...rest63];
}
