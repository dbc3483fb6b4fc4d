import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import * as z from "zod";
import { DangvuError, WrongUse } from "../../types/errors.ts";
import type { Run } from "../../types/run.ts";
import type { SearchIndex } from "../../types/search.ts";
import type { Store } from "../../types/store.ts";
import type { WatchFact, WatchList } from "../../types/watch.ts";
import { takeLock } from "../lock.ts";
import { type Delivery, type NotifyOptions, SECRETS } from "../notify.ts";
import type { Settings } from "../settings.ts";
import { type CollectInput, collect } from "./collect.ts";
import { type DeliverInput, deliver } from "./deliver.ts";
import { Ledger, type LedgerState, ledgerPath } from "./ledger.ts";
import { addList, findList, readLists, removeList, type Target, targetsOf, watchFolder } from "./lists.ts";
import { sendMail } from "./mail.ts";
import { writeMail, writeWebhook } from "./message.ts";
import { notTaken, type Outcome } from "./outcome.ts";
import { postWebhook, secretOf } from "./webhook.ts";

const TIMEOUT = 15_000;
const DAY_MS = 86_400_000;
/** A test shows so many facts of so many days. */
const TEST_DAYS = 30;
const TEST_FACTS = 5;

/** How messages are sent; tests shorten times and look names up themselves. */
export interface WatchOptions extends NotifyOptions {
  readonly lookup?: Parameters<typeof postWebhook>[0]["lookup"];
}

interface Library {
  readonly settings: Settings;
  readonly store: Store;
  readonly search: Pick<SearchIndex, "search">;
  readonly run: Run;
}

/**
 * Finds what is new for the watch-lists and notes it, to be sent afterwards; nothing where there are no lists. The caller holds the lock of the data folder, so that all
 * that is stored was fetched before. `since`: from when on a list counts that was written into the file by hand. Never throws: a night does not end for its lists.
 */
export function collectWatched({ settings, store, search, run }: Library, since: Date): number {
  try {
    const lists = readLists(settings);
    if (lists.length === 0) return 0;
    const { ledger, close } = openLocked(settings);
    try {
      return collect({ store, search, ledger, lists, at: run.now().toISOString(), since: since.toISOString(), run });
    } finally {
      close();
    }
  } catch (error) {
    tellFailure(run, error);
    return 0;
  }
}

/** Sends what waits for the receivers of the watch-lists; nothing when the run was told to end. Never throws. */
export async function deliverWatched(
  { settings, run }: Pick<Library, "settings" | "run">,
  options: WatchOptions = {},
): Promise<readonly Delivery[]> {
  if (run.signal.aborted || !existsSync(ledgerPath(settings))) return [];
  try {
    const { ledger, close } = openLocked(settings);
    try {
      const told = await deliver(delivering({ settings, run }, ledger, options));
      return told.map(({ list, channel, error }) => ({ channel, error: error === null ? null : `danh sách ${list}: ${error}` }));
    } finally {
      close();
    }
  } catch (error) {
    tellFailure(run, error);
    return [];
  }
}

function delivering({ settings, run }: Pick<Library, "settings" | "run">, ledger: Ledger, options: WatchOptions): DeliverInput {
  return {
    lists: readLists(settings),
    ledger,
    run,
    write: (about) => writeFor(about, settings),
    send: (target, { id, list, message }) => sendTo({ settings, target, list, id, message, signal: run.signal }, options),
    ...(options.pauses === undefined ? {} : { pauses: options.pauses }),
  };
}

interface About {
  readonly id: string;
  readonly list: WatchList;
  readonly target: Target;
  readonly facts: readonly WatchFact[];
  readonly at: string;
  readonly isTest?: boolean;
}

/** The message as it is kept until it is sent. */
function writeFor({ target, ...about }: About, { publicUrl }: Settings): string {
  const input = { ...about, publicUrl };
  return target.channel === "webhook" ? writeWebhook(input) : JSON.stringify(writeMail(input));
}

const mailSchema = z.object({ subject: z.string(), text: z.string(), html: z.string() });

interface Sending {
  readonly settings: Settings;
  readonly target: Target;
  readonly list: string;
  readonly id: string;
  readonly message: string;
  readonly signal: AbortSignal;
}

