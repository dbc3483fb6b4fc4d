import type { Token } from "../../types/tokens.ts";
import type { Edge, Stretch } from "./stretches.ts";
import { readEdge } from "./stretches.ts";
import type { Found } from "./times.ts";
import { isDash, keyAt } from "./tokens.ts";

/** Reads what begins at a token; `free` is the first token that no earlier expression holds. Null when nothing is there. */
export type Reader = (tokens: readonly Token[], i: number, free: number) => readonly Found[] | null;

/** The moment of writing. */
export const TODAY: Stretch = { is: "today", shift: 0 };

/** The whole of a stretch, up to a token. */
export function whole(stretch: Stretch, to: number): Edge {
  return { stretch, part: "whole", to };
}

/** A time from token `from` to `to` that nothing turns into dates. */
export function vagueUntil(from: number, to: number): readonly Found[] {
  return [{ from, to, time: { shape: "in", edge: whole({ is: "vague" }, to) } }];
}

/** Is the year or month of this edge left open, with nothing but "năm" to stand on? */
export function isOpenYear(edge: Edge): boolean {
  return edge.stretch.is === "year" && edge.stretch.year === "open";
}

/** "đến", "tới", "cho đến", a dash: the token behind the joint of a range, or 0. */
function behindJoint(tokens: readonly Token[], i: number): number {
  const key = keyAt(tokens, i);
  if (key === "đến" || key === "tới" || isDash(key)) return i + 1;
  if (key === "cho" && (keyAt(tokens, i + 1) === "đến" || keyAt(tokens, i + 1) === "tới")) return i + 2;
  if (key === "," && keyAt(tokens, i + 1) === "đến") return i + 2;
  return 0;
}

/** "lại đây", "trở lại đây", "đến giờ": up to now. The token behind it, or 0. */
function behindUpToNow(tokens: readonly Token[], i: number): number {
  const at = keyAt(tokens, i) === "trở" ? i + 1 : i;
  return keyAt(tokens, at) === "lại" && keyAt(tokens, at + 1) === "đây" ? at + 2 : 0;
}

/** May these two stretches be the ends of a range whose joint is a mere dash? */
function isSameKind(start: Edge, end: Edge): boolean {
  return (
    start.stretch.is === end.stretch.is && (start.stretch.is === "day" || start.stretch.is === "months" || start.stretch.is === "year")
  );
}

/** The far end of a range that began with `start`, or null. */
export function readEnd(tokens: readonly Token[], start: Edge): Edge | null {
  const upToNow = behindUpToNow(tokens, start.to);
  if (upToNow > 0) return whole(TODAY, upToNow);
  const at = behindJoint(tokens, start.to);
  if (at === 0) return null;
  const end = readEdge(tokens, at);
  if (end === null || (isDash(keyAt(tokens, at - 1)) && !isSameKind(start, end))) return null;
  return end;
}

/** An expression that begins with `edge`, as a range when an end follows. */
export function inOrRange(tokens: readonly Token[], from: number, edge: Edge): readonly Found[] {
  const end = edge.stretch.is === "years" || edge.stretch.is === "vague" ? null : readEnd(tokens, edge);
  if (end !== null) return [{ from, to: end.to, time: { shape: "range", start: edge, end } }];
  return [{ from, to: edge.to, time: { shape: "in", edge } }];
}
