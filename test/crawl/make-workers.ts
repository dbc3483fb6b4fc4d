import { onTestFinished } from "vitest";
import { openPostgres } from "../../pipeline/database/postgres.ts";
import { addNight, type CrawlDesk, makeCrawlWork } from "../../pipeline/jobs/worker/crawl.ts";
import type { Job } from "../../pipeline/types/queue.ts";
import type { Source } from "../../pipeline/types/source.ts";
import { freshDatabase } from "../database/fresh.ts";
import { openDesk } from "./crawl-desk.ts";
import { routes, startServer } from "./local-server.ts";
import { temporaryFolder } from "./temporary-folder.ts";

type Table = Record<string, Parameters<typeof routes>[0][string]>;

const never = new AbortController().signal;

/** Sites by their names (`mot.test`), and workers that crawl them by one database. */
export async function makeWorkers(sites: Readonly<Record<string, Table>>, sources: readonly Source[]) {
  const served: { host: string; path: string; at: number }[] = [];
  const server = await startServer((request, response) => {
    const host = request.headers.host ?? "";
    served.push({ host, path: request.url ?? "/", at: performance.now() });
    routes(sites[host] ?? {})(request, response);
  });
  const [database, raw] = [freshDatabase(), temporaryFolder()];
  const connection = openPostgres(database.url);
  onTestFinished(async () => {
    connection.close();
    await server.close();
    database.drop();
  });
  const worker = (more: Partial<CrawlDesk> = {}, leaseSeconds = 30) => {
    const { close, ...opened } = openDesk({ url: database.url, raw, port: server.port, sources });
    onTestFinished(close);
    const desk = { ...opened.desk, ...more.desk };
    const input = { ...opened, ...more, desk };
    const work = makeCrawlWork(input);
    const take = (): Job | undefined => desk.queue.take({ stages: ["crawl"], worker: "thu", leaseSeconds, most: 1 })[0];
    /** Does a job as workers do. */
    const serve = async (job: Job, signal: AbortSignal = never): Promise<void> => {
      const visited = await work(job, { signal });
      if (!visited.isDone) return desk.queue.release([job]);
      desk.connection.transact("write", () => {
        const next = visited.write?.() ?? [];
        desk.queue.finish(job);
        desk.queue.add(next);
      });
    };
    const serveAll = async (): Promise<void> => {
      for (let job = take(); job !== undefined; job = take()) await serve(job);
    };
    return { ...opened, desk, night: () => addNight(input), take, serve, serveAll };
  };
  /** Addresses that are to be read, in the order in which they came. */
  const toRead = (): readonly string[] =>
    connection
      .rows("select data from jobs where stage = 'read' order by id", [])
      .map(({ data }) => (JSON.parse(String(data)) as { page: { url: string } }).page.url);
  return { worker, toRead, served, connection };
}
