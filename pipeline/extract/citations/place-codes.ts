import type { PlaceMention } from "../../language/gazetteer.ts";
import { parts } from "../../language/provinces.ts";
import type { Place } from "../../types/observation.ts";
import { firstFrom } from "./groups.ts";
import type { CitationText } from "./text.ts";

/** What it takes to write the place of a committee into an id. */
export interface PlaceCodes {
  readonly source: CitationText;
  /** Named places by the word for their kind. */
  readonly placesByKind: ReadonlyMap<string, readonly PlaceMention[]>;
}

/** A document of before the merger is one of the old province, if the new one is made of a single old one. */
function oldUnit(province: string | null, issued: string | null): string | null {
  if (province === null || !province.startsWith("34-") || issued === null || issued >= "2025-07") return province;
  const old = parts(province);
  return old.length === 1 ? (old[0] as string) : province;
}

export function inOldUnit(place: Place | null, issued: string | null): Place | null {
  return place === null ? null : { ...place, province: oldUnit(place.province, issued) };
}

/** `63-20`, or `63-92/Cái Răng` below the province; `?` for what is not known. */
export function placeCode(context: PlaceCodes, input: { issuer: string; place: Place | null; run: { from: number; to: number } }): string {
  const { source } = context;
  const { issuer, place, run } = input;
  const province = place?.province ?? source.province ?? "?";
  if (/(?:TU|UBND|HĐND)$/u.test(issuer) && (place === null || place.level === "province")) return province;
  if (place !== null && place.level !== "province" && place.name !== null) return `${province}/${bareName(place.name)}`;
  const near = nearestPlace(context, { kind: KIND_OF_SIGN.get(issuer) ?? kindOf(source, run), at: run.from });
  return `${near?.province ?? province}/${near?.name == null ? "?" : bareName(near.name)}`;
}

/** Whose sign it is when nothing but the sign says: the committee of the nearest place of this kind. */
const KIND_OF_SIGN = new Map([
  ["HU", "huyện"],
  ["QU", "quận"],
  ["TXU", "thị"],
  ["ThU", "thành"],
  ["ĐUK", "khối"],
]);

const KIND_WORDS =
  /^(?:huyện đảo|huyện|quận|thị xã|thành phố|tp\.?|t\.p\.?|tx\.?|t\.x\.?|xã|phường|thị trấn|tt\.?|đặc khu) ?(?=[\p{Lu}\d])/iu;

/** "huyện Phong Điền" → "Phong Điền": ids leave the word for the kind out. */
function bareName(name: string): string {
  return name.replace(KIND_WORDS, "");
}

const KIND_KEYS = new Set(["huyện", "quận", "xã", "phường", "thị", "thành", "tp", "khối"]);

/**
 * The place that "Đảng bộ huyện" or the sign HU means where no name stands with it: the nearest named one of that kind before, else the first
 * after. Null when the article names none.
 */
function nearestPlace({ placesByKind }: PlaceCodes, wanted: { kind: string | null; at: number }): Place | null {
  const named = placesByKind.get(wanted.kind ?? "") ?? [];
  const at = firstFrom(named, wanted.at, (place) => place.from);
  return (named[at - 1] ?? named[0])?.place ?? null;
}

export function groupPlaces(source: CitationText): PlaceCodes["placesByKind"] {
  const groups = new Map<string, PlaceMention[]>();
  for (const mention of source.places) {
    const kind = mention.place.name === null ? null : kindOf(source, mention);
    if (kind === null) continue;
    const group = groups.get(kind);
    if (group === undefined) groups.set(kind, [mention]);
    else group.push(mention);
  }
  return groups;
}

function kindOf({ layers }: CitationText, run: { from: number; to: number }): string | null {
  for (let i = run.from; i < run.to; i++) {
    const key = layers.tokens[i]?.key ?? "";
    if (KIND_KEYS.has(key)) return key === "tp" ? "thành" : key;
  }
  return null;
}
