import type { Token } from "../../types/tokens.ts";
import type { Numeral } from "../numerals.ts";
import { beginsNumberWord } from "../numerals.ts";
import { isDash, keyAt } from "../periods/tokens.ts";
import type { Figure, FigureContext } from "./figures.ts";
import { isMeasure } from "./labels.ts";
import { COUNTABLES, DESCRIBED_BY_LACK, FIVE_BEFORE, FORM_ENDS, isCounted, NO_FIGURE_BEFORE, ONE_BEFORE } from "./words.ts";

/** What may join the two ends of a range: a dash, "đến", "tới". */
export function isJoint(tokens: readonly Token[], i: number): boolean {
  const key = keyAt(tokens, i);
  return isDash(key) || key === "đến" || key === "tới" || key === "~";
}

/** "không TCCSĐ nào", "không đảng viên nào": a "nào" stands within the next words. */
function isNone(tokens: readonly Token[], i: number): boolean {
  for (let at = i; at < i + 5 && tokens[at]?.kind === "word"; at++) if (keyAt(tokens, at) === "nào") return true;
  return false;
}

/** "không kết nạp đảng viên nào.", not "… nào vi phạm": nothing more is told of those that there are none of. */
function isNoneAtAll(tokens: readonly Token[], i: number): boolean {
  let at = i;
  while (at < i + 4 && keyAt(tokens, at) !== "nào") at++;
  return keyAt(tokens, at) === "nào" && (isEnd(tokens[at + 1]) || keyAt(tokens, at + 1) === "trong");
}

/** What a Party organ did not do to any: "không ban hành chỉ thị nào", "không kết nạp đảng viên nào". */
const UNDONE: ReadonlyMap<string, string> = new Map([
  ["ban", "hành"],
  ["kết", "nạp"],
  ["kỷ", "luật"],
]);

/** "không có đảng viên nào vi phạm", "không còn thôn trắng", "cơ bản không còn": zero, where it is not said of a village that lacks something. */
export function readZero(tokens: readonly Token[], i: number): Figure | null {
  const verb = keyAt(tokens, i + 1);
  if (UNDONE.get(verb) === keyAt(tokens, i + 2) && isCounted(keyAt(tokens, i + 3), keyAt(tokens, i + 4)) && isNoneAtAll(tokens, i + 4))
    return { from: i, to: i + 1, kind: "count", value: 0, words: true, zero: true };
  if (isCounted(verb, keyAt(tokens, i + 2)))
    return isNone(tokens, i + 2) ? { from: i, to: i + 1, kind: "count", value: 0, words: true, zero: true } : null;
  if (verb !== "có" && verb !== "còn") return null;
  const at = keyAt(tokens, i + 2) === "có" && verb === "còn" ? i + 3 : i + 2;
  const noun = keyAt(tokens, at);
  const isDiscipline = noun === "thi" && keyAt(tokens, at + 1) === "hành";
  if (!isCounted(noun, keyAt(tokens, at + 1)) && !isDiscipline) return null;
  const isRough = keyAt(tokens, i - 1) === "bản" && keyAt(tokens, i - 2) === "cơ";
  if (!isRough && DESCRIBED_BY_LACK.has(keyAt(tokens, i - 1))) return null;
  const from = isRough ? (keyAt(tokens, i - 3) === "về" ? i - 3 : i - 2) : i;
  return { from: i, to: at, kind: "count", value: 0, words: true, zero: true, bound: { bound: isRough ? "about" : "exact", from } };
}

/** Does a number in words count something here? Longer ones do; single ones only before what reports count. */
export function isFigureInWords(tokens: readonly Token[], numeral: Numeral, context: FigureContext): boolean {
  const { from, to } = numeral;
  const before = keyAt(tokens, from - 1);
  if (NO_FIGURE_BEFORE.has(before)) return before === "lần" && keyAt(tokens, from - 2) === "gấp";
  if (isMeasure(tokens, to, context.nextTime)) return false;
  if (to - from > 1) return true;
  const token = tokens[from] as Token;
  const isPercent = keyAt(tokens, to) === "phần" && keyAt(tokens, to + 1) === "trăm";
  const isRatio = keyAt(tokens, to) === "lần" && before === "gấp";
  if (isPercent || isRatio) return true;
  if (token.case !== "lower" && tokens[from - 1]?.kind === "word") return false;
  return isSingleFigure(tokens, numeral, context);
}

function isEnd(token: Token | undefined): boolean {
  return token === undefined || token.kind === "punct" || token.kind === "break";
}

function isSingleFigure(tokens: readonly Token[], { from, to }: Numeral, context: FigureContext): boolean {
  const { key } = tokens[from] as Token;
  const before = keyAt(tokens, from - 1);
  if (FORM_ENDS.has(before) && isEnd(tokens[to])) return true;
  const isBeforeRange = isJoint(tokens, to) && beginsNumberWord(keyAt(tokens, to + 1)) && key !== "năm";
  if (isBeforeRange && COUNTABLES.has(keyAt(tokens, to + 2))) return true;
  if (!isCounted(keyAt(tokens, to), keyAt(tokens, to + 1))) return false;
  if (key === "năm") return FIVE_BEFORE.has(before);
  if (key === "một") return ONE_BEFORE.has(before) || isSufferer(tokens, to) || isListed(tokens, from, to, context);
  return true;
}

/** "một đảng viên bị cách chức", "một tổ chức đảng bị giải tán": what a Party organ does to one is counted. */
function isSufferer(tokens: readonly Token[], noun: number): boolean {
  const isPair = keyAt(tokens, noun) === "đảng" && keyAt(tokens, noun + 1) === "viên";
  const isBody = keyAt(tokens, noun) === "tổ" && keyAt(tokens, noun + 1) === "chức" && keyAt(tokens, noun + 2) === "đảng";
  return (isPair && keyAt(tokens, noun + 2) === "bị") || (isBody && keyAt(tokens, noun + 3) === "bị");
}

/** "một tổ chức đảng và hai đảng viên": "một" counts where another figure stands beside it. */
function isListed(tokens: readonly Token[], from: number, to: number, { previous }: FigureContext): boolean {
  const joint = keyAt(tokens, from - 1);
  if ((joint === "và" || joint === ",") && previous !== undefined && from - previous.to <= 5) return true;
  for (let i = to + 1; i <= to + 5; i++) {
    const key = keyAt(tokens, i);
    if (key !== "và" && key !== ",") continue;
    const kind = tokens[i + 1]?.kind;
    return (
      kind === "number" ||
      (kind === "word" && beginsNumberWord(keyAt(tokens, i + 1)) && isCounted(keyAt(tokens, i + 2), keyAt(tokens, i + 3)))
    );
  }
  return false;
}
