import { join } from "node:path";
import type { Command } from "commander";
import { noEnd, type Term } from "../../pipeline/crawl/itinerary.ts";
import { loadSources } from "../../pipeline/crawl/sources.ts";
import { type BackfillPlan, type BackfillReport, backfill, planBackfill } from "../../pipeline/jobs/backfill.ts";
import { logToStderr, makeRun } from "../../pipeline/jobs/run.ts";
import { openLibrary, openSearch, takeRunLock } from "../../pipeline/jobs/workspace.ts";
import { nearest } from "../../pipeline/language/nearest.ts";
import { WrongUse } from "../../pipeline/types/errors.ts";
import type { Source } from "../../pipeline/types/source.ts";
import type { Store } from "../../pipeline/types/store.ts";
import { EXIT, type Terminal } from "../dangvu.ts";
import { abortOnSignal } from "./operate.ts";
import { settingsOf, wholeNumber } from "./shared.ts";

interface CrawlOptions {
  readonly source: string;
  readonly since?: string;
  readonly until?: string;
  readonly budget?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** The first year from which newspapers have pages that are still online. */
const EARLIEST = "2000-01-01";

function dayOf(text: string, option: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
  if (!isDay) throw new WrongUse(`${option} "${text}" không phải một ngày.`, "Viết như 2012-01-31.");
  return text;
}

function termOf({ since = EARLIEST, until = noEnd }: CrawlOptions): Term {
  const term = { since: dayOf(since, "--since"), until: dayOf(until, "--until") };
  if (term.until < term.since)
    throw new WrongUse(`--until ${term.until} ở trước --since ${term.since}.`, "Đổi chỗ hai ngày, hoặc bỏ một trong hai.");
  return term;
}

function sourceOf(folder: string, id: string): Source {
  const sources = loadSources(folder);
  const found = sources.find((source) => source.id === id);
  if (found !== undefined) return found;
  const near = nearest(
    id,
    sources.map((source) => source.id),
  );
  throw new WrongUse(
    `Không có nguồn "${id}".`,
    near.length === 0 ? "Xem các nguồn bằng dangvu sources." : `Có phải là ${near.join(" hoặc ")}?`,
  );
}

function printPlan(terminal: Terminal, { source, term, steps, walked, waiting, queued }: BackfillPlan): void {
  const end = term.until === noEnd ? "nay" : term.until;
  terminal.out(`${source}: thu từ ${term.since} đến ${end}, chưa tải gì (--dry-run).\n`);
  for (const step of steps.slice(0, 12)) terminal.out(`  ${step}\n`);
  if (steps.length > 12) terminal.out(`  … và ${steps.length - 12} nơi nữa\n`);
  terminal.out(`Đã đi qua ${walked} trang lưu trữ, còn ${waiting} trang đã biết; ${queued} bài đang chờ tải.\n`);
}

function printReport(terminal: Terminal, { source, walked, waiting, isFinished, articles, seconds }: BackfillReport): void {
  const { newPages, changedPages, skipped, failed, refused, gone } = source;
  terminal.out(
    `${source.source}: đi qua ${walked} trang lưu trữ; ${newPages} bài mới, ${changedPages} bài đổi, ${gone} đã gỡ, ${skipped} bỏ qua, ${failed + refused} lỗi; ${seconds.toFixed(1).replace(".", ",")} giây\n`,
  );
  if (isFinished) terminal.out("Đã đi hết kho lưu trữ của khoảng thời gian này.\n");
  else terminal.out(`Dừng: ${source.stopped ?? ""}. Còn ${waiting} trang đã biết; chạy lại cùng lệnh để đi tiếp.\n`);
  for (const head of articles.slice(0, 8))
    terminal.out(`  + ${head.publishedAt?.slice(0, 10) ?? "không có ngày"} · ${head.title} (${head.figures})\n`);
}

async function crawl(terminal: Terminal, command: Command, options: CrawlOptions): Promise<void> {
  const settings = settingsOf(command);
  const source = sourceOf(join(settings.corpus, "sources"), options.source);
  const term = termOf(options);
  const budget = options.budget === undefined ? {} : { requests: wholeNumber(options.budget, "--budget", { min: 1, max: 1_000_000 }) };
  const release = takeRunLock(settings);
  let store: Store | null = null;
  try {
    if (options.dryRun === true) {
      const plan = planBackfill(source, term, { settings, today: new Date().toISOString().slice(0, 10) });
      if (options.json === true) terminal.out(`${JSON.stringify(plan, null, 2)}\n`);
      else printPlan(terminal, plan);
      return;
    }
    store = openLibrary(settings);
    const run = makeRun({ log: logToStderr(terminal.isTty ? "warn" : "info"), signal: abortOnSignal() });
    const report = await backfill({ settings, store, source, run, term, budget });
    openSearch(settings, store, { isAfterRun: true }).close();
    if (options.json === true) terminal.out(`${JSON.stringify(report, null, 2)}\n`);
    else printReport(terminal, report);
    if (!report.isFinished) terminal.exitCode = EXIT.inPart;
  } finally {
    store?.close();
    release();
  }
}

export function registerCrawl(program: Command, terminal: Terminal): void {
  program
    .command("crawl")
    .description("thu tin cũ của một nguồn: đi ngược kho lưu trữ đến ngày đã cho, đi tiếp được sau khi dừng")
    .requiredOption("--source <nguon>", "mã nguồn, kể cả nguồn đang tắt")
    .option("--since <ngay>", `từ ngày nào (mặc định ${EARLIEST})`)
    .option("--until <ngay>", "đến ngày nào (mặc định hôm nay)")
    .option("--budget <n>", "số yêu cầu nhiều nhất của lần chạy")
    .option("--dry-run", "chỉ cho biết sẽ bắt đầu ở đâu, không tải gì")
    .option("--json", "in JSON")
    .addHelpText("after", "\nVí dụ: dangvu crawl --source baoangiang --since 2012-01-01 --budget 2000")
    .action((options: CrawlOptions, command: Command) => crawl(terminal, command, options));
}
