import { join } from "node:path";
import { CODEBOOK } from "../extract/codebook.ts";
import { provinces } from "../language/provinces.ts";
import type { Rates } from "../serve/front/clients.ts";
import { type Listening, openFront } from "../serve/front/listen.ts";
import type { Backend } from "../serve/front/plain.ts";
import { inProcess } from "../serve/front/plain.ts";
import { Pool } from "../serve/front/pool.ts";
import { keepWarm } from "../serve/front/warm.ts";
import { createApp } from "../serve/server.ts";
import type { Store } from "../types/store.ts";
import { runsFolder } from "./disk.ts";
import { logToStderr, makeRun } from "./run.ts";
import { stampOf } from "./serve-index.ts";
import { makeServices } from "./services.ts";
import type { Settings } from "./settings.ts";
import { frontierPath, openLibrary, openSearch } from "./workspace.ts";

/** How the web pages are served. */
export interface SiteOptions {
  /** 127.0.0.1 unless told. */
  readonly host?: string;
  /** Processes that answer; 0: none but the main one. */
  readonly workers: number;
  /** Further names of this host. */
  readonly hosts?: readonly string[];
  readonly trustProxy?: boolean;
  /** Makes the answers that most ask for before anybody asks. */
  readonly isWarmed?: boolean;
  readonly rates?: Rates;
}

/** Two processes answer: one question that takes long leaves the other. More than two processors gain by more. */
export const USUAL_WORKERS = 2;

/**
 * Serves the store of these settings until `close`. The search index is built or brought up to date first. Throws WrongUse for a port that cannot be had, StoreBroken.
 */
export async function openSite(settings: Settings, options: SiteOptions): Promise<Listening> {
  const store = openLibrary(settings);
  try {
    const site = await serveStore(settings, store, options);
    const close = async (): Promise<void> => {
      await site.close();
      store.close();
    };
    return { ...site, close };
  } catch (error) {
    store.close();
    throw error;
  }
}

async function serveStore(settings: Settings, store: Store, options: SiteOptions): Promise<Listening> {
  const { host, workers, hosts, trustProxy, rates } = options;
  const run = makeRun({ log: logToStderr("warn") });
  const backend = await openBackend(settings, store, workers);
  const version = versionOf(settings, store);
  const front = { backend, version, now: run.now, log: run.log, count: run.count };
  const told = {
    ...(hosts === undefined ? {} : { hosts }),
    ...(trustProxy === undefined ? {} : { trustProxy }),
    ...(rates === undefined ? {} : { rates }),
  };
  try {
    const listening = await openFront({ ...front, ...told }, { port: settings.port, ...(host === undefined ? {} : { host }) });
    if (options.isWarmed !== true) return listening;
    const stop = keepWarm(
      listening.front,
      addresses().map((path) => listening.url + path),
    );
    return { ...listening, close: () => Promise.resolve(stop()).then(listening.close) };
  } catch (error) {
    await backend.close();
    throw error;
  }
}

async function openBackend(settings: Settings, store: Store, workers: number): Promise<Backend> {
  const search = openSearch(settings, store);
  if (workers === 0) {
    const { fetch } = createApp({ ...makeServices(store, search, settings), log: logToStderr("warn") });
    const app = inProcess(fetch);
    return { ask: app.ask, close: async () => search.close() };
  }
  search.close();
  const program = { module: new URL("./serve-worker.ts", import.meta.url), input: settings };
  return await Pool.open({ program, workers, log: logToStderr("warn") });
}

/** Changes whenever an answer could: by what is stored, decided or run, by a newer index, a report, a visit to a source, a reviewer. */
function versionOf(settings: Settings, store: Store): () => string {
  const frontier = frontierPath(settings);
  const files = [
    ...["search.sqlite", "search.sqlite-wal", "search.json"].map((name) => join(settings.indexes, name)),
    ...[runsFolder(settings), frontier, `${frontier}-wal`, join(settings.data, "reviewers.json")],
  ];
  return () => `${store.version()} ${stampOf(files)}`;
}

/** What most begin with: the home page, the lists, each indicator with its fullest table, each province. */
function addresses(): readonly string[] {
  const codes = CODEBOOK.map(({ code }) => code);
  return [
    ...["/", "/chi-so", "/tinh", "/bang", "/style.css"],
    ...codes.flatMap((code) => [`/chi-so/${code}`, `/bang?chiso=${code}`]),
    ...[...provinces("34"), ...provinces("63")].map(({ id }) => `/tinh/${id}`),
  ];
}
