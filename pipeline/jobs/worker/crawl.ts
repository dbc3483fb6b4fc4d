import * as z from "zod";
import type { Budget } from "../../crawl/crawl.ts";
import type { Fetcher } from "../../crawl/fetch.ts";
import { openFrontierOn } from "../../crawl/frontier.ts";
import { type HostNights, makeHostNights } from "../../crawl/frontier-hosts.ts";
import { guarded } from "../../crawl/frontier-tables.ts";
import { beginNight, crawlHost, type HostEnd, type HostVisit } from "../../crawl/host.ts";
import { dateFromUrl } from "../../read/url-dates.ts";
import { recordOf } from "../../store/raw/record.ts";
import { WrongUse } from "../../types/errors.ts";
import type { Page } from "../../types/page.ts";
import type { HostClock, Job, NewJob } from "../../types/queue.ts";
import type { Run } from "../../types/run.ts";
import type { SaveOutcome } from "../../types/store.ts";
import { keepRunsOut } from "../database.ts";
import { RULES } from "../read-page.ts";
import { makeRun } from "../run.ts";
import type { CrawlWork, Visited } from "./crawl-loop.ts";
import { readJob } from "./payloads.ts";
import type { Desk } from "./stage.ts";

/** What crawling is done with. Everything that is written goes through the desk's connection. */
export interface CrawlDesk {
  readonly desk: Pick<Desk, "connection" | "queue" | "store" | "raw" | "sources">;
  readonly clock: HostClock;
  readonly log?: Run["log"];
  readonly now?: () => Date;
  /** Hours of sources without hours of their own. */
  readonly window?: string;
  readonly budget?: Partial<Budget>;
}

const jobSchema = z.object({ host: z.string() });

/** To visit a host in the night that is under way. */
const crawlJob = (host: string): NewJob => ({ stage: "crawl", key: host, host, data: { host } });

/**
 * Begins a night over all machines, or goes on with the one that is under way, and adds a job for each host of the enabled sources that has something due; a night without any is over at once.
 * Safe to be called by several at once. Throws WrongUse where no source is enabled, StoreBroken, also while one process has a run of its own under way.
 */
export function addNight(input: CrawlDesk): { readonly night: string; readonly hosts: readonly string[]; readonly added: number } {
  const { connection, queue, store } = input.desk;
  const sources = [...input.desk.sources().values()];
  if (!sources.some(({ enabled }) => enabled))
    throw new WrongUse("Không có nguồn nào đang bật.", "Bật nguồn (enabled: true) trong thư mục sources, xem dangvu sources.");
  const [frontier, nights] = [openFrontierOn(connection), makeHostNights(connection)];
  const run = runOf(input);
  return guarded(connection).transact("write", () => {
    keepRunsOut(connection);
    nights.lock();
    const { night, hosts } = beginNight({ frontier, nights, run, sources });
    if (night === run.id) store.startRun({ id: night, job: "nightly", startedAt: run.now().toISOString() });
    if (nights.opened(night).length === 0) endNight({ night, nights, frontier, run, store });
    return { night, hosts, added: queue.add(hosts.map(crawlJob)) };
  });
}

/** More hosts than that are not given up in a night. */
const MOST_DEAD = 10_000;

/**
 * Closes the hosts of the night whose jobs were given up, and with the last one the night: nobody comes back to them. Returns them. A job that is revived opens its host again while the night
 * lasts.
 */
export function closeDeadHosts(input: CrawlDesk): readonly string[] {
  const { connection, queue, store } = input.desk;
  const dead = new Set(queue.dead({ stage: "crawl", limit: MOST_DEAD }).map(({ host }) => host));
  if (dead.size === 0) return [];
  const [frontier, nights] = [openFrontierOn(connection), makeHostNights(connection)];
  const run = runOf(input);
  return guarded(connection).transact("write", () => {
    nights.lock();
    const night = frontier.night();
    const left = night === null ? [] : nights.opened(night).filter((host) => dead.has(host));
    if (night === null || left.length === 0) return [];
    const areClosed = left.map((host) => nights.close(night, host, null));
    if (areClosed.at(-1) === true) endNight({ night, nights, frontier, run, store });
    run.log("warn", "crawl/given-up", { night, hosts: left });
    return left;
  });
}

