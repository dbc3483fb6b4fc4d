import { measureFaults } from "./scale/faults.ts";
import { measureGrowth } from "./scale/growth.ts";
import { measureWorkers } from "./scale/workers.ts";
import type { BenchOptions, Figures } from "./support/measure.ts";

export const notes = [
  "through the real extraction; PostgreSQL on this machine, durable, a quarter of its memory (4 GB at most) for pages",
  "extract: articles of the sample press with other numbers (1,450 letters, seven figures, some 1.5 ms; real ones take 2.4), documents a second while all processes work; the processes and the database share this machine's processors; databaseApart: by the processor time of the workers alone, as if the database had processors of its own",
  "growth: made articles (bench/support/synthetic.ts, ten figures and 4,300 letters each): extract, store and search by two workers; `first` and `last` are the tenths of the articles, their cost an article; ask: milliseconds of the clock, medians",
  "faults: workers killed at random, the database restarted twice, the network cut; the store must come out as that of an undisturbed run",
  "BENCH_PARTS=workers,growth,faults (the first two by default); BENCH_DOCUMENTS (2000), BENCH_ARTICLES (20000; 1000000 is the full size), BENCH_FAULT_DOCUMENTS (20000) and BENCH_KILLS (100) say how many",
];

const sizeOf = (variable: string, usual: number): number => Number(process.env[variable] ?? usual);

/** Speed-up by worker processes, the cost of an article as the store grows, and what comes of workers that are killed. */
export async function bench({ quick }: BenchOptions): Promise<Figures> {
  const parts = (process.env.BENCH_PARTS ?? "workers,growth").split(",");
  const figures: Figures = {};
  if (parts.includes("workers")) Object.assign(figures, await measureWorkers(sizeOf("BENCH_DOCUMENTS", quick ? 60 : 2000), quick));
  if (parts.includes("growth")) {
    const articles = sizeOf("BENCH_ARTICLES", quick ? 200 : 20_000);
    const onTenth: Parameters<typeof measureGrowth>[1] = (tenth, { seconds, workersMs, databaseMs }) =>
      void process.stderr.write(
        `${tenth + 1}/10: ${(1 / seconds).toFixed(1)} articles/s, ${workersMs.toFixed(1)} + ${databaseMs.toFixed(1)} ms\n`,
      );
    Object.assign(figures, await measureGrowth(articles, onTenth));
  }
  if (parts.includes("faults")) {
    const [documents, kills] = [sizeOf("BENCH_FAULT_DOCUMENTS", quick ? 200 : 20_000), sizeOf("BENCH_KILLS", quick ? 3 : 100)];
    Object.assign(figures, await measureFaults({ documents, kills, quick }));
  }
  return figures;
}
