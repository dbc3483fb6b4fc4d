import type { Reader } from "./ranges.ts";
import { TODAY, whole } from "./ranges.ts";
import { isTermWord, readNow, readStretch } from "./stretches.ts";
import { keyAt } from "./tokens.ts";
import { readYearName, yearAt } from "./year-names.ts";

/** "cùng kỳ", "cùng kỳ năm trước", "cùng thời điểm năm 2017", "cùng kỳ nhiệm kỳ trước". */
export const readSame: Reader = (tokens, i) => {
  const next = keyAt(tokens, i + 1);
  const isPoint = next === "thời" && (keyAt(tokens, i + 2) === "điểm" || keyAt(tokens, i + 2) === "gian");
  if (next !== "kỳ" && next !== "kì" && !isPoint) return null;
  const behind = isPoint ? i + 3 : i + 2;
  const at = keyAt(tokens, behind) === "của" ? behind + 1 : behind;
  if (isTermWord(tokens, at)) {
    const term = readStretch(tokens, at, false);
    return [{ from: i, to: term?.to ?? at, time: { shape: "same", year: "term" } }];
  }
  const named = keyAt(tokens, at) === "năm" ? readYearName(tokens, at + 1) : null;
  const bare = yearAt(tokens, at);
  if (named === null && bare === 0 && isPoint) return null;
  if (named !== null) return [{ from: i, to: named.to, time: { shape: "same", year: named.year } }];
  return [{ from: i, to: bare > 0 ? at + 1 : behind, time: { shape: "same", year: bare > 0 ? bare : "last" } }];
};

/** "hằng năm", "mỗi năm", "bình quân năm", "bình quân một năm". */
export const readRate: Reader = (tokens, i) => {
  let at = i + 1;
  if (keyAt(tokens, i) === "bình") {
    if (keyAt(tokens, at) !== "quân") return null;
    at++;
    if (keyAt(tokens, at) === "một" || keyAt(tokens, at) === "hằng" || keyAt(tokens, at) === "hàng" || keyAt(tokens, at) === "mỗi") at++;
  } else if (keyAt(tokens, at) === "một") at++;
  if (keyAt(tokens, at) !== "năm" || (keyAt(tokens, i) === "bình" && readYearName(tokens, at + 1) !== null)) return null;
  return [{ from: i, to: at + 1, time: { shape: "rate" } }];
};

/** The "/năm" of "93,28%/năm", "90 đảng viên/năm". */
export const readPerYear: Reader = (tokens, i) => {
  const before = tokens[i - 1];
  if (keyAt(tokens, i + 1) !== "năm" || before === undefined || before.kind === "punct" || before.kind === "break") return null;
  return [{ from: i, to: i + 2, time: { shape: "rate" } }];
};

/** "hiện nay", "hiện có", "Hiện toàn tỉnh có", but not "thực hiện", "hiện đại". */
const NOW_FOLLOWERS: ReadonlySet<string> = new Set(["có", "còn", "đang", "chỉ", "là", "toàn", "đã", "vẫn", "nay", "tại"]);
const NO_NOW_BEFORE: ReadonlySet<string> = new Set(["thực", "phát", "biểu", "thể", "xuất", "tái", "hiển", "ẩn", "hóa"]);
const NO_NOW_AFTER: ReadonlySet<string> = new Set([
  "đại",
  "thực",
  "trạng",
  "vật",
  "hành",
  "hữu",
  "tượng",
  "diện",
  "thân",
  "hình",
  "trường",
]);

export const readNowWord: Reader = (tokens, i) => {
  const now = readNow(tokens, i);
  const next = keyAt(tokens, i + 1);
  if (now === 0) {
    if (NO_NOW_BEFORE.has(keyAt(tokens, i - 1)) || NO_NOW_AFTER.has(next)) return null;
    if (!NOW_FOLLOWERS.has(next) && tokens[i]?.case !== "capital") return null;
  }
  const to = now > 0 ? now : i + 1;
  return [{ from: i, to, time: { shape: "in", edge: whole(TODAY, to) } }];
};
