import type { Command } from "commander";
import { longOf } from "../../pipeline/compare/forms.ts";
import { formatLink, parseLink } from "../../pipeline/compare/link.ts";
import { stackTables } from "../../pipeline/compare/stack.ts";
import { checkedSpec, questionsOf, tableOf, tabulatedOf, usualMeasure } from "../../pipeline/jobs/tables.ts";
import { formatNumber, type Lang } from "../../pipeline/labels/format.ts";
import { tableLabels } from "../../pipeline/labels/table.ts";
import { csvOf } from "../../pipeline/publish/csv.ts";
import { exportTable, TABLE_FORMATS } from "../../pipeline/publish/formats.ts";
import type { SentenceOf } from "../../pipeline/publish/json.ts";
import { wideTable } from "../../pipeline/publish/tables/wide.ts";
import type { DataTable, Value } from "../../pipeline/types/dataset.ts";
import { WrongUse } from "../../pipeline/types/errors.ts";
import type { Measure } from "../../pipeline/types/observation.ts";
import type { PeriodKind, Table, TableSpec } from "../../pipeline/types/table.ts";
import type { Terminal } from "../dangvu.ts";
import { choiceOf, dimsOf, yearsOf } from "./shared.ts";
import { drawExtras, drawView, TABLE_VIEWS, type TableViewName, viewData } from "./table-text.ts";

interface TableOptions {
  readonly dims: string;
  readonly years: string;
  readonly boundaries: string;
  readonly measure?: string;
  readonly status: string;
  readonly period: string;
  readonly changes?: true;
  readonly rank?: string;
  readonly totals?: true;
  readonly untrusted?: true;
  readonly link?: string;
  readonly permalink?: true;
  readonly view: string;
  readonly form: string;
  readonly format: string;
}

const PERIODS: readonly PeriodKind[] = ["year", "half", "quarter", "month", "term"];
const EXAMPLES = `
Ví dụ: dangvu table orgs.rating --dims grade=tsvm,kind=grassroots --measure share --years 2010..2020
       dangvu table members.admitted discipline.members --boundaries now --years 2015..2024
       dangvu table ratio.disciplined --years 2018..2024 --changes --totals
       dangvu table members.admitted --view distribution
       dangvu table --link 'i=members.admitted&y=2015-2024&b=now'`;

/** What a call asks of the store: opened and closed by the caller. */
type Use = (command: Command, use: (store: Parameters<typeof tableOf>[0], about: { lang: Lang; sentenceOf: SentenceOf }) => void) => void;

/** `dangvu table`: comparison tables, alone or side by side, by options or by permalink. */
export function registerTable(program: Command, terminal: Terminal, withTables: Use): void {
  program
    .command("table")
    .description("bảng so sánh một hay nhiều chỉ số giữa các tỉnh qua các năm")
    .argument("[chỉ số...]", "mã chỉ số, ví dụ members.admitted, ratio.disciplined, hoặc orgs.rating~grade.tsvm~share")
    .option("--dims <chiều>", "ví dụ grade=tsvm,kind=grassroots", "")
    .option("--years <năm>", "2010..2026 hoặc 2018", "2010..2026")
    .option("--boundaries <then|now>", "tỉnh của thời đó hay 34 tỉnh hiện nay", "then")
    .option("--measure <đơn vị>", "count, share, attainment…")
    .option("--status <actual|target>", "kết quả hay chỉ tiêu", "actual")
    .option("--period <kỳ>", PERIODS.join(", "), "year")
    .option("--changes", "thêm thay đổi so với năm trước")
    .option("--rank <high|low>", "thêm thứ hạng, lớn nhất hay nhỏ nhất đứng đầu")
    .option("--totals", "thêm cả nước và các vùng")
    .option("--untrusted", "lấy cả số liệu của bài bị sửa năm hoặc hỏng chữ")
    .option("--link <đường dẫn>", "lập bảng theo đường dẫn của nó")
    .option("--permalink", "in đường dẫn của bảng và mã băm của số liệu, không in bảng")
    .option("--view <cách xem>", TABLE_VIEWS.join(", "), "table")
    .option("--form <long|wide>", "CSV: mỗi dòng một ô (long) hay một tỉnh (wide)", "long")
    .option("--format <kiểu>", `${TABLE_FORMATS.map(({ name }) => name).join(", ")}`, "text")
    .addHelpText("after", EXAMPLES)
    .action((codes: readonly string[], options: TableOptions, command: Command) => {
      const specs = specsOf(codes, options);
      const view = choiceOf(options.view, "--view", TABLE_VIEWS);
      const form = choiceOf(options.form, "--form", ["long", "wide"] as const);
      const names = TABLE_FORMATS.map(({ name }) => name);
      const format = choiceOf(options.format, "--format", names);
      withTables(command, (store, { lang, sentenceOf }) => {
        const tables = specs.map((spec) => tableOf(store, spec));
        if (options.permalink === true) terminal.out(describe(tables, lang));
        else if (view !== "table") terminal.out(viewText(tables, { view, format, lang }));
        else terminal.out(tableText(tables, { format, form, lang, sentenceOf }));
      });
    });
}

