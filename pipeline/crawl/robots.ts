import { createRequire } from "node:module";
import PQueue from "p-queue";
import { FetchFailed, FetchRefused } from "../types/errors.ts";
import type { Run } from "../types/run.ts";
import { conditions, type Fetcher, type Turn } from "./fetch.ts";
import type { Frontier, RobotsCopy } from "./frontier.ts";

// The package is CommonJS and exports the function itself, while its types promise a default export.
const robotsParser: typeof import("robots-parser").default = createRequire(import.meta.url)("robots-parser");

/** What our requests are called in robots.txt: the product token alone, since a full user-agent line misses its own group. */
export const productToken = "dangvu";

/** RFC 9309, 2.5: at least 500 KiB must be read; what lies beyond is left out. */
export const maxRobotsBytes = 512 * 1024;

/** Real files hold some dozens; 512 KiB of wildcard rules cost seconds a check. Rules beyond are left out. */
const maxRules = 2_000;
const maxPatternLength = 500;
const maxCrawlDelaySeconds = 60;
const maxAnswers = 10_000;
const day = 24 * 3600 * 1000;

/** What a host's robots.txt says to us. `known` is false when it could not be asked (5xx, time-out): then nothing is allowed. */
export interface RobotsRules {
  readonly known: boolean;
  readonly allows: (url: string) => boolean;
  /** Null where the file names none; never above 60. */
  readonly crawlDelaySeconds: number | null;
  readonly sitemaps: readonly string[];
}

/** No robots.txt (4xx): everything is allowed (RFC 9309, 2.3.1.3). */
export const allowAll: RobotsRules = { known: true, allows: () => true, crawlDelaySeconds: null, sitemaps: [] };

/** The site is ill (5xx, time-out): nothing is allowed (RFC 9309, 2.3.1.4). */
export const denyAll: RobotsRules = { known: false, allows: () => false, crawlDelaySeconds: null, sitemaps: [] };

/** The rules of a robots.txt at `url`, for the product token `dangvu`. */
export function parseRobots(url: string, body: Uint8Array | string): RobotsRules {
  const text = typeof body === "string" ? body.replace(/^\uFEFF/, "") : new TextDecoder().decode(body.subarray(0, maxRobotsBytes));
  const rules = robotsParser(url, groupLines(text));
  const rest = robotsParser(url, tokenLines(text).join("\n"));
  const delay = rest.getCrawlDelay(productToken);
  return {
    known: true,
    allows: remember((address) => isRobots(address) || (rules.isAllowed(asWritten(address), productToken) ?? true)),
    crawlDelaySeconds: delay === undefined || !(delay >= 0) ? null : Math.min(delay, maxCrawlDelaySeconds),
    sitemaps: rest.getSitemaps(),
  };
}

/** RFC 9309, 2.2.2: the file itself is always allowed. */
const isRobots = (address: string): boolean => new URL(address).pathname === "/robots.txt";

/** robots-parser writes brackets of rules as codes, but not those of addresses, and loses a question mark with nothing behind it. */
const asWritten = (address: string): string => address.replaceAll("[", "%5B").replaceAll("]", "%5D").replace(/\?$/u, "??");

/**
 * The lines that make groups, without the others: robots-parser ends a group at any other line, which RFC 9309, 2.2.4 forbids
 * ("Crawl-delay" between two user agents must not part them).
 */
function groupLines(text: string): string {
  const lines = tokenLines(text);
  let rules = 0;
  const kept = lines.filter((line) => {
    if (/^\s*user-agent\s*:/i.test(line)) return true;
    return /^\s*(dis)?allow\s*:/i.test(line) && line.length <= maxPatternLength && ++rules <= maxRules;
  });
  return kept.map((line) => line.replace(/\*{2,}/g, "*")).join("\n");
}

/** Lines whose user agents are cut to their product token: letters, "_" and "-" (RFC 9309, 2.2.1). */
function tokenLines(text: string): string[] {
  const agent = /^(\s*user-agent\s*:\s*)([a-z_-]+|\*)?.*$/i;
  return text.split(/\r\n|\r|\n/).map((line) => line.replace(agent, (_, head: string, token?: string) => head + (token ?? "")));
}

