import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Command } from "commander";
import { type Correction, parseCorrection } from "../../pipeline/jobs/correction.ts";
import { DOUBTFUL_BELOW } from "../../pipeline/jobs/doubts.ts";
import { decide, listDecisions, listDoubts } from "../../pipeline/jobs/review.ts";
import { exportReviewed } from "../../pipeline/jobs/review-gold.ts";
import { addReviewer, listReviewers, removeReviewer } from "../../pipeline/jobs/reviewers.ts";
import type { Settings } from "../../pipeline/jobs/settings.ts";
import { formatFigure, formatNumber, formatPeriod, formatTime, type Lang } from "../../pipeline/labels/format.ts";
import { countText, formatDecision, reviewLabels } from "../../pipeline/labels/review.ts";
import { passageOf } from "../../pipeline/store/decisions.ts";
import { DangvuError, StoreBroken, WrongUse } from "../../pipeline/types/errors.ts";
import type { Observation } from "../../pipeline/types/observation.ts";
import type { Doubt, ReviewItem, Verdict } from "../../pipeline/types/review.ts";
import type { Store } from "../../pipeline/types/store.ts";
import type { Terminal } from "../dangvu.ts";
import type { Ask } from "../keyboard.ts";
import { openExisting } from "./data.ts";
import { placeName } from "./read.ts";
import { settingsOf, wholeNumber } from "./shared.ts";

/** How many figures the queue shows to people when they do not say. */
const SHOWN = 20;

interface ReviewOptions {
  readonly list?: boolean;
  readonly decided?: boolean;
  readonly limit?: string;
  readonly below?: string;
  readonly json?: boolean;
  readonly confirm?: boolean;
  readonly correct?: string[];
  readonly reject?: boolean;
  readonly withdraw?: boolean;
  readonly by?: string;
  readonly why?: string;
  readonly export?: string;
  readonly texts?: string;
  readonly complete?: boolean;
  readonly addReviewer?: string;
  readonly removeReviewer?: string;
  readonly reviewers?: boolean;
}

/** What every way of using the command needs. */
interface Desk {
  readonly terminal: Terminal;
  readonly store: Store;
  readonly lang: Lang;
  readonly options: ReviewOptions;
}

export function registerReview(program: Command, terminal: Terminal): void {
  program
    .command("review")
    .description("xem lại các số liệu đáng ngờ: xác nhận, sửa hoặc loại; quyết định được giữ qua mọi lần đọc lại")
    .argument("[ma]", "mã số liệu, lấy từ --list")
    .option("--list", "in hàng đợi: độ tin cậy thấp, kiểm tra không đạt, bài khác nói khác")
    .option("--decided", "in các quyết định đã có")
    .option("--limit <n>", `số dòng của hàng đợi (mặc định ${SHOWN}; --json in tất cả)`)
    .option("--below <phần trăm>", `tin cậy dưới mức này là đáng ngờ (mặc định ${100 * DOUBTFUL_BELOW})`)
    .option("--confirm", "số liệu đúng")
    .option("--correct <sua...>", "sửa: trường=giá trị… hoặc một đối tượng JSON")
    .option("--reject", "không phải số liệu: bỏ khỏi mọi bảng, trang và tệp xuất")
    .option("--withdraw", "rút lại quyết định trước")
    .option("--by <tên>", "ai quyết định")
    .option("--why <lý do>", "vì sao")
    .option("--export <tệp>", "ghi các số liệu đã xem thành gold (JSON Lines)")
    .option("--texts <thư mục>", "nơi ghi văn bản của gold (mặc định thư mục texts cạnh tệp)")
    .option("--complete", "chỉ xuất những bài mà mọi số liệu đã được quyết định")
    .option("--add-reviewer <tên>", "cấp mã cho một người soát trên trang web; mã chỉ hiện một lần")
    .option("--remove-reviewer <tên>", "thu mã của một người soát; quyết định của người đó vẫn còn")
    .option("--reviewers", "in những người soát đang có mã")
    .option("--json", "in JSON")
    .addHelpText(
      "after",
      '\nVí dụ: dangvu review --list\n       dangvu review 3f9a01c2b4d5 --correct value=1168 period=2023 --by "Lan" --why "đối chiếu bản gốc"\n       dangvu review --export gold.jsonl\n       dangvu review --add-reviewer "Lan"',
    )
    .action(async (id: string | undefined, options: ReviewOptions, command: Command) => {
      assertOneUse(id, options, terminal);
      const settings = settingsOf(command);
      if (isAboutReviewers(options)) {
        manageReviewers(terminal, settings, options);
        return;
      }
      const store = openExisting(settings);
      try {
        await review({ terminal, store, lang: settings.lang, options }, id);
      } finally {
        store.close();
      }
    });
}

