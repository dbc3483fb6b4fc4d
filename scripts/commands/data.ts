import { existsSync } from "node:fs";
import type { Command } from "commander";
import { rejectedIn } from "../../pipeline/jobs/review.ts";
import type { Settings } from "../../pipeline/jobs/settings.ts";
import { tableOf, usualMeasure } from "../../pipeline/jobs/tables.ts";
import { openLibrary, openSearch, storePath } from "../../pipeline/jobs/workspace.ts";
import { formatFigure, formatPeriod, labelsOf } from "../../pipeline/labels/format.ts";
import { formatDecision } from "../../pipeline/labels/review.ts";
import { canonicalSign, readSign } from "../../pipeline/language/documents.ts";
import { resolveProvince } from "../../pipeline/language/provinces.ts";
import { exportTable, TABLE_FORMATS } from "../../pipeline/publish/formats.ts";
import { createSentenceFinder } from "../../pipeline/serve/sentences.ts";
import { reviewId } from "../../pipeline/store/decisions.ts";
import { WrongUse } from "../../pipeline/types/errors.ts";
import type { Measure, Observation } from "../../pipeline/types/observation.ts";
import type { ReadArticle, Store } from "../../pipeline/types/store.ts";
import type { Terminal } from "../dangvu.ts";
import { placeName } from "./read.ts";
import { choiceOf, dimsOf, indicatorOf, settingsOf, wholeNumber, yearsOf } from "./shared.ts";

/** The store of these settings for a command that only asks it. Throws WrongUse where there is none: a folder that was mistyped is not made. */
export function openExisting(settings: Settings): Store {
  if (!existsSync(storePath(settings)))
    throw new WrongUse(
      `Chưa có kho tài liệu trong ${settings.data}.`,
      "Chạy npm start hoặc dangvu nightly trước, hoặc chỉ đúng thư mục bằng --data.",
    );
  return openLibrary(settings);
}

/** Runs `use` with the store open and closes it whatever happens. */
function withStore(command: Command, use: (store: Store, settings: Settings) => void): void {
  const settings = settingsOf(command);
  const store = openExisting(settings);
  try {
    use(store, settings);
  } finally {
    store.close();
  }
}

/** The sentence around a figure or a citation, as the JSON of every command gives it. */
function sentencesIn(
  store: Store,
): (quoted: { readonly article: string; readonly start: number }) => { text: string; start: number } | null {
  const find = createSentenceFinder(store);
  return ({ article, start }) => {
    const sentence = find(article, start);
    return sentence === null ? null : { text: sentence.quote, start: sentence.start };
  };
}

/** The id of a province as typed. Throws WrongUse with the names that are near. */
function provinceOf(text: string): string {
  const resolved = resolveProvince(text);
  if ("id" in resolved) return resolved.id;
  const near = resolved.suggestions.map(({ id, name }) => `${name} (${id})`).join(", ");
  throw new WrongUse(`Không có tỉnh "${text}".`, near === "" ? "Viết tên tỉnh hoặc mã như 63-20, 34-08." : `Có phải là: ${near}?`);
}

/**
 * The document that was typed: an id as it stands, or a number in any writing ("21-NQ/TW", "nghị quyết 21 - NQ/TW") when one cited document bears it.
 * Throws WrongUse with the choices when there are several, and when it is neither.
 */
function documentOf(typed: string, store: Store): string {
  if (typed.includes("@") || store.citations({ id: typed }).length > 0) return typed;
  const sign = readSign(typed);
  if (sign === null) throw new WrongUse(`Không đọc được số văn bản "${typed}".`, "Viết như 21-NQ/TW@2022-06-16 hoặc 21-NQ/TW.");
  const number = canonicalSign(sign);
  // "chỉ thị 05" names no issuer: "05-CT/?" stands for every one.
  const bears = (cited: string): boolean => (number.endsWith("?") ? cited.startsWith(number.slice(0, -1)) : cited === number);
  const bearing = new Set(
    store.citations({}).flatMap(({ citation: { id } }) => (id !== null && bears(id.split("@")[0] ?? "") ? [id] : [])),
  );
  const [only, ...others] = [...bearing].sort();
  if (others.length > 0)
    throw new WrongUse(`Có ${bearing.size} văn bản được dẫn cùng mang số ${number}.`, `Chọn một: ${[...bearing].sort().join(", ")}.`);
  return only ?? number;
}

