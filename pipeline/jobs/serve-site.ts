import { join } from "node:path";
import { CODEBOOK } from "../extract/codebook.ts";
import { provinces } from "../language/provinces.ts";
import { type Listening, openFront } from "../serve/front/listen.ts";
import type { Backend } from "../serve/front/plain.ts";
import { inProcess } from "../serve/front/plain.ts";
import { Pool } from "../serve/front/pool.ts";
import { keepWarm, type WarmPlan } from "../serve/front/warm.ts";
import type { SearchIndex } from "../types/search.ts";
import type { Store } from "../types/store.ts";
import { bulletinsFolder } from "./bulletin/archive.ts";
import { runsFolder } from "./disk.ts";
import { logToStderr, makeRun } from "./run.ts";
import { FIRST } from "./serve-first.ts";
import { stampOf } from "./serve-index.ts";
import type { SiteOptions } from "./serve-options.ts";
import type { Settings } from "./settings.ts";
import { watchFiles } from "./watch/desk.ts";
import { frontierPath, openLibrary, openLibraryForReading, openSearch, searchOnPostgres } from "./workspace.ts";

/**
 * Serves the store of these settings until `close`. The search index is built or brought up to date first. Throws WrongUse for a port that cannot be had, StoreBroken.
 */
export async function openSite(settings: Settings, options: SiteOptions): Promise<Listening> {
  const store = openLibrary(settings);
  const opened: { close(): void }[] = [store];
  const closeAll = (): void => {
    for (const one of opened) one.close();
  };
  try {
    const site = await serveStore(settings, store, { ...options, opened });
    return { ...site, close: () => site.close().then(closeAll) };
  } catch (error) {
    closeAll();
    throw error;
  }
}

/** `opened`: what else is to be closed at the end is put there. */
async function serveStore(
  settings: Settings,
  store: Store,
  options: SiteOptions & { readonly opened: { close(): void }[] },
): Promise<Listening> {
  const { host, workers, hosts, trustProxy, rates } = options;
  const run = makeRun({ log: logToStderr("warn") });
  const search = openSearch(settings, store);
  const version = versionOf(settings, store, options.opened);
  const backend = await openBackend(settings, search, workers);
  const front = { backend, version, now: run.now, log: run.log, count: run.count };
  const told = {
    ...(hosts === undefined ? {} : { hosts }),
    ...(trustProxy === undefined ? {} : { trustProxy }),
    ...(rates === undefined ? {} : { rates }),
  };
  try {
    const listening = await openFront({ ...front, ...told }, { port: settings.port, ...(host === undefined ? {} : { host }) });
    if (options.isWarmed !== true) return listening;
    const stop = keepWarm(listening.front, warmPlan(settings.publicUrl ?? listening.url));
    return { ...listening, close: () => Promise.resolve(stop()).then(listening.close) };
  } catch (error) {
    await backend.close();
    throw error;
  }
}

async function openBackend(settings: Settings, search: SearchIndex, workers: number): Promise<Backend> {
  if (workers === 0) {
    // Where processes of their own answer, the main one does not load what makes pages.
    const [{ createApp }, { makeServices }] = await Promise.all([import("../serve/server.ts"), import("./services.ts")]);
    const reading = openLibraryForReading(settings);
    const { fetch } = createApp({ ...makeServices(reading, search, settings), log: logToStderr("warn") });
    const close = async (): Promise<void> => {
      search.close();
      reading.close();
    };
    return { ...inProcess(fetch), close };
  }
  search.close();
  const program = { module: new URL("./serve-worker.ts", import.meta.url), input: settings };
  return await Pool.open({ program, workers, log: logToStderr("warn") });
}

/** Changes whenever an answer could: by what is stored, decided or run, by a newer index, a report, a visit to a source, a reviewer. */
function versionOf(settings: Settings, store: Store, opened: { close(): void }[]): () => string {
  const frontier = frontierPath(settings);
  const files = [
    ...["search.sqlite", "search.sqlite-wal", "search.json"].map((name) => join(settings.indexes, name)),
    ...[
      runsFolder(settings),
      frontier,
      `${frontier}-wal`,
      join(settings.data, "reviewers.json"),
      ...watchFiles(settings),
      bulletinsFolder(settings.data),
    ],
  ];
  const ask = settings.databaseUrl === undefined ? store.version.bind(store) : versionOnPostgres(settings, settings.databaseUrl, opened);
  return () => `${ask()} ${stampOf(files)}`;
}

/** Nobody is answered while the main process waits for the database, so it waits for little. */
const WAITS = { timeoutMs: 3000, connectMs: 2000 };

/** The version of the store and of the index, which workers write to by themselves. Throws StoreBroken while the database does not answer. */
function versionOnPostgres(settings: Settings, url: string, opened: { close(): void }[]): () => string {
  const store = openLibraryForReading(settings, WAITS);
  opened.push(store);
  const search = searchOnPostgres(url, store, { update: "never", ...WAITS });
  opened.push(search);
  return () => `${store.version()} ${search.version}`;
}

/** The letters that names of places and questions most begin with: what the search box suggests at the first that is typed. */
const BEGINNINGS = ["đả", "đảng", "kết", "kết nạp", "kỷ", "kiểm", "tổ", "chi", "nghị", "tỉnh", "hà", "lạng", "ngh", "thanh", "hồ"];

/** What most begin with: the home page, the lists, each indicator with its fullest table at either boundaries, each province, the reference. */
function warmPlan(site: string): WarmPlan {
  const codes = CODEBOOK.map(({ code }) => code);
  const paths = [
    ...["/", "/chi-so", "/tinh", "/bang", "/tim", "/van-ban", "/luot-chay", "/nguon", "/api"],
    ...codes.map((code) => `/chi-so/${code}`),
    ...[...provinces("34"), ...provinces("63")].map(({ id }) => `/tinh/${id}`),
    ...["", "&ranhgioi=now"].flatMap((boundaries) => codes.map((code) => `/bang?chiso=${code}${boundaries}`)),
    ...BEGINNINGS.map((query) => `/api/v1/suggest?${new URLSearchParams({ query, lang: "vi" })}`),
    "/api/v1/openapi.json",
  ];
  const isFollowed = (path: string): boolean => /^\/(?:bang\?|style\.css|script\/|favicon)/u.test(path);
  return { site: new URL(site).origin, each: FIRST, paths, isFollowed };
}
