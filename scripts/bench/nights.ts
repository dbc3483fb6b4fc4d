import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BenchOptions, type Figures, median, rounded } from "./support/measure.ts";
import { type Morning, simulateNights, slopeOf } from "./support/nights.ts";
import { publishedBy } from "./support/nights-press.ts";

export const notes = [
  "nights of virtual papers in fast time, the clock moved on by a day each: each paper has a new article every fourth night, some are corrected, some taken down; one paper in ten is sick (5xx, connections cut off, no list, robots.txt 503, empty list)",
  "each night is the whole one: lock, crawl, WARC, reading, extraction, search index, report, metrics; articles are asked for again for 7 days",
  "heap after full collections, slopes by least squares from night 10 on; handles: open files and sockets of the process",
];

/** How memory, handles and files develop over sixty nights of a hundred papers. Throws when a morning's report cannot be read or articles are missing. */
export async function bench({ quick }: BenchOptions): Promise<Figures> {
  const [papers, nights, settled] = quick ? [10, 6, 2] : [100, 60, 10];
  const folder = mkdtempSync(join(tmpdir(), "dangvu-nights-"));
  const mornings: Morning[] = [];
  try {
    const articles = await simulateNights({ folder, papers, nights, recheckDays: 7, onMorning: (morning) => mornings.push(morning) });
    const unreadable = mornings.filter(({ isReadable }) => !isReadable).length;
    const wanted = publishedBy(nights, papers);
    if (unreadable > 0) throw new Error(`${unreadable} reports cannot be read`);
    return { ...figuresOf(mornings, settled), "articles.stored": articles, "articles.published": wanted };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function figuresOf(mornings: readonly Morning[], settled: number): Figures {
  const later = mornings.slice(settled);
  const values = (key: "heap" | "handles" | "storeBytes" | "frontierBytes" | "seconds"): number[] => later.map((morning) => morning[key]);
  const sum = (key: "fresh" | "changed" | "gone" | "failed"): number => mornings.reduce((total, morning) => total + morning[key], 0);
  const [half, handles] = [Math.floor(later.length / 2), values("handles")];
  const growth = (key: "storeBytes" | "frontierBytes"): number =>
    rounded(slopeOf(values(key).slice(half)) / slopeOf(values(key).slice(0, half)));
  return {
    nights: mornings.length,
    "heap.firstMiB": rounded((later[0]?.heap ?? 0) / 2 ** 20),
    "heap.lastMiB": rounded((later.at(-1)?.heap ?? 0) / 2 ** 20),
    "heap.slopeKiBPerNight": rounded(slopeOf(values("heap")) / 1024),
    "handles.least": Math.min(...handles),
    "handles.most": Math.max(...handles),
    "store.MiBPerNight": rounded(slopeOf(values("storeBytes")) / 2 ** 20),
    "store.growthOfSecondHalf": growth("storeBytes"),
    "frontier.KiBPerNight": rounded(slopeOf(values("frontierBytes")) / 1024),
    "frontier.growthOfSecondHalf": growth("frontierBytes"),
    "night.secondsMedian": rounded(median(values("seconds"))),
    "night.secondsSlope": rounded(slopeOf(values("seconds"))),
    "pages.new": sum("fresh"),
    "pages.changed": sum("changed"),
    "pages.gone": sum("gone"),
    "requests.failed": sum("failed"),
  };
}