/** Refuses what contradicts itself before the store is opened. */
function assertOneUse(id: string | undefined, options: ReviewOptions, terminal: Terminal): void {
  const verdicts = verdictsOf(options);
  const uses = [
    ...verdicts.map((verdict) => `--${verdict}`),
    ...(["list", "decided", "export", "reviewers", "addReviewer", "removeReviewer"] as const)
      .filter((use) => options[use] !== undefined)
      .map((use) => `--${use.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`),
  ];
  if (uses.length > 1) throw new WrongUse(`Không dùng cùng lúc ${uses.join(" và ")}.`, "Chọn một.");
  if (verdicts.length === 1 && id === undefined)
    throw new WrongUse(
      "Thiếu mã số liệu.",
      "Viết mã ngay sau review: dangvu review MÃ --confirm --by TÊN --why LÝ-DO. Lấy mã từ dangvu review --list.",
    );
  if (id !== undefined && isAboutReviewers(options))
    throw new WrongUse(`Không dùng mã số liệu ${id} cùng ${uses.join(" ")}.`, "Bỏ một trong hai.");
  if (id !== undefined && verdicts.length === 0)
    throw new WrongUse(
      `Chưa nói làm gì với số liệu ${id}.`,
      "Thêm --confirm, --correct, --reject hoặc --withdraw, cùng với --by và --why.",
    );
  if (uses.length === 0 && terminal.ask === undefined)
    throw new WrongUse(
      "Không có bàn phím để hỏi.",
      "Dùng --list để xem hàng đợi, rồi dangvu review MÃ --confirm|--correct|--reject --by TÊN --why LÝ-DO.",
    );
}

const isAboutReviewers = ({ addReviewer, removeReviewer, reviewers }: ReviewOptions): boolean =>
  addReviewer !== undefined || removeReviewer !== undefined || reviewers !== undefined;

/** Gives a token, takes one back, or lists who has one. Throws WrongUse, StoreBroken. */
function manageReviewers(
  terminal: Terminal,
  settings: Settings,
  { addReviewer: added, removeReviewer: removed, json }: ReviewOptions,
): void {
  const words = reviewLabels(settings.lang);
  if (added !== undefined) {
    const token = addReviewer(settings, added, new Date());
    terminal.out(json === true ? `${JSON.stringify({ name: added.trim(), token }, null, 2)}\n` : `${words.token(added.trim(), token)}\n`);
    return;
  }
  if (removed !== undefined) {
    removeReviewer(settings, removed);
    terminal.out(`${words.removed(removed.trim())}\n`);
    return;
  }
  const reviewers = listReviewers(settings);
  if (json === true) terminal.out(`${JSON.stringify(reviewers, null, 2)}\n`);
  else if (reviewers.length === 0) terminal.out(`${words.noReviewers}\n`);
  else for (const { name, addedAt } of reviewers) terminal.out(`${words.since(name, formatTime(addedAt, settings.lang))}\n`);
}

const verdictsOf = (options: ReviewOptions): readonly Verdict[] =>
  (["confirm", "correct", "reject", "withdraw"] as const).filter((verdict) => options[verdict] !== undefined);

