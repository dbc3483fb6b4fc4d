import type { Command } from "commander";
import { documentGraph, lagTable } from "../../pipeline/jobs/cite.ts";
import { formatDate, type Lang } from "../../pipeline/labels/format.ts";
import { canonicalSign, readSign } from "../../pipeline/language/documents.ts";
import { WrongUse } from "../../pipeline/types/errors.ts";
import type { CitationGraph, LagRow, OwnDocument, ProvinceCiting } from "../../pipeline/types/graph.ts";
import type { Store } from "../../pipeline/types/store.ts";
import type { Terminal } from "../dangvu.ts";
import { sentencesIn, withStore } from "./data.ts";
import { placeName } from "./read.ts";
import { choiceOf } from "./shared.ts";

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

interface CiteOptions {
  readonly lag?: boolean;
  readonly boundaries: string;
  readonly json?: boolean;
}

const days = (count: number): string => `sau ${count} ngày`;

function tellOwn(terminal: Terminal, { id, issued, days: after, atMostDays, evidence }: OwnDocument): void {
  const when = after !== null ? days(after) : atMostDays !== null ? `chậm nhất ${days(atMostDays)}` : "không rõ sau bao lâu";
  terminal.out(`      ${id}${issued === null ? "" : ` ngày ${formatDate(issued, "vi")}`} · ${when}\n`);
  terminal.out(`        «${evidence.sentence?.text ?? evidence.quote}» · ${evidence.article.id}\n`);
}

function tellProvince(terminal: Terminal, { province, articles, mentions, first, own }: ProvinceCiting): void {
  const name = placeName({ level: "province", province, name: null });
  const after = first.days === null ? "" : `, ${days(first.days)}`;
  const when = first.published === null ? "không rõ ngày" : `lần đầu ${formatDate(first.published, "vi")}${after}`;
  terminal.out(`\n  ${name}: ${mentions} lần dẫn trong ${articles} bài · ${when}\n`);
  terminal.out(`      «${first.evidence.sentence?.text ?? first.evidence.quote}» · ${first.evidence.article.id}\n`);
  for (const one of own) tellOwn(terminal, one);
}

function tellGraph(terminal: Terminal, graph: CitationGraph, lang: Lang): void {
  const [id = ""] = graph.ids;
  const issued = graph.issued === null ? "không rõ ngày ban hành" : `ban hành ${formatDate(graph.issued, lang)}`;
  const mentions = graph.provinces.reduce((sum, one) => sum + one.mentions, 0);
  const others = graph.ids.length > 1 ? ` (cũng là ${graph.ids.slice(1).join(", ")})` : "";
  terminal.out(`${mentions} lần dẫn ${id}${others}, ${issued}, ở ${graph.provinces.length} tỉnh\n`);
  for (const one of graph.provinces) tellProvince(terminal, one);
  if (graph.withoutProvince > 0) terminal.out(`\n  ${graph.withoutProvince} bài không rõ của tỉnh nào.\n`);
}

const lagCells = (row: LagRow): readonly string[] => [
  row.name,
  row.firstCited ?? "–",
  row.firstCitedDays === null ? "–" : String(row.firstCitedDays),
  row.ownDocument ?? "–",
  row.ownIssued ?? "–",
  row.ownDays !== null ? String(row.ownDays) : row.ownDaysAtMost !== null ? `≤ ${row.ownDaysAtMost}` : "–",
  row.article,
];

function tellLag(terminal: Terminal, rows: readonly LagRow[]): void {
  const lines = [["Tỉnh", "Dẫn lần đầu", "Sau (ngày)", "Văn bản thực hiện", "Ngày", "Sau (ngày)", "Bài"], ...rows.map(lagCells)];
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => (line[column] ?? "").length)));
  for (const line of lines)
    terminal.out(
      `${line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd()}\n`,
    );
}

/** The graph as data, with every mention and its sentence. */
function graphJson(store: Store, id: string, graph: CitationGraph): object {
  const sentenceOf = sentencesIn(store);
  const mentions = store.citations({ id }).map(({ citation, ...rest }) => ({ citation, sentence: sentenceOf(citation), ...rest }));
  return { document: id, ...graph, mentions };
}

export function registerCite(program: Command, terminal: Terminal): void {
  program
    .command("cite")
    .description("tỉnh nào dẫn một văn bản, lần đầu khi nào, thực hiện bằng văn bản nào của mình")
    .argument("<số văn bản>", "ví dụ 21-NQ/TW@2022-06-16")
    .option("--lag", "bảng độ trễ thực hiện theo tỉnh")
    .option("--boundaries <then|now>", "tỉnh của thời đó hay 34 tỉnh hiện nay", "then")
    .option("--json", "in JSON, mỗi dòng kèm câu và bài")
    .addHelpText(
      "after",
      "\nVăn bản của Tỉnh ủy được coi là thực hiện khi báo cáo nói thế trong cùng câu hoặc câu kế sau (“thực hiện …, Tỉnh ủy ban hành …”). Chỉ lấy bài đáng tin, bản hiện hành.\n\nVí dụ: dangvu cite 21-NQ/TW@2022-06-16\n       dangvu cite 21-NQ/TW@2022-06-16 --lag\n       dangvu cite 33-NQ/TU",
    )
    .action((typed: string, options: CiteOptions, command: Command) => {
      const boundaries = choiceOf(options.boundaries, "--boundaries", ["then", "now"] as const);
      withStore(command, (store, { lang }) => {
        const id = documentOf(typed, store);
        const graph = documentGraph(store, id, { boundaries });
        const rows = options.lag === true ? lagTable(graph) : null;
        if (options.json === true) return terminal.out(`${JSON.stringify(rows ?? graphJson(store, id, graph), null, 2)}\n`);
        if (rows !== null) return tellLag(terminal, rows);
        return tellGraph(terminal, graph, lang);
      });
    });
}