/** Visits the host of a crawl job: what comes is kept among the raw pages and becomes a read job in the transaction that ends the visit of its address. */
export function makeCrawlWork(input: CrawlDesk & { readonly fetcher: Fetcher }): CrawlWork {
  const { desk, clock, fetcher } = input;
  const { connection, queue } = desk;
  const [frontier, nights] = [openFrontierOn(connection), makeHostNights(connection)];
  return async (job, { signal }) => {
    const { host } = jobSchema.parse(job.data);
    const night = frontier.night();
    if (night === null || nights.open(night, [host]).length === 0) return { isDone: true };
    const run = runOf(input, night);
    const sources = [...desk.sources().values()];
    const addHosts = (hosts: readonly string[]): void => {
      const others = hosts.filter(
        (one) => one !== host && frontier.next({ host: one, now: run.now(), sources: sources.map(({ id }) => id) }) !== null,
      );
      if (others.length > 0) queue.add(nights.open(night, others).map(crawlJob));
    };
    const shared: HostVisit["shared"] = {
      // Whose job it is no more has done nothing.
      together: (work) =>
        guarded(connection).transact("write", () => {
          queue.proceed(job);
          return work();
        }),
      onEnd: (end) => {
        if (end.kind === "gone") desk.store.noteGone(end.gone);
        else if (end.outcome !== "same") queue.add([readJob(end.page, night)]);
      },
      onHosts: addHosts,
      drain: signal,
    };
    const end = await crawlHost({
      ...{ host, night, nights, clock, frontier, fetcher, run, sources, shared, dateOf: dateFromUrl },
      onPage: async (page) => keep(page, desk),
      ...(input.window === undefined ? {} : { window: input.window }),
      ...(input.budget === undefined ? {} : { budget: input.budget }),
    });
    run.log("info", "crawl/host", { host, night, end: end.kind, ...run.counters });
    return visited(end, job, { night, nights, frontier, run, ...desk });
  };
}

const runOf = ({ now, log }: CrawlDesk, id?: string): Run =>
  makeRun({ ...(id === undefined ? {} : { id }), ...(now === undefined ? {} : { now }), ...(log === undefined ? {} : { log }) });

/** Keeps a body where the other stages find it; what the store holds as it is today, read by the rules of today, is the same. */
function keep(page: Page, { store, raw }: CrawlDesk["desk"]): SaveOutcome {
  const [current] = store.articles({ url: page.url, limit: 1 });
  if (current?.id.startsWith(page.sha256.slice(0, 16)) && isReadByUs(page, store)) return "same";
  raw.keep(page.sha256, recordOf(page));
  return current === undefined ? "new" : "changed";
}

/** Stored bodies come in the order of their hashes: the next one behind all but its last digit is the page, if it is there. */
function isReadByUs({ sha256 }: Page, store: Desk["store"]): boolean {
  const [stored] = store.pages({ after: sha256.slice(0, -1), limit: 1 });
  return stored?.sha256 === sha256 && stored.rules === RULES;
}

interface Ending {
  readonly night: string;
  readonly nights: HostNights;
  readonly frontier: ReturnType<typeof openFrontierOn>;
  readonly run: Run;
  readonly store: Desk["store"];
}

function visited(end: HostEnd, job: Job, { night, nights, frontier, run, store }: Ending): Visited {
  if (end.kind === "drained") return { isDone: false };
  const host = job.host ?? job.key;
  return {
    isDone: true,
    write: () => {
      nights.lock();
      if (end.kind === "later") return [{ ...crawlJob(host), delaySeconds: end.seconds }];
      // Closed before it is looked whether something is due: whoever adds addresses of this host lets us wait here, or finds it closed.
      const isLast = nights.close(night, host, end.reason);
      if (end.kind === "done" && end.isDue()) return nights.open(night, [host]).map(crawlJob);
      if (isLast) endNight({ night, nights, frontier, run, store });
      return [];
    },
  };
}

function endNight({ night, nights, frontier, run, store }: Ending): void {
  frontier.closeNight(night, run.now());
  store.finishRun(night, run.now().toISOString(), { "crawl/requests": nights.spent(night) });
}
