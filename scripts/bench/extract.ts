import { extractArticle } from "../../pipeline/jobs/read-page.ts";
import { type BenchOptions, cpuMs, type Figures, rounded } from "./support/measure.ts";
import { endlessPress, megabytes, samplePress } from "./support/texts.ts";

export const notes = [
  "language layer and extraction together, one article after the other; sample articles repeated with varied numbers",
  "goal: 3 MB a second of processor time, flat from 1 to 50 MB, at most 300 MB resident",
  "vntk 1.4.4 (not installed: two native add-ons): segmentation alone 654 syllables, about 0.003 MB, a second of processor time (Debian 12, 2 cores, Node 20.20.2, fresh process, 5 interleaved rounds)",
];

/** MB of article text read per second of processor time, from the start up to each size, and the memory that it took. */
export async function bench({ quick }: BenchOptions): Promise<Figures> {
  const sizes = quick ? [0.1, 0.2] : [1, 5, 20, 50];
  const articles = samplePress().map(({ article }) => article);
  for (const article of articles) extractArticle(article, null);
  const figures: Figures = {};
  let [done, ms, figuresFound] = [0, 0, 0];
  let next = 0;
  for (const article of endlessPress(articles, sizes.at(-1) as number)) {
    const start = process.cpuUsage();
    figuresFound += extractArticle(article, null).observations.length;
    ms += cpuMs(start);
    done += megabytes(article.text);
    if (done < (sizes[next] as number)) continue;
    figures[`MBPerCpuSecond@${sizes[next++]}MB`] = rounded((done * 1000) / ms);
  }
  return { ...figures, msPerMB: rounded(ms / done), figuresFound, peakRssMB: Math.round(process.resourceUsage().maxRSS / 1024) };
}
