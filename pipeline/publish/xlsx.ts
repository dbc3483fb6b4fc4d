import type { Lang } from "../labels/format.ts";
import type { DataTable, Entry, Field, Value } from "../types/dataset.ts";

/** A sheet of a workbook: a name, a header that stays in sight, rows. */
export interface Sheet {
  readonly name: string;
  readonly fields: readonly Pick<Field, "type" | "title">[];
  readonly rows: () => Iterable<readonly Value[]>;
}

/** Excel's own limits: rows of a sheet with its header, characters of a cell and of a sheet's name. */
const MOST_ROWS = 1_048_576;
const MOST_CHARACTERS = 32_767;
const MOST_NAME = 31;

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES = "http://schemas.openxmlformats.org/package/2006/content-types";
const SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** XML 1.0 has no place for control characters and halves of pairs. */
function escapeXml(text: string): string {
  return (
    text
      .replace(/[&<>"]/gu, (character) => ENTITIES[character] ?? "")
      .replace(/\p{Surrogate}/gu, "")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, "")
  );
}

/** 0 → A, 26 → AA. */
function letters(index: number): string {
  return (index >= 26 ? letters(Math.floor(index / 26) - 1) : "") + String.fromCharCode(65 + (index % 26));
}

/** Numbers of the styles below. */
const [BOLD, DAY] = [1, 2];
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`;

/** Excel counts days so that 1900-03-01 is 61; before that its calendar has a day too many. */
const DAY_ZERO = Date.UTC(1899, 11, 30);
const FIRST_SURE_DAY = 61;

function serialDay(value: string): number | null {
  const serial = (Date.parse(value) - DAY_ZERO) / 86_400_000;
  return Number.isInteger(serial) && serial >= FIRST_SURE_DAY ? serial : null;
}

function textCell(reference: string, text: string, style: string): string {
  return `<c r="${reference}"${style} t="inlineStr"><is><t xml:space="preserve">${escapeXml(text.slice(0, MOST_CHARACTERS))}</t></is></c>`;
}

/** Texts are never formulas here, whatever they begin with. */
function writeCell(reference: string, value: Value, type: Field["type"]): string {
  if (value === null || value === "") return "";
  if (typeof value === "number") return `<c r="${reference}"><v>${value}</v></c>`;
  if (typeof value === "boolean") return `<c r="${reference}" t="b"><v>${value ? 1 : 0}</v></c>`;
  const day = type === "date" ? serialDay(value) : null;
  return day === null ? textCell(reference, value, "") : `<c r="${reference}" s="${DAY}"><v>${day}</v></c>`;
}

const WIDTHS: Readonly<Record<Field["type"], number>> = { string: 24, integer: 10, number: 12, boolean: 10, date: 12 };

function sheetHead(fields: Sheet["fields"], lang: Lang): string {
  const columns = fields.map(({ type }, index) => `<col min="${index + 1}" max="${index + 1}" width="${WIDTHS[type]}" customWidth="1"/>`);
  const names = fields.map(({ title }, index) => textCell(`${letters(index)}1`, title[lang], ` s="${BOLD}"`));
  const frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${frozen}</sheetView></sheetViews><cols>${columns.join("")}</cols><sheetData><row r="1">${names.join("")}</row>`;
}

/** One sheet of a workbook, as much of a table as it takes. */
interface Part {
  readonly name: string;
  readonly chunks: () => Iterable<string>;
}

/** The sheets of a table: one, or more where a sheet cannot take all rows. Whether there is another is known when the one before has been read. */
function* partsOf(sheet: Sheet, { lang, mostRows }: { readonly lang: Lang; readonly mostRows: number }): Generator<Part> {
  const rows = sheet.rows()[Symbol.iterator]();
  let next = rows.next();
  function* sheetXml(): Generator<string> {
    yield sheetHead(sheet.fields, lang);
    for (let line = 2; line <= mostRows && next.done !== true; line++, next = rows.next()) yield writeRow(line, next.value, sheet.fields);
    yield "</sheetData></worksheet>";
  }
  for (let part = 1; part === 1 || next.done !== true; part++)
    yield { name: part === 1 ? sheet.name : `${sheet.name} (${part})`, chunks: sheetXml };
}

function writeRow(line: number, row: readonly Value[], fields: Sheet["fields"]): string {
  const cells = row.map((value, index) => writeCell(`${letters(index)}${line}`, value, fields[index]?.type ?? "string"));
  return `<row r="${line}">${cells.join("")}</row>`;
}

/** Sheet names are unique, at most 31 characters and have none of []:*?/\. */
function sheetName(name: string, index: number, all: readonly string[]): string {
  const plain = name.replace(/[[\]:*?/\\]/gu, " ").slice(0, MOST_NAME);
  return all.indexOf(name) === index ? plain : `${plain.slice(0, MOST_NAME - 4)} ${index + 1}`;
}

function workbookXml(names: readonly string[]): string {
  const sheets = names.map(
    (name, index) => `<sheet name="${escapeXml(sheetName(name, index, names))}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.join("")}</sheets></workbook>`;
}

function relations(list: readonly (readonly [type: string, target: string])[]): string {
  const all = list.map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`);
  return `${HEAD}<Relationships xmlns="${RELATIONS}">${all.join("")}</Relationships>`;
}

function contentTypes(count: number): string {
  const override = (path: string, kind: string): string => `<Override PartName="/xl/${path}" ContentType="${SPREADSHEET}.${kind}+xml"/>`;
  const sheets = Array.from({ length: count }, (_, index) => override(`worksheets/sheet${index + 1}.xml`, "worksheet"));
  const defaults = `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`;
  return `${HEAD}<Types xmlns="${TYPES}">${defaults}${override("workbook.xml", "sheet.main")}${override("styles.xml", "styles")}${sheets.join("")}</Types>`;
}

/**
 * The files inside a workbook of Office Open XML (ISO/IEC 29500), for `zipOf`; each is to be read to its end before the next is asked for. Numbers are numbers, days are
 * days, the header of every sheet is frozen, and what one sheet cannot take goes on in another. Own code, as `write-excel-file` keeps the whole workbook in memory and
 * `exceljs` does not wait for its archive to be taken away.
 */
export function* workbook(sheets: readonly Sheet[], lang: Lang, mostRows = MOST_ROWS): Generator<Entry> {
  const names: string[] = [];
  for (const sheet of sheets)
    for (const { name, chunks } of partsOf(sheet, { lang, mostRows })) {
      names.push(name);
      yield { path: `xl/worksheets/sheet${names.length}.xml`, chunks };
    }
  const inBook = [
    ...names.map((_, index) => ["worksheet", `worksheets/sheet${index + 1}.xml`] as const),
    ["styles", "styles.xml"] as const,
  ];
  yield { path: "xl/styles.xml", chunks: () => [STYLES] };
  yield { path: "xl/workbook.xml", chunks: () => [workbookXml(names)] };
  yield { path: "xl/_rels/workbook.xml.rels", chunks: () => [relations(inBook)] };
  yield { path: "_rels/.rels", chunks: () => [relations([["officeDocument", "xl/workbook.xml"]])] };
  yield { path: "[Content_Types].xml", chunks: () => [contentTypes(names.length)] };
}

/** A table as a sheet. */
export function sheetOf(table: DataTable, lang: Lang): Sheet {
  return { name: table.title[lang], fields: table.fields, rows: table.rows };
}
