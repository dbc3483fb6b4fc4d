import type { Governing } from "./events.ts";
import type { Draft } from "./found.ts";
import type { Unit } from "./units.ts";
import { isPunct, isWord, meaningOf, seek } from "./walk.ts";

/** "kỷ luật bằng hình thức cảnh cáo đối với 2 tổ chức đảng và 17 đảng viên", "kỷ luật khiển trách 1 tổ chức đảng và 15 đảng viên": one form for both, unless the second has its own list in brackets. */
export function sharedForm({ units, at, before }: Draft, governing: Governing | null): string | null {
  if (
    before === null ||
    before.figure.form === null ||
    before.figure.event !== "discipline" ||
    governing?.event !== "discipline" ||
    before.at < 0
  )
    return null;
  const joined = seek(units, { from: before.last + 1, to: at - 1 }, (unit) => !isWord(unit, "và", "cùng")) < 0;
  const isHead = (unit: Unit): boolean =>
    isWord(unit, "thức") || (meaningOf(unit).event === "discipline" && meaningOf(unit).form === undefined);
  const isHeaded = seek(units, { from: before.first, to: Math.max(0, before.first - 3) }, isHead) >= 0;
  return joined && isHeaded && !isPunct(units[at + 2], "(") ? before.figure.form : null;
}

/** "số bản chưa có chi bộ của tỉnh đã giảm được 17 bản": what the villages of a difference lack stands in its subject. */
export function lackBefore(units: readonly Unit[], at: number): "members" | "cell" | null {
  const found = seek(
    units,
    { from: at - 1, to: 0 },
    (unit) => meaningOf(unit).lack !== undefined,
    (unit) => isPunct(unit, ";"),
  );
  return found < 0 ? null : (meaningOf(units[found]).lack ?? null);
}

/** "4 tổ chức đảng bị kỷ luật, đều bằng hình thức khiển trách": the form told behind the clause, with no number of its own. */
export function formBehind(units: readonly Unit[], at: number): string | null {
  const headed = seek(
    units,
    { from: at + 1, to: Math.min(units.length - 1, at + 12) },
    (unit, i) => isWord(unit, "thức") && isWord(units[i - 1], "hình"),
    (unit) => unit.kind === "amount" || isPunct(unit, ";.:"),
  );
  const form = headed < 0 ? undefined : meaningOf(units[headed + 1]).form;
  return form !== undefined && units[headed + 2]?.kind !== "amount" && meaningOf(units[headed + 3]).form === undefined ? form : null;
}
