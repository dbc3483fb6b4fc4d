import { createHmac } from "node:crypto";
import type { lookup as resolveName } from "node:dns";
import type { Dispatcher } from "undici";
import { hostLiteral, isLocalName, isPrivateAddress, privateAddressCode, publicLookup } from "../../crawl/addresses.ts";
import { SECRETS } from "../notify.ts";
import { notTaken, type Outcome, sayingOf, unsure } from "./outcome.ts";

export interface WebhookCall {
  readonly url: string;
  readonly allowPrivate: boolean;
  /** Sent as `Idempotency-Key`: the same for each try of a message. */
  readonly id: string;
  /** JSON. */
  readonly body: string;
  /** The key of the signature; "" for none. */
  readonly secret: string;
  readonly timeoutMilliseconds: number;
  readonly signal?: AbortSignal;
  /** How names are looked up; tests have their own. */
  readonly lookup?: typeof resolveName;
}

/** Of the answer only so much is read. */
const MOST_ANSWERED = 64 * 1024;
const MOST_HEADERS = 16 * 1024;
/** A receiver that wants more time than this is asked again the next night. */
const LONGEST_WAIT_SECONDS = 120;

/** The environment variable with the key of a list of its own; without one the key of `notify` signs. */
export const secretVariable = (list: string): string => `DANGVU_WATCH_SECRET_${list.toUpperCase().replaceAll("-", "_")}`;

export function secretOf(list: string, env: NodeJS.ProcessEnv): string {
  return env[secretVariable(list)] || env[SECRETS.webhook] || "";
}

/** Why this address may not be asked; null when it may. A name is looked at once more when it is looked up. */
export function refusalOf({ url, allowPrivate }: Pick<WebhookCall, "url" | "allowPrivate">): string | null {
  if (allowPrivate) return null;
  const literal = hostLiteral(url);
  const isPrivate = literal === null ? isLocalName(new URL(url).hostname) : isPrivateAddress(literal);
  return isPrivate ? "địa chỉ thuộc mạng nội bộ; thêm --allow-private nếu đúng ý" : null;
}

/**
 * Sends one POST request, signed as `notify` signs, and says what is known of it. Follows no redirect, so that neither body nor signature goes elsewhere. Never throws.
 */
export async function postWebhook(call: WebhookCall): Promise<Outcome> {
  const refusal = refusalOf(call);
  if (refusal !== null) return notTaken(refusal, false);
  const { request } = await import("undici");
  const { agent, wasConnected } = await openAgent(call);
  const signal = AbortSignal.any([AbortSignal.timeout(call.timeoutMilliseconds), ...(call.signal === undefined ? [] : [call.signal])]);
  try {
    const response = await request(call.url, { method: "POST", headers: headersOf(call), body: call.body, signal, dispatcher: agent });
    const outcome = judge(response);
    await response.body.dump({ limit: MOST_ANSWERED }).catch(() => {
      // The status is the answer; nothing hangs on what stands below it.
    });
    return outcome;
  } catch (error) {
    return wasConnected() ? unsure(sayingOf(error)) : refused(error);
  } finally {
    await agent.destroy();
  }
}

const refused = (error: unknown): Outcome => notTaken(sayingOf(error), (error as NodeJS.ErrnoException).code !== privateAddressCode);

/** An agent for one request, which knows whether a connection came about: before that, nothing can have been received. */
async function openAgent({ allowPrivate, timeoutMilliseconds, lookup }: WebhookCall) {
  const { Agent, buildConnector } = await import("undici");
  const connect = buildConnector({ timeout: timeoutMilliseconds, ...(allowPrivate ? {} : { lookup: publicLookup(lookup) }) });
  let connected = false;
  const agent = new Agent({
    connect: (options, done) =>
      connect(options, (...found) => {
        if (found[0] === null) connected = true;
        done(...found);
      }),
    maxHeaderSize: MOST_HEADERS,
  });
  return { agent, wasConnected: () => connected };
}

function headersOf({ id, body, secret }: WebhookCall): Record<string, string> {
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  return {
    "content-type": "application/json",
    "user-agent": "dangvu-watch/1",
    "idempotency-key": id,
    ...(secret === "" ? {} : { "x-dangvu-signature": `sha256=${signature}` }),
  };
}

/**
 * 2xx: taken. By the contract any other answer of the receiver means that it has not taken the message; but a gateway in front of it that heard nothing (502, 504, and
 * what providers put beside them) does not know.
 */
function judge({ statusCode, headers }: Dispatcher.ResponseData): Outcome {
  if (statusCode >= 200 && statusCode < 300) return { kind: "taken" };
  const error = `mã trả lời ${statusCode}`;
  if (statusCode < 500) return { ...notTaken(error, [408, 425, 429].includes(statusCode)), ...waitOf(headers["retry-after"]) };
  return statusCode === 500 || statusCode === 503 ? { ...notTaken(error), ...waitOf(headers["retry-after"]) } : unsure(error);
}

function waitOf(header: string | string[] | undefined): { readonly afterSeconds?: number; readonly isWorthwhile?: boolean } {
  const seconds = Number(header ?? Number.NaN);
  if (!Number.isInteger(seconds) || seconds < 0) return {};
  return seconds > LONGEST_WAIT_SECONDS ? { isWorthwhile: false } : { afterSeconds: seconds };
}
