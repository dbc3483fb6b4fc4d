import type { Command } from "commander";
import type { Settings } from "../../pipeline/jobs/settings.ts";
import { openSearch } from "../../pipeline/jobs/workspace.ts";
import { formatFigure } from "../../pipeline/labels/format.ts";
import { searchWords } from "../../pipeline/labels/search.ts";
import { provinceById, resolveProvince } from "../../pipeline/language/provinces.ts";
import type { ArticleIndex } from "../../pipeline/search/query.ts";
import { WrongUse } from "../../pipeline/types/errors.ts";
import type { Facet, SearchHit, SearchResult } from "../../pipeline/types/search.ts";
import type { Store } from "../../pipeline/types/store.ts";
import type { Terminal } from "../dangvu.ts";
import { openExisting } from "./data.ts";
import { placeName } from "./read.ts";
import { choiceOf, settingsOf, wholeNumber } from "./shared.ts";

interface Options {
  readonly limit: string;
  readonly page: string;
  readonly sort: string;
  readonly cursor?: string;
  readonly like?: string;
  readonly facets?: boolean;
  readonly json?: boolean;
}

/** Values of a facet that are printed. */
const VALUES_SHOWN = 12;

/** Runs `use` with store and index open and closes them whatever happens. */
function withIndex(command: Command, use: (index: ArticleIndex, store: Store, settings: Settings) => void): void {
  const settings = settingsOf(command);
  const store = openExisting(settings);
  try {
    const index = openSearch(settings, store);
    try {
      use(index, store, settings);
    } finally {
      index.close();
    }
  } finally {
    store.close();
  }
}

const json = (terminal: Terminal, value: unknown): void => terminal.out(`${JSON.stringify(value, null, 2)}\n`);

function search(terminal: Terminal, words: readonly string[], { options, command }: { options: Options; command: Command }): void {
  const limit = wholeNumber(options.limit, "--limit", { min: 1, max: 1000 });
  const page = wholeNumber(options.page, "--page", { min: 1, max: 100_000 });
  const sort = choiceOf(options.sort, "--sort", ["relevance", "date"] as const);
  const query = words.join(" ");
  const { like, cursor } = options;
  if (like === undefined && query.trim() === "")
    throw new WrongUse("Câu hỏi trống.", 'Viết vài từ, ví dụ: dangvu search "kết nạp đảng viên".');
  if (like !== undefined && query.trim() !== "") throw new WrongUse("--like không đi cùng câu hỏi.", "Bỏ một trong hai.");
  withIndex(command, (index, store, settings) => {
    if (like !== undefined) {
      tellSimilar(terminal, index, { like: existing(store, like), limit, asJson: options.json === true });
      return;
    }
    const result = index.search(query, { limit, offset: (page - 1) * limit, sort, ...(cursor === undefined ? {} : { cursor }) });
    if (options.json === true) json(terminal, result);
    else tell(terminal, result, { withFacets: options.facets === true, lang: settings.lang });
  });
}

function existing(store: Store, id: string): string {
  if (store.head(id) === null) throw new WrongUse(`Không có bài "${id}" trong kho.`, "Lấy mã bài từ dangvu search.");
  return id;
}

function tellSimilar(
  terminal: Terminal,
  index: ArticleIndex,
  { like, limit, asJson }: { like: string; limit: number; asJson: boolean },
): void {
  const hits = index.similar(like, limit);
  if (asJson) json(terminal, hits);
  else terminal.out([`${hits.length} bài giống ${like}\n`, ...hits.map(hitText)].join(""));
}

function tell(terminal: Terminal, result: SearchResult, { withFacets, lang }: { withFacets: boolean; lang: Settings["lang"] }): void {
  const words = searchWords(lang);
  const remark = words.reading[result.reading];
  terminal.out(`${result.total} bài\n${remark === null || result.total === 0 ? "" : `${remark}\n`}`);
  for (const hit of result.hits) terminal.out(hitText(hit));
  if (withFacets) for (const facet of result.facets) terminal.out(facetText(facet, words.facets[facet.name]));
  if (result.next !== null) terminal.out(`\n${words.next}: --cursor ${result.next}\n`);
}

