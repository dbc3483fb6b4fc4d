import { extractArticle } from "../../pipeline/jobs/read-page.ts";
import { segmentSpans } from "../../pipeline/language/words.ts";
import type { Article } from "../../pipeline/types/article.ts";
import { type BenchOptions, cpuMs, type Figures, rounded } from "./support/measure.ts";
import { endlessPress, megabytes, samplePress } from "./support/texts.ts";

export const notes = [
  "language layer and extraction together, one article after the other; sample articles repeated with varied numbers",
  "words are not needed for figures and are cut for search only, but count here: read + words",
  "goal: 3 MB a second of processor time (333 ms/MB), flat from 1 to 50 MB, at most 300 MB resident",
  "vntk 1.4.4 (not installed: two native add-ons): segmentation alone 654 syllables, about 0.003 MB, a second of processor time (Debian 12, 2 cores, Node 20.20.2, fresh process, 5 interleaved rounds)",
];

/** Articles that are made, and then read, at a time: making them is not counted. */
const BATCH = 100;
/** Read before anything is counted, so that the compiler has settled. */
const WARM_MEGABYTES = 2;

function* batchesOf(articles: Iterable<Article>): Generator<readonly Article[]> {
  let batch: Article[] = [];
  for (const article of articles) {
    batch.push(article);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Processor time spent so far, and what came of it. */
interface Spent {
  readMs: number;
  wordsMs: number;
  megabytes: number;
  figures: number;
}

const nothing = (): Spent => ({ readMs: 0, wordsMs: 0, megabytes: 0, figures: 0 });

function readBatch(batch: readonly Article[], spent: Spent): void {
  const start = process.cpuUsage();
  for (const article of batch) spent.figures += extractArticle(article, null).observations.length;
  spent.readMs += cpuMs(start);
  const cut = process.cpuUsage();
  for (const { text } of batch) segmentSpans(text);
  spent.wordsMs += cpuMs(cut);
  for (const { text } of batch) spent.megabytes += megabytes(text);
}

/** MB of article text read per second of processor time, from the start up to each size, and the memory that it took. */
export async function bench({ quick }: BenchOptions): Promise<Figures> {
  const sizes = quick ? [0.1, 0.2] : [1, 5, 20, 50];
  const articles = samplePress();
  for (const batch of batchesOf(endlessPress(articles, quick ? 0.1 : WARM_MEGABYTES))) readBatch(batch, nothing());
  const figures: Figures = {};
  const spent = nothing();
  for (const batch of batchesOf(endlessPress(articles, sizes.at(-1) as number))) {
    readBatch(batch, spent);
    while (spent.megabytes >= (sizes[0] ?? Number.POSITIVE_INFINITY))
      figures[`MBPerCpuSecond@${sizes.shift()}MB`] = rounded((spent.megabytes * 1000) / (spent.readMs + spent.wordsMs));
  }
  return {
    ...figures,
    "read.msPerMB": rounded(spent.readMs / spent.megabytes),
    "words.msPerMB": rounded(spent.wordsMs / spent.megabytes),
    figuresFound: spent.figures,
    peakRssMB: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}
