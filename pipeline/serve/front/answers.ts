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

/** What is found of an address: an answer, and whether the data have changed since it was made. */
export interface Found {
  readonly kept: Kept;
  readonly isOld: boolean;
}

interface Entry {
  readonly kept: Kept;
  /** Of which state of the data it tells. */
  readonly state: string;
}

const BOUNDS = { bytes: 64_000_000, entries: 20_000, besideBody: 700, used: 5000, usedAddress: 400 };

/** For so long after the data have changed an answer may still be given as it was while it is made anew. */
export const OLD_MS = 30_000;

/** Answers in memory, each good for one state of the data, and for a while after. */
export class Answers {
  readonly #kept: LRUCache<string, Entry>;
  /** How often each address was asked for; halved whenever it is read, so that what was wanted long ago is forgotten. */
  readonly #uses = new LRUCache<string, number>({ max: BOUNDS.used });
  readonly #clock: () => number;
  #state: string | null = null;
  /** When each earlier state ended, as long as it matters. */
  readonly #ended = new Map<string, number>();

  constructor(bytes: number = BOUNDS.bytes, clock: () => number = () => performance.now()) {
    this.#clock = clock;
    this.#kept = new LRUCache({ maxSize: bytes, max: BOUNDS.entries, sizeCalculation: ({ kept }, key) => sizeOf(kept) + key.length });
  }

  /** What is kept for the address: of this state of the data, or of one that ended less than `OLD_MS` ago. */
  find(address: string, state: string): Found | null {
    this.#turnTo(state);
    const entry = this.#kept.get(address);
    if (entry === undefined) return null;
    const isOld = entry.state !== state;
    if (!isOld || this.#clock() - (this.#ended.get(entry.state) ?? Number.NEGATIVE_INFINITY) <= OLD_MS) return { kept: entry.kept, isOld };
    this.#kept.delete(address);
    return null;
  }

  /** Keeps the answer where it may be kept, and returns what is kept. `state` is that of before the question was asked. */
  keep(address: string, state: string, answer: PlainAnswer): Kept | null {
    const kept = keptOf(answer);
    // Made while the data changed it may tell of either state: it is taken for one of the earlier.
    const isUsable = state === this.#state || (this.#ended.has(state) && this.#kept.peek(address)?.state !== this.#state);
    if (kept !== null && isUsable) this.#kept.set(address, { kept, state });
    return kept;
  }

  /** Somebody asked for the address and got what is kept. */
  noteUse(address: string): void {
    if (address.length <= BOUNDS.usedAddress) this.#uses.set(address, (this.#uses.get(address) ?? 0) + 1);
  }

  /** The addresses that were asked for more than once of late, the most wanted first. */
  takeWanted(most: number): readonly string[] {
    const all = [...this.#uses.entries()].filter(([, times]) => times >= 1);
    for (const [address, times] of all) this.#uses.set(address, times / 2);
    const wanted = all.filter(([, times]) => times > 1).sort(([, a], [, b]) => b - a);
    return wanted.slice(0, most).map(([address]) => address);
  }

  /** The body in an encoding; made once. Null where it would gain nothing. */
  async encoded(address: string, kept: Kept, encoding: Encoding): Promise<Uint8Array | null> {
    const known = kept.encoded.get(encoding);
    if (known !== undefined) return known;
    if (!isCompressible(kept.headers, kept.body.byteLength)) return null;
    const made = await compress(kept.body, encoding);
    kept.encoded.set(encoding, made);
    // The entry has grown: set anew, it is counted anew.
    const entry = this.#kept.peek(address);
    if (entry?.kept === kept) this.#kept.set(address, { ...entry });
    return made;
  }

  get bytes(): number {
    return this.#kept.calculatedSize;
  }

  #turnTo(state: string): void {
    if (state === this.#state) return;
    const now = this.#clock();
    if (this.#state !== null) this.#ended.set(this.#state, now);
    this.#ended.delete(state);
    for (const [ended, at] of this.#ended) if (now - at > OLD_MS) this.#ended.delete(ended);
    this.#state = state;
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
