import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { Command } from "commander";
import { makeFetcher } from "../../pipeline/crawl/fetch.ts";
import { logToStderr, makeRun } from "../../pipeline/jobs/run.ts";
import type { Settings } from "../../pipeline/jobs/settings.ts";
import { type Added, addFiles, addReread } from "../../pipeline/jobs/worker/add.ts";
import { addNight, type CrawlDesk, closeDeadHosts, makeCrawlWork } from "../../pipeline/jobs/worker/crawl.ts";
import { type OpenDesk, openDesk } from "../../pipeline/jobs/worker/desk.ts";
import type { HealthPlace } from "../../pipeline/jobs/worker/health.ts";
import { keepIndex } from "../../pipeline/jobs/worker/renewal.ts";
import { assertRights } from "../../pipeline/jobs/worker/rights.ts";
import { runWorker } from "../../pipeline/jobs/worker/worker.ts";
import { formatTime } from "../../pipeline/labels/format.ts";
import { countIn, workerWords } from "../../pipeline/labels/worker.ts";
import { WrongUse } from "../../pipeline/types/errors.ts";
import { type QueueCount, STAGES, type Stage } from "../../pipeline/types/queue.ts";
import { EXIT, type Terminal } from "../dangvu.ts";
import { choiceOf, inputsOf, settingsOf, tellPassedOver, wholeNumber } from "./shared.ts";

interface WorkerFlags {
  readonly stages?: string;
  readonly concurrency?: string;
  readonly health?: string;
  readonly lease?: string;
  readonly limit?: string;
  readonly once?: boolean;
}

/** Probes come from this machine, unless told otherwise; where another worker has the port, at a free one. */
const USUAL_HEALTH = "127.0.0.1:9377";

function stagesOf(text: string): readonly Stage[] {
  const names = text.split(",").map((name) => name.trim());
  return STAGES.filter((stage) => names.map((name) => choiceOf(name, "--stages", STAGES)).includes(stage));
}

/** `127.0.0.1:9377`, `[::1]:9377` or `off`. Throws WrongUse. */
function healthOf(text: string): HealthPlace | null {
  if (text === "off") return null;
  const match = /^(?:\[([0-9a-f:]+)\]|([^:[\]\s]+)):(\d+)$/iu.exec(text);
  if (match === null)
    throw new WrongUse(`--health "${text}" không hợp lệ.`, "Viết như --health 127.0.0.1:9377, --health 0.0.0.0:9377 hoặc --health off.");
  const port = wholeNumber(match[3] ?? "", "--health", { min: 0, max: 65_535 });
  return { host: match[1] ?? match[2] ?? "", port, isFixed: text !== USUAL_HEALTH };
}

/**
 * Drains at the first SIGTERM or Ctrl-C, and ends at once at the second: what was at hand then comes back when its lease ends. `release`: for a process that goes on; where a signal has
 * come it listens to its end, as one that comes while it closes must not end it by itself.
 */
function drainOnSignal(): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const drain = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.failed);
    controller.abort();
  };
  const names = ["SIGINT", "SIGTERM"] as const;
  for (const name of names) process.on(name, drain);
  const release = (): void => {
    if (!controller.signal.aborted) for (const name of names) process.off(name, drain);
  };
  return { signal: controller.signal, release };
}

/** The other stages do without the raw pages: their machines need not have them. */
const NEEDING_RAW: readonly Stage[] = ["crawl", "read"];

function assertRaw(desk: OpenDesk): void {
  try {
    desk.assertRaw();
  } catch (error) {
    desk.close();
    throw error;
  }
}

async function work(settings: Settings, flags: WorkerFlags): Promise<void> {
  const options = {
    name: `${hostname()}-${process.pid}-${randomUUID().slice(0, 4)}`,
    stages: stagesOf(flags.stages ?? STAGES.join()),
    concurrency: wholeNumber(flags.concurrency ?? "20", "--concurrency", { min: 1, max: 1000 }),
    leaseSeconds: wholeNumber(flags.lease ?? "60", "--lease", { min: 1, max: 3600 }),
    isOnce: flags.once === true,
  };
  const health = healthOf(flags.health ?? USUAL_HEALTH);
  const limitSeconds = wholeNumber(flags.limit ?? "900", "--limit", { min: 1, max: 86_400 });
  const log = logToStderr("info");
  const desk = openDesk(settings);
  if (NEEDING_RAW.some((stage) => options.stages.includes(stage))) assertRaw(desk);
  const drain = drainOnSignal();
  const fetcher = makeFetcher({ contact: settings.contact });
  try {
    assertRights(desk.connection);
    if (options.stages.includes("index")) keepIndex(desk, log);
    const crawling = { ...crawlDesk(desk, settings), log };
    const closeDead = (): void => void closeDeadHosts(crawling);
    const crawl = options.stages.includes("crawl") ? { crawl: makeCrawlWork({ ...crawling, fetcher }), closeDead } : {};
    await runWorker({ desk, options, log, drain: drain.signal, health, limitSeconds, ...crawl });
  } finally {
    await fetcher.close();
    desk.close();
    drain.release();
  }
}

