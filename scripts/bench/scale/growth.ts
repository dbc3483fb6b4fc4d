import { openPostgres } from "../../../pipeline/database/postgres.ts";
import type { Connection } from "../../../pipeline/database/statements.ts";
import { recordOf } from "../../../pipeline/store/raw/record.ts";
import { type Figures, rounded } from "../support/measure.ts";
import { SyntheticPress } from "../support/synthetic.ts";
import { measureQuestions } from "./questions.ts";
import { jobOf, makeWorkplace, type Reading, readMachine, type Worker, type Workplace } from "./workplace.ts";

/**
 * As long as the middle one of the annotated articles. Short ones, all figures, are alike in what all of them say: 6,000 of a million would be compared as likely copies of each other, of
 * those of the sample press some 140, of these 260.
 */
const CHARACTERS = 4300;

/** Articles that wait in the queue at most: as in real life, little is under way at once. */
const [MOST_WAITING, BATCH] = [3000, 500];
const PROCESSES = 2;
const TENTHS = 10;
const WARMING = 500;
/** Tables that take less than this part of all are told together only. */
const LEAST = 0.005;

/**
 * Sends so many articles through extract, store and search by two workers of all stages: what one costs among the first and among the last tenth of them, what room it takes, and how
 * long the usual questions take then and there.
 */
export async function measureGrowth(articles: number, onTenth: (tenth: number, cost: Reading) => void): Promise<Figures> {
  const place = await makeWorkplace();
  try {
    const warming = Math.min(WARMING, articles);
    const press = new SyntheticPress(articles + warming, { characters: CHARACTERS });
    const workers = Array.from({ length: PROCESSES }, () => place.hire("extract,index,aggregate"));
    // Processes load their dictionaries before the first document, and their code is slow at first.
    await feed(place, { press, from: articles, to: articles + warming });
    const costs: Reading[] = [];
    const questions: Figures[] = [];
    for (let tenth = 0; tenth < TENTHS; tenth++) {
      const [from, to] = [0, 1].map((more) => Math.floor((articles * (tenth + more)) / TENTHS)) as [number, number];
      const cost = await costOf(place, workers, { press, from, to });
      costs.push(cost);
      onTenth(tenth, cost);
      if (tenth === 0 || tenth === TENTHS - 1) questions.push(measureQuestions(place.server.url, tenth === 0 ? "first" : "last"));
    }
    return { ...costFigures(costs), ...Object.assign({}, ...questions), ...sizes(place.server.url, articles), ...rawSize(press) };
  } finally {
    await place.end();
  }
}

interface Portion {
  readonly press: SyntheticPress;
  readonly from: number;
  readonly to: number;
}

/** What each article of a portion costs, in seconds and milliseconds. */
async function costOf(place: Workplace, workers: readonly Worker[], portion: Portion): Promise<Reading> {
  const before = readMachine(place, workers);
  await feed(place, portion);
  const after = readMachine(place, workers);
  const count = portion.to - portion.from;
  return {
    seconds: (after.seconds - before.seconds) / count,
    workersMs: (after.workersMs - before.workersMs) / count,
    databaseMs: (after.databaseMs - before.databaseMs) / count,
  };
}

/** Adds the jobs little by little, and waits until nothing is left of them and of what follows from them. */
async function feed(place: Workplace, { press, from, to }: Portion): Promise<void> {
  for (let first = from; first < to; first += BATCH) {
    await place.until(() => waiting(place) < MOST_WAITING, 50);
    const numbers = Array.from({ length: Math.min(BATCH, to - first) }, (_, i) => first + i);
    place.queue.add(numbers.map((number) => jobOf(press, number)));
  }
  await place.until(() => waiting(place) === 0 && isSettled(place), 100);
}

function waiting({ queue }: Workplace): number {
  const counts = queue.counts();
  const dead = counts.find(({ state }) => state === "dead");
  if (dead !== undefined && dead.jobs > 0) throw new Error(`a ${dead.stage} job was given up: ${queue.dead({ limit: 1 })[0]?.error}`);
  return counts.reduce((sum, { jobs }) => sum + jobs, 0);
}

/** Who writes owes the job that settles reports for a moment. */
const isSettled = ({ connection }: Workplace): boolean => connection.row("SELECT 1 FROM unsettled LIMIT 1", []) === undefined;

function costFigures(costs: readonly Reading[]): Figures {
  const [first, last] = [costs[0], costs.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError("nothing was measured");
  const parts = { first, last };
  const each = Object.entries(parts).flatMap(([name, { seconds, workersMs, databaseMs }]) => [
    [`growth.${name}.articlesPerSecond`, rounded(1 / seconds)],
    [`growth.${name}.workers.cpuMs`, rounded(workersMs)],
    [`growth.${name}.database.cpuMs`, rounded(databaseMs)],
  ]);
  const cpu = ({ workersMs, databaseMs }: Reading): number => workersMs + databaseMs;
  const tenths = costs.map((cost, i) => [`growth.tenth${String(i + 1).padStart(2, "0")}.cpuMs`, rounded(cpu(cost))]);
  return {
    ...Object.fromEntries([...each, ...tenths]),
    "growth.lastToFirst.seconds": rounded(last.seconds / first.seconds),
    "growth.lastToFirst.cpu": rounded(cpu(last) / cpu(first)),
  };
}

/** Bytes that the raw page of an article takes, packed: made pages are plain text, those of papers ten times as large. */
function rawSize(press: SyntheticPress): Figures {
  const numbers = Array.from({ length: Math.min(100, press.size) }, (_, number) => number);
  const bytes = numbers.reduce((sum, number) => sum + recordOf(press.document(number).page).length, 0);
  return { "bytesPerArticle.rawPage": Math.round(bytes / numbers.length) };
}

/** Bytes an article, of each table with its partitions: heap with long values, and indexes. */
function sizes(url: string, articles: number): Figures {
  const connection: Connection = openPostgres(url);
  try {
    const rows = connection.rows(
      `SELECT root, sum(pg_table_size(oid)) AS heap, sum(pg_indexes_size(oid)) AS indexes
       FROM (SELECT oid, coalesce(pg_partition_root(oid), oid)::regclass::text AS root FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace) t
       GROUP BY root ORDER BY sum(pg_total_relation_size(oid)) DESC`,
      [],
    );
    const each = rows.flatMap(({ root, heap, indexes }): [string, number][] => [
      [`bytesPerArticle.${root}.rows`, Math.round(Number(heap) / articles)],
      [`bytesPerArticle.${root}.indexes`, Math.round(Number(indexes) / articles)],
    ]);
    const all = each.reduce((sum, [, bytes]) => sum + bytes, 0);
    const figures = Number(connection.row("SELECT count(*) AS n FROM figures", [])?.n);
    return {
      "growth.figuresPerArticle": rounded(figures / articles),
      "bytesPerArticle.all": all,
      ...Object.fromEntries(each.filter(([, bytes]) => bytes > LEAST * all)),
    };
  } finally {
    connection.close();
  }
}
