import type { PlaceMention } from "../../language/gazetteer.ts";
import type { Token, TokenLayers } from "../../types/tokens.ts";
import { changeIn, type Difference, differenceOf, isOfPlan, signOf } from "./differences.ts";
import { amountUnit, type MentionIndex, placeUnit, type Unit, unitsOf } from "./units.ts";
import { bracketDepths, isPunct } from "./walk.ts";

/** A cell of a table block: tokens `from` up to `end`. */
interface CellRange {
  readonly from: number;
  readonly end: number;
}

type Row = readonly CellRange[];

/** A cell with a number and the sentences that it may be read as. */
export interface TableCell {
  /** The sentences, to be tried in this order: "<label> <head> 12", the same without "Số" and "Tỷ lệ (%)", "12 <head>". */
  readonly sentences: readonly CellSentence[];
  /** The unit that names the row's organisation; null when the label names none. */
  readonly place: Unit | null;
  /** True where label and head say themselves what is counted: then the paragraph above the table does not. */
  readonly hasSubject: boolean;
}

export interface CellSentence {
  readonly units: readonly Unit[];
  /** The units of the cell itself: figures outside are not the cell's. */
  readonly from: number;
  readonly to: number;
}

/** Finds the organisation that a row's label names, as "Đảng bộ <label>" would. */
export type LabelPlace = (label: string) => PlaceMention | null;

/** What reading a table needs of its article. */
export interface TableReading {
  readonly layers: TokenLayers;
  readonly index: MentionIndex;
  readonly labelPlace: LabelPlace;
}

/** Labels of rows that sum up the others: their figures are the table's own organisation's. */
const TOTAL_LABELS = new Set(["tổng", "cộng", "chung", "toàn"]);

/** Heads of columns that only number the rows, folded: "STT", "Số TT", "Số thứ tự". */
const ORDINAL_HEADS = new Set(["stt", "tt", "số tt", "số thứ tự", "thứ tự", "#", "số"]);
/** "1", "2.", "IV", "a)": what stands in such a column. */
const ORDINAL = /^(?:\d{1,3}|[ivx]{1,5}|[a-zđ])$/u;
/** Heads of percentages that do not say of what: the column before them does. */
const BARE_SHARE_WORDS = new Set(["tỷ", "tỉ", "lệ", "phần", "trăm", "%", "(", ")", "đạt"]);

