import type { Command } from "commander";
import { explainFile } from "../../pipeline/jobs/explain.ts";
import { type InputFile, readFile } from "../../pipeline/jobs/import.ts";
import { toRecords } from "../../pipeline/jobs/records.ts";
import { formatFigure, formatPeriod } from "../../pipeline/labels/format.ts";
import { provinceById } from "../../pipeline/language/provinces.ts";
import { DangvuError } from "../../pipeline/types/errors.ts";
import type { Place } from "../../pipeline/types/observation.ts";
import type { ReadArticle } from "../../pipeline/types/store.ts";
import { EXIT, type Terminal } from "../dangvu.ts";
import { inputsOf, settingsOf, wholeNumber } from "./shared.ts";

/** `doc` of the annotation records: the file's name without its last extension. */
const docOf = (name: string): string => name.replace(/\.[^./]+$/u, "");

/** Takes each file in turn; one that cannot be read is told on standard error and the rest goes on: exit code 3, or 1 when none could be read. */
async function eachFile(paths: readonly string[], terminal: Terminal, use: (file: InputFile) => Promise<void>): Promise<void> {
  const files = inputsOf(paths);
  let failed = 0;
  for (const file of files) {
    try {
      await use(file);
    } catch (error) {
      if (!(error instanceof DangvuError)) throw error;
      failed++;
      terminal.err(`${file.path}: ${error.message}\nGợi ý: ${error.hint}\n`);
    }
  }
  if (failed > 0) terminal.exitCode = failed === files.length ? EXIT.failed : EXIT.inPart;
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
    .argument("<tệp...>", "tệp .txt, .html hoặc thư mục")
    .option("--json", "in mỗi bài một dòng JSON")
    .addHelpText("after", "\nVí dụ: dangvu read bai-bao.html")
    .action(async (paths: string[], options: { json?: boolean }, command: Command) => {
      settingsOf(command);
      let [articles, figures] = [0, 0];
      await eachFile(paths, terminal, async (file) => {
        for (const one of (await readFile(file, new Date())).read) {
          articles++;
          figures += one.observations.length;
          if (options.json === true)
            terminal.out(`${JSON.stringify({ file: file.name, ...one, article: { ...one.article, offsets: undefined } })}\n`);
          else printArticle(terminal, file.name, one);
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
      await eachFile(paths, terminal, async (file) => {
        const { read, original } = await readFile(file, new Date());
        for (const record of toRecords(docOf(file.name), read, original)) terminal.out(`${JSON.stringify(record)}\n`);
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
