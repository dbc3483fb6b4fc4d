import type { Command } from "commander";
import { logToStderr, makeRun } from "../../pipeline/jobs/run.ts";
import type { Settings } from "../../pipeline/jobs/settings.ts";
import { dimsText, indicatorText, provinceText } from "../../pipeline/jobs/watch/fact-text.ts";
import type { LedgerState } from "../../pipeline/jobs/watch/ledger.ts";
import { type Target, targetsOf } from "../../pipeline/jobs/watch/lists.ts";
import { feedAddress } from "../../pipeline/jobs/watch/message.ts";
import { addWatch, collectWatched, deliverWatched, listWatches, removeWatch, testWatch } from "../../pipeline/jobs/watch/watch.ts";
import { refusalOf } from "../../pipeline/jobs/watch/webhook.ts";
import { openSearch, takeRunLock } from "../../pipeline/jobs/workspace.ts";
import { formatTime } from "../../pipeline/labels/format.ts";
import { countOf, watchWords } from "../../pipeline/labels/watch.ts";
import { WrongUse } from "../../pipeline/types/errors.ts";
import type { WatchList, WatchSubject } from "../../pipeline/types/watch.ts";
import { EXIT, type Terminal } from "../dangvu.ts";
import { openExisting, provinceOf } from "./data.ts";
import { dimsOf, indicatorOf, settingsOf } from "./shared.ts";

interface WatchOptions {
  readonly add?: string;
  readonly remove?: string;
  readonly test?: string;
  readonly list?: boolean;
  readonly send?: boolean;
  readonly title?: string;
  readonly indicator?: string;
  readonly dims?: string;
  readonly province?: readonly string[];
  readonly document?: string;
  readonly search?: string;
  readonly atom?: boolean;
  readonly email?: readonly string[];
  readonly webhook?: readonly string[];
  readonly allowPrivate?: boolean;
  readonly dropsRepeats?: boolean;
  readonly json?: boolean;
}

/** What every way of using the command needs. */
interface Desk {
  readonly terminal: Terminal;
  readonly settings: Settings;
  readonly options: WatchOptions;
}

export function registerWatch(program: Command, terminal: Terminal): void {
  program
    .command("watch")
    .description("danh sách theo dõi: báo tin mới về một chỉ số, tỉnh, văn bản hoặc lần tìm qua Atom, thư, webhook; mỗi tin một lần")
    .option("--add <tên>", "thêm danh sách (chữ thường không dấu, gạch nối), cùng các tùy chọn bên dưới")
    .option("--list", "in các danh sách và tình hình gửi")
    .option("--remove <tên>", "bỏ một danh sách")
    .option("--test <tên>", "gửi tin thử tới mọi nơi nhận của danh sách")
    .option("--send", "tìm tin mới và gửi ngay, như sau mỗi đêm")
    .option("--title <tên hiện>", "tên hiện trong thư và nguồn tin (mặc định: tên danh sách)")
    .option("--indicator <chỉ số>", "số liệu của chỉ số này")
    .option("--dims <chieu=giatri,...>", "chỉ số liệu có các chiều này, ví dụ grade=tsvm")
    .option("--province <tinh...>", "chỉ các tỉnh này: tên hoặc mã")
    .option("--document <mã>", "bài dẫn văn bản này, ví dụ 21-NQ/TW@2022-06-16")
    .option("--search <câu tìm>", "bài khớp với câu tìm này")
    .option("--atom", "mở nguồn tin /api/v1/watch/TÊN.atom cho mọi người")
    .option("--email <dia-chi...>", "gửi thư (máy chủ ở khóa notify.email)")
    .option("--webhook <dia-chi...>", "gửi POST JSON, ký bằng DANGVU_WATCH_SECRET_TÊN hoặc DANGVU_WEBHOOK_SECRET")
    .option("--allow-private", "webhook được nằm trong mạng nội bộ")
    .option("--drops-repeats", "webhook biết bỏ tin lặp theo Idempotency-Key: tin không rõ đã đến chưa sẽ được gửi lại")
    .option("--json", "in JSON")
    .addHelpText(
      "after",
      "\nVí dụ: dangvu watch --add ket-nap-lang-son --indicator members.admitted --province 'Lạng Sơn' --email truc@co-quan.example --atom\n       dangvu watch --test ket-nap-lang-son",
    )
    .action(async (options: WatchOptions, command: Command) => {
      assertOneUse(options);
      await watch({ terminal, settings: settingsOf(command), options });
    });
}

