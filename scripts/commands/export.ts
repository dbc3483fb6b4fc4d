import type { Command } from "commander";
import { formatLink } from "../../pipeline/compare/link.ts";
import { type DataFilter, WHOLE } from "../../pipeline/jobs/dataset.ts";
import { type ExportReport, type ExportRequest, exportData } from "../../pipeline/jobs/export.ts";
import { questionsOf, tableOf, usualMeasure } from "../../pipeline/jobs/tables.ts";
import { exportLabels } from "../../pipeline/labels/export.ts";
import { DATA_FORMATS } from "../../pipeline/publish/data-formats.ts";
import { dimsText } from "../../pipeline/publish/tables/observations.ts";
import { WrongUse } from "../../pipeline/types/errors.ts";
import type { Measure } from "../../pipeline/types/observation.ts";
import type { Store } from "../../pipeline/types/store.ts";
import type { TableSpec } from "../../pipeline/types/table.ts";
import type { Terminal } from "../dangvu.ts";
import { openExisting, provinceOf } from "./data.ts";
import { choiceOf, dimsOf, indicatorOf, settingsOf, yearsOf } from "./shared.ts";

const STATUSES = ["actual", "target", "change"] as const;
const LEVELS = ["national", "region", "province", "district", "commune", "unit"] as const;
const COMPARED: readonly string[] = ["cells", "wide"];
const TABLES = [...WHOLE, "cells", "wide", "all"] as const;

/** The options that say which figures are meant. */
export interface FilterOptions {
  readonly indicator: readonly string[];
  readonly province: readonly string[];
  readonly years?: string;
  readonly status?: string;
  readonly level?: string;
}

interface ExportOptions extends FilterOptions {
  readonly output?: string;
  readonly format?: string;
  readonly what?: string;
  readonly dims: string;
  readonly measure?: string;
  readonly boundaries: string;
  readonly link?: string;
  readonly form: string;
  readonly force?: boolean;
  readonly bom?: boolean;
  readonly json?: boolean;
}

/** `--x a --x b` and `--x a,b` are the same. */
const several = (text: string, before: readonly string[]): readonly string[] => [
  ...before,
  ...text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== ""),
];

/** The options of `filterOf`, on a command. */
export function withFilter(command: Command): Command {
  return command
    .option("--indicator <mã>", "chỉ số; nhiều chỉ số cách nhau bằng dấu phẩy", several, [])
    .option("--province <tỉnh>", "tên hoặc mã tỉnh; nhiều tỉnh cách nhau bằng dấu phẩy", several, [])
    .option("--years <năm>", "số liệu có thời gian chạm các năm này: 2010..2026 hoặc 2018")
    .option("--status <loại>", STATUSES.join(", "))
    .option("--level <cấp>", LEVELS.join(", "));
}

/** The figures that a command line means. Throws WrongUse with what there is. */
export function filterOf({ indicator, province, years, status, level }: FilterOptions): DataFilter {
  return {
    indicators: [...new Set(indicator.map((code) => indicatorOf(code).code))],
    provinces: [...new Set(province.map(provinceOf))],
    years: years === undefined ? null : yearsOf(years),
    status: status === undefined ? null : choiceOf(status, "--status", STATUSES),
    level: level === undefined ? null : choiceOf(level, "--level", LEVELS),
  };
}

/** The comparison table of `--what cells`; null where the options name no single indicator. */
function cellsOf(store: Store, filter: DataFilter, options: ExportOptions): ExportRequest["cells"] {
  const [code, ...others] = filter.indicators;
  if (code === undefined || others.length > 0) return null;
  const indicator = indicatorOf(code);
  const spec: TableSpec = {
    indicator: code,
    dims: dimsOf(options.dims, indicator),
    years: filter.years ?? { from: 2010, to: 2026 },
    boundaries: choiceOf(options.boundaries, "--boundaries", ["then", "now"] as const),
    measure: options.measure === undefined ? usualMeasure(code) : choiceOf<Measure>(options.measure, "--measure", indicator.measures),
    status: filter.status === "target" ? "target" : "actual",
  };
  const { years, dims, boundaries, measure, status } = spec;
  const query = `cells=${code}&dims=${dimsText(dims)}&measure=${measure}&status=${status}&boundaries=${boundaries}&years=${years.from}..${years.to}`;
  return { tables: () => [tableOf(store, spec)], query };
}

