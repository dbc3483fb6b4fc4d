import { columnsOf } from "../../compare/periods.ts";
import { WrongUse } from "../../types/errors.ts";
import type { Column, PeriodKind } from "../../types/table.ts";

/** What bulletins are made of: everything that a table has columns of but terms. */
export type BulletinPeriodKind = Exclude<PeriodKind, "term">;

/** The period of a bulletin. */
export interface BulletinPeriod {
  readonly kind: BulletinPeriodKind;
  readonly column: Column;
  /** The same period a year before. */
  readonly before: Column;
}

export const PERIOD_KINDS: readonly BulletinPeriodKind[] = ["year", "half", "quarter", "month"];

/** `2024`, `2024-H1`, `2024-Q3`, `2024-07`. */
const FORMS: readonly { readonly kind: BulletinPeriodKind; readonly form: RegExp }[] = [
  { kind: "year", form: /^\d{4}$/u },
  { kind: "half", form: /^\d{4}-H[12]$/u },
  { kind: "quarter", form: /^\d{4}-Q[1-4]$/u },
  { kind: "month", form: /^\d{4}-(?:0[1-9]|1[0-2])$/u },
];

/** The Party was founded in 1930; tables end in 2100 (compare/link.ts). */
const [FIRST_YEAR, LAST_YEAR] = [1931, 2100];

/** Reads `2024`, `2024-H1`, `2024-Q1`, `2024-03`, in large or small letters. @throws WrongUse with what may be written. */
export function readPeriod(text: string): BulletinPeriod {
  const key = text.trim().toUpperCase();
  const year = Number(key.slice(0, 4));
  const kind = FORMS.find(({ form }) => form.test(key))?.kind;
  if (kind === undefined || year < FIRST_YEAR || year > LAST_YEAR)
    throw new WrongUse(
      `Kỳ "${shorten(text)}" không đọc được.`,
      `Viết năm 2024, nửa năm 2024-H1, quý 2024-Q1 hoặc tháng 2024-03, từ năm ${FIRST_YEAR} đến ${LAST_YEAR}.`,
    );
  const column = columnAt(key, kind);
  return { kind, column, before: columnAt(`${year - 1}${key.slice(4)}`, kind) };
}

function columnAt(key: string, kind: BulletinPeriodKind): Column {
  const year = Number(key.slice(0, 4));
  const found = columnsOf({ years: { from: year, to: year }, period: kind }).find((column) => column.key === key);
  if (found === undefined) throw new WrongUse(`Kỳ "${key}" không có trong năm ${year}.`, "Viết như 2024, 2024-H1, 2024-Q1, 2024-03.");
  return found;
}

/** A value from outside as messages show it. */
export function shorten(value: string): string {
  const characters = [...value];
  return characters.length <= 60 ? value : `${characters.slice(0, 59).join("")}…`;
}
