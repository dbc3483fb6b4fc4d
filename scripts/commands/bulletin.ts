import { existsSync } from "node:fs";
import type { Command } from "commander";
import { openArchive } from "../../pipeline/jobs/bulletin/archive.ts";
import { explainFigure } from "../../pipeline/jobs/bulletin/desk.ts";
import { makeIssue, readTemplate, type SeriesOutcome } from "../../pipeline/jobs/bulletin/due.ts";
import { type Bench, bulletinFile, bulletinFiles, draftBulletin, formatOf } from "../../pipeline/jobs/bulletin/make.ts";
import { loadSeries, seriesNamed } from "../../pipeline/jobs/bulletin/series.ts";
import { readSpec } from "../../pipeline/jobs/bulletin/spec.ts";
import { figuresIn } from "../../pipeline/jobs/bulletin/uses.ts";
import type { Settings } from "../../pipeline/jobs/settings.ts";
import { isSnapshot } from "../../pipeline/jobs/snapshot.ts";
import { bulletinWords } from "../../pipeline/labels/bulletin.ts";
import { formatNumber } from "../../pipeline/labels/format.ts";
import { nearest } from "../../pipeline/language/nearest.ts";
import { bulletinMarkdown } from "../../pipeline/publish/bulletin/markdown.ts";
import { assertFree, saveFile } from "../../pipeline/publish/save.ts";
import type { BulletinSpec } from "../../pipeline/types/bulletin.ts";
import type { BulletinFormat, StoredBulletin } from "../../pipeline/types/bulletin-desk.ts";
import { WrongUse } from "../../pipeline/types/errors.ts";
import { EXIT, type Terminal } from "../dangvu.ts";
import { explanationLines, figureLine, headLine, seriesLine } from "./bulletin-text.ts";
import { openExisting } from "./data.ts";
import { settingsOf } from "./shared.ts";

interface BulletinOptions {
  readonly period?: string;
  readonly provinces?: string;
  readonly topics?: string;
  readonly boundaries?: string;
  readonly doubtful?: string;
  readonly without?: string;
  readonly template?: string;
  readonly output?: string;
  readonly force?: true;
  readonly json?: true;
  readonly list?: true;
  readonly show?: string;
  readonly explain?: readonly string[];
  readonly series?: string | true;
}

const EXAMPLES = `
Ví dụ: dangvu bulletin --period 2024-Q1 -o ban-tin.docx
       dangvu bulletin --period 2024 --provinces region:TN --topics admitted,tsvm --template mau.docx -o tay-nguyen.docx
       dangvu bulletin --list
       dangvu bulletin --explain 2024-Q1-0123456789ab 0123456789ab
       dangvu bulletin --series quy`;

/** Choices that exclude each other: each does something else. */
const ACTIONS = ["period", "list", "show", "explain", "series"] as const;

/** `dangvu bulletin`: makes, lists, shows and explains bulletins. */
export function registerBulletin(program: Command, terminal: Terminal): void {
  program
    .command("bulletin")
    .description("làm bản tin của một kỳ: Word, HTML, Markdown, PDF; mỗi số liệu có chú thích nguồn")
    .option("--period <kỳ>", "2024, 2024-H1, 2024-Q1 hoặc 2024-03")
    .option("--provinces <tỉnh>", "tên, mã hoặc vùng (region:TN, tay-nguyen), cách nhau bằng dấu phẩy (mặc định cả nước)")
    .option("--topics <chủ đề>", "admitted, tsvm, discipline, documents… (mặc định tất cả)")
    .option("--boundaries <then|now>", "tỉnh của thời đó hay 34 tỉnh hiện nay (mặc định then)")
    .option("--doubtful <leave-out|mark>", "số liệu còn nghi ngờ, chưa ai soát: bỏ ra hay đánh dấu (mặc định leave-out)")
    .option("--without <mã>", "bỏ các số liệu này, mã cách nhau bằng dấu phẩy")
    .option("--template <tệp>", "mẫu .docx của cơ quan, có {noi_dung}")
    .option("-o, --output <tệp>", "tệp .docx, .html, .md hoặc .pdf")
    .option("--force", "thay tệp đã có; với --series: làm lại kỳ đã có")
    .option("--json", "in dữ liệu của bản tin dạng JSON")
    .option("--list", "các bản tin đã lưu")
    .option("--show <ma>", "in một bản tin đã lưu; với -o: lấy lại tệp của nó")
    // The name ends in a letter of ASCII: commander sees the dots of a list only behind one.
    .option("--explain <ma...>", "các số liệu của một bản tin đã lưu, hoặc một số liệu: câu gốc, nguồn, và kho bây giờ nói gì")
    .option("--series [ten]", "làm bản tin đến hạn của loạt này, hoặc của mọi loạt đang bật (corpus/bulletins)")
    .addHelpText("after", EXAMPLES)
    .action((options: BulletinOptions, command: Command) => runBulletin(terminal, options, command));
}