/** The tables of a permalink. Throws WrongUse for one that cannot be read. */
function linkedCells(store: Store, link: string): ExportRequest["cells"] {
  const specs = questionsOf(link);
  return { tables: () => specs.map((spec) => tableOf(store, spec)), query: formatLink(specs) };
}

/** The comparison tables that the options mean; null where they mean none. Throws WrongUse where a link stands beside what it says itself. */
function comparedOf(store: Store, filter: DataFilter, options: ExportOptions): ExportRequest["cells"] {
  if (options.link === undefined)
    return options.what !== undefined && COMPARED.includes(options.what) ? cellsOf(store, filter, options) : null;
  if (filter.indicators.length > 0 || filter.years !== null)
    throw new WrongUse("Có cả --link lẫn --indicator hay --years.", "Đường dẫn của bảng đã nói chỉ số và năm: chỉ dùng một trong hai.");
  return linkedCells(store, options.link);
}

function tell(terminal: Terminal, report: ExportReport, { json, lang }: { json: boolean; lang: "vi" | "en" }): void {
  terminal.out(json ? `${JSON.stringify(report, null, 2)}\n` : exportLabels(lang).written(report));
}

async function runExport(terminal: Terminal, options: ExportOptions, command: Command): Promise<void> {
  if (options.output === undefined) throw new WrongUse("Chưa nói ghi vào đâu.", "Thêm -o, ví dụ: dangvu export -o so-lieu.xlsx");
  const filter = filterOf(options);
  const what = options.what === undefined ? null : choiceOf(options.what, "--what", TABLES);
  const form = choiceOf(options.form, "--form", ["long", "wide"] as const);
  const settings = settingsOf(command);
  const store = openExisting(settings);
  try {
    const { force = false, bom = false, format = null } = options;
    const cells = comparedOf(store, filter, options);
    const request = { path: options.output, format, what, filter, cells, form, force, bom, lang: settings.lang, now: new Date() };
    tell(terminal, await exportData(store, request), { json: options.json === true, lang: settings.lang });
  } finally {
    store.close();
  }
}

export function registerExport(program: Command, terminal: Terminal): void {
  const command = program
    .command("export")
    .description("ghi số liệu ra tệp: CSV, Excel, Parquet, JSON Lines, Data Package, SDMX-CSV, Markdown, HTML, BibTeX, CSL-JSON")
    .option("-o, --output <đường dẫn>", "tệp, hoặc thư mục cho nhiều bảng")
    .option("--format <kiểu>", `${DATA_FORMATS.map(({ name }) => name).join(", ")} (mặc định theo đuôi tên tệp; thư mục: datapackage)`)
    .option("--what <bảng>", `${TABLES.join(", ")} (cells, wide: bảng so sánh của một chỉ số, mỗi dòng một ô hay một tỉnh)`)
    .option("--link <đường dẫn>", "các bảng so sánh của đường dẫn này, kèm thay đổi, thứ hạng, cả nước và vùng nếu nó hỏi")
    .option("--form <long|wide>", "cho --link ra một bảng: mỗi dòng một ô (long) hay một tỉnh (wide)", "long")
    .option("--dims <chiều>", "cho cells: ví dụ grade=tsvm,kind=grassroots", "")
    .option("--measure <đơn vị>", "cho cells: count, share, attainment…")
    .option("--boundaries <then|now>", "cho cells: tỉnh của thời đó hay 34 tỉnh hiện nay", "then")
    .option("--bom", "CSV có dấu thứ tự byte để Excel đọc đúng tiếng Việt")
    .option("--force", "thay tệp đã có")
    .option("--json", "in kết quả dạng JSON");
  withFilter(command)
    .addHelpText(
      "after",
      "\nVí dụ: dangvu export -o so-lieu.xlsx --indicator members.admitted --years 2015..2020\n       dangvu export -o bo-du-lieu.zip\n       dangvu export --what documents --format bibtex -o nguon.bib\n       dangvu export --link 'i=members.admitted&y=2015-2024&c=1&r=high' -o bang.xlsx",
    )
    .action((options: ExportOptions, own: Command) => runExport(terminal, options, own));
}
