import type { Command } from "commander";
import { explainFile } from "../../pipeline/jobs/explain.ts";
import { type InputFile, type LoadedPage, loadPages, type PassedOver, readLoaded } from "../../pipeline/jobs/import.ts";
import { toRecords } from "../../pipeline/jobs/records.ts";
import { formatFigure, formatPeriod } from "../../pipeline/labels/format.ts";
import { provinceById } from "../../pipeline/language/provinces.ts";
import { DangvuError } from "../../pipeline/types/errors.ts";
import type { Place } from "../../pipeline/types/observation.ts";
import type { ReadArticle } from "../../pipeline/types/store.ts";
import { EXIT, type Terminal } from "../dangvu.ts";
import { issuedLine } from "./issued.ts";
import { inputsOf, isDamaged, settingsOf, tellPassedOver, wholeNumber } from "./shared.ts";

/** `doc` of the annotation records: the file's name without its last extension. */
const docOf = (name: string): string => name.replace(/\.[^./]+$/u, "");

/** Does the work and says whether it went well; a failure is told on standard error. */
async function isDone(terminal: Terminal, path: string, work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!(error instanceof DangvuError)) throw error;
    terminal.err(`${path}: ${error.message}\nGợi ý: ${error.hint}\n`);
    return false;
  }
}

/** Exit code 3 when something could not be read, 1 when nothing could. */
function setExitCode(terminal: Terminal, results: readonly boolean[]): void {
  if (results.includes(false)) terminal.exitCode = results.includes(true) ? EXIT.inPart : EXIT.failed;
}

/** Takes each file in turn; one that cannot be read is told and the rest goes on. */
async function eachFile(paths: readonly string[], terminal: Terminal, use: (file: InputFile) => Promise<void>): Promise<void> {
  const results: boolean[] = [];
  for (const file of inputsOf(paths)) results.push(await isDone(terminal, file.path, () => use(file)));
  setExitCode(terminal, results);
}

/** The same with each page of each file: an archive has many. Damage to an archive counts as a failure, its records without a page do not. */
export async function eachPage(paths: readonly string[], terminal: Terminal, use: (loaded: LoadedPage) => Promise<void>): Promise<void> {
  const results: boolean[] = [];
  for (const file of inputsOf(paths)) {
    const passedOver: PassedOver = {};
    const isWhole = await isDone(terminal, file.path, async () => {
      for await (const loaded of loadPages(file, new Date(), passedOver))
        results.push(await isDone(terminal, file.path, () => use(loaded)));
    });
    if (!isWhole || isDamaged(passedOver)) results.push(false);
    tellPassedOver(terminal, { file: file.path, passedOver, lang: "vi" });
  }
  setExitCode(terminal, results);
}

export function placeName(place: Place | null): string {
  if (place === null || (place.province === null && place.name === null)) return place?.level === "national" ? "cả nước" : "không rõ nơi";
  const province = place.province === null ? null : (provinceById(place.province)?.name ?? place.province);
  return [place.name, province].filter((part) => part !== null).join(", ");
}

function printArticle(terminal: Terminal, name: string, { article, place, observations, citations, checks }: ReadArticle): void {
  terminal.out(`\n${name} · bài ${article.position + 1}: ${article.title}\n`);
  terminal.out(
    `  ${[article.publisher, article.publishedAt?.slice(0, 10) ?? "không có ngày", placeName(place.place), article.byline].filter((part) => part !== null).join(" · ")}\n`,
  );
  if (article.document !== undefined) terminal.out(`  ${issuedLine(article.document)}\n`);
  if (article.trust !== "ok")
    terminal.out(`  ! Văn bản kém tin cậy: ${article.trust === "years_rewritten" ? "năm đã bị sửa" : "chữ bị xáo trộn"}\n`);
  for (const observation of observations) {
    const dims = Object.values(observation.dims).join(", ");
    terminal.out(
      `  ${observation.indicator}${dims === "" ? "" : ` [${dims}]`} = ${formatFigure(observation, "vi")} · ${placeName(observation.place)} · ${formatPeriod(observation.period, "vi")}\n      «${observation.quote}» (${observation.start}–${observation.end})\n`,
    );
  }
  for (const citation of citations) terminal.out(`  văn bản ${citation.id ?? "chưa rõ"} «${citation.quote}»\n`);
  for (const check of checks) if (!check.holds) terminal.out(`  ! ${check.detail}\n`);
}

export function registerRead(program: Command, terminal: Terminal): void {
  program
    .command("read")
    .description("đọc tệp (không lưu) và in các bài, số liệu, văn bản tìm thấy")
    .argument("<tệp...>", "tệp .txt, .html, .pdf, .docx, .doc, .rtf, .odt, ảnh .png, .jpg, kho lưu trữ .warc.gz hoặc thư mục")
    .option("--json", "in mỗi bài một dòng JSON")
    .addHelpText("after", "\nVí dụ: dangvu read bai-bao.html")
    .action(async (paths: string[], options: { json?: boolean }, command: Command) => {
      settingsOf(command);
      let [articles, figures] = [0, 0];
      await eachPage(paths, terminal, async ({ name, page }) => {
        for (const one of (await readLoaded(page)).read) {
          articles++;
          figures += one.observations.length;
          if (options.json === true)
            terminal.out(`${JSON.stringify({ file: name, ...one, article: { ...one.article, offsets: undefined } })}\n`);
          else printArticle(terminal, name, one);
        }
      });
      if (options.json !== true) terminal.out(`\n${articles} bài, ${figures} số liệu.\n`);
    });

  program
    .command("extract")
    .description("đọc tệp (không lưu) và in bản ghi theo định dạng chú giải (JSON Lines)")
    .argument("<tệp...>")
    .option("--jsonl", "mỗi dòng một bản ghi (định dạng duy nhất)")
    .addHelpText("after", "\nVí dụ: dangvu extract bai-bao.txt --jsonl > ban-ghi.jsonl")
    .action(async (paths: string[], _options: unknown, command: Command) => {
      settingsOf(command);
      await eachPage(paths, terminal, async ({ name, page }) => {
        const { read, original } = await readLoaded(page);
        const doc = name === page.url ? name : docOf(name);
        for (const record of toRecords(doc, read, original)) terminal.out(`${JSON.stringify(record)}\n`);
      });
    });

  program
    .command("explain")
    .description("cho biết một số liệu được đọc ra thế nào, hoặc vì sao một con số không được lấy")
    .argument("<tệp>")
    .option("--at <vị trí>", "chỉ con số ở vị trí này (tính theo ký tự của văn bản bài)")
    .addHelpText("after", "\nVí dụ: dangvu explain bai-bao.txt --at 1204")
    .action(async (path: string, options: { at?: string }, command: Command) => {
      settingsOf(command);
      const at = options.at === undefined ? null : wholeNumber(options.at, "--at", { min: 0, max: 1e9 });
      await eachFile([path], terminal, async (file) => terminal.out(await explainFile(file, at)));
    });
}
