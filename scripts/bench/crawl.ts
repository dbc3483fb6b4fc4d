import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { openStore } from "../../pipeline/store/sqlite.ts";
import type { NightOrder, NightTaken } from "./support/crawl-ours.ts";
import { type BenchOptions, type Figures, median, rounded } from "./support/measure.ts";
import { type Asked, type Papers, startPapers } from "./support/papers.ts";

const PEER = "@crawlee/cheerio@3.18.1";

export const notes = [
  "20 papers on ports of this machine: lists of 20 links, articles of 75 kB with 230 links in menus and inline scripts, gzip; list page → next page → articles, no delay, 20 requests at once (ours: one a paper)",
  "dangvu: robots.txt, queue, WARC, hashes and versions kept, nothing read out of the pages, as the peer reads nothing; whole.*: the night as `dangvu nightly` runs it, with reading and extraction",
  "Crawlee 3.18.1: CheerioCrawler with its default storage, 20 requests at once, from the folder CRAWLEE_DIR, else installed for the run into a temporary folder; without network its lines are missing",
  "each crawl in a process of its own, ours and theirs by turns, medians; CPU without the loading of modules, peak of the whole process with it, started as scripts/dangvu.mjs starts a night; heap256.*: in a heap of 256 MB",
  "night2.*: one day later, nothing has changed; killed.*: SIGKILL at 40 %, started again at once; Crawlee 3.18.1 then waits 360 s for its locks (kept figure)",
];

const OURS = join(import.meta.dirname, "support", "start-ours.mjs");
const THEIRS = join(import.meta.dirname, "support", "crawl-crawlee.mjs");
const [NIGHT_1, NIGHT_2] = ["2026-11-22T01:00:00Z", "2026-11-23T01:00:00Z"];

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), "dangvu-bench-"));
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = newFolder();
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A process that prints what it took as its last line. Throws when it fails. */
function runChild(args: readonly string[]): Promise<NightTaken> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
    });
    child.on("close", (code) => {
      const line = output.trim().split("\n").at(-1) ?? "";
      if (code === 0 && line.startsWith("{")) resolve(JSON.parse(line) as NightTaken);
      else reject(new Error(`${args.join(" ").slice(0, 200)}: exit code ${code}`));
    });
  });
}

type Order = Omit<NightOrder, "ports" | "now"> & { readonly now?: string; readonly flags?: readonly string[] };

const runOurs = ({ ports }: Papers, { flags = [], now = NIGHT_1, ...order }: Order): Promise<NightTaken> =>
  runChild([...flags, OURS, JSON.stringify({ ...order, ports, now })]);

const isPage = ({ url }: Asked): boolean => !url.endsWith("/robots.txt");

/** Throws unless every page was given once. */
function expectAllOnce(asked: readonly Asked[], { pages }: Papers): void {
  const given = asked.filter((one) => isPage(one) && one.status === 200);
  const distinct = new Set(given.map(({ url }) => url)).size;
  if (given.length !== pages || distinct !== pages) throw new Error(`${given.length} answers, ${distinct} pages instead of ${pages}`);
}

/** The folder that Crawlee lies in; null when there is none and it cannot be installed. */
function findCrawlee(folder: string): string | null {
  const known = process.env.CRAWLEE_DIR;
  if (known !== undefined && existsSync(join(known, "node_modules", "@crawlee", "cheerio"))) return known;
  process.stderr.write(`CRAWLEE_DIR không có; cài ${PEER} vào ${folder}.\n`);
  const { status } = spawnSync("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--prefix", folder, PEER], { stdio: "ignore" });
  if (status !== 0) process.stderr.write(`Không cài được ${PEER}: chỉ đo phần của dangvu.\n`);
  return status === 0 ? folder : null;
}

const figuresOf = (name: string, pages: number, taken: readonly NightTaken[]): Figures => ({
  [`${name}.pagesPerSecond`]: rounded(median(taken.map(({ seconds }) => pages / seconds))),
  [`${name}.cpuSecondsPer1000`]: rounded(median(taken.map(({ cpuSeconds }) => (cpuSeconds * 1000) / pages))),
  [`${name}.peakMiB`]: Math.round(median(taken.map(({ peakMiB }) => peakMiB))),
});

const medianOf = (taken: readonly NightTaken[], key: keyof NightTaken): number => median(taken.map((one) => one[key]));