async function runBulletin(terminal: Terminal, options: BulletinOptions, command: Command): Promise<void> {
  const asked = ACTIONS.filter((action) => options[action] !== undefined);
  if (asked.length > 1) throw new WrongUse(`--${asked[0]} và --${asked[1]} trái nhau.`, "Chỉ dùng một trong hai.");
  if (asked.length === 0)
    throw new WrongUse("Chưa nói kỳ của bản tin.", "Thêm --period, ví dụ: dangvu bulletin --period 2024-Q1 -o ban-tin.docx");
  const settings = settingsOf(command);
  const spec = asked[0] === "period" ? specOf(options, settings) : null;
  const format = spec === null ? null : checkOutput(options);
  const store = openExisting(settings);
  const call: Call = { terminal, options, settings, bench: { store, archive: openArchive(settings.data), now: () => new Date() } };
  try {
    if (spec !== null) await make(call, spec, format);
    else if (options.list === true) list(call);
    else if (options.show !== undefined) await show(call, options.show);
    else if (options.explain !== undefined) explain(call, options.explain);
    else await makeSeries(call);
  } finally {
    store.close();
  }
}

interface Call {
  readonly terminal: Terminal;
  readonly options: BulletinOptions;
  readonly settings: Settings;
  readonly bench: Bench;
}

function specOf({ period = "", ...words }: BulletinOptions, { lang }: Settings): BulletinSpec {
  const { provinces, topics, boundaries, doubtful, without } = words;
  return readSpec({ period, provinces, topics, boundaries, doubtful, without, lang });
}

/** What is to be written; null where only the data are printed. Throws WrongUse before anything is made. */
function checkOutput({ output, template, json, force }: BulletinOptions): BulletinFormat | null {
  if (output === undefined) {
    if (json === true) return null;
    throw new WrongUse("Chưa nói ghi vào đâu.", "Thêm -o, ví dụ -o ban-tin.docx, hoặc --json để chỉ in dữ liệu.");
  }
  const format = formatOf(output);
  if (template !== undefined && format !== "docx" && format !== "pdf")
    throw new WrongUse(`Mẫu Word không dùng cho tệp .${format}.`, "Bỏ --template, hoặc ghi ra .docx hay .pdf.");
  if (template !== undefined && !existsSync(template))
    throw new WrongUse(`Không có tệp mẫu "${template}".`, "Kiểm tra đường dẫn sau --template.");
  assertFree(output, { force: force === true });
  return format;
}

async function make({ terminal, options, settings, bench }: Call, spec: BulletinSpec, format: BulletinFormat | null): Promise<void> {
  const draft = draftBulletin(bench, spec);
  if (options.json === true) terminal.out(`${JSON.stringify(draft.facts, null, 2)}\n`);
  const { output, template: file } = options;
  if (format === null || output === undefined) return;
  const files = await bulletinFiles(draft, { formats: [format], template: file === undefined ? null : readTemplate(file) });
  // An unpacked snapshot is there for one call: what is made of it is kept nowhere.
  const head = isSnapshot(settings.data) ? null : await bench.archive.keep({ draft, origin: "command", series: null, files });
  for (const { bytes } of files) await saveFile(output, [bytes], { force: options.force === true });
  if (options.json === true) return;
  const words = bulletinWords(settings.lang);
  const [figures, leftOut] = [figuresIn(draft.facts).length, draft.facts.leftOut].map((count) => formatNumber(count, settings.lang));
  terminal.out(`${words.written({ path: output, figures: figures ?? "", leftOut: leftOut ?? "" })}\n`);
  terminal.out(`${head === null ? words.unkept : words.keptAs(head.id)}\n`);
}

