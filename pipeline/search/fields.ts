import { foldAccents } from "../language/fold.ts";
import { resolveProvince } from "../language/provinces.ts";
import { WrongUse } from "../types/errors.ts";
import type { FacetName, SearchFilters } from "../types/search.ts";
import { canonicalSign } from "./analyze.ts";

/** A field of the query language with its value as typed: `tinh:"Lào Cai"`. */
export interface FieldQuery {
  readonly field: Field;
  readonly value: string;
  readonly isExcluded: boolean;
}

export type Field = "tinh" | "nam" | "bao" | "chiso" | "vb";

/** Names of the fields, folded: Vietnamese first, then English. */
const FIELD_NAMES: Readonly<Record<string, Field>> = {
  tinh: "tinh",
  province: "tinh",
  nam: "nam",
  year: "nam",
  bao: "bao",
  paper: "bao",
  publisher: "bao",
  chiso: "chiso",
  indicator: "chiso",
  vb: "vb",
  vanban: "vb",
  doc: "vb",
  document: "vb",
};

/** The field of a name as typed ("tỉnh", "Province"); null for a word that names none. */
export function fieldOf(name: string): Field | null {
  return Object.hasOwn(FIELD_NAMES, foldAccents(name)) ? (FIELD_NAMES[foldAccents(name)] as Field) : null;
}

/** The values of a facet that the index knows: fields match against them. */
export type KnownValues = (facet: FacetName) => readonly string[];

/** The facet and the values that a field stands for. No value at all means that nothing can match. Throws WrongUse for a value that cannot be meant. */
export function resolveField({ field, value }: FieldQuery, known: KnownValues): SearchFilters {
  switch (field) {
    case "tinh":
      return provinceFilter(value);
    case "nam":
      return { year: yearsIn(value) };
    case "bao":
      return { publisher: known("publisher").filter((name) => searchKey(name).includes(searchKey(value))) };
    case "chiso":
      return { indicator: indicatorsOf(value, known("indicator")) };
    case "vb":
      return { document: known("document").filter((id) => isDocument(id, value)) };
  }
}

/** Without marks, with hyphens as blanks: "bao-lao-cai" is "Báo Lào Cai". */
const searchKey = (text: string): string =>
  foldAccents(text)
    .replace(/[\s\-–_.]+/gu, " ")
    .trim();

function provinceFilter(value: string): SearchFilters {
  const asTyped = resolveProvince(value);
  const resolved = "id" in asTyped ? asTyped : resolveProvince(value.replace(/[-_]+/gu, " "));
  if ("id" in resolved) return resolved.id.startsWith("34-") ? { province34: [resolved.id] } : { province63: [resolved.id] };
  const near = resolved.suggestions.map(({ name }) => name).join(", ");
  throw new WrongUse(
    `Không có tỉnh "${value}" (tinh:).`,
    near === "" ? 'Viết như tinh:"Lào Cai" hoặc tinh:63-10.' : `Có phải là: ${near}?`,
  );
}

function yearsIn(value: string): readonly string[] {
  const match = /^(\d{4})(?:(?:\.\.|-|–)(\d{4}))?$/u.exec(value.trim());
  const [from, to] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
  if (match === null || to < from || to - from > 200)
    throw new WrongUse(`Năm "${value}" không hợp lệ (nam:).`, "Viết như nam:2018 hoặc nam:2015..2020.");
  return Array.from({ length: to - from + 1 }, (_, i) => String(from + i));
}

/** A code, or the beginning of several up to a dot: "members" stands for all about members. */
function indicatorsOf(value: string, codes: readonly string[]): readonly string[] {
  const wanted = foldAccents(value).trim();
  return codes.filter((code) => code === wanted || code.startsWith(`${wanted}.`));
}

/** A canonical id, or a number in any writing, which all documents of that number bear. */
function isDocument(id: string, value: string): boolean {
  return id.toLowerCase() === value.trim().toLowerCase() || canonicalSign(id.split("@")[0] ?? "") === canonicalSign(value);
}