const crawlDesk = (desk: OpenDesk, { window }: Settings): CrawlDesk => ({
  desk: { ...desk, sources: desk.crawled },
  clock: desk.clock,
  ...(window === undefined ? {} : { window }),
});

/** Does something at a desk that is closed behind it. */
async function atDesk<T>(settings: Settings, use: (desk: OpenDesk) => T | Promise<T>): Promise<T> {
  const desk = openDesk(settings);
  try {
    return await use(desk);
  } finally {
    desk.close();
  }
}

interface AddFlags {
  readonly night?: boolean;
  readonly reread?: boolean;
  readonly all?: boolean;
  readonly json?: boolean;
}

async function add(terminal: Terminal, settings: Settings, { paths, flags }: { paths: readonly string[]; flags: AddFlags }): Promise<void> {
  const ways = [paths.length > 0, flags.reread === true, flags.night === true].filter((is) => is).length;
  if (ways !== 1) throw new WrongUse("Cần đúng một loại việc để thêm.", "Chọn một: tệp hoặc thư mục, --night, hoặc --reread.");
  const added = await atDesk(settings, (desk): Added | Promise<Added> => {
    if (flags.night === true) return nightAdded(crawlDesk(desk, settings));
    if (flags.reread === true) return addReread({ all: flags.all === true }, { desk });
    const onPassedOver: Parameters<typeof addFiles>[1]["onPassedOver"] = (file, passedOver) =>
      tellPassedOver(terminal, { file, passedOver, lang: settings.lang });
    return addFiles(inputsOf(paths), { desk, run: makeRun(), onPassedOver });
  });
  printAdded(terminal, settings, { added, isJson: flags.json === true });
}

/** A night over all enabled sources. Throws WrongUse where none is. */
function nightAdded(desk: CrawlDesk): Added {
  const { hosts, added } = addNight(desk);
  return { added, known: hosts.length - added, unreadable: [] };
}

function printAdded(terminal: Terminal, { lang }: Settings, { added, isJson }: { added: Added; isJson: boolean }): void {
  for (const { file, reason } of added.unreadable) terminal.err(`${file}: ${reason}\n`);
  if (isJson) terminal.out(`${JSON.stringify(added)}\n`);
  else terminal.out(`${workerWords(lang).added(countIn(lang, added.added), added.known === 0 ? null : countIn(lang, added.known))}\n`);
  if (added.unreadable.length > 0) terminal.exitCode = added.added > 0 ? EXIT.inPart : EXIT.failed;
}

const STATES = ["due", "later", "held", "dead"] as const;

/** One line a stage: how many jobs are in each state, and how long the oldest has waited. */
function countsText(counts: readonly QueueCount[], done: ReadonlyMap<Stage, number>, lang: Settings["lang"]): string {
  const words = workerWords(lang);
  const of = (stage: Stage, state: QueueCount["state"]): QueueCount | undefined =>
    counts.find((count) => count.stage === stage && count.state === state);
  const rows = STAGES.map((stage) => [
    words.stages[stage],
    ...STATES.map((state) => countIn(lang, of(stage, state)?.jobs ?? 0)),
    countIn(lang, done.get(stage) ?? 0),
    words.seconds(countIn(lang, Math.round(of(stage, "due")?.oldestSeconds ?? 0))),
  ]);
  const head = [words.stage, ...STATES.map((state) => words.states[state]), words.done, words.oldest];
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join("  ");
  return `${[head, ...rows].map(line).join("\n")}\n`;
}

function counts(terminal: Terminal, settings: Settings, isJson: boolean): Promise<void> {
  return atDesk(settings, ({ queue }) => {
    const [found, done] = [queue.counts(), queue.done()];
    if (isJson) terminal.out(`${JSON.stringify({ queue: found, done })}\n`);
    else terminal.out(countsText(found, new Map(done.map(({ stage, jobs }) => [stage, jobs])), settings.lang));
  });
}

