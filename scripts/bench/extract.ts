import { extractArticle } from "../../pipeline/jobs/read-page.ts";
import { segmentSpans } from "../../pipeline/language/words.ts";
import { type BenchOptions, cpuMs, type Figures, rounded } from "./support/measure.ts";
import { endlessPress, megabytes, samplePress } from "./support/texts.ts";

export const notes = [
  "language layer and extraction together, one article after the other; sample articles repeated with varied numbers",
  "words are not needed for figures and are cut for search only, but count here: read + words",
  "goal: 3 MB a second of processor time (333 ms/MB), flat from 1 to 50 MB, at most 300 MB resident",
  "vntk 1.4.4 (not installed: two native add-ons): segmentation alone 654 syllables, about 0.003 MB, a second of processor time (Debian 12, 2 cores, Node 20.20.2, fresh process, 5 interleaved rounds)",
];

/** Processor time spent so far. */
interface Spent {
  readMs: number;
  wordsMs: number;
}

/** Reads one article to the end and adds the time that it took; the number of figures found. */
function readOne(article: Parameters<typeof extractArticle>[0], spent: Spent): number {
  const start = process.cpuUsage();
  const { observations } = extractArticle(article, null);
  spent.readMs += cpuMs(start);
  const cut = process.cpuUsage();
  segmentSpans(article.text);
  spent.wordsMs += cpuMs(cut);
  return observations.length;
}

/** MB of article text read per second of processor time, from the start up to each size, and the memory that it took. */
export async function bench({ quick }: BenchOptions): Promise<Figures> {
  const sizes = quick ? [0.1, 0.2] : [1, 5, 20, 50];
  const articles = samplePress();
  for (const article of articles) readOne(article, { readMs: 0, wordsMs: 0 });
  const figures: Figures = {};
  const spent: Spent = { readMs: 0, wordsMs: 0 };
  let [done, figuresFound, next] = [0, 0, 0];
  for (const article of endlessPress(articles, sizes.at(-1) as number)) {
    figuresFound += readOne(article, spent);
    done += megabytes(article.text);
    if (done < (sizes[next] as number)) continue;
    figures[`MBPerCpuSecond@${sizes[next++]}MB`] = rounded((done * 1000) / (spent.readMs + spent.wordsMs));
  }
  const each = { "read.msPerMB": rounded(spent.readMs / done), "words.msPerMB": rounded(spent.wordsMs / done) };
  return { ...figures, ...each, figuresFound, peakRssMB: Math.round(process.resourceUsage().maxRSS / 1024) };
}
