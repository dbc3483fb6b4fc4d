import { setFlagsFromString } from "node:v8";
import { extractArticle } from "../../pipeline/jobs/read-page.ts";
import { segmentSpans } from "../../pipeline/language/words.ts";
import type { Article } from "../../pipeline/types/article.ts";
import { type BenchOptions, cpuMs, type Figures, rounded } from "./support/measure.ts";
import { endlessPress, megabytes, samplePress } from "./support/texts.ts";

export const notes = [
  "language layer and extraction together, one article after the other; sample articles repeated with varied numbers",
  "words are not needed for figures and are cut for search only, but count here: read + words",
  "goal: 3 MB a second of processor time (333 ms/MB), flat from 1 to 50 MB, at most 300 MB resident",
  "@1MB to @50MB are read after 10 MB that do not count, as V8 goes on compiling for about that long; coldMBPerCpuSecond@1MB is the first MB of the process, compiling and loading the reference lists included",
  "memory grows in the small steps of `dangvu nightly` and `dangvu crawl` (scripts/dangvu.mjs); in V8's usual steps the peak is 200 MB or, one run in three, 330",
  "vntk 1.4.4 (not installed: two native add-ons): segmentation alone 654 syllables, about 0.003 MB, a second of processor time (Debian 12, 2 cores, Node 20.20.2, fresh process, 5 interleaved rounds)",
];

/** As scripts/dangvu.mjs sets it for long runs. */
setFlagsFromString("--heap-growing-percent=60");

/** Articles that are made, and then read, at a time: making them is not counted. Few, so that they die young and the memory told is that of reading. */
const BATCH = 20;
/** Read before the sizes are counted, so that the compiler has settled: the second MB of a process takes twice as long as the twelfth. */
const WARM_MEGABYTES = 10;

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

const perSecond = (spent: Spent): number => rounded((spent.megabytes * 1000) / (spent.readMs + spent.wordsMs));

/** Reads articles that the sizes do not count, and returns how fast the first `size` megabytes of them were read. */
function warmUp(articles: readonly Article[], size: number, megabytesInAll: number): number {
  const spent = nothing();
  let first: number | undefined;
  for (const batch of batchesOf(endlessPress(articles, megabytesInAll))) {
    readBatch(batch, spent);
    if (spent.megabytes >= size) first ??= perSecond(spent);
  }
  return first ?? perSecond(spent);
}

/** MB of article text read per second of processor time, from the start up to each size, and the memory that it took. */
export async function bench({ quick }: BenchOptions): Promise<Figures> {
  const sizes = quick ? [0.1, 0.2] : [1, 5, 20, 50];
  const articles = samplePress();
  const first = sizes[0] as number;
  const figures: Figures = {};
  figures[`coldMBPerCpuSecond@${first}MB`] = warmUp(articles, first, quick ? first : WARM_MEGABYTES);
  const spent = nothing();
  for (const batch of batchesOf(endlessPress(articles, sizes.at(-1) as number))) {
    readBatch(batch, spent);
    while (spent.megabytes >= (sizes[0] ?? Number.POSITIVE_INFINITY)) figures[`MBPerCpuSecond@${sizes.shift()}MB`] = perSecond(spent);
  }
  return {
    ...figures,
    "read.msPerMB": rounded(spent.readMs / spent.megabytes),
    "words.msPerMB": rounded(spent.wordsMs / spent.megabytes),
    figuresFound: spent.figures,
    peakRssMB: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}