function list({ terminal, options, settings, bench }: Call): void {
  const heads = bench.archive.list();
  if (options.json === true) terminal.out(`${JSON.stringify(heads, null, 2)}\n`);
  else if (heads.length === 0) terminal.out(`${bulletinWords(settings.lang).none}\n`);
  else for (const head of heads) terminal.out(`${headLine(head, settings.lang)}\n`);
}

function findKept({ bench }: Call, id: string): StoredBulletin {
  const found = bench.archive.find(id);
  if (found !== null) return found;
  const near = nearest(
    id,
    bench.archive.list().map((head) => head.id),
  ).join(" hoặc ");
  throw new WrongUse(
    `Không có bản tin "${id}".`,
    `${near === "" ? "" : `Có phải là ${near}? `}Xem các bản tin đã lưu bằng dangvu bulletin --list.`,
  );
}

async function show(call: Call, id: string): Promise<void> {
  const { terminal, options } = call;
  const found = findKept(call, id);
  if (options.output !== undefined) return await takeOut(call, found, options.output);
  terminal.out(options.json === true ? `${JSON.stringify(found, null, 2)}\n` : bulletinMarkdown(found.text));
}

/** The file as it was when the bulletin was made; in a format that it was not written to, its words anew. */
async function takeOut({ terminal, options, settings, bench }: Call, found: StoredBulletin, output: string): Promise<void> {
  const format = formatOf(output);
  const force = options.force === true;
  assertFree(output, { force });
  const kept = bench.archive.file(found.head.id, format);
  const bytes = kept ?? (await bulletinFile(found, format, null));
  await saveFile(output, [bytes], { force });
  const words = bulletinWords(settings.lang);
  terminal.out(`${kept === null ? words.writtenAnew(output) : words.takenOut(output)}\n`);
}

function explain(call: Call, [id = "", figure, ...rest]: readonly string[]): void {
  const { terminal, options, settings, bench } = call;
  if (rest.length > 0) throw new WrongUse(`--explain không nhận thêm "${rest[0]}".`, "Viết --explain mã-bản-tin mã-số-liệu.");
  const { facts, head } = findKept(call, id);
  const used = figuresIn(facts);
  if (figure === undefined) {
    if (options.json === true) terminal.out(`${JSON.stringify(used, null, 2)}\n`);
    else for (const one of used) terminal.out(`${figureLine(one, settings.lang)}\n`);
    return;
  }
  const explained = explainFigure(bench, head.id, figure);
  if (explained === null) {
    const near = nearest(
      figure,
      used.map((one) => one.figure.id),
    ).join(" hoặc ");
    throw new WrongUse(
      `Bản tin ${head.id} không có số liệu "${figure}".`,
      `${near === "" ? "" : `Có phải là ${near}? `}Các mã: dangvu bulletin --explain ${head.id}.`,
    );
  }
  terminal.out(
    options.json === true ? `${JSON.stringify(explained, null, 2)}\n` : `${explanationLines(explained, settings.lang).join("\n")}\n`,
  );
}

async function makeSeries({ terminal, options, settings, bench }: Call): Promise<void> {
  const all = loadSeries(settings.corpus);
  const wanted = typeof options.series === "string" ? [seriesNamed(all, options.series)] : all.filter(({ enabled }) => enabled);
  const outcomes: SeriesOutcome[] = [];
  for (const series of wanted) outcomes.push(await makeIssue(bench, series, { again: options.force === true }));
  if (options.json === true) terminal.out(`${JSON.stringify(outcomes, null, 2)}\n`);
  else if (outcomes.length === 0) terminal.out(`${bulletinWords(settings.lang).noSeries}\n`);
  else for (const outcome of outcomes) terminal.out(`${seriesLine(outcome, settings.lang)}\n`);
  if (outcomes.some(({ state }) => state === "early" || state === "failed")) terminal.exitCode = EXIT.inPart;
}
