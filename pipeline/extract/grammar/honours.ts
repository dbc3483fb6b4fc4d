import type { Unit } from "./units.ts";
import { isPunct, isSign, isWord, meaningOf, seek } from "./walk.ts";

/** "5 năm liền", "liên tục": behind the number, for how long those who are commended have had their grade. */
const isInARow = (unit: Unit): boolean => isWord(unit, "liền", "liên");

/**
 * Is the number of those who were commended: "tặng cờ cho Đảng bộ … và 6 TCCSĐ; tặng bằng khen cho 45 TCCSĐ"? They are chosen, and no number of all. The model grade is given by
 * commending itself ("biểu dương 9 TCCSĐ trong sạch, vững mạnh tiêu biểu"), but not that of several years in a row.
 */
export function isHonoured(units: readonly Unit[], at: number, grade: string | null): boolean {
  if (isSign(units[at - 1], "stock") && !isWord(units[at - 2], "cho")) return false;
  const verb = seek(
    units,
    { from: at - 1, to: 0 },
    (unit) => isSign(unit, "honour"),
    (unit) => isPunct(unit, ".") || !["other", "rate", undefined].includes(meaningOf(unit).event),
  );
  if (verb < 0) return false;
  return grade !== "tsvm_model" || seek(units, { from: at + 1, to: units.length - 1 }, isInARow, (unit) => isPunct(unit, ";.")) >= 0;
}
