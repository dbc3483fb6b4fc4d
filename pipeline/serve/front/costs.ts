import { LRUCache } from "lru-cache";
import type { Turn } from "./plain.ts";

/** So many kinds of addresses are remembered: several times what there are. */
const KINDS = 300;
/** Until one of its kind was answered. */
const GUESS_MS: Readonly<Record<Turn["lane"], number>> = { quick: 20, slow: 100 };
const ENDING = /\.(?:json|csv|tsv|xlsx|docx|ods|parquet|zip|svg|png|pdf|atom)$/u;
/** How much the last answer says of the next. */
const WEIGHT = 0.1;

/** How long answers of each kind of address have taken lately, and so how long the next may take. */
export class Costs {
  readonly #known = new LRUCache<string, number>({ max: KINDS });

  /** Milliseconds of a worker. */
  expect(url: string, lane: Turn["lane"]): number {
    return this.#known.get(kindOf(url)) ?? GUESS_MS[lane];
  }

  note(url: string, ms: number): void {
    const kind = kindOf(url);
    const before = this.#known.get(kind);
    this.#known.set(kind, before === undefined ? ms : before + WEIGHT * (ms - before));
  }
}

/** Which addresses are answered in the same way: `/tinh/63-20` as `/tinh/63-01`, `/api/v1/table.csv` as no other. */
export function kindOf(url: string): string {
  const { pathname } = new URL(url);
  const parts = pathname.split("/").slice(1);
  const varying = pathname.startsWith("/api/") ? 3 : 1;
  // The ending says what is made of it, the rest of the part of which it is made.
  const kind = parts.map((part, i) => (i === varying ? `*${ENDING.exec(part)?.[0] ?? ""}` : part));
  return `/${kind.join("/")}`.slice(0, 100);
}