export function registerData(program: Command, terminal: Terminal): void {
  program
    .command("table")
    .description("bảng so sánh một chỉ số giữa các tỉnh qua các năm")
    .argument("<chỉ số>", "mã chỉ số, ví dụ members.admitted")
    .option("--dims <chiều>", "ví dụ grade=tsvm,kind=grassroots", "")
    .option("--years <năm>", "2010..2026 hoặc 2018", "2010..2026")
    .option("--boundaries <then|now>", "tỉnh của thời đó hay 34 tỉnh hiện nay", "then")
    .option("--measure <đơn vị>", "count, share, attainment…")
    .option("--status <actual|target>", "kết quả hay chỉ tiêu", "actual")
    .option("--format <kiểu>", `${TABLE_FORMATS.map(({ name }) => name).join(", ")}`, "text")
    .addHelpText("after", "\nVí dụ: dangvu table orgs.rating --dims grade=tsvm,kind=grassroots --measure share --years 2010..2020")
    .action(
      (
        code: string,
        options: { dims: string; years: string; boundaries: string; measure?: string; status: string; format: string },
        command: Command,
      ) => {
        const indicator = indicatorOf(code);
        const spec = {
          indicator: indicator.code,
          dims: dimsOf(options.dims, indicator),
          years: yearsOf(options.years),
          boundaries: choiceOf(options.boundaries, "--boundaries", ["then", "now"] as const),
          measure: options.measure === undefined ? usualMeasure(code) : choiceOf<Measure>(options.measure, "--measure", indicator.measures),
          status: choiceOf(options.status, "--status", ["actual", "target"] as const),
        };
        const format = choiceOf(
          options.format,
          "--format",
          TABLE_FORMATS.map(({ name }) => name),
        );
        withStore(command, (store, { lang }) =>
          terminal.out(exportTable(tableOf(store, spec), format, lang, { sentenceOf: sentencesIn(store) })),
        );
      },
    );

  program
    .command("search")
    .description("tìm bài theo từ, cụm từ, số văn bản")
    .argument("<câu hỏi...>")
    .option("--limit <n>", "số bài mỗi trang", "10")
    .option("--page <n>", "trang", "1")
    .option("--json", "in JSON")
    .addHelpText("after", '\nVí dụ: dangvu search "kết nạp đảng viên" Lào Cai')
    .action((words: string[], options: { limit: string; page: string; json?: boolean }, command: Command) => {
      const limit = wholeNumber(options.limit, "--limit", { min: 1, max: 1000 });
      const page = wholeNumber(options.page, "--page", { min: 1, max: 100_000 });
      if (words.join("").trim() === "") throw new WrongUse("Câu hỏi trống.", 'Viết vài từ, ví dụ: dangvu search "kết nạp đảng viên".');
      withStore(command, (store, settings) => {
        const result = openSearch(settings, store).search(words.join(" "), { limit, offset: (page - 1) * limit });
        if (options.json === true) return terminal.out(`${JSON.stringify(result, null, 2)}\n`);
        terminal.out(`${result.total} bài\n`);
        for (const { head, sentence } of result.hits) {
          terminal.out(
            `\n${head.title}\n  ${[head.publisher, head.publishedAt?.slice(0, 10), placeName(head.place), `${head.figures} số liệu`].filter((part) => part !== null && part !== undefined).join(" · ")}\n  ${sentence.text}\n  ${head.id}  ${head.basedOn ?? head.url}\n`,
          );
        }
      });
    });

  program
    .command("show")
    .description("in một bài đã lưu với các số liệu (và mã để xem lại), hoặc các số liệu của một tỉnh")
    .argument("<mã bài hoặc tỉnh>")
    .option("--json", "in JSON")
    .addHelpText("after", "\nVí dụ: dangvu show 63-10\n       dangvu show 'Lạng Sơn'")
    .action((what: string, options: { json?: boolean }, command: Command) =>
      withStore(command, (store) => show(terminal, store, what, options.json === true)),
    );

  program
    .command("cite")
    .description("các bài dẫn một văn bản")
    .argument("<số văn bản>", "ví dụ 21-NQ/TW@2022-06-16")
    .option("--json", "in JSON")
    .addHelpText("after", "\nVí dụ: dangvu cite 21-NQ/TW@2022-06-16\n       dangvu cite 33-NQ/TU")
    .action((typed: string, options: { json?: boolean }, command: Command) =>
      withStore(command, (store) => {
        const id = documentOf(typed, store);
        const mentions = store.citations({ id });
        if (options.json === true) {
          const sentenceOf = sentencesIn(store);
          const traced = mentions.map(({ citation, ...rest }) => ({ citation, sentence: sentenceOf(citation), ...rest }));
          return terminal.out(`${JSON.stringify(traced, null, 2)}\n`);
        }
        terminal.out(`${mentions.length} lần dẫn ${id}\n`);
        for (const { citation, head } of mentions)
          terminal.out(
            `  ${head.publishedAt?.slice(0, 10) ?? "không có ngày"} · ${placeName(head.place)} · «${citation.quote}» · ${head.title}\n`,
          );
      }),
    );
}