async function review(desk: Desk, id: string | undefined): Promise<void> {
  const { options } = desk;
  const [verdict] = verdictsOf(options);
  if (id !== undefined && verdict !== undefined) decideOne(desk, id, verdict);
  else if (options.export !== undefined) exportGold(desk, options.export);
  else if (options.decided === true) printDecisions(desk);
  else if (options.list === true) printQueue(desk);
  else await askThrough(desk);
}

function decideOne({ terminal, store, lang, options }: Desk, id: string, verdict: Verdict): void {
  const correction = options.correct === undefined ? {} : { correction: parseCorrection(options.correct) };
  const decision = decide(store, { id, verdict, by: options.by ?? "", why: options.why ?? "", now: new Date(), ...correction });
  if (options.json === true) {
    terminal.out(`${JSON.stringify(decision, null, 2)}\n`);
    return;
  }
  terminal.out(`${id} ${formatDecision(decision, lang)}\n`);
  terminal.out(`  ${figureLine(decision.reading, lang)}\n`);
  if (decision.correction !== null) terminal.out(`  → ${figureLine(decision.correction, lang)}\n`);
}

function figureLine(observation: Observation, lang: Lang): string {
  const dims = Object.values(observation.dims).join(", ");
  return `${observation.indicator}${dims === "" ? "" : ` [${dims}]`} = ${formatFigure(observation, lang)} · ${observation.status} · ${placeName(observation.place)} · ${formatPeriod(observation.period, lang)}`;
}

function doubtText(doubt: Doubt, lang: Lang): string {
  const words = reviewLabels(lang);
  if (doubt.kind === "low_confidence") return words.lowConfidence(formatNumber(Math.round(100 * doubt.confidence), lang));
  if (doubt.kind === "failed_check") return words.failedCheck(doubt.check.detail);
  return words.conflict(doubt.rivals.map(({ id, value, title }) => `${formatNumber(value, lang)} (${id}, ${title})`).join("; "));
}

function itemLines({ id, doubts, observation, head }: ReviewItem, lang: Lang): string {
  const why = doubts.map((doubt) => `    ? ${doubtText(doubt, lang)}\n`).join("");
  return `${id}  ${figureLine(observation, lang)}\n    «${observation.quote}»\n    ${head.title} · ${head.basedOn ?? head.url}\n${why}`;
}

const queueOf = ({ store, options }: Desk): readonly ReviewItem[] =>
  listDoubts(store, options.below === undefined ? {} : { below: wholeNumber(options.below, "--below", { min: 0, max: 100 }) / 100 });

const limitOf = ({ options }: Desk, usual: number): number =>
  options.limit === undefined ? usual : wholeNumber(options.limit, "--limit", { min: 1, max: 1_000_000 });

function printQueue(desk: Desk): void {
  const { terminal, lang, options } = desk;
  const words = reviewLabels(lang);
  const queue = queueOf(desk);
  const shown = queue.slice(0, limitOf(desk, options.json === true ? queue.length : SHOWN));
  if (options.json === true) {
    terminal.out(`${JSON.stringify(shown, null, 2)}\n`);
    return;
  }
  terminal.out(`${queue.length === 0 ? words.empty : words.queue(countText(queue.length, lang))}\n`);
  for (const item of shown) terminal.out(`\n${itemLines(item, lang)}`);
  if (shown.length < queue.length) terminal.out(`\n${words.more(countText(queue.length - shown.length, lang))}\n`);
}

function printDecisions({ terminal, store, lang, options }: Desk): void {
  const words = reviewLabels(lang);
  const decisions = listDecisions(store);
  if (options.json === true) {
    terminal.out(
      `${JSON.stringify(
        decisions.map(({ decision, state }) => ({ ...decision, state })),
        null,
        2,
      )}\n`,
    );
    return;
  }
  if (decisions.length === 0) terminal.out(`${words.noDecisions}\n`);
  for (const { decision, state } of decisions) {
    terminal.out(`${decision.id}  ${formatDecision(decision, lang)} · ${words.states[state]}\n    ${figureLine(decision.reading, lang)}\n`);
    if (decision.correction !== null) terminal.out(`    → ${figureLine(decision.correction, lang)}\n`);
    terminal.out(`    «${decision.reading.quote}» · ${decision.url}\n`);
  }
}

