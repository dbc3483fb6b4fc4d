import { join } from "node:path";
import type { Command } from "commander";
import { loadSources } from "../../pipeline/crawl/sources.ts";
import { examineAll } from "../../pipeline/jobs/doctor.ts";
import { takeLock } from "../../pipeline/jobs/lock.ts";
import { runNight } from "../../pipeline/jobs/nightly.ts";
import { logToStderr, makeRun } from "../../pipeline/jobs/run.ts";
import { openLibrary, openSearch } from "../../pipeline/jobs/workspace.ts";
import { runLabels } from "../../pipeline/labels/run.ts";
import { WrongUse } from "../../pipeline/types/errors.ts";
import type { Store } from "../../pipeline/types/store.ts";
import { EXIT, type Terminal } from "../dangvu.ts";
import { settingsOf } from "./shared.ts";
import { printReport } from "./start.ts";

/** Ends a run politely at Ctrl-C: requests under way are given up, what is stored stays. */
function abortOnSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const)
    process.once(name, () => controller.abort(new WrongUse("Đã dừng theo yêu cầu.", "Chạy lại để đi tiếp từ chỗ dừng.")));
  return controller.signal;
}

async function nightly(terminal: Terminal, command: Command, options: { source?: string[]; json?: boolean }): Promise<void> {
  const settings = settingsOf(command);
  const all = loadSources(join(settings.corpus, "sources"));
  const unknown = options.source?.find((id) => !all.some((source) => source.id === id));
  if (unknown !== undefined) throw new WrongUse(`Không có nguồn "${unknown}".`, `Các nguồn: ${all.map(({ id }) => id).join(", ")}.`);
  const sources =
    options.source === undefined
      ? all.filter(({ enabled }) => enabled)
      : all.filter(({ id }) => options.source?.includes(id)).map((source) => ({ ...source, enabled: true }));
  if (sources.length === 0)
    throw new WrongUse(
      "Không có nguồn nào đang bật.",
      `Bật nguồn (enabled: true) trong ${join(settings.corpus, "sources")}, hoặc chọn bằng --source.`,
    );
  const release = takeLock(settings.data);
  let store: Store | null = null;
  try {
    store = openLibrary(settings);
    const report = await runNight({
      settings,
      store,
      sources,
      run: makeRun({ log: logToStderr(terminal.isTty ? "warn" : "info"), signal: abortOnSignal() }),
    });
    openSearch(settings, store);
    if (options.json === true) terminal.out(`${JSON.stringify(report, null, 2)}\n`);
    else printReport(terminal, report, settings.lang);
    if (report.sources.some(({ stopped }) => stopped !== null)) terminal.exitCode = EXIT.inPart;
  } finally {
    store?.close();
    release();
  }
}

export function registerOperate(program: Command, terminal: Terminal): void {
  program
    .command("nightly")
    .description("thu thập các nguồn đang bật, đọc, trích, lưu, cập nhật chỉ mục")
    // The name ends in a letter of ASCII: commander sees the dots of a list only behind one.
    .option("--source <nguon...>", "chỉ các nguồn này, kể cả nguồn đang tắt")
    .option("--json", "in báo cáo dạng JSON")
    .addHelpText("after", "\nVí dụ: dangvu nightly --source nghean")
    .action((options: { source?: string[]; json?: boolean }, command: Command) => nightly(terminal, command, options));

  program
    .command("doctor")
    .description("kiểm tra cấu hình, thư mục, nguồn báo, kho tài liệu")
    .option("--json", "in JSON")
    .addHelpText("after", "\nVí dụ: dangvu doctor")
    .action((options: { json?: boolean }, command: Command) => {
      const settings = settingsOf(command);
      const words = runLabels(settings.lang);
      const findings = examineAll(settings);
      if (options.json === true) terminal.out(`${JSON.stringify(findings, null, 2)}\n`);
      else
        for (const { what, ok, detail, hint } of findings)
          terminal.out(`${ok ? words.healthy : words.broken}  ${what}: ${detail}${hint === null ? "" : `\n    ${hint}`}\n`);
      if (findings.some(({ ok }) => !ok)) terminal.exitCode = EXIT.failed;
    });
}