async function sendTo({ settings, target, list, id, message, signal }: Sending, options: WatchOptions): Promise<Outcome> {
  const { env = process.env, timeoutMilliseconds = TIMEOUT, lookup } = options;
  if (target.channel === "webhook") {
    const { url, allowPrivate } = target;
    const how = { timeoutMilliseconds, signal, ...(lookup === undefined ? {} : { lookup }) };
    return postWebhook({ url, allowPrivate, id, body: message, secret: secretOf(list, env), ...how });
  }
  const server = settings.notify?.email;
  if (server === undefined) return notTaken("chưa có máy chủ thư (khóa notify.email trong dangvu.config.json)", false);
  const mail = mailSchema.parse(JSON.parse(message));
  return sendMail({ server, password: env[SECRETS.email] ?? "", to: target.to, id, mail, timeoutMilliseconds, signal });
}

/** Adds a list, which counts from now on. Throws WrongUse for one that is none, or that needs a mail server that is not there; StoreBroken. */
export function addWatch(
  settings: Settings,
  typed: { readonly email?: readonly string[] } & Readonly<Record<string, unknown>>,
  now: Date,
): WatchList {
  if ((typed.email?.length ?? 0) > 0 && settings.notify?.email === undefined)
    throw new WrongUse(
      "Chưa có máy chủ thư để gửi.",
      "Thêm khóa notify.email (host, from, to …) vào dangvu.config.json; mật khẩu đặt trong DANGVU_SMTP_PASSWORD.",
    );
  const addedAt = now.toISOString();
  const list = addList(settings, { ...typed, addedAt });
  const { ledger, close } = openLocked(settings);
  try {
    // A list of this name that was taken out of the file by hand is another one.
    ledger.forget(list.name);
    ledger.beginOf(list.name, addedAt);
  } finally {
    close();
  }
  return list;
}

/** Takes a list away with all that was noted of it. Throws WrongUse for a name that no list has, StoreBroken. */
export function removeWatch(settings: Settings, name: string): void {
  removeList(settings, name);
  const { ledger, close } = openLocked(settings);
  try {
    ledger.forget(name);
  } finally {
    close();
  }
}

/** Each list with what became of its messages. Throws StoreBroken. */
export function listWatches(settings: Settings): readonly { readonly list: WatchList; readonly state: LedgerState }[] {
  const lists = readLists(settings);
  if (lists.length === 0) return [];
  const ledger = new Ledger(settings);
  try {
    return lists.map((list) => ({
      list,
      state: ledger.stateOf(
        list.name,
        targetsOf(list).map(({ id }) => id),
      ),
    }));
  } finally {
    ledger.close();
  }
}

/** What became of a test message to one receiver. */
export interface Tested {
  readonly target: Target;
  readonly error: string | null;
}

/** Sends each receiver of a list a test with some facts of the last days, which stay untold. Throws WrongUse for a name that no list has, StoreBroken. */
export async function testWatch(library: Library, name: string, options: WatchOptions = {}): Promise<readonly Tested[]> {
  const { settings, run } = library;
  const list = findList(settings, name);
  const facts = recentFacts(library, list);
  const at = run.now().toISOString();
  return Promise.all(
    targetsOf(list).map(async (target): Promise<Tested> => {
      const id = `test-${randomUUID()}`;
      const message = writeFor({ id, list, target, facts, at, isTest: true }, settings);
      const outcome = await sendTo({ settings, target, list: name, id, message, signal: run.signal }, options);
      return { target, error: outcome.kind === "taken" ? null : outcome.error };
    }),
  );
}

/** What the list would have told of the last days. */
function recentFacts({ store, search, run }: Library, list: WatchList): readonly WatchFact[] {
  const since = new Date(run.now().getTime() - TEST_DAYS * DAY_MS).toISOString();
  const found: WatchFact[] = [];
  const ledger: CollectInput["ledger"] = {
    beginOf: () => since,
    knows: () => false,
    note: (_list, { facts }) => found.push(...facts),
    keepTargets: () => undefined,
  };
  collect({ store, search, ledger, lists: [list], at: run.now().toISOString(), since, run: { log: run.log, count: () => undefined } });
  return found.slice(0, TEST_FACTS);
}

/** The ledger with nobody else at it, until `close`. Throws StoreBroken, also while another process is at it. */
function openLocked(settings: Settings): { readonly ledger: Ledger; readonly close: () => void } {
  const release = takeLock(watchFolder(settings));
  try {
    const ledger = new Ledger(settings);
    const close = (): void => {
      ledger.close();
      release();
    };
    return { ledger, close };
  } catch (error) {
    release();
    throw error;
  }
}

/** Whatever it was: what was not noted is found the next night, and what was noted is sent then. */
function tellFailure(run: Run, error: unknown): void {
  const hint = error instanceof DangvuError ? error.hint : undefined;
  run.count("watch/broken");
  run.log("error", "watch/broken", { message: error instanceof Error ? error.message : String(error), hint });
}
