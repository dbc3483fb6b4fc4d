// By its sub-path: the root of the package loads database clients and prints on standard output.
import { AggressiveTokenizerVi } from "natural/lib/natural/tokenizers/index.js";
import { wordTokenizer } from "../../pipeline/language/words.ts";
import { type BenchOptions, type Figures, measureTurns, rounded } from "./support/measure.ts";
import { samplePress } from "./support/texts.ts";

export const notes = [
  "word segmentation, words as strings; Intl.Segmenter and natural cut syllables, not words, so they are marks of speed only",
  "vntk 1.4.4 is measured in the same run where it is installed. Kept figure: 654 syllables a second of processor time, load 540–610 ms, F1 92.63 on UD-VTB dev, 94.73 on test, punctuation re-attached",
  "RDRsegmenter (Java, 20 s of warm-up): 126,942 syllables a second of processor time, F1 97.14 on dev, 98.49 on test",
  "kept figures: Debian 12, 2 cores, Node 20.20.2, Java 17.0.15, fresh process each, 3–5 interleaved rounds, medians",
];

/** vntk's speed on this machine is so low that a few sentences must do. */
const VNTK_CHARACTERS = 2000;

interface Tagger {
  tag(text: string): unknown;
}

/** vntk's tokenizer where someone has installed it beside; its compiled parts are not wanted among our dependencies. */
async function installedVntk(): Promise<Tagger | null> {
  const name = "vntk";
  try {
    const found: { default: { wordTokenizer(): Tagger } } = await import(name);
    return found.default.wordTokenizer();
  } catch (error) {
    // Named: not installed, which is the usual case.
    if (error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND") return null;
    throw error;
  }
}

const syllablesOf = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + (text.match(/[\p{L}\p{M}\p{N}]+/gu)?.length ?? 0), 0);

/** Syllables per second of processor time of the segmenter and of its peers, in one interleaved run, and how many times faster ours is. */
export async function bench(options: BenchOptions): Promise<Figures> {
  const texts = samplePress().map(({ text }) => text);
  const few = [(texts[0] ?? "").slice(0, VNTK_CHARACTERS)];
  const ours = wordTokenizer();
  const intl = new Intl.Segmenter("vi", { granularity: "word" });
  const natural = new AggressiveTokenizerVi();
  const vntk = await installedVntk();
  const ms = measureTurns(
    {
      dangvu: () => texts.map((text) => ours.tag(text)),
      intl: () => texts.map((text) => Array.from(intl.segment(text), ({ segment }) => segment)),
      natural: () => texts.map((text) => natural.tokenize(text)),
      ...(vntk === null ? {} : { vntk: () => few.map((text) => vntk.tag(text)) }),
    },
    options,
  );
  const speeds = Object.entries(ms).map(([name, each]): [string, number] => [
    name,
    (syllablesOf(name === "vntk" ? few : texts) * 1000) / each,
  ]);
  const own = speeds[0]?.[1] ?? Number.NaN;
  return Object.fromEntries(
    speeds.flatMap(([name, speed]) => [
      [`${name}.syllablesPerCpuSecond`, Math.round(speed)],
      ...(name === "dangvu" ? [] : [[`dangvuTimes.${name}`, rounded(own / speed)]]),
    ]),
  );
}
