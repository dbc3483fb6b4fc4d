import { createHash } from "node:crypto";
import type { lookup as resolveName } from "node:dns";
import { Agent, buildConnector, type Dispatcher, request } from "undici";
import { FetchFailed, FetchRefused } from "../types/errors.ts";
import type { Page } from "../types/page.ts";
import type { SourceId } from "../types/source.ts";
import { hostLiteral, isLocalName, isPrivateAddress, publicLookup, type ResolveHost } from "./addresses.ts";
import { acceptEncoding, readBody } from "./body.ts";
import { BadRedirect, BadStatus, maxPageBytes, nameError, refusePrivate, TimedOut, TooManyHeaders, WrongType } from "./fetch-errors.ts";
import { canonicalUrl } from "./urls.ts";

const maxHops = 5;
const maxHeaderBytes = 32 * 1024;
/** Newspapers send some twenty. */
const maxHeaders = 200;
const silenceMilliseconds = 20_000;

const wantedTypes: ReadonlySet<string> = new Set([
  "text/html",
  "application/xhtml+xml",
  "application/xml",
  "text/xml",
  "application/rss+xml",
  "application/atom+xml",
  "application/rdf+xml",
  "text/plain",
  "application/pdf",
  "application/msword",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/gzip",
  "application/x-gzip",
]);

export interface AskRequest {
  readonly url: string;
  readonly allowPrivate: boolean;
  readonly acceptBadCertificate?: boolean;
  readonly signal: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
  /** A body beyond `maxBytes` is refused (as a rule) or cut there. */
  readonly overlong?: "refuse" | "cut";
  readonly maxBytes?: number;
  /** Asked before each redirect is followed; false refuses it. */
  readonly mayFollow?: (url: string) => Promise<boolean>;
  /** Runs each single request, redirects too, when its host may be asked; waiting for that does not count against the deadline. */
  readonly turn?: Turn;
}

export type Turn = <T>(url: string, request: () => Promise<T>) => Promise<T>;