function hitText({ head, sentence, figures }: SearchHit): string {
  const about = [head.publisher, head.publishedAt?.slice(0, 10), placeName(head.place), `${head.figures} số liệu`].filter(
    (part) => part != null,
  );
  const values = figures.map((figure) => `    ${figure.indicator} = ${formatFigure(figure, "vi")} · ${placeName(figure.place)}\n`);
  return `\n${head.title}\n  ${about.join(" · ")}\n  ${sentence.text}\n${values.join("")}  ${head.id}  ${head.basedOn ?? head.url}\n`;
}

function facetText({ name, counts }: Facet, heading: string): string {
  if (counts.length === 0) return "";
  const named = (value: string): string => (name.startsWith("province") ? `${provinceById(value)?.name ?? value} (${value})` : value);
  const shown = counts.slice(0, VALUES_SHOWN).map(({ value, count, isChosen }) => `  ${isChosen ? "*" : " "} ${named(value)}: ${count}\n`);
  const rest = counts.length - VALUES_SHOWN;
  return `\n${heading}\n${shown.join("")}${rest > 0 ? `    … còn ${rest} giá trị\n` : ""}`;
}

function keywords(
  terminal: Terminal,
  what: string,
  { options, command }: { options: { limit: string; json?: boolean }; command: Command },
): void {
  const limit = wholeNumber(options.limit, "--limit", { min: 1, max: 200 });
  withIndex(command, (index, store) => {
    const found = store.head(what) === null ? index.keywordsOfProvince(provinceOf(what), limit) : index.keywordsOf([what], limit);
    if (options.json === true) json(terminal, found);
    else for (const { word, times, weight } of found) terminal.out(`${weight.toFixed(1).padStart(8)}  ${word} (${times} lần)\n`);
  });
}

function provinceOf(text: string): string {
  const resolved = resolveProvince(text);
  if ("id" in resolved) return resolved.id;
  throw new WrongUse(`Không có bài hay tỉnh "${text}".`, "Lấy mã bài từ dangvu search, hoặc viết tên tỉnh hay mã như 63-20.");
}

export function registerSearch(program: Command, terminal: Terminal): void {
  program
    .command("search")
    .description("tìm bài theo từ, cụm từ, số văn bản, tỉnh, năm, báo, chỉ số")
    .argument("[câu hỏi...]")
    .option("--limit <n>", "số bài mỗi trang", "10")
    .option("--page <n>", "trang", "1")
    .option("--sort <relevance|date>", "theo mức khớp hay theo ngày đăng", "relevance")
    .option("--facets", "đếm theo tỉnh, năm, báo, chỉ số, văn bản")
    .option("--cursor <dấu>", "đi tiếp từ dấu trang của lần trước")
    .option("--like <mã bài>", "các bài giống bài này")
    .option("--json", "in JSON")
    .addHelpText(
      "after",
      `
Ví dụ: dangvu search "kết nạp đảng viên" Lào Cai
       dangvu search 'kỷ luật -"khai trừ" tinh:"Lào Cai" nam:2015..2020'
       dangvu search chiso:discipline.members vb:69-QĐ/TW bao:nhan-dan --sort date --facets

Trường: tinh: (province:), nam: (year:), bao: (paper:), chiso: (indicator:), vb: (doc:). Dấu - ở trước thì loại ra; khi câu hỏi bắt đầu bằng dấu -, viết -- trước nó.`,
    )
    .action((words: string[], options: Options, command: Command) => search(terminal, words, { options, command }));

  program
    .command("keywords")
    .description("các từ tiêu biểu của một bài, hoặc của các bài mới nhất về một tỉnh")
    .argument("<mã bài hoặc tỉnh>")
    .option("--limit <n>", "số từ", "20")
    .option("--json", "in JSON")
    .addHelpText("after", "\nVí dụ: dangvu keywords 'Lạng Sơn'")
    .action((what: string, options: { limit: string; json?: boolean }, command: Command) => keywords(terminal, what, { options, command }));
}
