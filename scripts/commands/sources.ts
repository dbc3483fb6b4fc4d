import { join } from "node:path";
import type { Command } from "commander";
import { loadSources } from "../../pipeline/crawl/sources.ts";
import { checkSavedPage, checkSources, type SourceCheck } from "../../pipeline/jobs/check-source.ts";
import { loadFile } from "../../pipeline/jobs/import.ts";
import { makeRun } from "../../pipeline/jobs/run.ts";
import type { Settings } from "../../pipeline/jobs/settings.ts";
import { sourceLabels } from "../../pipeline/labels/sources.ts";
import { nearest } from "../../pipeline/language/nearest.ts";
import { provinceById, resolveProvince } from "../../pipeline/language/provinces.ts";
import { WrongUse } from "../../pipeline/types/errors.ts";
import type { Source } from "../../pipeline/types/source.ts";
import { EXIT, type Terminal } from "../dangvu.ts";
import { inputsOf, settingsOf } from "./shared.ts";

const allSources = (settings: Settings): readonly Source[] => loadSources(join(settings.corpus, "sources"));

/** The sources with these ids, or those that are on when none is named. Throws WrongUse with the nearest ids. */
function chosen(settings: Settings, ids: readonly string[]): readonly Source[] {
  const all = allSources(settings);
  const unknown = ids.find((id) => !all.some((source) => source.id === id));
  if (unknown !== undefined) {
    const near = nearest(
      unknown,
      all.map(({ id }) => id),
    );
    throw new WrongUse(
      `Không có nguồn "${unknown}".`,
      near.length === 0 ? "Xem các nguồn bằng dangvu sources." : `Có phải là ${near.join(" hoặc ")}?`,
    );
  }
  return ids.length === 0 ? all.filter(({ enabled }) => enabled) : all.filter(({ id }) => ids.includes(id));
}

/** Sources of a province, named by its id or name: of the province then or of the unit of today. Throws WrongUse. */
function ofProvince(sources: readonly Source[], typed: string | undefined): readonly Source[] {
  if (typed === undefined) return sources;
  const resolved = resolveProvince(typed);
  if (!("id" in resolved)) {
    const near = resolved.suggestions.map(({ id, name }) => `${name} (${id})`).join(", ");
    throw new WrongUse(`Không có tỉnh "${typed}".`, near === "" ? "Viết tên tỉnh hoặc mã như 63-20, 34-08." : `Có phải là: ${near}?`);
  }
  return sources.filter(({ province, unit34 }) => province === resolved.id || unit34 === resolved.id);
}

function printList(terminal: Terminal, sources: readonly Source[], { lang }: Settings): void {
  const words = sourceLabels(lang);
  const rows = sources.map(({ id, name, province, enabled, checked, family }) => [
    id,
    name,
    province === null ? words.national : (provinceById(province)?.name ?? province),
    enabled ? words.yes : words.no,
    checked ?? words.never,
    family ?? words.ownSelectors,
  ]);
  const table = [words.columns, ...rows];
  const widths = words.columns.map((_, column) => Math.max(...table.map((row) => (row[column] ?? "").length)));
  for (const row of table)
    terminal.out(
      `${row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd()}\n`,
    );
  const [enabled, checked] = [sources.filter((source) => source.enabled), sources.filter((source) => source.checked != null)];
  terminal.out(`${words.total({ all: sources.length, enabled: enabled.length, checked: checked.length })}\n`);
}

function printCheck(terminal: Terminal, { source, name, url, verdict, checks }: SourceCheck, { lang }: Settings): void {
  const words = sourceLabels(lang);
  terminal.out(`${source} · ${name}: ${words.verdict[verdict]}${url === null ? "" : ` · ${url}`}\n`);
  for (const { field, found, problem } of checks) {
    const told = [found ?? (problem === null ? words.nothing : null), problem].filter((part) => part !== null).join(" – ");
    terminal.out(`  ${problem === null ? " " : "!"} ${words.fields[field].padEnd(13)} ${told}\n`);
  }
}

/** 0 when every source is as its entry says, 1 when none could be read, 3 otherwise. */
function exitCodeOf(checks: readonly SourceCheck[]): number {
  if (checks.every(({ verdict }) => verdict === "ok")) return EXIT.done;
  return checks.every(({ verdict }) => verdict === "failed") ? EXIT.failed : EXIT.inPart;
}

interface CheckOptions {
  readonly file?: string;
  readonly json?: boolean;
  readonly province?: string;
}

/** Findings one after the other: of a saved page, or of the live sites. */
async function* findings(sources: readonly Source[], file: string | undefined, settings: Settings): AsyncGenerator<SourceCheck> {
  const [only] = sources;
  if (file === undefined || only === undefined) yield* checkSources(sources, { run: makeRun(), contact: settings.contact });
  else for (const input of inputsOf([file])) yield checkSavedPage(loadFile(input, new Date()), only);
}

async function check(terminal: Terminal, command: Command, ids: readonly string[]): Promise<void> {
  const settings = settingsOf(command);
  // "sources" takes these options too, wherever they stand in the line.
  const { file, json, province } = command.optsWithGlobals<CheckOptions>();
  if (file !== undefined && ids.length !== 1)
    throw new WrongUse("--file cần đúng một mã nguồn.", "Viết như: dangvu sources check baolangson --file trang.html");
  const sources = ofProvince(chosen(settings, ids), province);
  if (sources.length === 0)
    throw new WrongUse("Không có nguồn nào để thử.", `Nêu mã nguồn, hoặc bật nguồn trong ${join(settings.corpus, "sources")}.`);
  const found: SourceCheck[] = [];
  for await (const one of findings(sources, file, settings)) {
    found.push(one);
    if (json !== true) printCheck(terminal, one, settings);
  }
  if (json === true) terminal.out(`${JSON.stringify(found, null, 2)}\n`);
  terminal.exitCode = exitCodeOf(found);
}

export function registerSources(program: Command, terminal: Terminal): void {
  const sources = program
    .command("sources")
    .description("liệt kê các nguồn báo và cổng")
    .option("--province <tỉnh>", "chỉ nguồn của tỉnh này (tên hoặc mã, cũ hay mới)")
    .option("--json", "in JSON")
    .addHelpText("after", "\nVí dụ: dangvu sources --province 'Lạng Sơn'")
    .action((options: { province?: string; json?: boolean }, command: Command) => {
      const settings = settingsOf(command);
      const found = ofProvince(allSources(settings), options.province);
      if (options.json === true) terminal.out(`${JSON.stringify(found, null, 2)}\n`);
      else printList(terminal, found, settings);
    });

  sources
    .command("check")
    .description("tải trang mẫu của nguồn và cho biết đọc được gì, từng trường một")
    .argument("[mã...]", "mã nguồn; bỏ trống: mọi nguồn đang bật")
    .option("--file <tệp>", "đọc trang đã lưu, không tải gì")
    .option("--json", "in JSON")
    .addHelpText("after", "\nVí dụ: dangvu sources check baolangson")
    .action((ids: string[], _options: CheckOptions, command: Command) => check(terminal, command, ids));
}