/** The rows of tokens `from` up to `end`: one a line, cells parted by "|". */
function rowsOf(tokens: readonly Token[], range: CellRange): readonly Row[] {
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

const isEmpty = (cell: CellRange | undefined): boolean => cell === undefined || cell.end <= cell.from;

function keysIn({ tokens }: TokenLayers, cell: CellRange): readonly string[] {
  return tokens.slice(cell.from, cell.end).map(({ key }) => key);
}

/** How many of the first rows are head: a second one when it names columns (two cells and more) and holds no number. */
function headRows({ layers, index }: TableReading, rows: readonly Row[]): number {
  const [first, second, third] = rows;
  if (first === undefined || second === undefined || third === undefined) return Math.min(1, rows.length);
  const named = second.filter((cell) => !isEmpty(cell));
  const isHead = named.length > 1 && named.every((cell) => !hasAmount(unitsOf(layers, index, cell)));
  return isHead && third.some((cell) => hasAmount(unitsOf(layers, index, cell))) ? 2 : 1;
}

const hasAmount = (units: readonly Unit[]): boolean => units.some(({ kind }) => kind === "amount");

/** A head over several columns stands in the first of them: the empty ones behind it belong to it as long as the row below parts them. */
function headCells(rows: readonly Row[], column: number): readonly CellRange[] {
  return rows.flatMap((row, level) => {
    let at = column;
    const below = rows[level + 1];
    while (at > 0 && isEmpty(row[at]) && below !== undefined && !isEmpty(below[column])) at--;
    const cell = row[at];
    return cell === undefined || isEmpty(cell) ? [] : [cell];
  });
}

/** Does the column number the rows? Its head says so, or it has none and only ordinals stand below. */
function isOrdinal(
  layers: TokenLayers,
  rows: readonly Row[],
  column: { readonly index: number; readonly heads: readonly CellRange[] },
): boolean {
  const head = column.heads.flatMap((cell) => keysIn(layers, cell)).join(" ");
  if (ORDINAL_HEADS.has(head)) return true;
  if (head !== "") return false;
  return rows.every((row) => {
    const cell = row[column.index];
    return cell === undefined || isEmpty(cell) || ORDINAL.test(keysIn(layers, cell)[0] ?? "");
  });
}

/** "Tỷ lệ …", "… (%)". */
const isShareHead = (keys: readonly string[]): boolean => keys.includes("%") || (/^t[ỷỉ]$/u.test(keys[0] ?? "") && keys[1] === "lệ");

interface Column {
  readonly heads: readonly CellRange[];
  readonly units: readonly Unit[];
  /** Numbers below are percentages though no sign stands behind them. */
  readonly isShare: boolean;
  /** Numbers below tell how others have changed. */
  readonly difference: Difference | null;
}

const subjectOf = ({ term }: Unit): string | undefined =>
  term?.meaning.countable ?? term?.meaning.event ?? term?.meaning.grade ?? term?.meaning.form;

const namesSubject = (units: readonly Unit[]): boolean => units.some((unit) => subjectOf(unit) !== undefined);

/** The columns with what their heads say; a bare "Tỷ lệ (%)" is of what the column before it counts. */
function columnsOf({ layers, index }: TableReading, heads: readonly Row[]): readonly Column[] {
  const columns: Column[] = [];
  const width = Math.max(...heads.map((row) => row.length));
  for (let at = 0; at < width; at++) {
    const cells = headCells(heads, at);
    const keys = cells.flatMap((cell) => keysIn(layers, cell));
    const own = cells.flatMap((cell) => unitsOf(layers, index, cell));
    const isShare = isShareHead(keys);
    const isBare = isShare && keys.every((key) => BARE_SHARE_WORDS.has(key));
    const before = isBare ? columns.findLast(({ units }) => namesSubject(units)) : undefined;
    const units = before === undefined ? own : [...before.units, ...own];
    columns.push({ heads: cells, units, isShare, difference: differenceOf(units) });
  }
  return columns;
}

function labelUnits({ layers, index, labelPlace }: TableReading, cell: CellRange): readonly Unit[] {
  const units = unitsOf(layers, index, cell);
  if (units.some((unit) => unit.kind === "place") || TOTAL_LABELS.has(keysIn(layers, cell)[0] ?? "")) return units;
  // "Số đảng viên bị kỷ luật" says what is counted, not who counted it.
  const [opening] = units;
  // "Khối các cơ quan", "Doanh nghiệp …" name bodies, though elsewhere such are counted
  const subject = opening === undefined ? undefined : subjectOf(opening);
  if (opening === undefined || isFrame(opening) || (subject !== undefined && subject !== "other")) return units;
  const label = layers.text.slice(layers.tokens[cell.from]?.start ?? 0, layers.tokens[cell.end - 1]?.end ?? 0);
  const place = labelPlace(label);
  return place === null ? units : [placeUnit({ from: cell.from, to: cell.end }, place)];
}

/** "Số", "Tổng số", "Tỷ lệ", "(%)": words of heads that a sentence with the number in it does without. */
const isFrame = ({ kind, key, term }: Unit): boolean =>
  kind === "punct" ||
  (kind === "word" && (key === "số" || key === "lượng")) ||
  (term !== undefined && (term.meaning.signs?.includes("quantity") === true || term.meaning.signs?.includes("share") === true));

interface CellParts {
  readonly label: readonly Unit[];
  readonly head: readonly Unit[];
  readonly own: readonly Unit[];
  readonly announced: readonly Unit[];
}

/** What heads leave out because the sentence above the table says it: of what "Hoàn thành tốt" is, what was done in "Năm 2019". */
function leftOut(announced: readonly Unit[], said: readonly Unit[]): readonly Unit[] {
  const has = (units: readonly Unit[], what: "countable" | "event"): boolean => units.some(({ term }) => term?.meaning[what] !== undefined);
  if (has(said, "countable")) return [];
  const grades = said.some(({ term }) => term?.meaning.grade !== undefined);
  return announced.filter(
    ({ term }) => term?.meaning.countable !== undefined || (!grades && !has(said, "event") && term?.meaning.event !== undefined),
  );
}

function cellOf({ label, head, own, announced }: CellParts): TableCell {
  const before = [...leftOut(announced, [...label, ...head]), ...label, ...head];
  const place = label.find((unit) => unit.kind === "place") ?? null;
  const subject = before.filter((unit) => unit !== place && !isFrame(unit));
  const body = place === null ? [] : [place];
  const behind = (units: readonly Unit[]): CellSentence => ({
    units: [...units, ...own],
    from: units.length,
    to: units.length + own.length,
  });
  return {
    sentences: [
      behind(before),
      behind([...body, ...subject]),
      { units: [...body, ...own, ...subject], from: body.length, to: body.length + own.length },
    ],
    place,
    hasSubject: namesSubject([...label, ...head]),
  };
}

/** A cell that tells of a change: "<label> <head> tăng 134 so với năm 2022". */
function changeCell({ label, own, announced }: CellParts, { rest, base }: Difference): TableCell {
  const depths = bracketDepths(label);
  // "Đảng viên mới kết nạp (người)": in what is counted is told once more.
  const named = label.filter((unit, at) => depths[at] === 0 && !isPunct(unit, "([)]"));
  const before = [...leftOut(announced, [...label, ...rest]), ...named, ...rest];
  return {
    sentences: [{ units: [...before, ...own, ...base], from: before.length, to: before.length + own.length }],
    place: label.find((unit) => unit.kind === "place") ?? null,
    hasSubject: namesSubject([...label, ...rest]),
  };
}

/** The cell as it is to be read; null for one whose number is no level, and of which nobody can tell what change it is of what. */
function readAs(parts: CellParts, difference: Difference | null, ofRow: Difference | null): TableCell | null {
  // A row that tells how the one above has changed does not say what that counts.
  if (ofRow !== null) return namesSubject(parts.label) ? readAs(parts, { ...ofRow, rest: parts.head }, null) : null;
  if (difference === null || (isOfPlan(difference) && signOf(parts.own) === 0)) return isSigned(parts.own) ? null : cellOf(parts);
  const own = changeIn(parts.own, difference);
  return own === null ? null : changeCell({ ...parts, own }, difference);
}

/** "+134" is no level, whatever the head says. */
const isSigned = (own: readonly Unit[]): boolean => own.some((unit, at) => isPunct(unit, "+") && own[at + 1]?.kind === "amount");

/** Under the head of a percentage "85,5" is 85.5 %. */
function asShare(unit: Unit): Unit {
  return unit.kind === "amount" && unit.amount.kind === "count" && unit.amount.value <= 1000
    ? amountUnit({ ...unit.amount, kind: "percent" })
    : unit;
}

/**
 * The cells of a table block that hold numbers, each with the label of its row and the head of its column (codebook: rows × columns become observations).
 * Columns of ordinals are left out; an empty label is the one above it, as in merged cells.
 */
export function tableCells(reading: TableReading, table: CellRange & { readonly announced: readonly Unit[] }): readonly TableCell[] {
  const { layers, index } = reading;
  const rows = rowsOf(layers.tokens, table);
  const depth = headRows(reading, rows);
  const [heads, body] = [rows.slice(0, depth), rows.slice(depth)];
  if (heads.length === 0) return [];
  const columns = columnsOf(reading, heads);
  let labelAt = 0;
  while (labelAt + 1 < columns.length && isOrdinal(layers, body, { index: labelAt, heads: columns[labelAt]?.heads ?? [] })) labelAt++;
  let label: readonly Unit[] = [];
  let ofRow: Difference | null = null;
  return body.flatMap((row) => {
    const own = row[labelAt];
    if (own !== undefined && !isEmpty(own)) {
      ofRow = differenceOf(unitsOf(layers, index, own));
      label = ofRow?.rest ?? labelUnits(reading, own);
    }
    const isShareRow = isShareHead(own === undefined ? [] : keysIn(layers, own));
    return row.slice(labelAt + 1).flatMap((cell, offset) => {
      const column = columns[labelAt + 1 + offset];
      const units = unitsOf(layers, index, cell).map((unit) => (column?.isShare === true || isShareRow ? asShare(unit) : unit));
      if (!hasAmount(units)) return [];
      const parts = { label, head: column?.units ?? [], own: units, announced: table.announced };
      return readAs(parts, column?.difference ?? null, ofRow) ?? [];
    });
  });
}