/** So many rounds over so many pages, ours and theirs by turns. */
async function compare(papers: Papers, crawlee: string | null, rounds: number): Promise<Figures> {
  const { pages, ports } = papers;
  const [ours, limited, theirs]: NightTaken[][] = [[], [], []];
  for (let round = 0; round < rounds; round++) {
    for (const [list, flags] of [
      [ours, []],
      [limited, ["--max-old-space-size=256"]],
    ] as const) {
      list?.push(await inFolder((folder) => runOurs(papers, { folder, what: "crawl", flags })));
      expectAllOnce(await papers.asked(), papers);
    }
    if (crawlee === null) continue;
    theirs?.push(await inFolder((folder) => runChild([THEIRS, crawlee, folder, ports.join()])));
    expectAllOnce(await papers.asked(), papers);
  }
  const [a, b, c] = [ours ?? [], limited ?? [], theirs ?? []];
  const own = { ...figuresOf(`dangvu.${pages}`, pages, a), ...figuresOf(`dangvu.${pages}.heap256`, pages, b) };
  if (c.length === 0) return own;
  return {
    ...own,
    ...figuresOf(`crawlee.${pages}`, pages, c),
    [`dangvuTimes.${pages}.speed`]: rounded(medianOf(c, "seconds") / medianOf(a, "seconds")),
    [`dangvuTimes.${pages}.cpu`]: rounded(medianOf(a, "cpuSeconds") / medianOf(c, "cpuSeconds")),
  };
}

/** Two nights with nothing new in the second. */
async function secondNight(papers: Papers, what: NightOrder["what"]): Promise<Figures> {
  return inFolder(async (folder) => {
    const first = await runOurs(papers, { folder, what });
    expectAllOnce(await papers.asked(), papers);
    const second = await runOurs(papers, { folder, what, now: NIGHT_2 });
    const asked = await papers.asked();
    const name = what === "crawl" ? "night2" : "whole";
    const perSecond = papers.pages / first.seconds;
    return {
      ...(what === "whole"
        ? { ...figuresOf(name, papers.pages, [first]), [`${name}.hoursFor20000`]: rounded(20_000 / perSecond / 3600) }
        : {}),
      [`${name}.requests`]: asked.length,
      [`${name}.unconditional`]: asked.filter(({ conditional }) => !conditional).length,
      [`${name}.bodies`]: asked.filter(({ status }) => status !== 304).length,
      [`${name}.cpuOfNight1`]: rounded(second.cpuSeconds / first.cpuSeconds),
    };
  });
}

/** Killed when 40 % of the pages were given, and started again. */
async function killAndResume(papers: Papers): Promise<Figures> {
  return inFolder(async (folder) => {
    const order = JSON.stringify({ ports: papers.ports, folder, what: "crawl", now: NIGHT_1 });
    const child = spawn(process.execPath, [OURS, order], { stdio: "ignore" });
    while ((await papers.given()) < papers.pages * 0.4) await wait(5);
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("close", resolve));
    const before = (await papers.asked()).filter(isPage);
    const restarted = Date.now();
    await runOurs(papers, { folder, what: "crawl" });
    const done = Date.now();
    const after = await papers.asked();
    const seen = new Set(before.map(({ url }) => url));
    return {
      "killed.lost": papers.pages - new Set([...before, ...after.filter(isPage)].map(({ url }) => url)).size + missing(folder, papers),
      "killed.fetchedTwice": after.filter((one) => isPage(one) && seen.has(one.url)).length,
      "killed.firstRequestSeconds": rounded(((after[0]?.at ?? Number.NaN) - restarted) / 1000),
      "killed.allDoneSeconds": rounded((done - restarted) / 1000),
    };
  });
}

/** Articles that the papers have and the store has not, with a body that can be read. */
function missing(folder: string, { ports, pages }: Papers): number {
  const store = openStore(join(folder, "dangvu.sqlite"));
  try {
    const kept = store.pages({}).filter(({ sha256 }) => store.page(sha256) !== null).length;
    const lists = Math.ceil(pages / ports.length / 21) * ports.length;
    return pages - lists - kept;
  } finally {
    store.close();
  }
}

async function withPapers<T>(pages: number, work: (papers: Papers) => Promise<T>): Promise<T> {
  const papers = await startPapers(pages);
  try {
    return await work(papers);
  } finally {
    papers.close();
  }
}

/** Pages a second, processor time and memory of a whole crawl beside Crawlee's, a second night, and a killed one. */
export async function bench({ quick }: BenchOptions): Promise<Figures> {
  return inFolder(async (folder) => {
    const crawlee = quick ? null : findCrawlee(folder);
    const [small, large, rounds] = quick ? [100, 200, 1] : [1000, 5000, 3];
    const first = await withPapers(small, async (papers) => ({
      ...(await compare(papers, crawlee, rounds)),
      ...(await secondNight(papers, "crawl")),
      ...(await killAndResume(papers)),
      ...(await secondNight(papers, "whole")),
    }));
    const second = await withPapers(large, async (papers) => ({
      ...(await compare(papers, crawlee, 1)),
      ...renamed(await secondNight(papers, "crawl"), large),
    }));
    const all: Figures = { ...first, ...second };
    return {
      ...all,
      [`dangvuTimes.${large}.peakOf${small}`]: rounded(
        (all[`dangvu.${large}.peakMiB`] ?? Number.NaN) / (all[`dangvu.${small}.peakMiB`] ?? Number.NaN),
      ),
    };
  });
}

const renamed = (figures: Figures, pages: number): Figures =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [name.replace("night2.", `night2.${pages}.`), value]));