function exportGold({ terminal, store, lang, options }: Desk, file: string): void {
  const { records, texts, partial } = exportReviewed(store, { complete: options.complete === true });
  if (texts.length === 0)
    throw new WrongUse(
      "Chưa có số liệu nào được quyết định để xuất.",
      "Quyết định trước: dangvu review --list, rồi dangvu review MÃ --confirm …",
    );
  const folder = options.texts ?? join(dirname(file), "texts");
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join(""));
    for (const { doc, text } of texts) writeFileSync(join(folder, `${doc}.txt`), text);
  } catch (cause) {
    throw new StoreBroken(`Không ghi được gold vào ${file} và ${folder}.`, "Kiểm tra đường dẫn, quyền ghi và chỗ trống trên đĩa.", cause);
  }
  const words = reviewLabels(lang);
  const figures = records.filter(({ kind }) => kind === "observation").length;
  terminal.out(`${words.exported(countText(texts.length, lang), countText(figures, lang), file, folder)}\n`);
  for (const { title, undecided } of partial) terminal.out(`${words.partial(title, countText(undecided, lang))}\n`);
}

/** Puts the queue before a person, one figure after another, until it or the input ends. */
async function askThrough(desk: Desk): Promise<void> {
  const { terminal, store, lang, options } = desk;
  const words = reviewLabels(lang);
  const ask = terminal.ask ?? (async () => null);
  const queue = queueOf(desk).slice(0, limitOf(desk, Number.POSITIVE_INFINITY));
  if (queue.length === 0) return terminal.out(`${words.empty}\n`);
  terminal.out(`${words.queue(countText(queue.length, lang))}\n`);
  const by = options.by ?? (await ask(words.askName)) ?? "";
  let [stored, seen] = [0, 0];
  for (const item of queue) {
    const text = store.article(item.head.id)?.article.text ?? "";
    terminal.out(`\n${itemLines(item, lang)}    ${passageOf(text, item.observation).passage.replaceAll("\n", "\n    ")}\n`);
    const answer = await askOne(desk, ask, { id: item.id, by });
    if (answer === "quit") break;
    seen++;
    if (answer === "stored") stored++;
  }
  terminal.out(`\n${words.done(countText(stored, lang), countText(queue.length - seen, lang))}\n`);
}

/** One figure's answer; what cannot be understood or stored is told and asked again. The end of the input ends the review. */
async function askOne(desk: Desk, ask: Ask, { id, by }: { id: string; by: string }): Promise<"stored" | "skipped" | "quit"> {
  const { terminal, store, lang } = desk;
  const { keys, ...words } = reviewLabels(lang);
  for (;;) {
    const key = (await ask(words.askVerdict))?.trim().toLowerCase();
    if (key === undefined || key === keys.quit) return "quit";
    if (key === keys.skip || key === "") return "skipped";
    const verdict = (["confirm", "correct", "reject"] as const).find((one) => keys[one] === key);
    if (verdict === undefined) {
      terminal.out(`${words.unknownKey(key)}\n`);
      continue;
    }
    try {
      const correction: { correction?: Correction } =
        verdict === "correct" ? { correction: parseCorrection(fieldsOf((await ask(words.askCorrection)) ?? "")) } : {};
      const why = (await ask(words.askWhy)) ?? "";
      terminal.out(`${formatDecision(decide(store, { id, verdict, by, why, now: new Date(), ...correction }), lang)}\n`);
      return "stored";
    } catch (error) {
      if (!(error instanceof DangvuError) || error instanceof StoreBroken) throw error;
      terminal.err(`${error.message}\nGợi ý: ${error.hint}\n`);
    }
  }
}

/** "value=5 place.name=Đảng bộ huyện A" as fields: a blank parts two only where a name and "=" follow. */
const fieldsOf = (line: string): readonly string[] => (line.trim().startsWith("{") ? [line] : line.trim().split(/\s+(?=[a-zA-Z.]+=)/u));