function show(terminal: Terminal, store: Store, what: string, json: boolean): void {
  const read = store.article(what);
  if (read !== null) showArticle(terminal, store, { read, json });
  else if (/^[0-9a-f]{16}-\d+$/u.test(what)) throw new WrongUse(`Không có bài "${what}" trong kho.`, "Lấy mã bài từ dangvu search.");
  else showProvince(terminal, store, { id: provinceOf(what), json });
}

function showArticle(terminal: Terminal, store: Store, { read, json }: { read: ReadArticle; json: boolean }): void {
  if (json) {
    terminal.out(`${JSON.stringify(read, null, 2)}\n`);
    return;
  }
  const { article, place, observations } = read;
  const about = [article.publisher, article.publishedAt, placeName(place.place)].filter((part) => part !== null).join(" · ");
  const old = store.head(article.id)?.current === false ? "(bản cũ của trang này)\n" : "";
  terminal.out(`${article.title}\n${about}\nNguồn: ${article.basedOn ?? article.url}\n${old}\n${article.text}\n\n`);
  for (const observation of observations) printObservation(terminal, observation, article.url);
  for (const decision of rejectedIn(store, article.id))
    terminal.out(`  ${decision.id} ${formatDecision(decision, "vi")}\n      «${decision.reading.quote}»\n`);
}

function showProvince(terminal: Terminal, store: Store, { id, json }: { id: string; json: boolean }): void {
  const found = store.observations({ provinces: [id] });
  if (json) {
    const sentenceOf = sentencesIn(store);
    const traced = found.map(({ observation, ...rest }) => ({ observation, sentence: sentenceOf(observation), ...rest }));
    terminal.out(`${JSON.stringify(traced, null, 2)}\n`);
    return;
  }
  terminal.out(`${labelsOf("vi").site.name}: ${found.length} số liệu của ${placeName({ level: "province", province: id, name: null })}\n`);
  for (const { observation, head } of found) {
    printObservation(terminal, observation, head.url);
    terminal.out(`      ${head.title} · ${head.basedOn ?? head.url}\n`);
  }
}

function printObservation(terminal: Terminal, observation: Observation, url: string): void {
  const dims = Object.values(observation.dims).join(", ");
  terminal.out(
    `  ${observation.indicator}${dims === "" ? "" : ` [${dims}]`} = ${formatFigure(observation, "vi")} · ${placeName(observation.place)} · ${formatPeriod(observation.period, "vi")}\n      «${observation.quote}» · ${reviewId(observation, url)}\n`,
  );
  if (observation.review !== undefined) terminal.out(`      ${formatDecision(observation.review, "vi")}\n`);
}
