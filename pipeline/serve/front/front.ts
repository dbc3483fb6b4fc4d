import type { IncomingMessage, ServerResponse } from "node:http";
import { LRUCache } from "lru-cache";
import type { FrontStatus } from "../../labels/front.ts";
import type { Run } from "../../types/run.ts";
import { Answers, canonicalAddress, type Kept, OLD_MS, watchState } from "./answers.ts";
import { clientOf, limiter, RATES, type Rates } from "./clients.ts";
import { makeFlights } from "./flights.ts";
import { turnOf } from "./lanes.ts";
import { type Backend, Overloaded, Overrun, type PlainRequest, Unwanted } from "./plain.ts";
import { type Refusal, refuse } from "./refusals.ts";
import { type Exchange, sendKept, sendOnce } from "./send.ts";
import { headersOf, readBody, readTarget } from "./target.ts";

/** What the front asks and keeps to. */
export interface FrontOptions {
  readonly backend: Backend;
  /** The version of the data, asked a few times a second; without it no answer is kept. */
  readonly version?: () => string;
  /** Names of this host besides `localhost` and addresses of numbers. */
  readonly hosts?: readonly string[];
  /** A proxy in front says whose a request is (X-Forwarded-For) and whether it came by https (X-Forwarded-Proto). Only where all requests come through it. */
  readonly trustProxy?: boolean;
  readonly rates?: Rates;
  /** Memory for answers. */
  readonly keptBytes?: number;
  readonly now: () => Date;
  readonly log: Run["log"];
  readonly count: Run["count"];
}

/** What stands between the port and the application: limits, answers that are kept, and turns. */
export interface Front {
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
  /** Asks for an address so that its answer is kept, and returns that; null where it could not be. Never throws. */
  readonly warm: (address: string) => Promise<Kept | null>;
  /** Asks every process that answers, for what each finds out for itself. Never throws. */
  readonly prepare: (address: string) => Promise<void>;
  /** Nobody waits for anything. */
  readonly isIdle: () => boolean;
  /** The addresses that were asked for most of late, the most wanted first. */
  readonly takeWanted: (most: number) => readonly string[];
  /** The state of the data; null where answers are not kept. */
  readonly state: () => string | null;
}

/** What may be sent with a request: decisions of a reviewer are a few hundred bytes. */
const MOST_SENT = 100_000;

/** So many clients are remembered who sent something lately. */
const SENDERS = 1000;

/** What the review has come to is what reviewers go by. */
const NEVER_OLD = /^\/(?:soat|api\/v1\/review)(?:[/.]|$)/u;

/** What the standard's Request does not take, and nobody needs. */
const UNKNOWN_METHODS: ReadonlySet<string> = new Set(["TRACE", "CONNECT", "TRACK"]);

/** What is counted over the whole store takes long the first time. */
const PREPARE_MS = 60_000;

/** A question that everybody is answered alike. */
interface Question {
  readonly address: string;
  readonly state: string;
  readonly plain: PlainRequest;
}

/** The question as nobody in particular asks it. */
const plainOf = (href: string): PlainRequest => ({ method: "GET", url: href, headers: [["host", new URL(href).host]], body: null });

type About = Pick<Refusal, "path" | "isEnglish">;

/** An address that cannot be read is still seen to be one of the API or of a page, by how it begins. */
function aboutUnread(request: IncomingMessage): About {
  const [path = ""] = (request.url ?? "").replace(/^https?:\/\/[^/]*/iu, "").split("?");
  return { path: path.slice(0, 200), isEnglish: false };
}