const USES = ["add", "list", "remove", "test", "send"] as const;

function assertOneUse(options: WatchOptions): void {
  const uses = USES.filter((use) => options[use] !== undefined).map((use) => `--${use}`);
  if (uses.length === 1) return;
  const message = uses.length === 0 ? "Chưa nói làm gì." : `Không dùng cùng lúc ${uses.join(" và ")}.`;
  throw new WrongUse(message, `Chọn một: ${USES.map((use) => `--${use}`).join(", ")}.`);
}

async function watch(desk: Desk): Promise<void> {
  const { terminal, settings, options } = desk;
  if (options.add !== undefined) addOne(desk, options.add);
  else if (options.test !== undefined) await testOne(desk, options.test);
  else if (options.send === true) await sendNow(desk);
  else if (options.remove === undefined) terminal.out(listsText(desk));
  else {
    removeWatch(settings, options.remove);
    terminal.out(`${watchWords(settings.lang).removed(options.remove)}\n`);
  }
}

function addOne({ terminal, settings, options }: Desk, name: string): void {
  const { atom = false, email = [], webhook = [], allowPrivate = false, dropsRepeats = false } = options;
  const webhooks = webhook.map((url) => ({ url, allowPrivate, dropsRepeats }));
  if (!atom && email.length + webhooks.length === 0)
    throw new WrongUse("Chưa nói báo tin bằng cách nào.", "Thêm --atom, --email ĐỊA-CHỈ hoặc --webhook ĐỊA-CHỈ.");
  for (const hook of webhooks) {
    const refusal = URL.canParse(hook.url) ? refusalOf(hook) : null;
    if (refusal !== null) throw new WrongUse(`Không gửi tới ${hook.url}: ${refusal}.`, "Chỉ cho phép nơi nhận do chính bạn quản lý.");
  }
  const typed = { name, title: options.title ?? name, lang: settings.lang, subject: subjectOf(options), atom, email, webhooks };
  const list = addWatch(settings, typed, new Date());
  terminal.out(options.json === true ? `${JSON.stringify(list, null, 2)}\n` : addedText(list, settings));
}

function addedText(list: WatchList, { lang, publicUrl }: Settings): string {
  const words = watchWords(lang);
  const lines = [words.added(list.name), `  ${subjectText(list, lang)}`];
  if (list.atom) lines.push(`  ${words.feedAt(feedAddress(list, publicUrl) ?? `/api/v1/watch/${list.name}.atom`)}`);
  return `${lines.join("\n")}\n`;
}

/** What the list is about. Throws WrongUse for nothing, or more than one thing. */
function subjectOf({ indicator, dims, province = [], document, search }: WatchOptions): WatchSubject {
  const kinds = [
    ...(indicator === undefined ? [] : ["--indicator"]),
    ...(document === undefined ? [] : ["--document"]),
    ...(search === undefined ? [] : ["--search"]),
  ];
  if (kinds.length > 1)
    throw new WrongUse(`Không dùng cùng lúc ${kinds.join(" và ")}.`, "Mỗi danh sách theo dõi một thứ; thêm danh sách khác cho thứ kia.");
  if (dims !== undefined && indicator === undefined) throw new WrongUse("--dims cần --indicator.", "Thêm --indicator MÃ.");
  if (search !== undefined && province.length > 0)
    throw new WrongUse("Không dùng --province cùng --search.", "Viết tỉnh ngay trong câu tìm.");
  const ids = [...new Set(province.map(provinceOf))];
  const provinces = ids.length === 0 ? {} : { provinces: ids };
  if (search !== undefined) return { kind: "search", query: search };
  if (document !== undefined) return { kind: "document", id: document, ...provinces };
  if (indicator === undefined && ids.length === 0)
    throw new WrongUse("Chưa nói theo dõi gì.", "Thêm --indicator, --province, --document hoặc --search.");
  if (indicator === undefined) return { kind: "figures", ...provinces };
  const declared = indicatorOf(indicator);
  return { kind: "figures", indicator, ...(dims === undefined ? {} : { dims: dimsOf(dims, declared) }), ...provinces };
}