function dead(terminal: Terminal, settings: Settings, flags: { stage?: string; limit?: string; json?: boolean }): Promise<void> {
  const limit = wholeNumber(flags.limit ?? "50", "--limit", { min: 1, max: 100_000 });
  const stage = flags.stage === undefined ? {} : { stage: choiceOf(flags.stage, "--stage", STAGES) };
  return atDesk(settings, ({ queue }) => {
    const words = workerWords(settings.lang);
    const found = queue.dead({ ...stage, limit });
    if (flags.json === true) {
      for (const job of found) terminal.out(`${JSON.stringify(job)}\n`);
      return;
    }
    if (found.length === 0) terminal.out(`${words.noneDead}\n`);
    for (const job of found)
      terminal.out(`${words.dead({ ...job, stage: words.stages[job.stage], at: formatTime(job.at, settings.lang) })}\n    ${job.error}\n`);
    if (found.length > 0) terminal.out(`${words.howToRevive}\n`);
  });
}

function revive(terminal: Terminal, settings: Settings, flags: { stage?: string; id?: string }): Promise<void> {
  const stage = flags.stage === undefined ? {} : { stage: choiceOf(flags.stage, "--stage", STAGES) };
  const id = flags.id === undefined ? {} : { id: wholeNumber(flags.id, "--id", { min: 1, max: Number.MAX_SAFE_INTEGER }) };
  return atDesk(settings, ({ queue }) => {
    terminal.out(`${workerWords(settings.lang).revived(countIn(settings.lang, queue.revive({ ...stage, ...id })))}\n`);
  });
}

export function registerWorker(program: Command, terminal: Terminal): void {
  program
    .command("worker")
    .description("tiến trình làm việc trên PostgreSQL, chạy bao nhiêu tùy ý trên nhiều máy; dừng bằng SIGTERM")
    .option("--stages <bước,...>", `các bước mà tiến trình này làm (mặc định tất cả: ${STAGES.join(",")})`)
    .option("--concurrency <n>", "số máy chủ báo được tải cùng lúc (mặc định 20)")
    .option("--health <địa chỉ:cổng>", `nơi trả lời /healthz, /readyz, /metrics; off: không mở (mặc định ${USUAL_HEALTH})`)
    .option("--lease <giây>", "việc của tiến trình đã chết được giao lại sau bấy nhiêu giây (mặc định 60)")
    .option("--limit <giây>", "một tài liệu lâu hơn thì tiến trình tự kết thúc; việc hỏng như thế 5 lần thì bị bỏ (mặc định 900)")
    .option("--once", "làm hết việc rồi dừng")
    .addHelpText("after", "\nVí dụ: DATABASE_URL=postgres://dangvu@may-chu/dangvu dangvu worker --stages read,extract,index,aggregate")
    .action((flags: WorkerFlags, command: Command) => work(settingsOf(command), flags));
  registerWork(program, terminal);
}

function registerWork(program: Command, terminal: Terminal): void {
  const group = program
    .command("work")
    .helpCommand(false)
    .description("hàng đợi việc của các tiến trình worker: thêm, đếm, xem việc bị bỏ, làm lại");
  group
    .command("add")
    .description("thêm việc: một đêm thu thập, đọc tệp, hoặc đọc lại kho")
    .argument("[tệp...]", "tệp hoặc thư mục, như của dangvu start")
    .option("--night", "thu thập các nguồn đang bật; đêm đang dở thì đi tiếp")
    .option("--reread", "đọc lại các trang trong kho mà quy tắc hiện nay chưa đọc")
    .option("--all", "cùng --reread: đọc lại mọi trang")
    .option("--json", "in JSON")
    .addHelpText("after", "\nVí dụ: dangvu work add --night\n       dangvu work add thu-muc-bai-bao\n       dangvu work add --reread")
    .action((paths: string[], flags: AddFlags, command: Command) => add(terminal, settingsOf(command), { paths, flags }));
  group
    .command("counts")
    .description("đếm việc theo bước và trạng thái")
    .option("--json", "in JSON")
    .addHelpText("after", "\nVí dụ: dangvu work counts")
    .action((flags: { json?: boolean }, command: Command) => counts(terminal, settingsOf(command), flags.json === true));
  group
    .command("dead")
    .description("việc đã bị bỏ sau nhiều lần hỏng, và vì sao")
    .option("--stage <bước>", "chỉ bước này")
    .option("--limit <n>", "nhiều nhất bấy nhiêu việc (mặc định 50)")
    .option("--json", "in JSON Lines")
    .addHelpText("after", "\nVí dụ: dangvu work dead --stage extract")
    .action((flags: { stage?: string; limit?: string; json?: boolean }, command: Command) => dead(terminal, settingsOf(command), flags));
  group
    .command("revive")
    .description("cho làm lại việc đã bị bỏ")
    .option("--stage <bước>", "chỉ bước này")
    .option("--id <số>", "chỉ việc này")
    .addHelpText("after", "\nVí dụ: dangvu work revive --stage extract")
    .action((flags: { stage?: string; id?: string }, command: Command) => revive(terminal, settingsOf(command), flags));
}
