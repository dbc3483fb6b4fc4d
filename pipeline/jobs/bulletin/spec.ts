import { regionName, regionOf } from "../../compare/regions.ts";
import { unitsIn } from "../../compare/totals.ts";
import { foldAccents } from "../../language/fold.ts";
import { parts, provinceById, resolveProvince, successor } from "../../language/provinces.ts";
import type { BulletinSpec } from "../../types/bulletin.ts";
import { WrongUse } from "../../types/errors.ts";
import type { ProvinceUnit } from "../../types/province.ts";
import type { Boundaries, Column } from "../../types/table.ts";
import { provinceUnits } from "../tables.ts";
import { readPeriod, shorten } from "./period.ts";
import { topicsNamed } from "./topics.ts";

/** A bulletin as people ask for it, on the command line, in a web form or in a file of a series; what is absent or empty is as usual. */
export interface SpecWords {
  /** `2024`, `2024-H1`, `2024-Q1`, `2024-03`. */
  readonly period: string;
  /** Ids (`63-20`), names ("Lạng Sơn"), regions (`region:TN`, "tay-nguyen"), in one text with commas or one by one; absent: all. */
  readonly provinces?: string | readonly string[] | undefined;
  /** Names of corpus/bulletins/topics.yaml; absent: all. */
  readonly topics?: string | readonly string[] | undefined;
  /** `then` (usual), `now`. */
  readonly boundaries?: string | undefined;
  /** `leave-out` (usual), `mark`; also `leave_out`. */
  readonly doubtful?: string | undefined;
  /** `vi` (usual), `en`. */
  readonly lang?: string | undefined;
  /** Ids of figures that the writer struck out. */
  readonly without?: string | readonly string[] | undefined;
}

/** Twelve hexadecimal digits (store/decisions.ts). */
const FIGURE_ID = /^[0-9a-f]{12}$/u;

/** What a bulletin is asked for, read and checked: `provinces` as ids in the order of the reference, `topics` all by name. Throws WrongUse with what is allowed. */
export function readSpec(words: SpecWords): BulletinSpec {
  const { column } = readPeriod(words.period);
  const boundaries = choose(words.boundaries, ["then", "now"], "Ranh giới");
  return {
    period: column.key,
    provinces: readProvinces(listOf(words.provinces), { boundaries, column }),
    topics: topicsNamed(listOf(words.topics)).map(({ name }) => name),
    boundaries,
    doubtful: choose(words.doubtful?.replace("-", "_"), ["leave_out", "mark"], "Cách xử lý số liệu còn nghi ngờ"),
    lang: choose(words.lang, ["vi", "en"], "Ngôn ngữ"),
    without: readIds(listOf(words.without)),
  };
}

function listOf(words: SpecWords["provinces"]): readonly string[] {
  const list = words === undefined ? [] : typeof words === "string" ? words.split(",") : words;
  return list.map((word) => word.trim()).filter((word) => word !== "");
}

/** One of the values; the first where nothing is said. */
function choose<T extends string>(text: string | undefined, values: readonly [T, ...T[]], what: string): T {
  if (text === undefined || text.trim() === "") return values[0];
  const found = values.find((value) => value === text.trim());
  if (found !== undefined) return found;
  throw new WrongUse(`${what} "${shorten(text)}" không có.`, `Có thể viết: ${values.join(", ").replace("_", "-")}.`);
}

function readIds(ids: readonly string[]): readonly string[] {
  for (const id of ids)
    if (!FIGURE_ID.test(id))
      throw new WrongUse(`"${shorten(id)}" không phải mã số liệu.`, "Mã gồm 12 chữ số và chữ a–f, lấy từ bản xem trước.");
  return [...new Set(ids)].sort();
}

interface Setting {
  readonly boundaries: Boundaries;
  readonly column: Column;
}

/** The units that a bulletin can be about: those that stand when its period ends, or those of today. */
export function unitsOf({ boundaries, column }: Setting): readonly ProvinceUnit[] {
  const spec = {
    indicator: "members.admitted",
    dims: {},
    measure: "count",
    status: "actual",
    years: { from: column.year, to: column.year },
  } as const;
  return unitsIn({ ...spec, boundaries }, provinceUnits(), column);
}

/** Ids in the order of the reference; one province or region may be named twice. All of them are the same as none named. */
function readProvinces(words: readonly string[], setting: Setting): readonly string[] {
  const units = unitsOf(setting);
  const wanted = new Set(words.flatMap((word) => regionUnits(word, units) ?? [unitNamed(word, units, setting).id]));
  return wanted.size === units.length ? [] : units.flatMap(({ id }) => (wanted.has(id) ? [id] : []));
}

/** What is left of a name for looking up: no accents, dashes as spaces. */
const keyOf = (text: string): string =>
  foldAccents(text)
    .replace(/[-–_,\s]+/gu, " ")
    .trim();

/** The units of a region; null for a word that is none ("TN" after "region:", "Tây Nguyên", "tay-nguyen"). Throws WrongUse for "region:" with an unknown code. */
function regionUnits(word: string, units: readonly ProvinceUnit[]): readonly string[] | null {
  const codes = [...new Set(units.flatMap(({ region }) => region ?? []))];
  const asked = /^region:\s*(?:(?:63|34)-)?(.+)$/iu.exec(word)?.[1];
  const said = asked ?? word;
  const code =
    (asked === undefined ? undefined : codes.find((one) => one === said.toUpperCase())) ??
    codes.find((one) => one === regionOf(said) || keyOf(regionName(one).vi) === keyOf(said).replace(/^(?:vung|khu vuc|cac tinh) /u, ""));
  if (code !== undefined) return units.filter(({ region }) => region === code).map(({ id }) => id);
  if (asked === undefined) return null;
  const all = codes.map((one) => `region:${one} (${regionName(one).vi})`).join(", ");
  throw new WrongUse(`Không có vùng "${shorten(said)}" trong kỳ này.`, `Các vùng: ${all}.`);
}

function unitNamed(word: string, units: readonly ProvinceUnit[], setting: Setting): ProvinceUnit {
  const system = units[0]?.id.startsWith("34-") === true ? "34" : "63";
  const resolved = resolveProvince(word, system);
  if (!("id" in resolved)) {
    const near = resolved.suggestions.map(({ id, name }) => `${name} (${id})`).join(", ");
    throw new WrongUse(
      `Không có tỉnh hay vùng "${shorten(word)}".`,
      near === "" ? "Viết tên tỉnh, mã như 63-20, 34-08, hoặc vùng như region:TN." : `Có phải là: ${near}?`,
    );
  }
  const found = units.find(({ id }) => id === resolved.id);
  if (found === undefined) throw notOfPeriod(resolved.id, units, setting);
  return found;
}

/** A province of the other system, or one that was no more: which ones stand for its land. */
function notOfPeriod(id: string, units: readonly ProvinceUnit[], { boundaries, column }: Setting): WrongUse {
  const nameOf = (one: string): string => `${provinceById(one)?.name ?? one} (${one})`;
  const others = [successor(id) ?? "", ...parts(id)].filter((one) => units.some((unit) => unit.id === one));
  const when = boundaries === "now" ? "trong 34 tỉnh, thành phố hiện nay" : `vào cuối kỳ ${column.key}`;
  const instead = others.length === 0 ? "" : `Chọn ${others.map(nameOf).join(", ")}. `;
  const other = id.startsWith("34-") ? "Theo tỉnh hiện nay: thêm --boundaries now." : "";
  return new WrongUse(`${nameOf(id)} không có ${when}.`, `${instead}${other}`.trim() || "Viết tên tỉnh có vào cuối kỳ.");
}
