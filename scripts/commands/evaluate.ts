import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { CODEBOOK } from "../../pipeline/extract/codebook.ts";
import { evaluateGold, evaluateSample, goldPaths, samplePaths } from "../../pipeline/jobs/evaluate.ts";
import {
  checkFloors,
  digestFiles,
  type FloorsFile,
  type Measured,
  raiseFloors,
  readFloors,
  writeFloors,
} from "../../pipeline/jobs/floors.ts";
import { addBands, type Band, type Evaluation, type Score } from "../../pipeline/jobs/score.ts";
import { HOME } from "../../pipeline/jobs/settings.ts";
import { WrongUse } from "../../pipeline/types/errors.ts";
import { EXIT, type Terminal } from "../dangvu.ts";
import { settingsOf } from "./shared.ts";

const percent = (value: number): string => (100 * value).toFixed(1).padStart(5);
const line = (name: string, score: Score): string =>
  `  ${name.padEnd(26)} P ${percent(score.precision)}  R ${percent(score.recall)}  F1 ${percent(score.f1)}   (${score.right} đúng / ${score.found} tìm / ${score.gold} gold)\n`;

function printEvaluation(terminal: Terminal, name: string, evaluation: Evaluation): void {
  terminal.out(`\n${name}\n`);
  terminal.out(line("số liệu, chặt", evaluation.strict.score));
  terminal.out(line("số liệu, lỏng", evaluation.lenient.score));
  for (const [code, { lenient, strict }] of Object.entries(evaluation.perIndicator))
    terminal.out(`${line(`  ${code}`, lenient).trimEnd()}, chặt F1 ${percent(strict.f1)}\n`);
  if (evaluation.citationsByParts.score.gold > 0) {
    terminal.out(line("văn bản, theo mã", evaluation.citationsById.score));
    terminal.out(line("văn bản, theo số-loại-nơi", evaluation.citationsByParts.score));
  }
  if (evaluation.failingChecks.score.gold > 0)
    terminal.out(`${line("kiểm tra không đạt", evaluation.failingChecks.score)}  báo nhầm ${evaluation.falseAlarms}\n`);
  terminal.out(
    `  trường khác (trên số đúng chặt): ${Object.entries(evaluation.fields)
      .map(([field, share]) => `${field} ${percent(share).trim()}`)
      .join(", ")}\n`,
  );
  printCalibration(terminal, evaluation.calibration);
}

/** One row a band of confidence: how many figures, and what share of them is right. */
function printCalibration(terminal: Terminal, bands: readonly Band[]): void {
  terminal.out("  độ tin cậy       số liệu   đúng chặt   đúng lỏng\n");
  for (const { from, to, found, right, rightLeniently } of bands)
    if (found > 0)
      terminal.out(
        `  ${`${from} – ${to}`.padEnd(14)} ${String(found).padStart(9)} ${percent(right / found).padStart(10)}% ${percent(rightLeniently / found).padStart(10)}%\n`,
      );
}

/** What was missed and what was wrong, by what is scored. */
const errorsOf = ({ strict, citationsById, failingChecks }: Evaluation) => ({
  observations: strict.errors,
  citations: citationsById.errors,
  checks: failingChecks.errors,
});

const NOUNS = { observations: "", citations: " văn bản", checks: " kiểm tra" } as const;

function printErrors(terminal: Terminal, evaluation: Evaluation): void {
  const errors = errorsOf(evaluation);
  for (const kind of ["observations", "citations", "checks"] as const) {
    for (const record of errors[kind].missed) terminal.out(`  sót${NOUNS[kind]} ${JSON.stringify(record)}\n`);
    for (const record of errors[kind].wrong) terminal.out(`  thừa${NOUNS[kind]} ${JSON.stringify(record)}\n`);
  }
}

/** What goes into `--json`: scores without the lists of pairs, and with what was missed or wrong where that is asked for. */
function summary(evaluation: Evaluation, withErrors: boolean): object {
  const { strict, lenient, perIndicator, fields, citationsById, citationsByParts, failingChecks, falseAlarms, calibration } = evaluation;
  const scores = { strict: strict.score, lenient: lenient.score, perIndicator, fields };
  const others = {
    citationsById: citationsById.score,
    citationsByParts: citationsByParts.score,
    failingChecks: failingChecks.score,
    falseAlarms,
    calibration,
  };
  return { ...scores, ...others, ...(withErrors ? { errors: errorsOf(evaluation) } : {}) };
}

/** Gold files with their texts, scored, and the digest of all of them. */
const measure = async (gold: readonly string[], texts: string): Promise<Measured> => ({
  evaluation: await evaluateGold(gold, texts),
  digest: digestFiles(goldPaths(gold, texts)),
});

