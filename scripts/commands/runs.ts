import type { Command } from "commander";
import type { NightReport } from "../../pipeline/jobs/report.ts";
import { loadReport, reportIds } from "../../pipeline/jobs/report-files.ts";
import { reportPage } from "../../pipeline/jobs/report-html.ts";
import { reportText, textTable } from "../../pipeline/jobs/report-text.ts";
import { viewReport } from "../../pipeline/jobs/report-view.ts";
import type { Settings } from "../../pipeline/jobs/settings.ts";
import { formatNumber, formatTime } from "../../pipeline/labels/format.ts";
import { runLabels } from "../../pipeline/labels/run.ts";
import { WrongUse } from "../../pipeline/types/errors.ts";
import type { RunRecord } from "../../pipeline/types/store.ts";
import type { Terminal } from "../dangvu.ts";
import { openExisting } from "./data.ts";
import { settingsOf, wholeNumber } from "./shared.ts";

/** How many runs the list shows. */
const USUAL_LIMIT = "30";

interface Options {
  readonly last?: boolean;
  readonly json?: boolean;
  readonly html?: boolean;
  readonly limit?: string;
}

/** A run as the list shows it; `failed` is null for one without a report. */
interface Listed extends RunRecord {
  readonly failed: boolean | null;
}

function recordsOf(settings: Settings): readonly RunRecord[] {
  const store = openExisting(settings);
  try {
    return store.runs().toReversed();
  } finally {
    store.close();
  }
}

/** Runs of the store with what their reports say, and nights that ended before they came to the store; newest first. */
function listRuns(settings: Settings, most: number): readonly Listed[] {
  const records = recordsOf(settings);
  const known = new Set(records.map(({ id }) => id));
  const alone = reportIds(settings).filter((id) => !known.has(id));
  const listed = records.slice(0, most).map((record) => ({ ...record, failed: loadReport(settings, record.id)?.failed ?? null }));
  const others = alone.slice(0, most).flatMap((id) => {
    const report = loadReport(settings, id);
    return report === null ? [] : [listedOf(report)];
  });
  return [...listed, ...others].sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1)).slice(0, most);
}

const listedOf = ({ run, job, startedAt, finishedAt, counters, failed }: NightReport): Listed => ({
  id: run,
  job,
  startedAt,
  finishedAt,
  counters,
  failed,
});

function printList(terminal: Terminal, runs: readonly Listed[], { lang }: Settings): void {
  const words = runLabels(lang);
  const n = (value: number): string => formatNumber(value, lang);
  const outcomeOf = ({ failed, finishedAt }: Listed): string =>
    failed === true ? words.runOutcome.failed : finishedAt === null ? words.runOutcome.cutOff : words.runOutcome.done;
  const rows = runs.map((run) => [
    run.id,
    run.job,
    formatTime(run.startedAt, lang),
    run.finishedAt === null ? "" : `${n(Math.round((Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000))} s`,
    n(run.counters["store/new"] ?? 0),
    n(run.counters["extract/figures"] ?? 0),
    outcomeOf(run),
  ]);
  terminal.out(rows.length === 0 ? `${words.noRuns}\n` : `${textTable(words.runHead, rows).join("\n")}\n`);
}

/** The report of a run; one that made none is told by its record. Throws WrongUse for an id that is none. */
function show(terminal: Terminal, settings: Settings, id: string, options: Options): void {
  const report = loadReport(settings, id);
  if (report !== null) {
    terminal.out(textOf(report, settings, options));
    return;
  }
  const record = recordsOf(settings).find((run) => run.id === id);
  if (record === undefined) throw new WrongUse(`Không có lượt chạy "${id}".`, "Xem các lượt chạy bằng dangvu runs.");
  if (options.html === true)
    throw new WrongUse(`Lượt chạy "${id}" (${record.job}) không có báo cáo.`, "Báo cáo có ở các lượt nightly; bỏ --html để xem bộ đếm.");
  const words = runLabels(settings.lang);
  if (options.json === true) terminal.out(`${JSON.stringify(record, null, 2)}\n`);
  else {
    printList(terminal, [{ ...record, failed: null }], settings);
    const counters = Object.entries(record.counters).map(([name, value]) => `  ${name}: ${formatNumber(value, settings.lang)}`);
    terminal.out(`\n${[words.counters, ...counters].join("\n")}\n`);
  }
}

function textOf(report: NightReport, settings: Settings, { json, html }: Options): string {
  if (json === true) return `${JSON.stringify(report, null, 2)}\n`;
  const view = viewReport(report, settings.lang);
  return html === true ? reportPage(view, settings.lang) : reportText(view, settings.lang);
}

function runs(terminal: Terminal, settings: Settings, id: string | undefined, options: Options): void {
  const { last = false, json = false, html = false, limit = USUAL_LIMIT } = options;
  if (json && html) throw new WrongUse("--json và --html trái nhau.", "Chọn một trong hai.");
  if (id !== undefined && last) throw new WrongUse(`--last và mã lượt chạy "${id}" trái nhau.`, "Chọn một trong hai.");
  if (id === undefined && html && !last) throw new WrongUse("--html cần một lượt chạy.", "Thêm mã lượt chạy hoặc --last.");
  const most = wholeNumber(limit, "--limit", { min: 1, max: 10_000 });
  const listed = id === undefined ? listRuns(settings, last ? 1 : most) : [];
  const wanted = id ?? (last ? listed[0]?.id : undefined);
  if (wanted !== undefined) show(terminal, settings, wanted, options);
  else if (json) terminal.out(`${JSON.stringify(listed, null, 2)}\n`);
  else printList(terminal, listed, settings);
}

export function registerRuns(program: Command, terminal: Terminal): void {
  program
    .command("runs")
    .argument("[lượt chạy]", "mã của một lượt, để xem báo cáo của lượt đó")
    .description("liệt kê các lượt chạy, hoặc in báo cáo của một lượt")
    .option("--last", "báo cáo của lượt mới nhất")
    .option("--limit <số>", "nhiều nhất bấy nhiêu lượt (mặc định 30)")
    .option("--json", "in JSON")
    .option("--html", "in báo cáo thành trang HTML")
    .addHelpText("after", "\nVí dụ: dangvu runs --last\n       dangvu runs --last --html > bao-cao.html")
    .action((id: string | undefined, options: Options, command: Command) => runs(terminal, settingsOf(command), id, options));
}
