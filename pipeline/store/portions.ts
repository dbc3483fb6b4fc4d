import type { Row } from "../database/statements.ts";
import { WrongUse } from "../types/errors.ts";
import type { Portion } from "../types/store.ts";

/** The numbers of the place where a list goes on, as many as its order has; undefined each for its beginning. Throws WrongUse for a text that is no place. */
export function readCursor(after: string | undefined, length: number): readonly (number | undefined)[] {
  if (after === undefined) return [];
  const numbers = after.split(".").map((part) => (/^\d{1,15}$/u.test(part) ? Number(part) : Number.NaN));
  if (numbers.length !== length || numbers.some((number) => Number.isNaN(number)))
    throw new WrongUse(
      `Danh sách không đi tiếp được từ "${after.slice(0, 60)}".`,
      "Lấy nguyên văn giá trị next của phần trước, hoặc bỏ đi để lấy từ đầu.",
    );
  return numbers;
}

/** The items that were asked for out of one more than that; `stands` of each row is where it stands. */
export function portionOf<T>(items: readonly T[], { rows, limit }: { rows: readonly Row[]; limit: number }): Portion<T> {
  const last = rows[limit - 1];
  return { items: items.slice(0, limit), next: rows.length > limit && last !== undefined ? String(last.stands) : null };
}
