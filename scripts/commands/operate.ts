import { join } from "node:path";
import type { Command } from "commander";
import { loadSources } from "../../pipeline/crawl/sources.ts";
import { examineAll } from "../../pipeline/jobs/doctor.ts";
import { type Health, writeHealth } from "../../pipeline/jobs/health.ts";
import { reportText } from "../../pipeline/jobs/report-text.ts";
import { viewReport } from "../../pipeline/jobs/report-view.ts";
import { logToStderr, makeRun } from "../../pipeline/jobs/run.ts";
import { nextTime, runOnSchedule, type Schedule, VIETNAM } from "../../pipeline/jobs/schedule.ts";
import type { Settings } from "../../pipeline/jobs/settings.ts";
import { type Progress, runWholeNight, type WholeNight } from "../../pipeline/jobs/whole-night.ts";
import { runLabels } from "../../pipeline/labels/run.ts";
import { DangvuError, WrongUse } from "../../pipeline/types/errors.ts";
import type { Source } from "../../pipeline/types/source.ts";
import { EXIT, type Terminal } from "../dangvu.ts";
import { settingsOf } from "./shared.ts";

/** Ends a run politely at Ctrl-C: requests under way are given up, what is stored stays. */
export function abortOnSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const)
    process.once(name, () => controller.abort(new WrongUse("Đã dừng theo yêu cầu.", "Chạy lại để đi tiếp từ chỗ dừng.")));
  return controller.signal;
}

interface NightlyOptions {
  readonly source?: readonly string[];
  readonly schedule?: string;
  readonly zone?: string;
  readonly json?: boolean;
}

/** The sources of a night, read anew each time: the operator may switch one on between two nights. Throws WrongUse. */
function sourcesOf({ corpus }: Settings, wanted: readonly string[] | undefined): readonly Source[] {
  const all = loadSources(join(corpus, "sources"));
  const unknown = wanted?.find((id) => !all.some((source) => source.id === id));
  if (unknown !== undefined) throw new WrongUse(`Không có nguồn "${unknown}".`, `Các nguồn: ${all.map(({ id }) => id).join(", ")}.`);
  const sources =
    wanted === undefined
      ? all.filter(({ enabled }) => enabled)
      : all.filter(({ id }) => wanted.includes(id)).map((source) => ({ ...source, enabled: true }));
  if (sources.length > 0) return sources;
  throw new WrongUse(
    "Không có nguồn nào đang bật.",
    `Bật nguồn (enabled: true) trong ${join(corpus, "sources")}, hoặc chọn bằng --source.`,
  );
}

/** One line that is written over and over, a few times a second; nothing when nobody looks. */
function progressLine(terminal: Terminal, { lang }: Settings): (progress: Progress) => void {
  let last = 0;
  return (progress) => {
    const now = performance.now();
    if (!terminal.isTty || now - last < 200) return;
    last = now;
    terminal.err(`\r\u001b[K${runLabels(lang).nightProgress(progress)}`);
  };
}

async function oneNight(
  terminal: Terminal,
  settings: Settings,
  night: { sources: readonly Source[]; signal: AbortSignal },
): Promise<WholeNight> {
  const run = makeRun({ log: logToStderr(terminal.isTty ? "error" : "info"), signal: night.signal });
  const done = await runWholeNight({ settings, sources: night.sources, run, onProgress: progressLine(terminal, settings) });
  if (terminal.isTty) terminal.err("\r\u001b[K");
  return done;
}

function printNight(terminal: Terminal, { report }: WholeNight, { lang }: Settings, isJson: boolean): void {
  terminal.out(isJson ? `${JSON.stringify(report, null, 2)}\n` : reportText(viewReport(report, lang), lang));
}

async function nightly(terminal: Terminal, command: Command, options: NightlyOptions): Promise<void> {
  const settings = settingsOf(command);
  const sources = sourcesOf(settings, options.source);
  if (options.schedule !== undefined) return stay(terminal, settings, { ...options, schedule: options.schedule });
  const signal = abortOnSignal();
  const night = await oneNight(terminal, settings, { sources, signal });
  if (night.thrown !== null && !signal.aborted) throw night.thrown;
  printNight(terminal, night, settings, options.json === true);
  if (night.report.failed) terminal.exitCode = EXIT.inPart;
}