/** An answer with any status but a redirect. `url` is the address after redirects, `movedTo` the one that the site has sent us to for good (301, 308). */
export interface Answer {
  readonly url: string;
  readonly movedTo: string | null;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface PageRequest extends AskRequest {
  readonly source: SourceId | null;
  /** ISO time that the page is stamped with. */
  readonly fetchedAt: string;
  /** What the last answer called its version; the request is then conditional. */
  readonly etag?: string | null;
  readonly lastModified?: string | null;
}

/** `page`: a body came; `same`: the version that the request named still holds (304); `gone`: 404 or 410. */
export type Fetched =
  | {
      readonly kind: "page";
      readonly page: Page;
      readonly etag: string | null;
      readonly lastModified: string | null;
      readonly movedTo: string | null;
      readonly status: number;
    }
  | { readonly kind: "same"; readonly status: number; readonly movedTo: string | null }
  | { readonly kind: "gone"; readonly status: number };

export interface FetcherOptions {
  /** A web or mail address at which site owners reach the operator: part of the user agent. */
  readonly contact: string;
  readonly resolve?: ResolveHost;
  /** Carries requests to public addresses, and is closed by its owner; by default one whose name lookups refuse private ones. */
  readonly dispatcher?: Dispatcher;
  /** For one request with all its redirects; default 30. */
  readonly timeoutSeconds?: number;
  /** How names become addresses; by default as the system does. */
  readonly lookup?: typeof resolveName;
}

/** Makes requests; keeps connections open between them, so it is closed at the end. */
export interface Fetcher {
  /** One request, redirects followed, whatever its status. @throws FetchFailed, FetchRefused */
  readonly ask: (input: AskRequest) => Promise<Answer>;
  /** One request for a page. @throws FetchFailed for what may pass (time-out, 5xx, 429), FetchRefused for what will not (other 4xx, size, type, private address) */
  readonly get: (input: PageRequest) => Promise<Fetched>;
  readonly close: () => Promise<void>;
}

/** A fetcher that calls itself `dangvu/0.1 (+contact)`. */
export function makeFetcher(options: FetcherOptions): Fetcher {
  const { contact, resolve = () => null, dispatcher, timeoutSeconds = 30 } = options;
  const agents = new Map<string, Agent>();
  const userAgent = `dangvu/0.1 (+${contact})`;
  const agentFor = ({ allowPrivate, acceptBadCertificate = false }: AskRequest): Dispatcher => {
    if (dispatcher !== undefined && !allowPrivate) return dispatcher;
    // Connections to private addresses, and those whose certificate nobody checked, are kept apart, so that no other source comes to use them.
    const key = `${allowPrivate} ${acceptBadCertificate}`;
    const known = agents.get(key);
    if (known !== undefined) return known;
    const agent = makeAgent({ ...options, resolve, allowPrivate, acceptBadCertificate });
    agents.set(key, agent);
    return agent;
  };
  const ask = (input: AskRequest) =>
    followHops({ ...input, dispatcher: agentFor(input), resolve, userAgent, deadline: { left: timeoutSeconds * 1000 } });
  return {
    ask,
    get: async (input) => toFetched(await ask({ ...input, headers: conditions(input) }), input),
    close: async () => {
      await Promise.all([...agents.values()].map((agent) => agent.destroy()));
    },
  };
}

interface AgentOptions extends FetcherOptions {
  readonly resolve: ResolveHost;
  readonly allowPrivate: boolean;
  readonly acceptBadCertificate: boolean;
}

function makeAgent({ resolve, allowPrivate, acceptBadCertificate, lookup }: AgentOptions): Agent {
  const connect = buildConnector({
    timeout: 10_000,
    ...(allowPrivate ? {} : { lookup: publicLookup(lookup) }),
    ...(acceptBadCertificate ? { rejectUnauthorized: false } : {}),
  });
  return new Agent({
    connect: (options, done) => {
      const virtual = resolve(options.hostname);
      connect(virtual === null ? options : { ...options, hostname: virtual.address, port: String(virtual.port) }, done);
    },
    headersTimeout: silenceMilliseconds,
    bodyTimeout: silenceMilliseconds,
    maxHeaderSize: maxHeaderBytes,
    maxResponseSize: maxPageBytes,
  });
}

/** The headers that make a request conditional on the version that the last answer named. */
export function conditions({
  etag,
  lastModified,
}: {
  etag?: string | null | undefined;
  lastModified?: string | null | undefined;
}): Record<string, string> {
  const headers: Record<string, string> = {};
  if (etag != null) headers["if-none-match"] = etag;
  if (lastModified != null) headers["if-modified-since"] = lastModified;
  return headers;
}

/** Milliseconds that the requests of one question may still take together. */
interface Deadline {
  left: number;
}

type HopInput = AskRequest & { dispatcher: Dispatcher; resolve: ResolveHost; userAgent: string; deadline: Deadline };

const atOnce: Turn = (_, request) => request();

async function followHops(input: HopInput): Promise<Answer> {
  const { turn = atOnce } = input;
  const seen = new Set<string>();
  let url = input.url;
  let movedTo: string | null = null;
  let isForGood = true;
  for (let hop = 0; hop <= maxHops; hop++) {
    refuseInner(url, input);
    if (seen.has(url)) throw refuseRedirect(`Địa chỉ ${input.url} chuyển hướng vòng tròn qua ${url}.`, "Báo cho quản trị trang nguồn.");
    seen.add(url);
    const address = url;
    const step = await turn(address, () => within(input, (signal) => oneHop(address, { ...input, signal })));
    if (step.answer !== null) return { ...step.answer, movedTo };
    url = await nextHop(step.location, url, input);
    isForGood &&= step.isPermanent;
    if (isForGood) movedTo = url;
  }
  throw refuseRedirect(`Địa chỉ ${input.url} chuyển hướng quá ${maxHops} lần.`, "Báo cho quản trị trang nguồn.");
}

const refuseRedirect = (message: string, hint: string): FetchRefused => new FetchRefused(message, hint, new BadRedirect(message));

function refuseInner(url: string, { allowPrivate, resolve }: HopInput): void {
  if (allowPrivate) return;
  const literal = hostLiteral(url);
  const { hostname } = new URL(url);
  const isInner = literal === null ? isLocalName(hostname) || resolve(hostname) !== null : isPrivateAddress(literal);
  if (isInner) throw refusePrivate(url);
}

async function nextHop(location: string | undefined, from: string, input: HopInput): Promise<string> {
  const next = location === undefined ? null : canonicalUrl(location, from);
  if (next === null)
    throw refuseRedirect(`${from} chuyển hướng tới địa chỉ không dùng được: ${location ?? "(trống)"}.`, "Bỏ qua địa chỉ này.");
  if (input.mayFollow !== undefined && !(await input.mayFollow(next))) {
    throw refuseRedirect(`${from} chuyển hướng tới ${next}, nơi không được phép tải.`, "Kiểm tra robots.txt của trang nguồn.");
  }
  return next;
}

type Hop =
  | { readonly answer: Omit<Answer, "movedTo"> }
  | { readonly answer: null; readonly location: string | undefined; readonly isPermanent: boolean };

async function oneHop(url: string, input: HopInput): Promise<Hop> {
  const { dispatcher, signal, userAgent } = input;
  const headers = {
    "user-agent": userAgent,
    "accept-encoding": acceptEncoding,
    accept: "text/html,application/xml;q=0.9,*/*;q=0.5",
    ...input.headers,
  };
  const response = await request(url, { dispatcher, signal, headers });
  if (Object.keys(response.headers).length > maxHeaders) {
    response.body.on("error", () => {}).destroy();
    throw new TooManyHeaders(`more than ${maxHeaders} headers`);
  }
  const answered = flatten(response.headers);
  if ([301, 302, 303, 307, 308].includes(response.statusCode)) {
    await response.body.dump({ limit: 64 * 1024, signal });
    return { answer: null, location: answered.location, isPermanent: response.statusCode === 301 || response.statusCode === 308 };
  }
  const limit = { maxBytes: input.maxBytes ?? maxPageBytes, overlong: input.overlong ?? "refuse" };
  const body = await readBody(response.body, answered["content-encoding"] ?? "", limit);
  return { answer: { url, status: response.statusCode, headers: answered, body } };
}

function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value] as const);
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
}