/** The questions of a call. Throws WrongUse. */
function specsOf(codes: readonly string[], options: TableOptions): readonly TableSpec[] {
  if (options.link !== undefined) {
    if (codes.length > 0) throw new WrongUse("Có cả --link lẫn mã chỉ số.", "Chỉ dùng một trong hai.");
    return questionsOf(options.link);
  }
  if (codes.length === 0) throw new WrongUse("Thiếu mã chỉ số.", "Ví dụ: dangvu table members.admitted.");
  const period = choiceOf(options.period, "--period", PERIODS);
  const frame = {
    years: yearsOf(options.years),
    boundaries: choiceOf(options.boundaries, "--boundaries", ["then", "now"] as const),
    ...(period === "year" ? {} : { period }),
    ...(options.changes ? { changes: true as const } : {}),
    ...(options.rank === undefined ? {} : { ranks: choiceOf(options.rank, "--rank", ["high", "low"] as const) }),
    ...(options.totals ? { totals: true as const } : {}),
    ...(options.untrusted ? { untrusted: true as const } : {}),
  };
  return codes.map((code) => checkedSpec({ ...itemOf(code, options), ...frame }));
}

/** "orgs.rating~grade.tsvm~share" as in a permalink, or a code with what the options say of it. */
function itemOf(text: string, options: TableOptions): Pick<TableSpec, "indicator" | "dims" | "measure" | "status"> {
  if (text.includes("~")) {
    const [item] = parseLink(`i=${encodeURIComponent(text)}&y=2020`);
    if (item !== undefined) return { indicator: item.indicator, dims: item.dims, measure: item.measure, status: item.status };
  }
  const indicator = tabulatedOf(text);
  return {
    indicator: indicator.code,
    dims: dimsOf(options.dims, indicator),
    measure: options.measure === undefined ? usualMeasure(text) : choiceOf<Measure>(options.measure, "--measure", indicator.measures),
    status: choiceOf(options.status, "--status", ["actual", "target"] as const),
  };
}

function describe(tables: readonly Table[], lang: Lang): string {
  const words = tableLabels(lang);
  const data = tables.flatMap((table) =>
    table.data === undefined ? [] : [words.data(table.data.hash, formatNumber(table.data.observations, lang))],
  );
  return `${formatLink(tables.map(({ spec }) => spec))}\n${data.map((line) => `${line}\n`).join("")}`;
}

/** What tells a table from its neighbours: "orgs.rating~grade.tsvm~share". */
function nameOf(spec: TableSpec): string {
  return (new URLSearchParams(formatLink([spec])).get("i") ?? spec.indicator).replaceAll("~", " ");
}

function viewText(
  tables: readonly Table[],
  { view, format, lang }: { view: Exclude<TableViewName, "table">; format: string; lang: Lang },
): string {
  if (format === "json") {
    const data = tables.map((table) => viewData(table, view));
    return `${JSON.stringify(data.length === 1 ? data[0] : data, null, 2)}\n`;
  }
  if (format !== "text") throw new WrongUse(`--view ${view} không có dạng ${format}.`, "Dùng --format text hoặc --format json.");
  const isOne = tables.length === 1;
  return tables.map((table) => `${isOne ? "" : `${nameOf(table.spec)}\n`}${drawView(table, view, lang)}`).join("\n");
}

interface Shape {
  readonly format: string;
  readonly form: "long" | "wide";
  readonly lang: Lang;
  readonly sentenceOf: SentenceOf;
}

function tableText(tables: readonly Table[], { format, form, lang, sentenceOf }: Shape): string {
  const [first, ...others] = tables;
  if (first === undefined) return "";
  if (format === "csv" && form === "wide") return [...csvOf(wideTable(tables))].join("");
  if (format === "text") {
    const extras = tables.map((table) => (others.length === 0 ? "" : `\n${nameOf(table.spec)}`) + drawExtras(table, lang));
    const hasExtras = tables.some((table) => drawExtras(table, lang) !== "");
    const whole = others.length === 0 ? first : stackTables(tables.map((table) => ({ table, variant: nameOf(table.spec) })));
    return `${exportTable(whole ?? first, format, lang)}${hasExtras ? extras.join("") : ""}`;
  }
  if (others.length === 0) return exportTable(first, format, lang, { sentenceOf });
  if (format === "csv") return [...csvOf(longTable(tables))].join("");
  if (format === "json") return `[${tables.map((table) => exportTable(table, format, lang, { sentenceOf }).trimEnd()).join(",\n")}]\n`;
  throw new WrongUse(`Nhiều chỉ số cạnh nhau không có dạng ${format}.`, "Dùng text, csv hoặc json, hoặc xuất từng bảng.");
}

const text = (name: string, vi: string, en: string) => ({ name, type: "string" as const, title: { vi, en } });
const number = (name: string, vi: string, en: string) => ({ name, type: "number" as const, title: { vi, en } });
const PROVINCE = [text("province", "Mã tỉnh", "Province"), text("province_name", "Tỉnh", "Name of the province")];
const CELLS = { name: "cells" as const, title: { vi: "Bảng so sánh", en: "Comparison table" }, foreignKeys: [] };

/** Several tables in long form, one row a cell. */
function longTable(tables: readonly Table[]): DataTable {
  const fields = [
    text("table", "Bảng", "Table"),
    ...PROVINCE,
    text("period", "Kỳ", "Period"),
    number("value", "Giá trị", "Value"),
    text("bound", "Chính xác hay làm tròn", "Bound"),
    text("kind", "Báo cáo nói, tính ra hay thiếu phần", "Kind"),
    text("formula", "Công thức", "Formula"),
    text("url", "Địa chỉ", "Address"),
  ];
  const rows = (): Iterable<readonly Value[]> =>
    longOf(tables).map(({ spec, province, name, column, cell }) => [
      nameOf(spec),
      province,
      name,
      column.key,
      cell.value,
      cell.value === null ? null : cell.bound,
      cell.kind,
      cell.formula ?? null,
      [...cell.candidates.slice(0, 1), ...(cell.inputs ?? []).map(({ winner }) => winner)].map(({ head }) => head.url).join(" | "),
    ]);
  return { ...CELLS, primaryKey: ["table", "province", "period"], fields, rows };
}
