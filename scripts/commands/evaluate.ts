import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { CODEBOOK } from "../../pipeline/extract/codebook.ts";
import { belowFloors, evaluateGold, evaluateSample, readFloors } from "../../pipeline/jobs/evaluate.ts";
import type { Evaluation, Score } from "../../pipeline/jobs/score.ts";
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
  for (const band of evaluation.calibration)
    if (band.found > 0)
      terminal.out(
        `  tin cậy ${band.from}–${band.to}: ${band.found} số, đúng lỏng ${percent(band.rightLeniently / band.found).trim()}%, đúng chặt ${percent(band.right / band.found).trim()}%\n`,
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

/** The golds that are at hand: the project's own, the sample press, and the annotated documents when their folder stands beside the repository. */
function evaluations(options: { gold?: string[]; texts?: string }, corpus: string): Record<string, Evaluation> {
  if (options.gold !== undefined) {
    if (options.texts === undefined) throw new WrongUse("Thiếu --texts.", "Cho biết thư mục chứa các văn bản mà gold chú giải.");
    return { gold: evaluateGold(options.gold, options.texts) };
  }
  if (options.texts !== undefined) throw new WrongUse("Thiếu --gold.", "Cho biết tệp chú giải của các văn bản trong --texts.");
  const gold = join(corpus, "gold");
  const own = readdirSync(gold)
    .filter((name) => name.endsWith(".jsonl"))
    .sort()
    .map((name) => join(gold, name));
  const found: Record<string, Evaluation> = {
    own: evaluateGold(own, join(gold, "texts")),
    sample: evaluateSample(join(corpus, "sample"), new Set(CODEBOOK.map(({ code }) => code))),
  };
  const shared = join(HOME, "..", "shared");
  if (existsSync(join(shared, "gold", "seeds-dev.jsonl")))
    found["seeds-dev"] = evaluateGold([join(shared, "gold", "seeds-dev.jsonl")], join(shared, "seeds"));
  return found;
}

function printJson(terminal: Terminal, found: Readonly<Record<string, Evaluation>>, withErrors: boolean): void {
  const summaries = Object.fromEntries(Object.entries(found).map(([name, evaluation]) => [name, summary(evaluation, withErrors)]));
  terminal.out(`${JSON.stringify(summaries, null, 2)}\n`);
}

export function registerEvaluate(program: Command, terminal: Terminal): void {
  program
    .command("evaluate")
    .description("đo độ chính xác so với chú giải; không có --gold thì đo trên báo mẫu")
    .option("--gold <tệp...>", "tệp gold (JSON Lines)")
    .option("--texts <thư mục>", "thư mục chứa văn bản")
    .option("--errors", "liệt kê từng chỗ sót, chỗ thừa")
    .option("--floors", "so với sàn trong corpus/gold/floors.json; mã thoát 1 nếu có thước đo thấp hơn sàn")
    .option("--json", "in JSON")
    .addHelpText("after", "\nVí dụ: dangvu evaluate --gold ../shared/gold/seeds-dev.jsonl --texts ../shared/seeds --errors")
    .action((options: { gold?: string[]; texts?: string; errors?: boolean; floors?: boolean; json?: boolean }, command: Command) => {
      const { corpus } = settingsOf(command);
      const found = evaluations(options, corpus);
      if (options.json === true) printJson(terminal, found, options.errors === true);
      for (const [name, evaluation] of options.json === true ? [] : Object.entries(found)) {
        printEvaluation(terminal, name, evaluation);
        if (options.errors === true) printErrors(terminal, evaluation);
      }
      if (options.floors === true) checkFloors(terminal, found, join(corpus, "gold", "floors.json"));
    });
}

function checkFloors(terminal: Terminal, found: Record<string, Evaluation>, path: string): void {
  const floors = readFloors(path);
  const below = Object.entries(found).flatMap(([name, evaluation]) => belowFloors(name, evaluation, floors[name] ?? {}));
  const checked = Object.entries(found).reduce((sum, [name]) => sum + Object.keys(floors[name] ?? {}).length, 0);
  for (const sentence of below) terminal.out(`DƯỚI SÀN ${sentence}\n`);
  terminal.out(`sàn độ chính xác: ${checked - below.length} passed, ${below.length} failed\n`);
  if (below.length > 0) terminal.exitCode = EXIT.failed;
}
