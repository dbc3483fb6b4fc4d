import type { Span } from "../../types/tokens.ts";

/** A figure or a citation over a text; `index` is its number in its own list. */
export interface Mark extends Span {
  readonly kind: "figure" | "citation";
  readonly index: number;
}

/** A run of text under the same marks. `opens`: some mark begins here, so that links may point here. */
export interface Segment extends Span {
  readonly marks: readonly Mark[];
  readonly opens: boolean;
}

/**
 * The runs that marks cut a span of text into, in order and without gaps. Marks may overlap and nest; parts of them outside
 * the span are left out, and a mark without length covers nothing.
 */
export function cutSegments(span: Span, marks: readonly Mark[]): Segment[] {
  const inside = marks.filter((mark) => mark.start < span.end && mark.end > span.start && mark.end > mark.start);
  const starts = new Set(inside.map(({ start }) => start));
  const cuts = new Set([span.start, span.end]);
  for (const { start, end } of inside) {
    cuts.add(Math.max(start, span.start));
    cuts.add(Math.min(end, span.end));
  }
  const positions = [...cuts].sort((a, b) => a - b);
  return positions.slice(0, -1).map((start, i) => {
    const end = positions[i + 1] ?? span.end;
    return { start, end, marks: inside.filter((mark) => mark.start <= start && mark.end >= end), opens: starts.has(start) };
  });
}
