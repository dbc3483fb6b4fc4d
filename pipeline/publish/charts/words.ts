import { formatFigure } from "../../labels/format.ts";
import type { ChartFrame } from "../../types/chart.ts";
import type { Bound } from "../../types/observation.ts";

/**
 * Advance widths from the space to "~" in hundredths of the font size, measured in the file of DejaVu Sans: the widest of the fonts that systems
 * show by themselves, so that what fits here fits everywhere.
 */
const WIDTHS = [
  32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 53, 100, 68,
  69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99, 69, 61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55,
  63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
];
/** A letter that is not in the list is as wide as "m", so that room is never too small. */
const UNKNOWN_WIDTH = 97;
/** The bold font against the plain one, at its widest letters. */
const BOLD = 1.12;

export interface Font {
  readonly size: number;
  readonly isBold?: boolean;
}

/** About how wide a line of text stands, in units of the chart: marks above and below letters take no room, đ is as wide as d. */
export function measureText(text: string, { size, isBold = false }: Font): number {
  const letters = text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gu, "d").replace(/Đ/gu, "D").replace(/–/gu, "_");
  let hundredths = 0;
  for (const letter of letters) hundredths += WIDTHS[(letter.codePointAt(0) ?? 0) - 32] ?? UNKNOWN_WIDTH;
  return (hundredths / 100) * size * (isBold ? BOLD : 1);
}

/** The text, cut with "…" where it is wider than the room. */
export function fitText(text: string, room: number, font: Font): string {
  if (measureText(text, font) <= room) return text;
  // Nothing beyond this many letters can fit, as no letter is narrower than "I".
  const letters = [...text].slice(0, Math.max(0, Math.ceil(room / (font.size * 0.25))));
  while (letters.length > 0 && measureText(`${letters.join("")}…`, font) > room) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}

/** The text in lines that fit the room; what is left after `most` lines is cut with "…". */
export function wrapText(text: string, room: number, font: Font & { readonly most: number }): readonly string[] {
  const lines: string[] = [];
  let line = "";
  const words = text.split(/\s+/u).filter((word) => word !== "");
  for (const [i, word] of words.entries()) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line === "" || measureText(longer, font) <= room) {
      line = longer;
      continue;
    }
    if (lines.length === font.most - 1) return [...lines, fitText([line, ...words.slice(i)].join(" "), room, font)];
    lines.push(fitText(line, room, font));
    line = word;
  }
  return line === "" ? lines : [...lines, fitText(line, room, font)];
}

/** A value as the chart's language and measure write it, with the words of its bound. */
export function writeValue(frame: Pick<ChartFrame, "lang" | "measure">, value: number, bound: Bound = "exact"): string {
  return formatFigure({ value, bound, measure: frame.measure ?? "count" }, frame.lang);
}