/** Stays and runs a night at each time of the schedule until it is told to stop. Throws BadEntry for a schedule that is none. */
async function stay(terminal: Terminal, settings: Settings, options: NightlyOptions & { schedule: string }): Promise<void> {
  const schedule: Schedule = { pattern: options.schedule, zone: options.zone ?? VIETNAM };
  nextTime(schedule, new Date());
  const log = logToStderr("info");
  const signal = abortOnSignal();
  let last: Health["last"] = null;
  const tell = (state: Health["state"], next: Date | null): void => {
    log("info", `schedule/${state}`, { next });
    const at = new Date().toISOString();
    const place = { pid: process.pid, schedule: schedule.pattern, zone: schedule.zone };
    telling(() => writeHealth(settings, { state, at, ...place, next: next?.toISOString() ?? null, last }));
  };
  /** What cannot be told on the disk ends nothing: the next night may find room again. */
  const telling = (write: () => void): void => {
    try {
      write();
    } catch (error) {
      if (!(error instanceof DangvuError)) throw error;
      log("error", "schedule/unwritten", { message: error.message, hint: error.hint });
    }
  };
  await runOnSchedule({
    schedule,
    signal,
    now: () => new Date(),
    onWait: (next) => tell("waiting", next),
    onError: (error) => log("error", "schedule/failed", { message: error instanceof Error ? error.message : String(error) }),
    work: async () => {
      tell("running", null);
      const night = await oneNight(terminal, settings, { sources: sourcesOf(settings, options.source), signal });
      const { run, failed, finishedAt } = night.report;
      last = { run, failed: failed || night.thrown !== null, finishedAt };
      printNight(terminal, night, settings, options.json === true);
    },
  });
  tell("stopped", null);
}

export function registerOperate(program: Command, terminal: Terminal): void {
  program
    .command("nightly")
    .description("thu thập các nguồn đang bật, đọc, trích, lưu, cập nhật chỉ mục, làm báo cáo")
    // The name ends in a letter of ASCII: commander sees the dots of a list only behind one.
    .option("--source <nguon...>", "chỉ các nguồn này, kể cả nguồn đang tắt")
    .option("--schedule <lịch>", "ở lại và chạy theo lịch năm cột như crontab; dừng bằng Ctrl-C hoặc SIGTERM")
    .option("--zone <múi giờ>", `múi giờ của lịch (mặc định ${VIETNAM})`)
    .option("--json", "in báo cáo dạng JSON")
    .addHelpText("after", '\nVí dụ: dangvu nightly --source baonghean\n       dangvu nightly --schedule "0 2 * * *"')
    .action((options: NightlyOptions, command: Command) => nightly(terminal, command, options));

  program
    .command("doctor")
    .description("kiểm tra cấu hình, thư mục, nguồn báo, kho tài liệu")
    .option("--json", "in JSON")
    .option("--schedule <lịch>", "kiểm tra cả lịch này")
    .option("--zone <múi giờ>", `múi giờ của lịch (mặc định ${VIETNAM})`)
    .addHelpText("after", "\nVí dụ: dangvu doctor")
    .action(async (options: { json?: boolean; schedule?: string; zone?: string }, command: Command) => {
      const settings = settingsOf(command);
      const words = runLabels(settings.lang);
      const schedule = options.schedule === undefined ? null : { pattern: options.schedule, zone: options.zone ?? VIETNAM };
      const findings = await examineAll(settings, { schedule });
      if (options.json === true) terminal.out(`${JSON.stringify(findings, null, 2)}\n`);
      else
        for (const { what, ok, detail, hint } of findings)
          terminal.out(`${ok ? words.healthy : words.broken}  ${what}: ${detail}${hint === null ? "" : `\n    ${hint}`}\n`);
      if (findings.some(({ ok }) => !ok)) terminal.exitCode = EXIT.failed;
    });
}