/** Runs one request within what is left of the deadline. Own timer: `AbortSignal.any` on a signal that lives for a whole run piles up listeners. */
async function within<T>({ deadline, signal, url }: HopInput, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const began = performance.now();
  const stop = () => controller.abort(signal.reason);
  const alarm = setTimeout(() => controller.abort(new TimedOut()), Math.max(0, deadline.left));
  signal.addEventListener("abort", stop, { once: true });
  try {
    signal.throwIfAborted();
    return await work(controller.signal);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw nameError(controller.signal.aborted ? controller.signal.reason : error, url);
  } finally {
    clearTimeout(alarm);
    signal.removeEventListener("abort", stop);
    deadline.left -= performance.now() - began;
  }
}

function toFetched(answer: Answer, input: PageRequest): Fetched {
  const { status, headers, movedTo } = answer;
  if (status === 304 && (input.etag != null || input.lastModified != null)) return { kind: "same", status, movedTo };
  if (status === 404 || status === 410) return { kind: "gone", status };
  if (status === 200) {
    const page = toPage(answer, input);
    return { kind: "page", page, etag: headers.etag ?? null, lastModified: headers["last-modified"] ?? null, movedTo, status };
  }
  if (status >= 500 || status === 429 || status === 408) {
    throw new FetchFailed(
      `${input.url} trả lời mã ${status}.`,
      "Sẽ thử lại sau.",
      retryAfterSeconds(headers["retry-after"], input.fetchedAt),
      new BadStatus(status),
    );
  }
  const hint = "Kiểm tra địa chỉ trong trình duyệt; trang nguồn có thể chặn máy thu tin.";
  throw new FetchRefused(`${input.url} trả lời mã ${status}.`, hint, new BadStatus(status));
}

function toPage({ url, status, headers, body }: Answer, { source, fetchedAt }: PageRequest): Page {
  const [type = "", ...parameters] = (headers["content-type"] ?? "text/html").split(";");
  const mediaType = type.trim().toLowerCase();
  if (!wantedTypes.has(mediaType))
    throw new FetchRefused(`${url} là loại tệp không đọc: "${mediaType}".`, "Bỏ qua địa chỉ này.", new WrongType(mediaType));
  const charset = parameters.map((part) => /^\s*charset\s*=\s*"?([^"\s]+)/i.exec(part)?.[1]).find((name) => name !== undefined);
  const sha256 = createHash("sha256").update(body).digest("hex");
  return {
    url: canonicalUrl(url) ?? url,
    source,
    fetchedAt,
    mediaType,
    charset: charset ?? null,
    sha256,
    body,
    answer: { status, headers },
  };
}

/** `Retry-After` as seconds from now (RFC 9110, 10.2.3: seconds or a date); null if absent or not understood. */
export function retryAfterSeconds(value: string | undefined, now: string): number | null {
  if (value === undefined) return null;
  if (/^\s*\d+\s*$/.test(value)) return Number(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, (at - Date.parse(now)) / 1000);
}
