import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { loadSources } from "../../pipeline/crawl/sources.ts";
import { type RereadQuery, type RereadReport, reread } from "../../pipeline/jobs/reread.ts";
import { logToStderr, makeRun } from "../../pipeline/jobs/run.ts";
import type { Settings } from "../../pipeline/jobs/settings.ts";
import { assertLibrary, makeFolder, openLibrary, openSearch, takeRunLock } from "../../pipeline/jobs/workspace.ts";
import { runLabels } from "../../pipeline/labels/run.ts";
import { nearest } from "../../pipeline/language/nearest.ts";
import { WrongUse } from "../../pipeline/types/errors.ts";
import type { Source } from "../../pipeline/types/source.ts";
import { EXIT, type Terminal } from "../dangvu.ts";
import { abortOnSignal } from "./operate.ts";
import { settingsOf } from "./shared.ts";

interface Options {
  readonly source?: string;
  readonly since?: string;
  readonly rulesChanged?: boolean;
  readonly all?: boolean;
  readonly json?: boolean;
}

/** Sources of the operator and of the sample press: pages of both may be stored. */
function allSources({ corpus }: Settings): readonly Source[] {
  return [join(corpus, "sources"), join(corpus, "sample", "sources")].flatMap((folder) => (existsSync(folder) ? loadSources(folder) : []));
}

/** `2024`, `2024-03` or `2024-03-01` as its first moment in Vietnam. Throws WrongUse. */
function sinceOf(text: string): string {
  const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/u.exec(text.trim());
  const time = `${match?.[1]}-${match?.[2] ?? "01"}-${match?.[3] ?? "01"}T00:00:00+07:00`;
  if (match === null || Number.isNaN(Date.parse(time)))
    throw new WrongUse(`Ngày "${text}" không hợp lệ.`, "Viết như --since 2024-03-01, --since 2024-03 hoặc --since 2024.");
  return time;
}

function queryOf({ source, since, rulesChanged = false, all = false }: Options, sources: readonly Source[]): RereadQuery {
  if (all && rulesChanged) throw new WrongUse("--all và --rules-changed trái nhau.", "Chọn một trong hai; --rules-changed là mặc định.");
  const ids = sources.map(({ id }) => id);
  if (source !== undefined && !ids.includes(source))
    throw new WrongUse(`Không có nguồn "${source}".`, `Có phải là ${nearest(source, ids).join(" hoặc ")}?`);
  return { all, ...(source === undefined ? {} : { source }), ...(since === undefined ? {} : { since: sinceOf(since) }) };
}

async function run(terminal: Terminal, settings: Settings, options: Options): Promise<void> {
  const sources = allSources(settings);
  const query = queryOf(options, sources);
  assertLibrary(settings, "Chạy dangvu start hoặc dangvu nightly trước.");
  makeFolder(settings.indexes);
  const words = runLabels(settings.lang);
  const release = takeRunLock(settings);
  try {
    const store = openLibrary(settings);
    try {
      const report = await reread({
        store,
        sources,
        query,
        run: makeRun({ log: logToStderr("warn"), signal: abortOnSignal() }),
        onProgress: (done) => {
          if (terminal.isTty) terminal.err(`\r${words.rereading(done)}`);
        },
      });
      if (terminal.isTty) terminal.err("\r\u001b[K");
      openSearch(settings, store, { isAfterRun: true }).close();
      tell(terminal, report, options.json === true ? null : words.reread(report));
    } finally {
      store.close();
    }
  } finally {
    release();
  }
}

function tell(terminal: Terminal, report: RereadReport, sentence: string | null): void {
  terminal.out(`${sentence ?? JSON.stringify(report, null, 2)}\n`);
  if (report.unreadable > 0) terminal.exitCode = report.reread + report.same === 0 ? EXIT.failed : EXIT.inPart;
}

export function registerReread(program: Command, terminal: Terminal): void {
  program
    .command("reread")
    .description("đọc lại các trang đã lưu bằng bộ quy tắc hiện tại, không tải gì từ mạng")
    .option("--source <nguồn>", "chỉ trang của nguồn này")
    .option("--since <ngày>", "chỉ trang tải về từ ngày này")
    .option("--rules-changed", "chỉ trang mà bộ quy tắc khác đã đọc (mặc định)")
    .option("--all", "cả trang mà bộ quy tắc hiện tại đã đọc: sau khi sửa mục nguồn hay danh mục")
    .option("--json", "in báo cáo dạng JSON")
    .addHelpText("after", "\nVí dụ: dangvu reread --since 2024-01-01")
    .action((options: Options, command: Command) => run(terminal, settingsOf(command), options));
}
