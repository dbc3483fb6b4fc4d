import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { MINI_LIMIT, openIndex } from "../../pipeline/search/build.ts";
import { toIndexed } from "../../pipeline/search/indexed.ts";
import { judgedLibrary, ndcg, readJudged, topTen } from "../../test/search/judged.ts";
import { type BenchOptions, cpuMs, type Figures, median, rounded } from "./support/measure.ts";
import { MixedPress } from "./support/mixed-press.ts";
import { makePlace, type SearchPlace } from "./support/search-places.ts";

export const notes = [
  "articles mixed from the sentences of the sample press, most terms in most articles; texts and heads of the hits come from memory: what the store takes is measured by the bench of its name",
  "a query: 20 hits with sentence and figures, and all facets; the index is opened in a process of its own, resident memory counts from there",
  "PostgreSQL runs in processes of its own: what it takes of a query is given apart, and stands with this process's where articles are added",
  `auto serves up to ${MINI_LIMIT} articles by MiniSearch, more by FTS5`,
];

/** The largest index that `auto` leaves to MiniSearch, and two that it gives to FTS5. */
const SETS = [
  { name: "mini.2k", engine: "minisearch", articles: MINI_LIMIT, queries: 200 },
  { name: "fts.10k", engine: "fts5", articles: 10_000, queries: 200 },
  { name: "fts.100k", engine: "fts5", articles: 100_000, queries: 200 },
  { name: "postgres.20k", engine: "postgres", articles: 20_000, queries: 200 },
] as const;

const ADDED = 100;
const asked = z.object({ openMs: z.number(), residentMb: z.number(), ms: z.array(z.number()), databaseMs: z.number() });

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number;
}

/** Processor time of this process and of the database to take in a night's articles: to cut them into terms, and to put those into the index. */
function add(place: SearchPlace, press: MixedPress): { analysis: number; index: number } {
  const { index, databaseMs, close } = place.open(press.library());
  const rounds = [0, 1, 2].map((round) => {
    const numbers = Array.from({ length: ADDED }, (_, i) => press.size + round * ADDED + i);
    const night = numbers.map((number) => ({ head: press.head(number), read: press.read(number) }));
    const analysed = process.cpuUsage();
    for (const { read } of night) toIndexed(read, "");
    const analysis = cpuMs(analysed);
    const [start, before] = [process.cpuUsage(), databaseMs()];
    index?.add(night);
    return { analysis, index: cpuMs(start) - analysis + databaseMs() - before };
  });
  close();
  return { analysis: median(rounds.map((round) => round.analysis)), index: median(rounds.map((round) => round.index)) };
}

async function measure({ name, engine, articles, queries }: (typeof SETS)[number], quick: boolean): Promise<Figures> {
  const place = await makePlace(engine);
  try {
    const press = new MixedPress(quick ? 60 : articles);
    const start = process.cpuUsage();
    place.build(press);
    const buildMs = cpuMs(start);
    const script = join(import.meta.dirname, "support", "search-ask.ts");
    const args = ["--expose-gc", "--import", "tsx", script, place.url, String(press.size), String(quick ? 5 : queries), engine];
    const { openMs, residentMb, ms, databaseMs } = asked.parse(
      JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] })),
    );
    const megabytes = place.megabytes();
    const added = add(place, press);
    return {
      [`${name}.build.perCpuSecond`]: Math.round(press.size / (buildMs / 1000)),
      [`${name}.megabytes`]: Math.round(megabytes),
      [`${name}.open.cpuMs`]: rounded(openMs),
      [`${name}.resident.addedMb`]: Math.round(residentMb),
      [`${name}.query.cpuMs.p50`]: rounded(percentile(ms, 0.5)),
      [`${name}.query.cpuMs.p95`]: rounded(percentile(ms, 0.95)),
      ...(engine === "postgres" ? { [`${name}.query.database.cpuMs.mean`]: rounded(databaseMs / ms.length) } : {}),
      [`${name}.add100.analysis.cpuMs`]: rounded(added.analysis),
      [`${name}.add100.index.cpuMs`]: rounded(added.index),
    };
  } finally {
    place.end();
  }
}

/** How well each engine ranks the judged queries of test/search/judged, and for how many in a hundred both list the same ten articles. */
function judge(): Figures {
  const folder = mkdtempSync(join(tmpdir(), "dangvu-bench-"));
  try {
    const [library, judged] = [judgedLibrary(), readJudged()];
    const listed = (["minisearch", "fts5"] as const).map((engine) => {
      const index = openIndex({ folder: join(folder, engine), engine, library });
      const lists = judged.map((one) => topTen(index, one.query));
      index.close();
      return lists;
    });
    const [mini = [], fts = []] = listed;
    const mean = (lists: readonly (readonly string[])[]): number =>
      judged.reduce((sum, one, i) => sum + ndcg(lists[i] as readonly string[], one), 0) / judged.length;
    const same = judged.filter((_, i) => [...(mini[i] ?? [])].sort().join() === [...(fts[i] ?? [])].sort().join()).length;
    return {
      "judged.queries": judged.length,
      "judged.ndcg10.minisearch": rounded(mean(mini)),
      "judged.ndcg10.fts5": rounded(mean(fts)),
      "judged.sameTopTen.percent": rounded((100 * same) / judged.length),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `BENCH_SETS=fts.10k` in the environment measures only sets of these names. */
export async function bench({ quick }: BenchOptions): Promise<Figures> {
  const only = process.env.BENCH_SETS?.split(",");
  const sets = only === undefined ? SETS : SETS.filter(({ name }) => only.includes(name));
  const figures: Figures = quick ? {} : judge();
  for (const set of sets) Object.assign(figures, await measure(set, quick));
  return figures;
}
