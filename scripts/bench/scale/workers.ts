import { createHash } from "node:crypto";
import { availableParallelism } from "node:os";
import type { Article } from "../../../pipeline/types/article.ts";
import type { NewJob, Stage } from "../../../pipeline/types/queue.ts";
import { type Figures, rounded } from "../support/measure.ts";
import { endlessPress, samplePress } from "../support/texts.ts";
import { extractionOf, makeWorkplace, type Reading, readMachine, type Workplace } from "./workplace.ts";

/** Processes that are measured against one. */
const PROCESSES = [1, 2, 3, 4] as const;
/** The part of the documents between which the clock runs: processes begin one after the other, and end so. */
const [FROM, TO] = [0.1, 0.9];

/** Documents a second that extraction does with 1, 2, 3 and 4 worker processes, each time on an empty database, and what processors that takes. */
export async function measureWorkers(documents: number, quick: boolean): Promise<Figures> {
  const figures: Figures = {};
  let alone = { perSecond: 0, workersMs: 0 };
  for (const processes of quick ? ([1, 2] as const) : PROCESSES) {
    const { perSecond, workersMs, databaseMs } = await measure(documents, processes);
    if (processes === 1) alone = { perSecond, workersMs };
    const name = `extract.${processes}worker${processes === 1 ? "" : "s"}`;
    figures[`${name}.documentsPerSecond`] = rounded(perSecond);
    figures[`${name}.workers.cpuMsPerDocument`] = rounded(workersMs);
    figures[`${name}.database.cpuMsPerDocument`] = rounded(databaseMs);
    if (processes === 1) continue;
    figures[`${name}.speedup`] = rounded(perSecond / alone.perSecond);
    // What as many processors for the workers alone would do: each document takes longer beside others, as they share caches and memory.
    if (processes <= availableParallelism()) figures[`${name}.speedup.databaseApart`] = rounded((processes * alone.workersMs) / workersMs);
  }
  return figures;
}

async function measure(documents: number, processes: number) {
  const place = await makeWorkplace();
  try {
    fill(place, documents);
    const workers = Array.from({ length: processes }, () => place.hire("extract"));
    const at = async (share: number): Promise<Reading & { readonly done: number }> => {
      await place.until(() => doneIn(place, "extract") >= share * documents, 20);
      return { ...readMachine(place, workers), done: doneIn(place, "extract") };
    };
    const [from, to] = [await at(FROM), await at(TO)];
    const done = to.done - from.done;
    return {
      perSecond: done / (to.seconds - from.seconds),
      workersMs: (to.workersMs - from.workersMs) / done,
      databaseMs: (to.databaseMs - from.databaseMs) / done,
    };
  } finally {
    await place.end();
  }
}

/** Jobs that are added together. */
const BATCH = 500;

/** Articles of the sample press again and again, each time with other numbers: shorter than real ones, and read in two thirds of their time, but with as many figures. */
function fill({ queue }: Workplace, documents: number): void {
  const press = endlessPress(samplePress(), Number.POSITIVE_INFINITY);
  for (let first = 0; first < documents; first += BATCH) {
    const articles = Array.from({ length: Math.min(BATCH, documents - first) }, () => press.next().value as Article);
    queue.add(articles.map((article, i) => pressJob(article, first + i)));
  }
}

function pressJob(article: Article, number: number): NewJob {
  const sha256 = createHash("sha256").update(`${number}\n${article.text}`).digest("hex");
  const page = {
    url: `https://bao.test/bai-${number}.html`,
    source: null,
    fetchedAt: FETCHED,
    mediaType: "text/plain",
    charset: "utf-8",
    sha256,
  };
  return extractionOf(page, { ...article, id: `${sha256.slice(0, 16)}-0`, url: page.url, page: sha256, position: 0 });
}

const FETCHED = "2026-01-01T00:00:00Z";

export const doneIn = ({ queue }: Pick<Workplace, "queue">, stage: Stage): number =>
  queue.done().find((one) => one.stage === stage)?.jobs ?? 0;
