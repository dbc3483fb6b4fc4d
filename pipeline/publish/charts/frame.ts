import { createHash } from "node:crypto";
import { chartWords } from "../../labels/chart.ts";
import type { Chart, ChartFrame } from "../../types/chart.ts";
import { element, escapeText, keepXml, textElement } from "./markup.ts";
import { wrapText } from "./words.ts";

/** Width of every chart but sparklines, in units that are points of the screen at 100 %: 16 cm on paper hold them at 94 %. */
export const WIDTH = 640;
export const MARGIN = 10;
export const FONT = "system-ui, sans-serif";
const INNER = WIDTH - 2 * MARGIN;

const TITLE = { size: 15, isBold: true, most: 3, line: 20 } as const;
const SMALL = { size: 11, most: 3, line: 15 } as const;

/** The marks of a chart, in a space of its own that begins at 0, 0. */
export interface Drawing {
  readonly height: number;
  readonly body: string;
  /** What must be said below: one note a paragraph. */
  readonly notes: readonly string[];
}

/** What stands where there is nothing to draw. */
export function emptyDrawing(frame: ChartFrame): Drawing {
  const body = textElement(chartWords(frame.lang).noData, { x: WIDTH / 2, y: 64, "font-size": 14, "text-anchor": "middle" });
  return { height: 120, body, notes: [] };
}

interface Paragraph {
  readonly text: string;
  readonly font: typeof TITLE | typeof SMALL;
  readonly from: number;
}

/** Lines of a paragraph with the place where the next one begins. */
function writeParagraph({ text, font, from }: Paragraph): { readonly svg: string; readonly to: number } {
  const lines = wrapText(text, INNER, font);
  const weight = font === TITLE ? "bold" : undefined;
  const opacity = font === TITLE ? undefined : 0.8;
  const svg = lines.map((line, i) =>
    textElement(line, {
      x: MARGIN,
      y: from + (i + 1) * font.line - 4,
      "font-size": font.size,
      "font-weight": weight,
      "fill-opacity": opacity,
    }),
  );
  return { svg: svg.join(""), to: from + lines.length * font.line };
}

/** A drawing under its title and unit and above its notes and source, as a whole SVG document. */
export function frameDrawing(chart: Chart, drawing: Drawing): string {
  const parts: string[] = [];
  let y = 4;
  const add = (text: string, font: Paragraph["font"]): void => {
    const { svg, to } = writeParagraph({ text, font, from: y });
    parts.push(svg);
    y = to;
  };
  add(chart.title, TITLE);
  add(chart.unit, SMALL);
  parts.push(element("g", { transform: `translate(0 ${y + 8})` }, drawing.body));
  y += drawing.height + 12;
  for (const note of drawing.notes) add(note, SMALL);
  add(chart.source, SMALL);
  return svgDocument(chart, { width: WIDTH, height: Math.ceil(y + 6), body: parts.join("") });
}

/**
 * The root element with the chart's name and description. Ids come from the chart's content: the same chart has the same bytes, and different ones
 * can stand in one page. Marks can be read one by one, so the root is a document; a sparkline is a single picture.
 */
export function svgDocument(chart: Chart, sheet: { readonly width: number; readonly height: number; readonly body: string }): string {
  const id = `c${createHash("sha256").update(JSON.stringify(chart)).digest("hex").slice(0, 12)}`;
  const root = {
    xmlns: "http://www.w3.org/2000/svg",
    width: sheet.width,
    height: sheet.height,
    viewBox: `0 0 ${sheet.width} ${sheet.height}`,
    role: chart.kind === "spark" ? "img" : "graphics-document",
    "aria-labelledby": `${id}-t`,
    "aria-describedby": `${id}-d`,
    "font-family": FONT,
  };
  const names = `<title id="${id}-t">${escapeText(chart.title) || "–"}</title><desc id="${id}-d">${escapeText(chart.description)}</desc>`;
  return keepXml(element("svg", root, names + sheet.body));
}

/** The same document as a file of its own: dark text on white, whatever page it lay in, and without the links of that page. */
export function standaloneSvg(svg: string): string {
  const head = svg.indexOf("</desc>") + "</desc>".length;
  const start = svg.slice(0, head).replace(/^<svg /u, '<svg color="#1f2328" ');
  const marks = svg
    .slice(head)
    .replace(/<a href="[^"]*"/gu, '<g role="graphics-symbol"')
    .replace(/<\/a>/gu, "</g>");
  return `<?xml version="1.0" encoding="UTF-8"?>\n${start}<rect width="100%" height="100%" fill="#ffffff"/>${marks}\n`;
}
