import { chartWords } from "../../labels/chart.ts";
import type { TileMap } from "../../types/chart.ts";
import { classOf, type ValueClass, valueClasses } from "./classes.ts";
import { type Drawing, MARGIN, WIDTH } from "./frame.ts";
import { type TileLayout, tileLayout } from "./layout.ts";
import { element, escapeText, textElement } from "./markup.ts";
import { CLASS_COLOURS } from "./palette.ts";
import { isDrawable } from "./scales.ts";
import { fitText, measureText, writeValue } from "./words.ts";

type Tile = TileMap["tiles"][number];

/** Tiles fill the width; 63 of them are 19 rows high, which a sheet of paper still holds. */
const SIZES = { "63": { width: 65, height: 40 }, "34": { width: 77, height: 44 } } as const;
const NAME_SIZES = [11, 10.5, 10, 9.5, 9] as const;
const VALUE_SIZES = [11, 10, 9] as const;
const PADDING = 4;
/** In widths of a tile. */
const ISLANDS_WIDTH = 1.45;
const EMPTY = { fill: "none", ink: "currentColor" } as const;

/** What tiles of one map have in common. */
interface Sheet {
  readonly chart: TileMap;
  readonly size: (typeof SIZES)[TileMap["system"]];
  readonly classes: readonly ValueClass[];
  /** One size for all names of a map. */
  readonly nameSize: number;
}

/** Provinces as tiles in about their places, coloured by class, with the islands at sea and a legend in the west. */
export function drawTiles(chart: TileMap): Drawing {
  const layout = tileLayout(chart.system);
  const known = new Map(chart.tiles.map((tile) => [tile.province, knownTile(tile)]));
  const classes = valueClasses(
    [...known.values()].flatMap(({ value }) => (value === null ? [] : [value])),
    CLASS_COLOURS.length,
  );
  const size = SIZES[chart.system];
  const nameSize = fittingSize(
    layout.tiles.map(({ short }) => short),
    { room: size.width - PADDING, sizes: NAME_SIZES, isBold: false },
  );
  const sheet: Sheet = { chart, size, classes, nameSize };
  const tileOf = (province: string, name: string): Tile => known.get(province) ?? { province, name, value: null, text: "" };
  const tiles = layout.tiles.map((spot) => drawTile(sheet, tileOf(spot.id, spot.short), spot));
  const islands = layout.islands.map((spot) => {
    const short = layout.tiles.find(({ id }) => id === spot.province)?.short ?? spot.name;
    return drawIslands(sheet, { tile: tileOf(spot.province, short), island: spot.name, short, ...spot });
  });
  const empty = layout.tiles.filter(({ id }) => (known.get(id)?.value ?? null) === null).length;
  const rows = 1 + Math.max(...layout.tiles.map(({ row }) => row));
  const body = [...tiles, ...islands, drawLegend(sheet, layout.legend, empty)].join("");
  return {
    height: rows * sheet.size.height,
    body: element("g", { transform: `translate(${MARGIN} 0)` }, body),
    notes: notesOnOthers(chart, layout),
  };
}

/** Figures of units that have no tile, as Hà Tây has none, which was merged in 2008. */
function notesOnOthers(chart: TileMap, layout: TileLayout): readonly string[] {
  const placed = new Set(layout.tiles.map(({ id }) => id));
  const others = chart.tiles.filter(({ province, value }) => value !== null && isDrawable(value) && !placed.has(province));
  if (others.length === 0) return [];
  return [
    chartWords(chart.lang).offMap(others.map(({ name, value, text }) => `${name} ${text || writeValue(chart, value ?? 0)}`).join("; ")),
  ];
}

const knownTile = (tile: Tile): Tile => (tile.value === null || isDrawable(tile.value) ? tile : { ...tile, value: null });

function colourOf({ classes }: Sheet, { value }: Tile) {
  const found = value === null ? undefined : classOf(value, classes);
  return (found === undefined ? undefined : CLASS_COLOURS[found.colour]) ?? EMPTY;
}

/** The frame of a tile: full where there is a figure, dashed and empty where there is none. */
function box(fill: string, place: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }): string {
  const border = fill === "none" ? { "stroke-opacity": 0.5, "stroke-dasharray": "3 3" } : { "stroke-opacity": 0.25 };
  return element("rect", { ...place, rx: 3, fill, stroke: "currentColor", ...border });
}

interface Spot {
  readonly column: number;
  readonly row: number;
}

/** A mark that is read as "Lạng Sơn: hơn 1.234", a link where the tile leads somewhere. */
function named({ chart }: Sheet, tile: Tile, { name, body }: { readonly name: string; readonly body: string }): string {
  const label = `${name}: ${tile.value === null ? chartWords(chart.lang).noData : tile.text || writeValue(chart, tile.value)}`;
  const title = `<title>${escapeText(label)}</title>`;
  if (tile.href === undefined || !isLeadingToPages(tile.href)) return element("g", { role: "graphics-symbol" }, title + body);
  return element("a", { href: tile.href }, title + body);
}

