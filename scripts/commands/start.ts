import { isIP } from "node:net";
import type { Command } from "commander";
import { dropEmptyYears, stackTables } from "../../pipeline/compare/stack.ts";
import { CODEBOOK } from "../../pipeline/extract/codebook.ts";
import { type Imported, type InputFile, importFiles, type PassedOver } from "../../pipeline/jobs/import.ts";
import type { NightlyReport } from "../../pipeline/jobs/nightly.ts";
import { logToStderr, makeRun } from "../../pipeline/jobs/run.ts";
import { runSample } from "../../pipeline/jobs/sample.ts";
import { type SiteOptions, USUAL_WORKERS } from "../../pipeline/jobs/serve-options.ts";
import type { Settings } from "../../pipeline/jobs/settings.ts";
import { tableOf } from "../../pipeline/jobs/tables.ts";
import { makeFolder, openLibrary, openSearch, takeRunLock } from "../../pipeline/jobs/workspace.ts";
import { runLabels } from "../../pipeline/labels/run.ts";
import { exportTable } from "../../pipeline/publish/formats.ts";
import { WrongUse } from "../../pipeline/types/errors.ts";
import type { Store } from "../../pipeline/types/store.ts";
import type { Table, TableSpec } from "../../pipeline/types/table.ts";
import { EXIT, type Terminal } from "../dangvu.ts";
import { openExisting } from "./data.ts";
import { inputsOf, isDamaged, settingsOf, tellPassedOver, wholeNumber } from "./shared.ts";

const NEW_ARTICLES_SHOWN = 8;

const YEARS = { from: 2006, to: 2026 };
const ADMITTED: TableSpec = {
  indicator: "members.admitted",
  dims: {},
  measure: "count",
  status: "actual",
  years: YEARS,
  boundaries: "then",
};

/** Every grade of grassroots organisations that a province has a yearly figure of, counted or as a share: one question each. */
function gradeSpecs(store: Store): readonly TableSpec[] {
  const wanted = new Map<string, TableSpec>();
  for (const { observation } of store.observations({ indicator: "orgs.rating", level: "province", status: "actual" })) {
    const { dims, measure, period } = observation;
    if ((measure !== "count" && measure !== "share") || dims.kind !== "grassroots" || period === null) continue;
    wanted.set(JSON.stringify([dims, measure]), {
      indicator: "orgs.rating",
      dims,
      measure,
      status: "actual",
      years: YEARS,
      boundaries: "then",
    });
  }
  return [...wanted.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, spec]) => spec);
}

/** "hoàn thành tốt trở lên, %": what a row of the grade table shows. */
function variantName(spec: TableSpec, lang: Settings["lang"]): string {
  const rating = CODEBOOK.find(({ code }) => code === spec.indicator);
  const grade = rating?.dims.find(({ name }) => name === "grade")?.values.find(({ code }) => code === spec.dims.grade)?.label[lang] ?? "";
  const words = runLabels(lang);
  return `${grade}${spec.dims.cumulative === true ? ` ${words.orBetter}` : ""}${spec.measure === "share" ? ", %" : ""}`;
}

function printTable(terminal: Terminal, settings: Settings, title: string, whole: Table | null): void {
  const words = runLabels(settings.lang);
  terminal.out(`\n${title}\n`);
  if (whole === null) {
    terminal.out(`${words.noTable}\n`);
    return;
  }
  const { table, dropped } = dropEmptyYears(whole);
  terminal.out(exportTable(table, "text", settings.lang, terminal.columns === null ? {} : { width: terminal.columns }));
  const provinces = new Set(table.rows.map(({ province }) => province)).size;
  terminal.out(`${words.sparse({ provinces, from: YEARS.from, to: YEARS.to, without: dropped.length })}\n`);
}

/** The two tables of the main job: members admitted, and every grade of grassroots organisations that the reports hold. */
function printTables(terminal: Terminal, settings: Settings, store: Store): void {
  const words = runLabels(settings.lang);
  printTable(terminal, settings, words.admittedTable, tableOf(store, ADMITTED));
  const grades = gradeSpecs(store).map((spec) => ({ table: tableOf(store, spec), variant: variantName(spec, settings.lang) }));
  printTable(terminal, settings, words.gradeTable, stackTables(grades));
}

export function printReport(terminal: Terminal, report: NightlyReport, lang: Settings["lang"]): void {
  const words = runLabels(lang);
  const sum = (pick: (source: NightlyReport["sources"][number]) => number): number =>
    report.sources.reduce((total, source) => total + pick(source), 0);
  const fresh = sum(({ newPages }) => newPages);
  const changed = sum(({ changedPages }) => changedPages);
  terminal.out(
    `${words.summary({ sources: report.sources.length, fresh, changed, unchanged: sum(({ notModified }) => notModified), failed: sum(({ failed }) => failed), figures: report.counters["extract/figures"] ?? 0, seconds: report.seconds })}\n`,
  );
  for (const source of report.sources) if (source.stopped !== null) terminal.out(`  ! ${source.source}: ${source.stopped}\n`);
  if (fresh + changed === 0) terminal.out(`${words.nothingNew}\n`);
  for (const head of report.articles.slice(0, NEW_ARTICLES_SHOWN))
    terminal.out(`  + ${head.publishedAt?.slice(0, 10) ?? words.noDate} · ${head.title} (${head.figures})\n`);
  if (report.articles.length > NEW_ARTICLES_SHOWN) terminal.out(`  … ${words.more(report.articles.length - NEW_ARTICLES_SHOWN)}\n`);
}