function subjectText({ subject }: WatchList, lang: Settings["lang"]): string {
  const { subjects } = watchWords(lang);
  if (subject.kind === "search") return subjects.search(subject.query);
  const where = subject.provinces === undefined ? "" : subjects.where(subject.provinces.map(provinceText).join(", "));
  if (subject.kind === "document") return subjects.document(subject.id, where);
  const { indicator, dims = {} } = subject;
  if (indicator === undefined) return subjects.figures(subjects.anyFigure, where);
  const what = [indicatorText(indicator, lang), dimsText(indicator, dims, lang)].filter((word) => word !== "").join(", ");
  return subjects.figures(what, where);
}

/** Where a message goes, without what may be a key in the address. */
const placeOf = (target: Target, lang: Settings["lang"]): string =>
  `${watchWords(lang).channel[target.channel]} ${target.channel === "email" ? target.to : new URL(target.url).host}`;

function listsText({ settings, options }: Desk): string {
  const found = listWatches(settings);
  if (options.json === true) return `${JSON.stringify(found, null, 2)}\n`;
  if (found.length === 0) return `${watchWords(settings.lang).none}\n`;
  return found.map(({ list, state }) => listLines(list, state, settings)).join("");
}

function listLines(list: WatchList, { facts, seenUntil, targets }: LedgerState, { lang, publicUrl }: Settings): string {
  const words = watchWords(lang);
  const count = (number: number): string => countOf(number, lang);
  const seen = seenUntil === null ? words.notYet : words.seen(count(facts), formatTime(seenUntil, lang));
  const lines = [`${list.name}: ${list.title}`, `  ${subjectText(list, lang)}`, `  ${seen}`];
  if (list.atom) lines.push(`  ${words.feedAt(feedAddress(list, publicUrl) ?? `/api/v1/watch/${list.name}.atom`)}`);
  for (const target of targetsOf(list)) {
    const told = targets.find((one) => one.target === target.id);
    if (told === undefined) continue;
    lines.push(`  ${placeOf(target, lang)}: ${words.numbers(count(told.waiting), count(told.sent), count(told.uncertain))}`);
    const { last } = told;
    if (last !== null)
      lines.push(
        `    ${formatTime(last.at, lang)}: ${words.state[last.state]}${last.error === null || last.state === "sent" ? "" : ` (${last.error})`}`,
      );
  }
  return `${lines.join("\n")}\n`;
}

async function testOne({ terminal, settings, options }: Desk, name: string): Promise<void> {
  const words = watchWords(settings.lang);
  const store = openExisting(settings);
  try {
    const search = openSearch(settings, store);
    const tested = await testWatch({ settings, store, search, run: makeRun() }, name);
    search.close();
    if (options.json === true) terminal.out(`${JSON.stringify(tested, null, 2)}\n`);
    else if (tested.length === 0) terminal.out(`${words.nothingToTest}\n`);
    else for (const { target, error } of tested) terminal.out(`${words.tested(placeOf(target, settings.lang), error)}\n`);
    if (tested.some(({ error }) => error !== null)) terminal.exitCode = EXIT.failed;
  } finally {
    store.close();
  }
}

/** What happens after a night, without the night. */
async function sendNow({ terminal, settings, options }: Desk): Promise<void> {
  const run = makeRun({ log: logToStderr("warn") });
  const found = collectNow(settings, run);
  const told = await deliverWatched({ settings, run });
  const failed = told.filter(({ error }) => error !== null);
  if (options.json === true) terminal.out(`${JSON.stringify({ found, deliveries: told }, null, 2)}\n`);
  else terminal.out(`${watchWords(settings.lang).sentNow(String(found), String(told.length - failed.length), String(failed.length))}\n`);
  if (failed.length > 0 || run.counters["watch/broken"] !== undefined) terminal.exitCode = EXIT.inPart;
}

function collectNow(settings: Settings, run: ReturnType<typeof makeRun>): number {
  const release = takeRunLock(settings);
  try {
    const store = openExisting(settings);
    try {
      const search = openSearch(settings, store);
      const found = collectWatched({ settings, store, search, run }, run.now());
      search.close();
      return found;
    } finally {
      store.close();
    }
  } finally {
    release();
  }
}
