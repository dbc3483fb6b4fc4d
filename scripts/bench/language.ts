import { findAmounts } from "../../pipeline/language/amounts.ts";
import { findPlaces, loadGazetteer } from "../../pipeline/language/gazetteer.ts";
import { analyze } from "../../pipeline/language/layers.ts";
import { normalize } from "../../pipeline/language/normalize.ts";
import { findTimes } from "../../pipeline/language/periods/times.ts";
import { findPeriods } from "../../pipeline/language/periods.ts";
import { findSentences } from "../../pipeline/language/sentences.ts";
import { scanTokens } from "../../pipeline/language/syllables.ts";
import { segmentWords } from "../../pipeline/language/words.ts";
import { type BenchOptions, cpuMs, type Figures, measureTurns, rounded } from "./support/measure.ts";
import { makeRandom, megabytes, samplePress } from "./support/texts.ts";

export const notes = [
  "ms of processor time per million bytes of UTF-8; amounts and periods are read from the times, which are found once",
  "hostile: the whole language layer over one text of 1, 2, 4 and 8 MB; it is linear when the four figures are alike",
];

const PUBLISHED = { published: "2018-05-05" };
const CONTEXT = { province: "63-20", date: null };

/** Each part of the layer over the articles of the sample press. */
function measureParts(options: BenchOptions): Figures {
  const texts = samplePress().map(({ text }) => text);
  const layers = texts.map(analyze);
  const times = layers.map((layer) => findTimes(layer));
  const gazetteer = loadGazetteer();
  const measured = measureTurns(
    {
      normalize: () => texts.map((text) => normalize(text)),
      scanTokens: () => texts.map(scanTokens),
      sentences: () => layers.map(({ tokens }) => findSentences(tokens)),
      words: () => layers.map(({ tokens }) => segmentWords(tokens)),
      times: () => layers.map((layer) => findTimes(layer)),
      amounts: () => layers.map((layer, i) => findAmounts(layer, times[i])),
      periods: () => layers.map((layer, i) => findPeriods(layer, PUBLISHED, times[i])),
      places: () => layers.map((layer) => findPlaces(layer, gazetteer, CONTEXT)),
    },
    options,
  );
  const size = texts.reduce((sum, text) => sum + megabytes(text), 0);
  const figures = Object.entries(measured).map(([name, ms]): [string, number] => [`${name}.msPerMB`, rounded(ms / size)]);
  const all = figures.reduce((sum, [, ms]) => sum + ms, 0);
  return { ...Object.fromEntries(figures), "all.msPerMB": rounded(all) };
}

function repeatTo(unit: string, bytes: number): string {
  return unit.repeat(Math.ceil(bytes / Buffer.byteLength(unit)));
}

/** Any characters at all, unpaired surrogates left out. */
function randomUnicode(bytes: number): string {
  const random = makeRandom(7);
  const parts: string[] = [];
  for (let made = 0; made < bytes; made += 3) parts.push(String.fromCharCode(0x20 + Math.floor(random() * 0xd7e0)));
  return parts.join("");
}

/** Texts that a careless rule would be slow on, of a given number of bytes. */
const HOSTILE: Readonly<Record<string, (bytes: number) => string>> = {
  oneLine: (bytes) => repeatTo("Đảng bộ tỉnh Lạng Sơn kết nạp từ 120 đến 150 đảng viên trong 6 tháng đầu năm so với cùng kỳ ", bytes),
  brackets: (bytes) => repeatTo(`${"(12 ".repeat(100_000)}${")".repeat(100_000)} `, bytes),
  digits: (bytes) => repeatTo(`${"1234567890".repeat(100_000)} `, bytes),
  groupedDigits: (bytes) => repeatTo(`${"123.456.".repeat(125_000)}7/`, bytes),
  randomUnicode,
};

function readAll(text: string): void {
  const layers = analyze(normalize(text).text);
  const times = findTimes(layers);
  findAmounts(layers, times);
  findPeriods(layers, PUBLISHED, times);
  findPlaces(layers, loadGazetteer(), CONTEXT);
}

function measureHostile({ quick }: BenchOptions): Figures {
  const sizes = quick ? [0.02] : [1, 2, 4, 8];
  const figures: Figures = {};
  for (const [name, make] of Object.entries(HOSTILE)) {
    for (const size of sizes) {
      const text = make(size * 1e6).slice(0, size * 1e6);
      const start = process.cpuUsage();
      readAll(text);
      figures[`${name}.msPerMB@${size}MB`] = rounded(cpuMs(start) / megabytes(text));
    }
  }
  return figures;
}

/** Processor time of each part of the language layer over the sample press, and of all of it over hostile texts of growing size. */
export async function bench(options: BenchOptions): Promise<Figures> {
  return { ...measureParts(options), ...measureHostile(options) };
}
