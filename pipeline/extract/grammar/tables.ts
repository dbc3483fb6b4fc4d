import type { PlaceMention } from "../../language/gazetteer.ts";
import type { Token, TokenLayers } from "../../types/tokens.ts";
import { type MentionIndex, placeUnit, type Unit, unitsOf } from "./units.ts";

/** A cell of a table block: tokens `from` up to `end`. */
interface CellRange {
  readonly from: number;
  readonly end: number;
}

/** A cell with a number, read as a sentence: its column's head, its row's label, the cell. */
export interface TableCell {
  readonly units: readonly Unit[];
  /** First unit of the cell itself: figures before it are not the cell's. */
  readonly cellFrom: number;
  /** The unit that names the row's organisation; null when the label names none. */
  readonly place: Unit | null;
}

/** Finds the organisation that a row's label names, as "Đảng bộ <label>" would. */
export type LabelPlace = (label: string) => PlaceMention | null;

/** The rows of tokens `from` up to `end`: one a line, cells parted by "|". */
function rowsOf(tokens: readonly Token[], range: CellRange): readonly (readonly CellRange[])[] {
  const rows: CellRange[][] = [];
  let cells: CellRange[] = [];
  let from = range.from;
  const close = (end: number): void => {
    cells.push({ from, end });
    from = end + 1;
  };
  for (let i = range.from; i < range.end; i++) {
    const token = tokens[i] as Token;
    if (token.kind === "punct" && token.key === "|") close(i);
    else if (token.kind === "break") {
      close(i);
      rows.push(cells);
      cells = [];
    }
  }
  close(range.end);
  rows.push(cells);
  return rows.filter((row) => row.some((cell) => cell.end > cell.from));
}

function labelUnits(layers: TokenLayers, index: MentionIndex, cell: CellRange, labelPlace: LabelPlace): readonly Unit[] {
  const units = unitsOf(layers, index, cell);
  if (units.some((unit) => unit.kind === "place")) return units;
  const label = layers.text.slice(layers.tokens[cell.from]?.start ?? 0, layers.tokens[cell.end - 1]?.end ?? 0);
  const place = labelPlace(label);
  return place === null ? units : [placeUnit({ from: cell.from, to: cell.end }, place)];
}

/** The cells of a table block that hold numbers, each with the head of its column and the label of its row (codebook: rows × columns become observations). */
export function tableCells(layers: TokenLayers, index: MentionIndex, range: CellRange, labelPlace: LabelPlace): readonly TableCell[] {
  const [head, ...rows] = rowsOf(layers.tokens, range);
  if (head === undefined) return [];
  const heads = head.map((cell) => unitsOf(layers, index, cell));
  return rows.flatMap((row) => {
    const [first, ...cells] = row;
    if (first === undefined) return [];
    const label = labelUnits(layers, index, first, labelPlace);
    return cells.flatMap((cell, column) => {
      const own = unitsOf(layers, index, cell);
      if (!own.some((unit) => unit.kind === "amount")) return [];
      const before = [...label, ...(heads[column + 1] ?? [])];
      return [{ units: [...before, ...own], cellFrom: before.length, place: label.find((unit) => unit.kind === "place") ?? null }];
    });
  });
}
