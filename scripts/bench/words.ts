import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { normalize } from "../../pipeline/language/normalize.ts";
import { loadSegmenter } from "../../pipeline/language/segmenter/segmenter.ts";
import { detokenize, readTreebank, scoreWords } from "../../pipeline/language/segmenter/training/treebank.ts";
import { scanTokens } from "../../pipeline/language/syllables.ts";

const root = path.join(import.meta.dirname, "../..");
const sampleFolder = path.join(root, "corpus/sample/press");
const treebank = path.join(root, "../shared/data/ud-vtb/vi_vtb-ud-dev.conllu");
/** Long enough for the compiler to settle, and for the timer's grain not to matter. */
const WARM_MS = 1000;
const MEASURED_MS = 2000;

function cpuMs(since?: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

/** Repeats a pass over the texts; syllables (runs of letters or digits) per second of processor time. */
function measureSpeed(texts: readonly string[], pass: (text: string, index: number) => unknown): number {
  const syllables = texts.reduce((sum, text) => sum + (text.match(/[\p{L}\p{M}\p{N}]+/gu)?.length ?? 0), 0);
  const repeat = (budget: number): { passes: number; ms: number } => {
    const start = process.cpuUsage();
    for (let passes = 1; ; passes++) {
      texts.forEach(pass);
      const ms = cpuMs(start);
      if (ms >= budget) return { passes, ms };
    }
  };
  repeat(WARM_MS);
  const { passes, ms } = repeat(MEASURED_MS);
  return Math.round((syllables * passes * 1000) / ms);
}

function readTexts(): string[] {
  const files = existsSync(sampleFolder) ? readdirSync(sampleFolder).sort() : [];
  return files.map((file) => normalize(readFileSync(path.join(sampleFolder, file), "utf8")).text);
}

/**
 * Figures of the word segmenter: milliseconds of processor time to load, bytes of the model, syllables per second of processor time over the sample
 * press (and over UD-VTB dev, sentence by sentence, where the treebank lies beside the repository). The F1 figures on dev say only that
 * the shipped model holds together: it was trained on dev too. `scripts/train-segmenter.ts --measure-only` prints the honest one.
 */
export async function bench(): Promise<Record<string, number>> {
  const start = process.cpuUsage();
  const segmenter = loadSegmenter();
  const figures: Record<string, number> = {
    loadCpuMs: Math.round(cpuMs(start) * 10) / 10,
    modelBytes: statSync(path.join(root, "corpus/segmenter/model.bin")).size,
  };
  const texts = readTexts();
  if (texts.length > 0) {
    const tokens = texts.map(scanTokens);
    figures.spansSyllablesPerCpuSecond = measureSpeed(texts, (text) => segmenter.segmentSpans(text));
    figures.tokensSyllablesPerCpuSecond = measureSpeed(texts, (_, i) => segmenter.segmentTokens(tokens[i] ?? []));
  }
  if (existsSync(treebank)) {
    const sentences = readTreebank(treebank);
    const lines = sentences.map(({ text }) => detokenize(text));
    figures.treebankSyllablesPerCpuSecond = measureSpeed(lines, (line) => segmenter.segmentSpans(line));
    figures.shippedF1OnDevSeenInTraining = round(scoreWords(sentences, ({ text }) => segmenter.tag(detokenize(text))).f1);
  }
  return figures;
}

const round = (value: number): number => Math.round(value * 100) / 100;