function remember(ask: (url: string) => boolean): (url: string) => boolean {
  const answers = new Map<string, boolean>();
  return (url) => {
    const known = answers.get(url);
    if (known !== undefined) return known;
    if (answers.size >= maxAnswers) answers.clear();
    const answer = ask(url);
    answers.set(url, answer);
    return answer;
  };
}

export interface RobotsBook {
  /** The rules of the host of an address, asked for at most once a day. */
  readonly rulesFor: (address: string, allowPrivate: boolean, acceptBadCertificate?: boolean) => Promise<RobotsRules>;
}

/** Where copies outlive a run. */
export type RobotsShelf = Pick<Frontier, "robots" | "keepRobots">;

interface BookInput {
  readonly fetcher: Pick<Fetcher, "ask">;
  readonly run: Run;
  readonly shelf: RobotsShelf;
  /** Runs each request when its host may be asked. */
  readonly turn?: Turn;
}

interface Origin {
  readonly origin: string;
  readonly allowPrivate: boolean;
  readonly acceptBadCertificate: boolean;
}

/**
 * A book of robots.txt files: a copy holds for 24 hours (RFC 9309, 2.4), then is asked for anew, and another day when the site is ill.
 * Its requests have a queue of their own, since a page under way may wait for one (redirects).
 */
export function makeRobotsBook(input: BookInput): RobotsBook {
  const entries = new Map<string, { rules: Promise<RobotsRules>; at: number }>();
  // Where turns are taken they limit the requests of a run already; a slow host must not keep the robots.txt of others waiting.
  const queue = new PQueue({ concurrency: input.turn === undefined ? 10 : Number.POSITIVE_INFINITY });
  return {
    rulesFor: (address, allowPrivate, acceptBadCertificate = false) => {
      const origin = new URL(address).origin;
      const entry = entries.get(origin);
      const now = input.run.now().getTime();
      if (entry !== undefined && isYoung(now - entry.at, day)) return entry.rules;
      const rules = queue.add(() => lookUp({ origin, allowPrivate, acceptBadCertificate }, input));
      entries.set(origin, { rules, at: now });
      return rules;
    },
  };
}

/** A copy out of the future was made before the clock was set back: nobody knows how old it is. */
const isYoung = (age: number, limit: number): boolean => age >= 0 && age < limit;

async function lookUp(from: Origin, input: BookInput): Promise<RobotsRules> {
  const { origin } = from;
  const { run, shelf } = input;
  const copy = shelf.robots(origin);
  const age = copy === null ? Number.POSITIVE_INFINITY : run.now().getTime() - Date.parse(copy.at);
  if (copy !== null && isYoung(age, day)) return rulesOf(copy);
  try {
    const fresh = await askRobots(from, copy, input);
    shelf.keepRobots(fresh);
    return rulesOf(fresh);
  } catch (error) {
    if (!(error instanceof FetchFailed || error instanceof FetchRefused)) throw error;
    run.count("robots/unreachable");
    run.log("warn", "robots/unreachable", { origin, error: error.message });
    return copy !== null && isYoung(age, 2 * day) ? rulesOf(copy) : denyAll;
  }
}

async function askRobots({ origin, ...access }: Origin, copy: RobotsCopy | null, { fetcher, run, turn }: BookInput): Promise<RobotsCopy> {
  const url = `${origin}/robots.txt`;
  const headers = conditions({ etag: copy?.etag, lastModified: copy?.last_modified });
  const limits = { overlong: "cut", maxBytes: maxRobotsBytes } as const;
  const answer = await fetcher.ask({ url, ...access, headers, signal: run.signal, ...limits, ...(turn === undefined ? {} : { turn }) });
  const { status, body } = answer;
  const at = run.now().toISOString();
  if (status === 304 && copy !== null) return { ...copy, at };
  if (status === 200) {
    return {
      origin,
      at,
      status,
      body: Uint8Array.from(body),
      etag: answer.headers.etag ?? null,
      last_modified: answer.headers["last-modified"] ?? null,
    };
  }
  if (status >= 400 && status < 500 && status !== 429)
    return { origin, at, status, body: new Uint8Array(), etag: null, last_modified: null };
  throw new FetchFailed(`${url} trả lời mã ${status}.`, "Sẽ hỏi lại ở lần chạy sau; đến lúc đó không tải gì của trang này.");
}

function rulesOf({ origin, status, body }: RobotsCopy): RobotsRules {
  return status === 200 ? parseRobots(`${origin}/robots.txt`, body) : allowAll;
}
