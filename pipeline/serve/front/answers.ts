import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { compress, type Encoding, headerOf, isCompressible } from "./encoding.ts";
import type { Header, PlainAnswer } from "./plain.ts";

/** An answer that is kept: whole, of a GET, good for everybody who asks the same. */
export interface Kept {
  readonly headers: readonly Header[];
  readonly etag: string;
  readonly body: Uint8Array;
  /** The body in the encodings that were asked for so far. */
  readonly encoded: Map<Encoding, Uint8Array>;
}

const BOUNDS = { bytes: 64_000_000, entries: 20_000, besideBody: 700 };

/** Answers in memory, valid for one state of the data: those of an earlier one are forgotten when the next is seen. */
export class Answers {
  readonly #kept: LRUCache<string, Kept>;
  #state: string | null = null;

  constructor(bytes: number = BOUNDS.bytes) {
    this.#kept = new LRUCache({ maxSize: bytes, max: BOUNDS.entries, sizeCalculation: (kept, key) => sizeOf(kept) + key.length });
  }

  /** What is kept for the address in this state of the data. */
  find(address: string, state: string): Kept | null {
    this.#turnTo(state);
    return this.#kept.get(address) ?? null;
  }

  /** Keeps the answer where it may be kept, and returns what is kept. `state` is that of before the question was asked. */
  keep(address: string, state: string, answer: PlainAnswer): Kept | null {
    const kept = keptOf(answer);
    if (kept !== null && state === this.#state) this.#kept.set(address, kept);
    return kept;
  }

  /** The body in an encoding; made once. Null where it would gain nothing. */
  async encoded(address: string, kept: Kept, encoding: Encoding): Promise<Uint8Array | null> {
    const known = kept.encoded.get(encoding);
    if (known !== undefined) return known;
    if (!isCompressible(kept.headers, kept.body.byteLength)) return null;
    const made = await compress(kept.body, encoding);
    kept.encoded.set(encoding, made);
    // The entry has grown: set anew, it is counted anew.
    if (this.#kept.peek(address) === kept) this.#kept.set(address, kept);
    return made;
  }

  get bytes(): number {
    return this.#kept.calculatedSize;
  }

  #turnTo(state: string): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#kept.clear();
  }
}

const sizeOf = ({ body, encoded }: Kept): number =>
  BOUNDS.besideBody + [...encoded.values()].reduce((sum, { byteLength }) => sum + byteLength, body.byteLength);

function keptOf({ status, headers, body }: PlainAnswer): Kept | null {
  if (status !== 200 || !(body instanceof Uint8Array)) return null;
  if (/no-store|private/u.test(headerOf(headers, "cache-control") ?? "") || headerOf(headers, "set-cookie") !== undefined) return null;
  if (/[^\s]/u.test((headerOf(headers, "vary") ?? "").replaceAll(/accept-encoding|,/giu, ""))) return null;
  return { headers, etag: headerOf(headers, "etag") ?? etagOf(body), body, encoded: new Map() };
}

const etagOf = (body: Uint8Array): string => `W/"${createHash("sha1").update(body).digest("base64url")}"`;

/** Does the client have this version already (RFC 9110 §13.1.2: weak comparison)? */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const bare = (tag: string): string => tag.trim().replace(/^W\//u, "");
  return ifNoneMatch.trim() === "*" || ifNoneMatch.split(",").some((tag) => bare(tag) === bare(etag));
}

/** One writing for all addresses that ask the same: parameters by name. Where one comes twice their order may mean something and is left. */
export function canonicalAddress(url: URL): string {
  const names = [...url.searchParams.keys()];
  if (new Set(names).size === names.length) url.searchParams.sort();
  return `${url.origin}${url.pathname}?${url.searchParams}`;
}

/**
 * The state of the data as the answers depend on it: its version, and the day here and in Viet Nam, as pages speak of last week. Asked of the store at most every
 * `everyMs`, or after `renew`; null while the store cannot say.
 */
export function watchState({
  version,
  now,
  everyMs = 250,
}: {
  readonly version: () => string;
  readonly now: () => Date;
  readonly everyMs?: number;
}) {
  let known: string | null = null;
  let at = Number.NEGATIVE_INFINITY;
  const ask = (): string | null => {
    const time = now().getTime();
    try {
      return [version(), time, time + 7 * 3_600_000].map((part) => (typeof part === "number" ? dayOf(part) : part)).join(" ");
    } catch {
      // A store that is being moved or is locked: nothing is kept meanwhile, and what is asked of it tells why.
      return null;
    }
  };
  return {
    state: (): string | null => {
      const time = performance.now();
      if (time - at < everyMs) return known;
      at = time;
      known = ask();
      return known;
    },
    /** Something was written: asks again at the next question. */
    renew: (): void => {
      at = Number.NEGATIVE_INFINITY;
    },
  };
}

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
