import type { IncomingMessage, ServerResponse } from "node:http";
import type { FrontStatus } from "../../labels/front.ts";
import type { Run } from "../../types/run.ts";
import { Answers, canonicalAddress, type Kept, watchState } from "./answers.ts";
import { clientOf, limiter, RATES, type Rates } from "./clients.ts";
import { turnOf } from "./lanes.ts";
import { type Backend, Overloaded, Overrun, type PlainAnswer, type PlainRequest } from "./plain.ts";
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
  /** Asks for an address so that its answer is kept; false where it could not be. Never throws. */
  readonly warm: (address: string) => Promise<boolean>;
  /** The state of the data; null where answers are not kept. */
  readonly state: () => string | null;
}

/** What may be sent with a request: decisions of a reviewer are a few hundred bytes. */
const MOST_SENT = 100_000;

/** What the standard's Request does not take, and nobody needs. */
const UNKNOWN_METHODS: ReadonlySet<string> = new Set(["TRACE", "CONNECT", "TRACK"]);

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
  const flights = new Map<string, Promise<PlainAnswer>>();

  /** The answer to a question that others may ask at the same moment: it is asked once. */
  function askTogether(address: string, state: string, plain: PlainRequest): Promise<PlainAnswer> {
    const key = `${state} ${address}`;
    const flying = flights.get(key);
    if (flying !== undefined) return flying.then((answer) => (answer.body instanceof Uint8Array ? answer : askAlone(plain)));
    const flight = askAlone(plain).finally(() => flights.delete(key));
    flights.set(key, flight);
    return flight;
  }

  function askAlone(plain: PlainRequest): Promise<PlainAnswer> {
    return backend.ask(plain, turnOf(new URL(plain.url).pathname));
  }

  /** A reading that everybody is answered alike. */
  async function respondAlike(
    exchange: Exchange,
    address: string,
    { state, plain }: { state: string; plain: PlainRequest },
  ): Promise<void> {
    const known = answers.find(address, state);
    count(known === null ? "serve/asked" : "serve/kept");
    if (known !== null) return await sendKept(exchange, { answers, address, kept: known });
    // A client that has an answer may be told so by the application without the work of making it.
    const isConditional = exchange.request.headers["if-none-match"] !== undefined;
    const answer = await (isConditional ? askAlone(plain) : askTogether(address, state, plain));
    const kept: Kept | null = answers.find(address, state) ?? answers.keep(address, state, answer);
    if (kept === null) await sendOnce(exchange, answer);
    else await sendKept(exchange, { answers, address, kept });
  }

  async function respondAlone(exchange: Exchange, plain: PlainRequest, isReading: boolean): Promise<void> {
    try {
      await sendOnce(exchange, await askAlone(plain));
    } finally {
      // Whoever decided something sees it at once.
      if (!isReading) data.renew();
    }
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
      else await respondAlike(exchange, canonicalAddress(url), { state, plain });
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
      const url = new URL(href);
      const address = canonicalAddress(url);
      if (state === null || answers.find(address, state) !== null) return false;
      try {
        const plain: PlainRequest = { method: "GET", url: url.href, headers: [["host", url.host]], body: null };
        const answer = await backend.ask(plain, { lane: "slow", limitMs: turnOf(url.pathname).limitMs });
        return answers.keep(address, state, answer) !== null;
      } catch (error) {
        log("warn", "serve/not-warmed", { path: url.pathname, cause: error instanceof Error ? error.message : String(error) });
        return false;
      }
    },
    state: data.state,
  };
}