export function makeFront(options: FrontOptions): Front {
  const { backend, version, now, log, count } = options;
  const naming = { hosts: new Set((options.hosts ?? []).map((name) => name.toLowerCase())), trustProxy: options.trustProxy ?? false };
  const wait = limiter(options.rates ?? RATES);
  const answers = new Answers(options.keptBytes);
  const data = version === undefined ? { state: () => null, renew: () => undefined } : watchState({ version, now });
  const flights = makeFlights(backend);
  const renewed = new Set<string>();
  /** Who sent something lately: they are to see at once what came of it. */
  const senders = new LRUCache<string, number>({ max: SENDERS });
  const mayBeOld = (path: string, client: string): boolean =>
    !NEVER_OLD.test(path) && performance.now() - (senders.get(client) ?? Number.NEGATIVE_INFINITY) > OLD_MS;

  /** A reading that everybody is answered alike. */
  async function respondAlike(exchange: Exchange, question: Question, mayTakeOld: boolean): Promise<void> {
    const { address, state, plain } = question;
    const found = answers.find(address, state);
    const known = found !== null && (mayTakeOld || !found.isOld) ? found : null;
    count(known === null ? "serve/asked" : known.isOld ? "serve/kept-old" : "serve/kept");
    if (known !== null) {
      answers.noteUse(address);
      if (known.isOld) renew(question);
      return await sendKept(exchange, { answers, address, kept: known.kept });
    }
    // A client that has an answer may be told so by the application without the work of making it.
    const isConditional = exchange.request.headers["if-none-match"] !== undefined;
    const turn = { ...turnOf(new URL(plain.url).pathname), isWanted: () => !exchange.response.destroyed };
    const answer = await (isConditional ? backend.ask(plain, turn) : flights.ask(`${state} ${address}`, plain, turn));
    const made = answers.find(address, state);
    const kept = made !== null && !made.isOld ? made.kept : answers.keep(address, state, answer);
    if (kept === null) return await sendOnce(exchange, answer);
    answers.noteUse(address);
    await sendKept(exchange, { answers, address, kept });
  }

  /** Has the answer made that the next who ask are to get; null where it cannot be kept. Never throws. */
  async function makeAnew({ address, state, plain }: Question): Promise<Kept | null> {
    const { pathname } = new URL(plain.url);
    try {
      const answer = await flights.ask(`${state} ${address}`, plainOf(plain.url), { ...turnOf(pathname), isBackground: true });
      return answers.keep(address, state, answer);
    } catch (error) {
      if (error instanceof Overloaded) count("serve/503-unasked");
      else log("warn", "serve/not-warmed", { path: pathname, cause: error instanceof Error ? error.message : String(error) });
      return null;
    }
  }

  /** Once at a time for an address, however often the data change meanwhile. */
  function renew(question: Question): void {
    if (renewed.has(question.address)) return;
    renewed.add(question.address);
    void makeAnew(question).finally(() => renewed.delete(question.address));
  }

  async function respondAlone(exchange: Exchange, plain: PlainRequest, isReading: boolean): Promise<void> {
    const turn = turnOf(new URL(plain.url).pathname);
    if (isReading) return await sendOnce(exchange, await backend.ask(plain, { ...turn, isWanted: () => !exchange.response.destroyed }));
    const asked = backend.ask(plain, turn).finally(() => {
      // Whoever decided something sees it at once.
      senders.set(clientOf(exchange.request, naming.trustProxy), performance.now());
      data.renew();
    });
    await sendOnce(exchange, await asked);
  }

  function refuseTo(exchange: Exchange, status: FrontStatus, about: About & { readonly retryAfter?: number }): Promise<void> {
    count(`serve/${status}`);
    // What was sent is not read to its end.
    if (status === 413) exchange.response.setHeader("Connection", "close");
    return sendOnce(exchange, refuse({ ...about, status }));
  }

  async function respond(exchange: Exchange): Promise<void> {
    const { request } = exchange;
    const client = clientOf(request, naming.trustProxy);
    const url = readTarget(request, naming);
    if (typeof url === "number") return await refuseTo(exchange, url, aboutUnread(request));
    const about: About = { path: url.pathname, isEnglish: url.searchParams.get("lang") === "en" };
    const seconds = wait(client);
    if (seconds > 0) return await refuseTo(exchange, 429, { ...about, retryAfter: seconds });
    const isReading = request.method === "GET" || request.method === "HEAD";
    if (UNKNOWN_METHODS.has(request.method ?? "")) return await refuseTo(exchange, 405, about);
    const body = isReading ? new Uint8Array() : await readBody(request, MOST_SENT);
    if (body === null) return await refuseTo(exchange, 413, about);
    // HEAD is answered from what GET would be.
    const method = isReading ? "GET" : (request.method ?? "GET");
    const plain = { method, url: url.href, headers: headersOf(request, client), body: body.byteLength === 0 ? null : body };
    const { cookie, authorization } = request.headers;
    const state = isReading && cookie === undefined && authorization === undefined ? data.state() : null;
    try {
      if (state === null) await respondAlone(exchange, plain, isReading);
      else await respondAlike(exchange, { address: canonicalAddress(url), state, plain }, mayBeOld(url.pathname, client));
    } catch (error) {
      await explainFailure(exchange, error, about);
    }
  }

  async function explainFailure(exchange: Exchange, error: unknown, about: About): Promise<void> {
    const cause = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    if (exchange.response.headersSent) {
      // Half an answer must not look like a whole one.
      log("warn", "serve/cut", { path: about.path, cause });
      exchange.response.destroy();
      return;
    }
    if (error instanceof Unwanted) return count("serve/left");
    if (error instanceof Overloaded || error instanceof Overrun) {
      await refuseTo(exchange, 503, { ...about, retryAfter: error instanceof Overloaded ? 2 : 10 });
      return;
    }
    log("error", "serve/failed", { path: about.path, cause });
    await refuseTo(exchange, 500, about);
  }

  return {
    handle: (request, response) => {
      respond({ request, response }).catch((error: unknown) => {
        // Whoever left while it was sending or taking is nobody's failure.
        const hasLeft = !request.complete || response.socket === null || response.socket.destroyed;
        response.destroy();
        if (hasLeft) return count("serve/left");
        log("error", "serve/failed", { cause: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
      });
    },
    warm: async (href) => {
      const state = data.state();
      if (state === null) return null;
      const address = canonicalAddress(new URL(href));
      const found = answers.find(address, state);
      return found !== null && !found.isOld ? found.kept : await makeAnew({ address, state, plain: plainOf(href) });
    },
    prepare: async (href) => {
      try {
        await backend.askEach?.(plainOf(href), PREPARE_MS);
      } catch (error) {
        log("warn", "serve/not-warmed", { path: new URL(href).pathname, cause: error instanceof Error ? error.message : String(error) });
      }
    },
    isIdle: () => backend.isIdle?.() ?? true,
    takeWanted: (most) => answers.takeWanted(most),
    state: data.state,
  };
}
