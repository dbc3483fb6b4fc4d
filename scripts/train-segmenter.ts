import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Command } from "commander";
import { z } from "zod";
import { foldPhrase } from "../pipeline/language/fold.ts";
import { readModel } from "../pipeline/language/segmenter/model-file.ts";
import { loadSegmenter } from "../pipeline/language/segmenter/segmenter.ts";
import { readTermList } from "../pipeline/language/segmenter/terms.ts";
import { buildModel, type LexiconSources } from "../pipeline/language/segmenter/training/build.ts";
import { type Dictionary, readDictionary } from "../pipeline/language/segmenter/training/dictionary.ts";
import { detokenize, type GoldSentence, readTreebank, scoreWords } from "../pipeline/language/segmenter/training/treebank.ts";

const optionsSchema = z.object({
  dictionary: z.string(),
  treebank: z.string(),
  out: z.string(),
  epochs: z.coerce.number().int().min(1).max(100),
  seeds: z.coerce.number().int().min(1).max(50),
  measureOnly: z.boolean().default(false),
});

const root = path.join(import.meta.dirname, "..");
const readList = (name: string): string[] => readTermList(readFileSync(path.join(root, "corpus/segmenter", name), "utf8")).map(foldPhrase);

const unitSchema = z.object({ name: z.string() });
const provincesSchema = z.object({ units63: z.array(unitSchema), units34: z.array(unitSchema) });
const districtsSchema = z.object({ districts: z.array(unitSchema) });

/** Provinces of both systems and districts, from corpus/reference. Communes are left out: measured, they merge what belongs apart. */
function readAdministrativeNames(): string[] {
  const read = (name: string): unknown => JSON.parse(readFileSync(path.join(root, "corpus/reference", name), "utf8"));
  const provinces = provincesSchema.parse(read("provinces.json"));
  const { districts } = districtsSchema.parse(read("districts.json"));
  const names = [...provinces.units63, ...provinces.units34, ...districts].map((unit) => foldPhrase(unit.name));
  return names.filter((name) => /^\p{L}+( \p{L}+)+$/u.test(name));
}

function readSources(dictionary: Dictionary): LexiconSources {
  return {
    dictionary,
    ownWords: readList("own-words.txt"),
    places: [...new Set([...readAdministrativeNames(), ...readList("places.txt")])],
    surnames: readList("surnames.txt"),
    givenNames: readList("given-names.txt"),
  };
}

function printMeasures(name: string, bytes: Buffer, sentences: readonly GoldSentence[]): void {
  const model = readModel(bytes, name);
  for (const withoutDomainTerms of [true, false]) {
    const segmenter = loadSegmenter({ model, withoutDomainTerms });
    for (const variant of ["detok", "released"] as const) {
      const { precision, recall, f1 } = scoreWords(sentences, ({ text }) => segmenter.tag(variant === "detok" ? detokenize(text) : text));
      const terms = withoutDomainTerms ? "without terms" : "with terms   ";
      console.log(`${name} · ${variant.padEnd(8)} · ${terms} · F1 ${f1.toFixed(2)} · P ${precision.toFixed(2)} · R ${recall.toFixed(2)}`);
    }
  }
}

const program = new Command("train-segmenter")
  .description(
    "Makes corpus/segmenter/model.bin from UD_Vietnamese-VTB (train, dev), a dictionary and the lists of corpus/segmenter; prints its measures.",
  )
  .requiredOption("--dictionary <file>", "data/dictionary.json of the npm package @vntk/dictionary 1.0.0")
  .option("--treebank <folder>", "folder of vi_vtb-ud-train.conllu and vi_vtb-ud-dev.conllu", path.join(root, "../shared/data/ud-vtb"))
  .option("--out <file>", "model to write", path.join(root, "corpus/segmenter/model.bin"))
  .option("--epochs <n>", "passes over the text", "10")
  .option("--seeds <n>", "trainings from different orders that are summed", "12")
  .option("--measure-only", "train on train, measure on dev, write nothing")
  .addHelpText(
    "after",
    "\nExample: npx tsx scripts/train-segmenter.ts --dictionary /tmp/d/node_modules/@vntk/dictionary/data/dictionary.json",
  )
  .parse();

const options = optionsSchema.parse(program.opts());
const training = readTreebank(path.join(options.treebank, "vi_vtb-ud-train.conllu"));
const development = readTreebank(path.join(options.treebank, "vi_vtb-ud-dev.conllu"));
const sources = readSources(readDictionary(options.dictionary));
printMeasures("trained on train, measured on dev", buildModel(training, sources, options), development);
if (!options.measureOnly) {
  const bytes = buildModel([...training, ...development], sources, options);
  mkdirSync(path.dirname(options.out), { recursive: true });
  writeFileSync(options.out, bytes);
  console.log(`${options.out}: ${bytes.length} bytes, from ${training.length + development.length} sentences`);
}