/** The golds that are at hand: the project's own, the sample press, and the annotated documents when their folder stands beside the repository. */
async function measureAll(options: { gold?: string[]; texts?: string }, corpus: string): Promise<Record<string, Measured>> {
  if (options.gold !== undefined) {
    if (options.texts === undefined) throw new WrongUse("Thiếu --texts.", "Cho biết thư mục chứa các văn bản mà gold chú giải.");
    return { gold: await measure(options.gold, options.texts) };
  }
  if (options.texts !== undefined) throw new WrongUse("Thiếu --gold.", "Cho biết tệp chú giải của các văn bản trong --texts.");
  const gold = join(corpus, "gold");
  if (!existsSync(gold))
    throw new WrongUse(`Không có thư mục chú giải ${gold}.`, "Chỉ đúng thư mục bằng --corpus, hoặc cho biết --gold và --texts.");
  const own = readdirSync(gold)
    .filter((name) => name.endsWith(".jsonl"))
    .sort()
    .map((name) => join(gold, name));
  const sample = join(corpus, "sample");
  const found: Record<string, Measured> = {
    own: await measure(own, join(gold, "texts")),
    sample: { evaluation: evaluateSample(sample, new Set(CODEBOOK.map(({ code }) => code))), digest: digestFiles(samplePaths(sample)) },
  };
  const shared = join(HOME, "..", "shared");
  const seeds = join(shared, "gold", "seeds-dev.jsonl");
  if (existsSync(seeds)) found["seeds-dev"] = await measure([seeds], join(shared, "seeds"));
  return found;
}

function printJson(terminal: Terminal, found: Readonly<Record<string, Measured>>, withErrors: boolean): void {
  const summaries = Object.fromEntries(Object.entries(found).map(([name, { evaluation }]) => [name, summary(evaluation, withErrors)]));
  terminal.out(`${JSON.stringify(summaries, null, 2)}\n`);
}

interface EvaluateOptions {
  readonly gold?: string[];
  readonly texts?: string;
  readonly errors?: boolean;
  readonly floors?: boolean;
  readonly writeFloors?: boolean;
  readonly lowerFloors?: boolean;
  readonly json?: boolean;
}

export function registerEvaluate(program: Command, terminal: Terminal): void {
  program
    .command("evaluate")
    .description("đo độ chính xác so với chú giải; không có --gold thì đo trên gold của dự án và báo mẫu")
    .option("--gold <tệp...>", "tệp gold (JSON Lines)")
    .option("--texts <thư mục>", "thư mục chứa văn bản")
    .option("--errors", "liệt kê từng chỗ sót, chỗ thừa")
    .option("--floors", "so với sàn và mã băm trong corpus/gold/floors.json; mã thoát 1 nếu thấp hơn sàn hoặc gold đã đổi")
    .option("--write-floors", "ghi mã băm hiện nay và nâng sàn lên thấp hơn kết quả một điểm; không hạ sàn nào")
    .option("--lower-floors", "như --write-floors, và hạ cả những sàn cao hơn kết quả")
    .option("--json", "in JSON")
    .addHelpText("after", "\nVí dụ: dangvu evaluate --gold ../shared/gold/seeds-dev.jsonl --texts ../shared/seeds --errors")
    .action((options: EvaluateOptions, command: Command) => runEvaluate(terminal, options, settingsOf(command).corpus));
}

async function runEvaluate(terminal: Terminal, options: EvaluateOptions, corpus: string): Promise<void> {
  const writes = options.writeFloors === true || options.lowerFloors === true;
  if (options.gold !== undefined && (writes || options.floors === true))
    throw new WrongUse(
      "Sàn không áp dụng cho --gold.",
      "Bỏ --gold và --texts: sàn là của gold trong corpus/gold, báo mẫu và tài liệu chú giải.",
    );
  const found = await measureAll(options, corpus);
  // With --json the standard output is one JSON value; what is said about floors goes to standard error.
  const say = options.json === true ? terminal.err : terminal.out;
  if (options.json === true) printJson(terminal, found, options.errors === true);
  for (const [name, { evaluation }] of options.json === true ? [] : Object.entries(found)) {
    printEvaluation(terminal, name, evaluation);
    if (options.errors === true) printErrors(terminal, evaluation);
  }
  if (options.json !== true && Object.keys(found).length > 1) {
    terminal.out("\ntất cả gold cùng nhau\n");
    printCalibration(terminal, addBands(Object.values(found).map(({ evaluation }) => evaluation.calibration)));
  }
  const path = join(corpus, "gold", "floors.json");
  if (writes) updateFloors(say, { found, path, lower: options.lowerFloors === true });
  if (writes || options.floors === true) tellFloors(terminal, say, { found, file: readFloors(path) });
}

type Say = Terminal["out"];

/** Raises the floors, makes the file where there is none, and tells every change. */
function updateFloors(say: Say, { found, path, lower }: { found: Record<string, Measured>; path: string; lower: boolean }): void {
  const { file, changes } = raiseFloors(found, existsSync(path) ? readFloors(path) : {}, { lower });
  writeFloors(path, file);
  say("\n");
  for (const { gold, measure: name, from, to, measured, isKept } of changes)
    say(
      isKept
        ? `giữ sàn ${gold} ${name} ${to}: đo được ${measured.toFixed(3)}; hạ sàn phải dùng --lower-floors\n`
        : `sàn ${gold} ${name}: ${from ?? "chưa có"} → ${to} (đo được ${measured.toFixed(3)})\n`,
    );
  say(`đã ghi ${path}\n`);
}

function tellFloors(terminal: Terminal, say: Say, { found, file }: { found: Record<string, Measured>; file: FloorsFile }): void {
  const { passed, failures } = checkFloors(found, file);
  for (const failure of failures) say(`KHÔNG ĐẠT ${failure}\n`);
  say(`sàn độ chính xác: ${passed} passed, ${failures.length} failed\n`);
  if (failures.length > 0) terminal.exitCode = EXIT.failed;
}
