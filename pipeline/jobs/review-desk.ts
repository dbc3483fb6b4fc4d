import { createHash } from "node:crypto";
import { inForce, locate } from "../store/decisions.ts";
import type { Observation } from "../types/observation.ts";
import type { Decided, Deciding, Decision, DecisionEntry, DecisionPage, ReviewDesk } from "../types/review.ts";
import type { Store } from "../types/store.ts";
import { parseCorrection } from "./correction.ts";
import { makeDoubtQueue } from "./doubt-queue.ts";
import { openCase } from "./doubts.ts";
import { decide } from "./review.ts";
import { listReviewers, openSession, readSession, reviewerOf } from "./reviewers.ts";
import type { Settings } from "./settings.ts";

interface DeskInput {
  /** For reading; it may be one that cannot write. */
  readonly store: Store;
  /** Opens the store for one decision; it is closed behind it. */
  readonly openWriting: () => Store;
  readonly settings: Settings;
  /** Changes when the data do. */
  readonly version: () => string;
  readonly now: () => Date;
}

/** The desk of reviewers over a store. Throws nothing by itself. */
export function makeReviewDesk({ store, openWriting, settings, version, now }: DeskInput): ReviewDesk {
  const queue = makeDoubtQueue({ store, version, now });
  const history = keepHistory(store, version);
  return {
    async queue(query, page) {
      const found = await queue.page(query, page);
      return found.state === "building" ? found : { ...found, decided: inForce(history()).length };
    },
    find: (id, article) => openCase(store, id, article, queue.rivalsOf(id)),
    markOf: ({ id, observation }) => markOf(id, observation),
    decide: (deciding) => {
      const decided = writeDecision(deciding, openWriting, now());
      if (decided.outcome === "stored") (deciding.verdict === "withdraw" ? queue.takeBack : queue.leaveOut)(deciding.id);
      return decided;
    },
    lastOf: (id) => store.decisions({ id })[0] ?? null,
    decisions: (page) => listLog(store, history(), page),
    reviewers: () => listReviewers(settings),
    reviewerOf: (token) => reviewerOf(settings, token),
    openSession: (reviewer, until) => openSession(settings, reviewer, until),
    session: (text, at) => readSession(settings, text, at),
  };
}

/** What a figure says, as one short word: offsets and article may change while it stays the same. */
function markOf(id: string, { article: _article, start: _start, end: _end, ...said }: Observation): string {
  return createHash("sha256")
    .update(JSON.stringify([id, said]))
    .digest("hex")
    .slice(0, 16);
}

function writeDecision(deciding: Deciding, openWriting: () => Store, now: Date): Decided {
  const { id, article, verdict, by, why, correction } = deciding;
  const store = openWriting();
  try {
    if (hasChanged(store, deciding)) return { outcome: "changed", now: store.decisions({ id })[0] ?? null };
    const change = verdict === "correct" ? { correction: parseCorrection(correction ?? []) } : {};
    return { outcome: "stored", decision: decide(store, { id, article, verdict, by, why, now, ...change }) };
  } finally {
    store.close();
  }
}

/** Is the figure another one than the reviewer has seen? What is taken back is known by the time of its decision. */
function hasChanged(store: Store, { id, article, verdict, seen }: Deciding): boolean {
  if (seen === undefined) return false;
  if (verdict === "withdraw") return store.decisions({ id })[0]?.at !== seen;
  const found = openCase(store, id, article, []);
  return found === null || markOf(id, found.observation) !== seen;
}

/** All decisions, oldest first, read again only when the data have changed. */
function keepHistory(store: Store, version: () => string): () => readonly Decision[] {
  let known: { readonly version: string; readonly all: readonly Decision[] } | null = null;
  return () => {
    const current = version();
    if (known?.version !== current) known = { version: current, all: store.decisions({ history: true }) };
    return known.all;
  };
}

interface LogPart {
  readonly limit: number;
  readonly offset: number;
}

/** All decisions with what held before and after, newest first. */
function listLog(store: Store, all: readonly Decision[], { limit, offset }: LogPart): DecisionPage {
  const lastOf = new Map(all.map((decision) => [decision.id, decision]));
  const before = new Map<string, Decision>();
  const entries = all.map((decision) => {
    const earlier = before.get(decision.id);
    before.set(decision.id, decision);
    return { decision, earlier };
  });
  const shown = entries.toReversed().slice(offset, offset + limit);
  return {
    total: all.length,
    entries: shown.map(({ decision, earlier }) => ({
      decision,
      before: earlier === undefined ? decision.reading : figureAfter(earlier),
      after: figureAfter(decision),
      state: lastOf.get(decision.id) === decision ? stateOf(store, decision) : "superseded",
      article: decision.article,
    })),
  };
}

function figureAfter({ verdict, correction, reading }: Decision): Observation | null {
  return verdict === "reject" ? null : (correction ?? reading);
}

function stateOf(store: Store, decision: Decision): DecisionEntry["state"] {
  if (decision.verdict === "withdraw") return "withdrawn";
  const current = store.articles({ url: decision.url });
  const isThere = current.some(({ id }) => locate(decision, store.article(id)?.article.text ?? "") !== null);
  return isThere ? "applied" : "passage_gone";
}
