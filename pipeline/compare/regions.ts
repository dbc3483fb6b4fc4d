import type { Label } from "../types/indicator.ts";

/** A socio-economic region: its code in corpus/reference/provinces.json, and the names that reports use. */
interface Region {
  readonly code: string;
  readonly name: Label;
  readonly alsoCalled?: readonly string[];
}

/** The six regions of the 63 provinces and the six of the 34 (corpus/reference/provinces.json, `regions`); four names are in both, with other provinces. */
const REGIONS: readonly Region[] = [
  {
    code: "TDMNPB",
    name: { vi: "Trung du và miền núi phía Bắc", en: "Northern Midlands and Mountains" },
    alsoCalled: ["miền núi phía bắc", "trung du, miền núi phía bắc", "trung du và miền núi bắc bộ", "trung du, miền núi bắc bộ"],
  },
  { code: "DBSH", name: { vi: "Đồng bằng sông Hồng", en: "Red River Delta" } },
  {
    code: "BTBDHMT",
    name: { vi: "Bắc Trung Bộ và duyên hải miền Trung", en: "North Central and Central Coast" },
    alsoCalled: ["bắc trung bộ và duyên hải trung bộ"],
  },
  { code: "BTB", name: { vi: "Bắc Trung Bộ", en: "North Central" } },
  { code: "TN", name: { vi: "Tây Nguyên", en: "Central Highlands" } },
  {
    code: "DHNTBTN",
    name: { vi: "Duyên hải Nam Trung Bộ và Tây Nguyên", en: "South Central Coast and Central Highlands" },
    alsoCalled: ["nam trung bộ và tây nguyên"],
  },
  { code: "DNB", name: { vi: "Đông Nam Bộ", en: "South East" } },
  { code: "DBSCL", name: { vi: "Đồng bằng sông Cửu Long", en: "Mekong Delta" } },
];

const BY_NAME: ReadonlyMap<string, string> = new Map(
  REGIONS.flatMap(({ code, name, alsoCalled = [] }) => [name.vi.toLowerCase(), ...alsoCalled].map((one): [string, string] => [one, code])),
);

/** What may stand before a region's name: "vùng", "khu vực", "các tỉnh". */
const BEFORE = /^(?:các tỉnh |vùng |khu vực )+/u;

/** The code of a region by its name as written; null for one that is none of them ("Tây Bắc", "miền Trung"). */
export function regionOf(name: string): string | null {
  return BY_NAME.get(name.normalize("NFC").trim().toLowerCase().replace(BEFORE, "")) ?? null;
}

/** The name of a region by its code; the code itself when there is none. */
export function regionName(code: string): Label {
  return REGIONS.find((region) => region.code === code)?.name ?? { vi: code, en: code };
}
