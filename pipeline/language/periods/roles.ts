import type { Token } from "../../types/tokens.ts";
import { DOCUMENT_KINDS } from "../amounts/words.ts";
import { isTermWord } from "./stretches.ts";
import type { Found, TimeExpression } from "./times.ts";
import { keyAt } from "./tokens.ts";

/** What a time is to the sentence around it. */
export interface Role {
  /** The base of a comparison: "so với năm 2016". */
  readonly isCompared: boolean;
  /** The date of a document: "Nghị quyết số 33-NQ/TU, ngày 17/2/2017". */
  readonly isDocument: boolean;
  readonly owner: "plan" | "congress" | "anniversary" | null;
}

/** How far back a word may stand that tells the role: longer than any phrase met between "so với" and its year (9 tokens). */
const REACH = 12;

function isJoint(key: string): boolean {
  return key === "và" || key === "," || key === "đến" || key === "-" || key === "–";
}

/** Stands the time behind "so với …", "so …" without a comma or a number between? */
function isCompared(tokens: readonly Token[], from: number): boolean {
  for (let i = from - 1; i >= 0 && i >= from - REACH; i--) {
    const token = tokens[i] as Token;
    if (token.kind !== "word") return false;
    if (token.key === "so") return true;
  }
  return false;
}

/** Is token `i` the number of a document: "21-NQ/TW", the 33 of "Nghị quyết số 33", the 76 of "Quy định 76"? */
export function isDocumentNumber(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i];
  if (token?.kind === "sign") return true;
  if (token?.kind !== "number") return false;
  const at = keyAt(tokens, i - 1) === "số" ? i - 2 : i - 1;
  return DOCUMENT_KINDS.get(keyAt(tokens, at))?.has(keyAt(tokens, at - 1)) ?? false;
}

/** Behind a bracket that ends at `i`, going back: the token before it opens. Gives up after a few tokens. */
function beforeBracket(tokens: readonly Token[], i: number): number {
  for (let at = i - 1; at >= 0 && at >= i - REACH; at--) if (keyAt(tokens, at) === "(") return at - 1;
  return i - 1;
}

/** Is this the date of a document? A day may stand some words behind the number ("của Ban Bí thư ngày …"), a year only next to it. */
function isDocumentDate(tokens: readonly Token[], found: Found): boolean {
  const { time } = found;
  if (time.shape !== "in") return false;
  const reach = time.edge.stretch.is === "day" ? REACH : 2;
  let i = found.from - 1;
  if (keyAt(tokens, i) === "," || keyAt(tokens, i) === "(") i--;
  for (const end = found.from - reach; i >= 0 && i >= end; i--) {
    if (keyAt(tokens, i) === ")") i = beforeBracket(tokens, i);
    if (isDocumentNumber(tokens, i)) return true;
    if (tokens[i]?.kind !== "word") return false;
  }
  return false;
}

const PLAN_WORDS: ReadonlyMap<string, string> = new Map([
  ["hoạch", "kế"],
  ["tiêu", "chỉ mục"],
  ["quyết", "nghị"],
  ["toán", "dự"],
]);

/** "chỉ tiêu đề ra trong năm", "kế hoạch được giao của cả năm". */
const PLAN_JOINTS: ReadonlySet<string> = new Set(["của", "cả", "trong", "cho", "đề", "ra", "đặt", "được", "giao"]);

/** "kế hoạch năm 2016", "chỉ tiêu của năm 2018", "nghị quyết năm 2009": the plan's time. */
function isPlan(tokens: readonly Token[], from: number): boolean {
  let i = from - 1;
  while (i > from - 6 && PLAN_JOINTS.has(keyAt(tokens, i))) i--;
  return (
    PLAN_WORDS.get(keyAt(tokens, i))
      ?.split(" ")
      .includes(keyAt(tokens, i - 1)) ?? false
  );
}

const PARTITIVE: ReadonlySet<string> = new Set(["trong", "từ", "đầu", "cuối", "giữa", "nửa", "cả", "hết", "với", "suốt", "so"]);

/** A term that names a congress or a body: "Đại hội … lần thứ XI, nhiệm kỳ 2020 - 2025", "khóa XII, nhiệm kỳ …". */
function isCongress(tokens: readonly Token[], found: Found): boolean {
  if (!isTermWord(tokens, found.from) || PARTITIVE.has(keyAt(tokens, found.from - 1))) return false;
  let i = found.from - 1;
  if (keyAt(tokens, i) === ",") i--;
  for (const end = i - 2 * REACH; i > 0 && i >= end; i--) {
    if (keyAt(tokens, i) === ")") i = beforeBracket(tokens, i);
    const token = tokens[i];
    if (token === undefined || token.kind !== "word") return false;
    if (token.key === "hội" && keyAt(tokens, i - 1) === "đại") return true;
    if (token.key === "khóa" && i >= found.from - 4) return true;
    if (token.key === "thứ" && keyAt(tokens, i - 1) === "lần") return true;
  }
  return false;
}

function isSameDayOfYears(found: Found): boolean {
  if (found.time.shape !== "range") return false;
  const { start, end } = found.time;
  if (start.stretch.is !== "day" || end.stretch.is !== "day") return false;
  const [first, last] = [start.stretch, end.stretch];
  return (
    first.day === last.day &&
    first.month === last.month &&
    typeof first.year === "number" &&
    typeof last.year === "number" &&
    last.year - first.year >= 5
  );
}

/** Are two times of one kind, so that they may be items of one list? */
function isAlike(one: Found, other: Found): boolean {
  return one.time.shape === "in" && other.time.shape === "in" && one.time.edge.stretch.is === other.time.edge.stretch.is;
}

/** What a time expression is to its sentence; the second of a list ("so với năm 2016 và 2015") takes over from the first. */
export function roleOf(tokens: readonly Token[], found: Found, previous: TimeExpression | undefined): Role {
  const follows =
    previous !== undefined && previous.to === found.from - 1 && isJoint(keyAt(tokens, found.from - 1)) && isAlike(previous, found);
  const compared = follows ? previous.role.isCompared : isCompared(tokens, found.from) || isRatioBase(tokens, found);
  const isDocument = !compared && isDocumentDate(tokens, found);
  if (isSameDayOfYears(found)) return { isCompared: false, isDocument: false, owner: "anniversary" };
  const owner = isPlan(tokens, found.from) ? "plan" : isCongress(tokens, found) ? "congress" : null;
  return { isCompared: compared, isDocument, owner: owner ?? (follows ? previous.role.owner : null) };
}

/** "bằng 93% cùng kỳ", "tăng 12 cuộc cùng kỳ": a base without "so với". */
function isRatioBase(tokens: readonly Token[], found: Found): boolean {
  const kind = tokens[found.from - 1]?.kind;
  return found.time.shape === "same" && (kind === "percent" || kind === "number");
}
