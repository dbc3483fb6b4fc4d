import { z } from "zod";
import { CODEBOOK } from "../extract/codebook.ts";
import { nearest } from "../language/nearest.ts";
import { resolveProvince } from "../language/provinces.ts";
import { WrongUse } from "../types/errors.ts";
import type { Indicator } from "../types/indicator.ts";
import type { Dims, Observation, Period, Place } from "../types/observation.ts";
import { findFaults } from "./figure-faults.ts";

const dim = z.union([z.string(), z.boolean()]);
const date = z.iso.date().or(z.string().regex(/^\d{4}(?:-(?:0[1-9]|1[0-2]))?$/u));

/** What a person may change of a figure; null takes an optional field away. `dims` stands in place of all dims. */
const schema = z
  .strictObject({
    indicator: z.string(),
    dims: z.record(z.string(), dim),
    measure: z.enum(["count", "share", "attainment", "points", "percent_change"]),
    value: z.number(),
    bound: z.enum(["exact", "about", "more_than", "at_least", "less_than", "at_most"]),
    status: z.enum(["actual", "target", "change"]),
    place: z
      .strictObject({
        level: z.enum(["national", "region", "province", "district", "commune", "unit"]),
        province: z.string().nullable(),
        name: z.string().nullable(),
      })
      .partial(),
    period: z.union([z.string(), z.strictObject({ at: date }), z.strictObject({ from: date.nullable(), to: date.nullable() })]).nullable(),
    basis: z.enum(["explicit", "relative", "inferred", "unknown"]),
    numerator: z.number().nullable(),
    denominator: z.number().nullable(),
    against: z.enum(["year_before", "same_period", "target", "other"]).nullable(),
    per: z.literal("year").nullable(),
    subset: z.literal(true).nullable(),
    decidedBy: z.enum(["committee", "commission", "cell"]).nullable(),
  })
  .partial();

/** Changes to a figure, checked for their form alone; `correctFigure` checks what they mean. */
export type Correction = z.infer<typeof schema>;

const FIELDS = Object.keys(schema.shape);
const NUMBERS: ReadonlySet<string> = new Set(["value", "numerator", "denominator"]);
/** `province=63-20` for `place.province=63-20`. */
const PLACE_PARTS: ReadonlySet<string> = new Set(["level", "province", "name"]);

/**
 * A correction as it is typed: one JSON object, or `value=1168 period=2023 place.name=…`. Throws WrongUse with the field.
 * @example parseCorrection(["value=69,99", "dims.grade=tsvm", "period=2023-01..2023-06"])
 */