async function printImported(terminal: Terminal, settings: Settings, store: Store, inputs: readonly InputFile[]): Promise<void> {
  if (inputs.length === 0) return;
  const words = runLabels(settings.lang);
  const onPassedOver = (file: string, passedOver: PassedOver): void => {
    tellPassedOver(terminal, { file, passedOver, lang: settings.lang });
    if (isDamaged(passedOver)) terminal.exitCode = EXIT.inPart;
  };
  const onImported = ({ file, outcome, reason, articles }: Imported): void => {
    terminal.out(`  ${words.imported[outcome]} ${file}${reason === null ? ` (${articles})` : `: ${reason}`}\n`);
    if (outcome === "unreadable") terminal.exitCode = EXIT.inPart;
  };
  await importFiles(inputs, { store, run: makeRun(), onImported, onPassedOver });
}

async function start(
  terminal: Terminal,
  settings: Settings,
  options: { import?: string[]; serve: boolean; log: "warn" | "error" },
): Promise<void> {
  const words = runLabels(settings.lang);
  const inputs = options.import === undefined ? [] : inputsOf(options.import);
  makeFolder(settings.indexes);
  if (options.serve) await checkPort(settings.port);
  const release = takeRunLock(settings);
  let store: Store | null = null;
  try {
    store = openLibrary(settings);
    terminal.out(`${words.began}\n`);
    await runSample({ settings, store, log: logToStderr(options.log), report: (night) => printReport(terminal, night, settings.lang) });
    await printImported(terminal, settings, store, inputs);
    openSearch(settings, store, { isAfterRun: true }).close();
    release();
    printTables(terminal, settings, store);
    store.close();
    store = null;
    if (options.serve) await serve(terminal, settings, { workers: USUAL_WORKERS });
  } finally {
    store?.close();
    release();
  }
}

/** Throws WrongUse for a port that cannot be had, before anything costly is done for it. */
async function checkPort(port: number): Promise<void> {
  const { checkPlace } = await import("../../pipeline/serve/front/listen.ts");
  await checkPlace({ port });
}

/** The web page until it is stopped. What makes pages is loaded here: other commands begin without it. Throws WrongUse for a port that cannot be had. */
async function serve(terminal: Terminal, settings: Settings, options: SiteOptions): Promise<void> {
  const { openSite } = await import("../../pipeline/jobs/serve-site.ts");
  const site = await openSite(settings, { ...options, isWarmed: true });
  terminal.out(`\n${runLabels(settings.lang).address(site.url)}\n`);
  await untilStopped();
  await site.close();
}

/** Resolves at Ctrl-C or a stop by the service manager. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
}

export function registerStart(program: Command, terminal: Terminal): void {
  program
    .command("start")
    .description("chạy trọn một đêm trên báo mẫu rồi mở trang web")
    .option("--import <tệp...>", "thêm tài liệu của bạn (tệp hoặc thư mục)")
    .option("--port <cổng>", "cổng của trang web")
    .option("--no-serve", "không mở trang web")
    .addHelpText("after", "\nVí dụ: npm start -- --import ../tai-lieu")
    .action((options: { import?: string[]; serve: boolean }, command: Command) =>
      start(terminal, settingsOf(command), { ...options, log: "error" }),
    );

  program
    .command("serve")
    .description("mở trang web và API trên kho đã có")
    .option("--port <cổng>", "cổng của trang web")
    .option("--host <địa chỉ>", "địa chỉ mạng để nghe; ngoài 127.0.0.1 thì máy khác xem được", "127.0.0.1")
    .option("--allow-host <tên...>", "thêm tên miền mà trang được mở dưới tên đó")
    .option("--trust-proxy", "tin địa chỉ khách do máy chủ đứng trước báo (X-Forwarded-For, X-Forwarded-Proto)")
    .option("--workers <số>", "số tiến trình trả lời (0: chỉ tiến trình chính)", String(USUAL_WORKERS))
    .addHelpText(
      "after",
      "\nVí dụ: dangvu serve --port 8080\n       dangvu serve --host 0.0.0.0 --allow-host so-lieu.example --trust-proxy",
    )
    .action((flags: ServeFlags, command: Command) => serveExisting(terminal, settingsOf(command), flags));
}

interface ServeFlags {
  readonly host: string;
  readonly allowHost?: readonly string[];
  readonly trustProxy?: true;
  readonly workers: string;
}

async function serveExisting(terminal: Terminal, settings: Settings, { host, allowHost, trustProxy, workers }: ServeFlags): Promise<void> {
  openExisting(settings).close();
  const place = isIP(host) === 0 && host !== "localhost" ? wrongHost(host) : host;
  if (!isLoopback(place)) terminal.err(`${runLabels(settings.lang).openToOthers(place)}\n`);
  await serve(terminal, settings, {
    host: place,
    workers: wholeNumber(workers, "--workers", { min: 0, max: 64 }),
    ...(allowHost === undefined ? {} : { hosts: allowHost }),
    ...(trustProxy === undefined ? {} : { trustProxy }),
  });
}

const isLoopback = (host: string): boolean => host === "localhost" || host === "::1" || host.startsWith("127.");

function wrongHost(host: string): never {
  throw new WrongUse(`--host "${host}" không phải địa chỉ của máy này.`, "Viết địa chỉ bằng số, như 127.0.0.1, 0.0.0.0 hoặc ::1.");
}
