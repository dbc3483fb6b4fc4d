import type { Draft, FoundFigure } from "./found.ts";
import { eventBefore, eventBehind, type Governing, type Names } from "./surroundings.ts";
import type { Unit } from "./units.ts";
import { isPunct, isSign, isWord, meaningOf, seek } from "./walk.ts";

/** An event told behind with "bị", "được" outdoes one before it, unless that one stands right at the number. */
function isPassiveOf(units: readonly Unit[], before: Governing | null, behind: Governing | null, at: number): boolean {
  if (behind === null || behind.event === "rate") return false;
  return behind.isNoun === true || before === null || at - before.at > 2 || isPunct(units[at - 1], ";,:") || isWord(units[at - 1], "và");
}

/** Which event governs: the one told behind the number, a near one before it, the whole's, then one carried over in the sentence. */
export function governingEvent(draft: Draft, names: Names, whole: FoundFigure | null): { governing: Governing | null; reason: string } {
  const behind = eventBehind(draft.units, draft.at);
  const before = eventBefore(draft.units, draft.at);
  if (names.form !== null && !(before?.isNear === true && before.event === "other")) return { governing: { event: "discipline", at: names.first, isNear: true, isTopic: false }, reason: "hình thức kỷ luật đứng cạnh con số" };
  if (draft.carried?.figure.event === "inspect_signs" && before?.event === "inspect" && isSign(draft.units[0], "part")) return { governing: { ...before, event: "inspect_signs" }, reason: "phần của cuộc kiểm tra khi có dấu hiệu vi phạm nói ở câu trước" };
  if (isPassiveOf(draft.units, before, behind, draft.at)) return { governing: behind, reason: "động từ đứng sau con số" };
  if (before?.isNear === true && !before.isTopic) return { governing: before, reason: "động từ đứng trước con số" };
  if (behind !== null) return { governing: behind, reason: "động từ đứng sau con số" };
  if (whole !== null && whole.figure.event !== null) return { governing: { event: whole.figure.event, at: draft.at, isNear: false, isTopic: false }, reason: "là phần của con số đứng trước" };
  if (names.group !== null && (before === null || before.event === "lift") && speaksOfNew(draft.units, draft.at)) return { governing: { event: "admit", at: draft.at, isNear: false, isTopic: false }, reason: "câu nói về đảng viên mới" };
  // A grade is told of a rating: what was admitted or disciplined earlier in the sentence does not reach it.
  if (names.grade !== null && before !== null && before.event !== "rate" && before.event !== "other") return { governing: null, reason: "mức xếp loại, không có động từ riêng" };
  return { governing: before, reason: before === null ? "không có động từ" : "động từ mang từ trước trong câu" };
}

/** "Trong số đảng viên mới, nữ 1.080": the sentence is about those admitted, named before its first number. */
function speaksOfNew(units: readonly Unit[], at: number): boolean {
  const first = units.findIndex((unit) => unit.kind === "amount");
  return seek(units, { from: 0, to: Math.min(first < 0 ? at : first, at) }, (unit) => meaningOf(unit).countable === "new_member") >= 0;
}
