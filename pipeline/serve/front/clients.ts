import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { LRUCache } from "lru-cache";

/** Requests a second that a client may send for good, and how many at once. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

export interface Rates {
  /** Programs on this machine, and everybody behind a proxy on it that is not trusted. */
  readonly loopback: Rate;
  readonly others: Rate;
}

export const RATES: Rates = { loopback: { perSecond: 1000, burst: 5000 }, others: { perSecond: 20, burst: 100 } };

/** So many clients are remembered; whoever is forgotten begins with a full bucket. */
const CLIENTS = 10_000;

/** Token buckets: each client has one that fills at its rate. Returns the seconds to wait, 0 for a request that may pass. */
export function limiter(rates: Rates, clock: () => number = () => performance.now()): (client: string) => number {
  const buckets = new LRUCache<string, { tokens: number; at: number }>({ max: CLIENTS });
  return (client) => {
    const rate = isLoopback(client) ? rates.loopback : rates.others;
    const now = clock();
    const bucket = buckets.get(client) ?? { tokens: rate.burst, at: now };
    bucket.tokens = Math.min(rate.burst, bucket.tokens + ((now - bucket.at) / 1000) * rate.perSecond);
    bucket.at = now;
    buckets.set(client, bucket);
    if (bucket.tokens < 1) return Math.ceil((1 - bucket.tokens) / rate.perSecond);
    bucket.tokens -= 1;
    return 0;
  };
}

const isLoopback = (client: string): boolean => client.startsWith("127.") || client === "::1";

/** Whose request this is: an address, for IPv6 the network of one customer. The last that a trusted proxy saw stands last in its header. */
export function clientOf(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy
    ? String(request.headers["x-forwarded-for"] ?? "")
        .split(",")
        .at(-1)
        ?.trim()
    : "";
  const address = forwarded !== undefined && isIP(forwarded) !== 0 ? forwarded : (request.socket.remoteAddress ?? "");
  const v4 = address.replace(/^::ffff:/u, "");
  return isIP(v4) === 6 && v4 !== "::1" ? networkOf(v4) : v4;
}

/** The first 64 bits of an IPv6 address. */
function networkOf(address: string): string {
  const [head = "", tail] = address.split("::");
  const groups = head === "" ? [] : head.split(":");
  const behind = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - groups.length - behind.length) }, () => "0");
  return `${[...groups, ...zeros, ...behind].slice(0, 4).join(":")}::/64`;
}

/**
 * May a request name this host? A page elsewhere can have its own name point to this machine and then read our answers (DNS rebinding), but it cannot
 * make an address of numbers its own: those, `localhost` and the names the operator gave are taken.
 */
export function isOurHost(host: string, names: ReadonlySet<string>): boolean {
  if (!URL.canParse(`http://${host}/`) || /[/?#@\\\s]/u.test(host)) return false;
  const { hostname } = new URL(`http://${host}/`);
  const bare = hostname.replace(/^\[|\]$/gu, "");
  return isIP(bare) !== 0 || bare === "localhost" || names.has(bare);
}