/** Links of a map lead to pages: an address that begins with a scheme other than http is not written. */
function isLeadingToPages(href: string): boolean {
  return /^(?:https?:\/\/|\/(?!\/)|[?#])/u.test(href);
}

function drawTile(sheet: Sheet, tile: Tile, { column, row, short }: Spot & { readonly short: string }): string {
  const { width, height } = sheet.size;
  const colour = colourOf(sheet, tile);
  const [x, y] = [column * width, row * height];
  const room = width - PADDING;
  const middle = { x: x + width / 2 - 1, fill: colour.ink, "text-anchor": "middle", "aria-hidden": "true" };
  const name = textElement(fitText(short, room, { size: sheet.nameSize }), { ...middle, y: y + 13, "font-size": sheet.nameSize });
  const values = valueLines(sheet, tile, room).map(({ text, size }, i, all) =>
    textElement(text, { ...middle, y: y + height - (all.length === 1 ? 11 : 17) + i * 10, "font-size": size, "font-weight": "bold" }),
  );
  const body = box(colour.fill, { x: x + 1, y: y + 1, width: width - 3, height: height - 3 }) + name + values.join("");
  return named(sheet, tile, { name: tile.name, body });
}

interface Fit {
  readonly room: number;
  readonly sizes: readonly number[];
  readonly isBold: boolean;
}

/** The greatest of the sizes, which come from great to small, at which all texts have room; the least where none is small enough. */
function fittingSize(texts: readonly string[], { room, sizes, isBold }: Fit): number {
  return sizes.find((size) => texts.every((text) => measureText(text, { size, isBold }) <= room)) ?? Math.min(...sizes);
}

/** A figure with its bound in one line where it fits, in two small ones where it does not: "từ 90% / trở lên". A dash where there is none. */
function valueLines({ chart }: Sheet, tile: Tile, room: number): readonly { readonly text: string; readonly size: number }[] {
  if (tile.value === null) return [{ text: "–", size: 11 }];
  const text = tile.text || writeValue(chart, tile.value);
  const size = fittingSize([text], { room, sizes: VALUE_SIZES, isBold: true });
  if (measureText(text, { size, isBold: true }) <= room) return [{ text, size }];
  return evenLines(text, room).map((line) => ({ text: line, size: 9 }));
}

/** Two lines as equally long as words allow. */
function evenLines(text: string, room: number): readonly string[] {
  const font = { size: 9, isBold: true };
  const words = text.split(" ");
  const splits = words.slice(1).map((_, i) => [words.slice(0, i + 1).join(" "), words.slice(i + 1).join(" ")]);
  const widest = (lines: readonly string[]): number => Math.max(...lines.map((line) => measureText(line, font)));
  const best = splits.toSorted((a, b) => widest(a) - widest(b))[0] ?? [text];
  return best.map((line) => fitText(line, room, font));
}

/** Where the islands of an archipelago lie in a field of one by one; a picture of them, not a measurement. */
const ISLANDS = [
  [0.2, 0.3],
  [0.42, 0.14],
  [0.55, 0.36],
  [0.78, 0.22],
  [0.7, 0.52],
] as const;

/** An archipelago at sea, in the colour of the unit it belongs to and named with it. */
function drawIslands(sheet: Sheet, spot: Spot & { readonly tile: Tile; readonly island: string; readonly short: string }): string {
  const { width, height } = sheet.size;
  const colour = colourOf(sheet, spot.tile);
  const [x, y, wide] = [spot.column * width, spot.row * height, ISLANDS_WIDTH * width];
  const dots = ISLANDS.map(([dx, dy]) =>
    element("ellipse", {
      cx: x + dx * wide,
      cy: y + dy * height,
      rx: 5,
      ry: 3.5,
      fill: colour.fill,
      stroke: "currentColor",
      "stroke-opacity": 0.6,
    }),
  );
  const text = { x: x + wide / 2, "text-anchor": "middle", "aria-hidden": "true" };
  const label = [
    textElement(spot.island, { ...text, y: y + height - 6, "font-size": 11, "font-style": "italic" }),
    textElement(`(${spot.short})`, { ...text, y: y + height + 6, "font-size": 10, "fill-opacity": 0.8 }),
  ];
  // A field without colour, so that the whole archipelago can be pointed at.
  const field = element("rect", { x, y, width: wide, height: height + 8, fill: "none", "pointer-events": "all" });
  const name = chartWords(sheet.chart.lang).partOf(spot.island, spot.tile.name);
  return named(sheet, spot.tile, { name, body: field + dots.join("") + label.join("") });
}

/** Classes from the greatest down, and how many units have no figure. */
function drawLegend(sheet: Sheet, { column, row }: Spot, empty: number): string {
  const { chart, classes, size } = sheet;
  const words = chartWords(chart.lang);
  const [x, y] = [column * size.width + 1, row * size.height];
  const entries = classes.toReversed().map(({ least, greatest, colour }) => {
    const [from, to] = [writeValue(chart, least), writeValue(chart, greatest)];
    return { fill: CLASS_COLOURS[colour]?.fill ?? "none", text: from === to ? from : words.range(from, to) };
  });
  if (empty > 0) entries.push({ fill: "none", text: `${words.noData} (${empty})` });
  return entries
    .map(({ fill, text }, i) => {
      const top = y + i * 22;
      const swatch = box(fill, { x, y: top, width: 22, height: 16 });
      return swatch + textElement(fitText(text, WIDTH / 3 - 40, { size: 11 }), { x: x + 29, y: top + 12, "font-size": 11 });
    })
    .join("");
}
