import type { PdfRule } from "./page.ts";

export type Point = readonly [number, number];

/** Thicker bars are areas, not lines; in points. */
const RULE_WIDTH = 3;
const RULE_LENGTH = 6;
/** How many numbers follow each drawing operator of a path: move, line, curve, quadratic curve, close. */
const OPERANDS: readonly number[] = [2, 2, 6, 4, 0];

/** The straight lines of a path as pdf.js lists it, `place` leading to points of the page: edges of what is stroked, and areas thin enough to be lines. */
export function rulesOf(
  path: ArrayLike<number>,
  { place, isStroked }: { readonly place: (x: number, y: number) => Point; readonly isStroked: boolean },
): readonly PdfRule[] {
  return subpaths(path, place).flatMap((points) => {
    const box = boxOf(points);
    if (isThin(box)) return isLong(box) ? [box] : [];
    if (!isStroked) return [];
    return points
      .slice(1)
      .map((point, index) => boxOf([points[index] as Point, point]))
      .filter((edge) => isThin(edge) && isLong(edge));
  });
}

const isThin = (box: PdfRule): boolean => Math.min(box.x1 - box.x0, box.y1 - box.y0) < RULE_WIDTH;
const isLong = (box: PdfRule): boolean => Math.max(box.x1 - box.x0, box.y1 - box.y0) > RULE_LENGTH;

/** The corners of the parts of a path; a closed part ends where it began. */
function subpaths(path: ArrayLike<number>, place: (x: number, y: number) => Point): readonly (readonly Point[])[] {
  const parts: Point[][] = [];
  for (let i = 0; i < path.length; ) {
    const operator = path[i] as number;
    const count = OPERANDS[operator];
    if (count === undefined) break;
    const last = parts.at(-1);
    const point = count === 0 ? last?.[0] : place(path[i + count - 1] as number, path[i + count] as number);
    if (operator === 0 && point !== undefined) parts.push([point]);
    else if (point !== undefined) last?.push(point);
    i += count + 1;
  }
  return parts;
}

function boxOf(points: readonly Point[]): PdfRule {
  const box = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity };
  for (const [x, y] of points) {
    box.x0 = Math.min(box.x0, x);
    box.y0 = Math.min(box.y0, y);
    box.x1 = Math.max(box.x1, x);
    box.y1 = Math.max(box.y1, y);
  }
  return box;
}