export function parseCorrection(parts: readonly string[]): Correction {
  const typed = parts.join(" ").trim();
  const raw = typed.startsWith("{") ? parseJson(typed) : parts.reduce(addField, {});
  const parsed = schema.safeParse(raw, { error: z.locales.vi().localeError });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.code === "unrecognized_keys" ? (issue.keys[0] ?? "") : (issue?.path.join(".") ?? "");
  throw new WrongUse(`Sửa sai ở "${field}": ${issue?.message ?? "không hợp lệ"}.`, `Các trường sửa được: ${FIELDS.join(", ")}.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new WrongUse("Nội dung sau --correct không phải JSON.", `Viết như '{"value": 1168}' hoặc value=1168.`, cause);
  }
}

type Raw = Readonly<Record<string, unknown>>;
const within = (raw: Raw, key: string): Raw => (typeof raw[key] === "object" && raw[key] !== null ? (raw[key] as Raw) : {});

function addField(raw: Raw, part: string): Raw {
  const at = part.indexOf("=");
  if (at < 1)
    throw new WrongUse(
      `Không hiểu "${part}" sau --correct.`,
      "Viết trường=giá trị, ví dụ value=1168 period=2023, hoặc một đối tượng JSON.",
    );
  const [name, text] = [part.slice(0, at).trim(), part.slice(at + 1).trim()];
  const value = text === "" || text === "null" ? null : text;
  const placePart = name.startsWith("place.") ? name.slice("place.".length) : PLACE_PARTS.has(name) ? name : null;
  if (placePart !== null) return { ...raw, place: { ...within(raw, "place"), [placePart]: value } };
  if (name.startsWith("dims."))
    return { ...raw, dims: { ...within(raw, "dims"), [name.slice("dims.".length)]: value === "true" ? true : value } };
  if (name === "dims") return { ...raw, dims: value === null ? {} : value.split(",").reduce(addDim, {}) };
  if (NUMBERS.has(name)) return { ...raw, [name]: value === null ? null : numberOf(name, value) };
  return { ...raw, [name]: name === "subset" && value === "true" ? true : value };
}

function addDim(dims: Raw, part: string): Raw {
  const [name = "", value = ""] = part.split("=").map((piece) => piece.trim());
  return { ...dims, [name]: value === "true" ? true : value };
}

/** "69,99" and "69.99" are one number; "1.168" could be two, and is refused. */
function numberOf(field: string, text: string): number {
  if (/^-?\d{1,3}(?:\.\d{3})+$/u.test(text))
    throw new WrongUse(`${field} "${text}" có thể hiểu hai cách.`, `Viết ${text.replaceAll(".", "")} hoặc ${text.replace(".", ",")}.`);
  const value = /^-?\d+(?:[.,]\d+)?$/u.test(text) ? Number(text.replace(",", ".")) : Number.NaN;
  if (Number.isNaN(value)) throw new WrongUse(`${field} "${text}" không phải là số.`, "Viết như 1168 hoặc 69,99.");
  return value;
}

/** The figure as corrected. Throws WrongUse for what the codebook does not know, and for a correction that changes nothing. */
export function correctFigure(figure: Observation, correction: Correction): Observation {
  const { review: _review, ...base } = figure;
  const indicator = indicatorOf(correction.indicator ?? base.indicator);
  const place = placeOf(base.place, correction.place ?? {});
  const period = correction.period === undefined ? base.period : periodOf(correction.period, indicator);
  const measure = correction.measure ?? base.measure;
  const value = correction.value ?? base.value;
  const isOther = value !== base.value || measure !== base.measure;
  const corrected: Observation = {
    ...withOptional(base, isOther ? { numerator: null, denominator: null, ...correction } : correction),
    indicator: indicator.code,
    dims: dimsOf(correction.dims ?? base.dims, indicator),
    measure,
    value,
    bound: correction.bound ?? base.bound,
    status: correction.status ?? base.status,
    place,
    period,
    basis: period === null ? "unknown" : (correction.basis ?? (base.basis === "unknown" ? "explicit" : base.basis)),
    // What was computed with the wrong number says nothing about the right one.
    checks: isOther ? [] : base.checks,
  };
  // What was wrong already is the rules' doing, and may be put right one field at a time.
  const before = new Set(findFaults(base, indicatorOf(base.indicator)).map(({ message }) => message));
  const fault = findFaults(corrected, indicator).find(({ message }) => !before.has(message));
  if (fault !== undefined) throw new WrongUse(fault.message, fault.hint);
  if (JSON.stringify(sortKeys(corrected)) === JSON.stringify(sortKeys(base)))
    throw new WrongUse("Sửa không làm số liệu thay đổi.", "Dùng --confirm nếu số liệu đã đúng.");
  return corrected;
}

const sortKeys = (figure: Observation) => Object.entries(figure).sort(([a], [b]) => (a < b ? -1 : 1));

type Optional = "numerator" | "denominator" | "against" | "per" | "subset" | "decidedBy";

/** The figure with its optional fields as given, without those that are given as null. */
function withOptional(base: Observation, changes: Pick<Correction, Optional>): Observation {
  const { numerator, denominator, against, per, subset, decidedBy, ...rest } = base;
  return {
    ...rest,
    ...field("numerator", changes.numerator, numerator),
    ...field("denominator", changes.denominator, denominator),
    ...field("against", changes.against, against),
    ...field("per", changes.per, per),
    ...field("subset", changes.subset, subset),
    ...field("decidedBy", changes.decidedBy, decidedBy),
  };
}

/** The field as changed, else as it was; nothing where that is null or absent. */
function field<K extends string, V>(name: K, changed: V | null | undefined, old: V | undefined): { [P in K]?: V } {
  const value = changed === undefined ? old : changed;
  return value === null || value === undefined ? {} : ({ [name]: value } as { [P in K]?: V });
}

function indicatorOf(code: string): Indicator {
  const found = CODEBOOK.find((indicator) => indicator.code === code);
  if (found !== undefined) return found;
  const codes = CODEBOOK.map((indicator) => indicator.code);
  throw new WrongUse(
    `Không có chỉ số "${code}" trong bảng mã.`,
    `Có phải là ${nearest(code, codes).join(" hoặc ")}? Tất cả: ${codes.join(", ")}.`,
  );
}

function dimsOf(dims: Dims, indicator: Indicator): Dims {
  for (const [name, value] of Object.entries(dims)) {
    const known = indicator.dims.find((candidate) => candidate.name === name);
    if (known === undefined)
      throw new WrongUse(
        `Chỉ số ${indicator.code} không có chiều "${name}".`,
        `Các chiều: ${indicator.dims.map((candidate) => candidate.name).join(", ") || "không có"}. Đổi cả dims khi đổi chỉ số.`,
      );
    if (!known.values.some(({ code }) => code === value))
      throw new WrongUse(
        `Chiều ${name} không có giá trị "${value}".`,
        `Các giá trị: ${known.values.map(({ code }) => String(code)).join(", ")}.`,
      );
  }
  return dims;
}

function placeOf(base: Place, { level = base.level, province = base.province, name }: NonNullable<Correction["place"]>): Place {
  // A whole province has no name beside its code.
  const own = name === undefined ? (level === "province" || level === "national" ? null : base.name) : name;
  return { level, province: province === null ? null : provinceOf(province), name: own };
}

function provinceOf(text: string): string {
  const resolved = resolveProvince(text);
  if ("id" in resolved) return resolved.id;
  const near = resolved.suggestions.map(({ id, name }) => `${name} (${id})`).join(", ");
  throw new WrongUse(`Không có tỉnh "${text}".`, near === "" ? "Viết tên tỉnh hoặc mã như 63-20, 34-08." : `Có phải là: ${near}?`);
}

/** "2023" is a day for a stock and a year for a flow; "2023-01..2023-06" and "at:2023-12-31" say it themselves, "none" that there is none. */
function periodOf(typed: string | Period | null, { kind }: Indicator): Period | null {
  if (typed === null || typeof typed === "object" || typed === "none") return typed === "none" ? null : typed;
  const [from = "", to, ...more] = typed.replace(/^at:/u, "").split("..");
  const dates = [from, to ?? from].filter((one) => one !== "");
  if (more.length > 0 || dates.length === 0 || dates.some((one) => !date.safeParse(one).success))
    throw new WrongUse(`Thời gian "${typed}" không hợp lệ.`, "Viết như 2023, 2023-06, 2023-01..2023-06, at:2023-12-31 hoặc none.");
  if (typed.startsWith("at:") || (kind === "stock" && to === undefined)) return { at: from };
  return { from: from === "" ? null : from, to: to === undefined ? from : to === "" ? null : to };
}
