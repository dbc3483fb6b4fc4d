import type { Connection } from "../database/statements.ts";
import { StoreBroken } from "../types/errors.ts";
import type { Decision } from "../types/review.ts";
import type { SaveOutcome, Store } from "../types/store.ts";
import type { Bodies } from "./bodies.ts";
import { type Cards, makeCards, type NewBody } from "./cards.ts";
import { makeNewQuestions } from "./new-questions.ts";
import { type CurrentVersion, makePages, type Pages, type StoredBody } from "./pages.ts";
import { yearOf } from "./partitions.ts";
import { makeReadings, type Reading, type Readings } from "./readings.ts";
import { noteChanges } from "./report-changes.ts";
import { makeReports, type Reports } from "./reports.ts";
import { decisionColumns } from "./rows.ts";
import type { Version } from "./version.ts";

export type Saving = Parameters<Store["saveDocument"]>[0];

/** What a store writes with, and reads single documents by. */
export interface Tools {
  readonly sql: Connection;
  readonly pages: Pages;
  readonly readings: Readings;
  readonly reports: Reports;
  readonly cards: Cards;
  readonly version: Version;
  /** Reports are settled at once, or by whoever calls `settle`. */
  readonly settles: "now" | "later";
}

export function makeTools({
  connection,
  bodies,
  version,
  reports,
}: {
  connection: Connection;
  bodies: Bodies;
  version: Version;
  reports: "now" | "later";
}): Tools {
  const pages = makePages(connection, bodies);
  return {
    sql: connection,
    pages,
    readings: makeReadings(connection, pages),
    reports: makeReports(connection),
    cards: makeCards(connection),
    version,
    settles: reports,
  };
}

/** The changes of a store. All functions but `numberQuestions` are called inside a transaction that `version` counts. */
export interface Writing extends Pick<Store, "saveDocuments" | "saveReading" | "noteGone" | "decide" | "settle"> {
  /** Numbers what is asked for the first time: before the transaction others need not wait for its end. */
  readonly numberQuestions: (inputs: readonly Pick<Saving, "articles">[]) => void;
}

export function makeWriting(tools: Tools): Writing {
  const { sql, pages } = tools;
  const addQuestions = makeNewQuestions(sql);
  const numberQuestions: Writing["numberQuestions"] = (inputs) => addQuestions(inputs.flatMap(({ articles }) => articles));
  return {
    numberQuestions,
    saveDocuments: (inputs) => {
      numberQuestions(inputs);
      const known = lock(tools, inputs);
      const outcomes = inputs.map((input) => saveVersion(tools, input, known));
      addNew(tools, known);
      return outcomes;
    },
    saveReading: (input) => saveReading(tools, input),
    noteGone: (gone) => {
      sql.lock([lockOfUrl(gone.url)]);
      if (pages.addGone(gone)) renewAddress(tools, gone.url);
    },
    decide: (decision) => decide(tools, decision),
    settle: (limit) => settleLeft(tools, limit),
  };
}

/** Held by the one process that brings articles into their reports. */
const REPORTS = "store reports";
const lockOfUrl = (url: string): string => `store url ${url}`;
const lockOfBody = (sha256: string): string => `store body ${sha256}`;

/** What was there before some documents are saved, as far as the transaction has come. */
interface Known {
  readonly addresses: Map<string, CurrentVersion>;
  /** Null for one that is not stored, absent for one that has changed since. */
  readonly bodies: Map<string, StoredBody | null>;
  readonly decisions: readonly Decision[];
  /** Bodies that were saved for the first time: what follows from them is written for all of them together (addNew). */
  readonly fresh: NewBody[];
}

/**
 * What these addresses have now, while nobody else writes what follows from it: addresses are locked before the bodies that they have and will have, so that of two who write
 * no two wait for each other.
 */
function lock({ sql, pages, readings }: Tools, inputs: readonly Saving[]): Known {
  const urls = [...new Set(inputs.map(({ page }) => page.url))];
  sql.lock(urls.map(lockOfUrl));
  const addresses = new Map(pages.current(urls));
  const bodies = [...new Set([...inputs.map(({ page }) => page.sha256), ...[...addresses.values()].map(({ sha256 }) => sha256)])];
  sql.lock(bodies.map(lockOfBody));
  const stored = pages.bodies(bodies);
  return {
    addresses,
    bodies: new Map(bodies.map((sha256) => [sha256, stored.get(sha256) ?? null])),
    decisions: readings.decisionsAbout(inputs.flatMap(({ articles }) => articles)),
    fresh: [],
  };
}

function bodyOf({ pages }: Tools, sha256: string, { bodies }: Known): StoredBody | null {
  return bodies.get(sha256) ?? (bodies.has(sha256) ? null : (pages.bodies([sha256]).get(sha256) ?? null));
}

/** The cards of new bodies, and what follows from them: to be called before anything else about them is asked. */
function addNew(tools: Tools, { fresh }: Known): void {
  const bodies = fresh.splice(0);
  if (bodies.length === 0) return;
  tools.cards.add(bodies);
  settle(
    tools,
    bodies.map(({ sha256 }) => sha256),
  );
}

function saveVersion(tools: Tools, { page, articles, run, rules, isArchived = false }: Saving, known: Known): SaveOutcome {
  const { pages, version } = tools;
  const { url, sha256 } = page;
  const current = known.addresses.get(url) ?? null;
  const stored = bodyOf(tools, sha256, known);
  const isCurrent = current?.sha256 === sha256;
  const isPast = isArchived && !isCurrent && current !== null && Date.parse(page.fetchedAt) < Date.parse(current.fetchedAt);
  const isKnown = isCurrent || (isPast && stored !== null && pages.hasVersion(url, sha256));
  const isReadAlready = stored?.rules === rules;
  if (isKnown && isReadAlready) return "same";
  const former = current === null || isCurrent || isPast ? null : current.sha256;
  const left = former === null ? null : bodyOf(tools, former, known);
  if (stored !== null) addNew(tools, known);
  if (!isKnown) pages.noteRevisit(page);
  const digest = isReadAlready ? stored.digest : replace(tools, { page, articles, rules, stored }, known.decisions);
  const { isBack, fetchedAt } = pages.addVersion(page, { run, isPast, current, isNew: stored === null });
  if (!isPast) known.addresses.set(url, { sha256, fetchedAt });
  for (const body of [sha256, ...(former === null ? [] : [former])]) known.bodies.delete(body);
  const uses = (stored?.uses ?? 0) + (isPast || isCurrent ? 0 : 1);
  version.shift({
    add: [...counted(digest, uses), ...counted(left?.digest, (left?.uses ?? 0) - 1)],
    remove: [...counted(stored?.digest, stored?.uses), ...counted(left?.digest, left?.uses)],
  });
  if (stored === null) known.fresh.push({ sha256, years: articles.map(({ article }) => yearOf(article.publishedAt)) });
  if (former !== null || isBack) addNew(tools, known);
  if (isBack) renewAddress(tools, url);
  if (former !== null) renew(tools, former);
  if (stored !== null) renew(tools, sha256);
  if (current === null) return "new";
  return isKnown ? "reread" : "changed";
}

/** The digest of a body, in a list, if an address has that body now. */
const counted = (digest: string | undefined, uses: number | undefined): readonly string[] =>
  digest === undefined || (uses ?? 0) <= 0 ? [] : [digest];

function replace(
  { readings }: Tools,
  { stored, ...reading }: Reading & { readonly stored: StoredBody | null },
  decisions: readonly Decision[],
): string {
  const decided = readings.decide(reading, decisions);
  readings.replace(reading, decided, stored);
  return decided.digest;
}

/** What follows from what a body says, and whether it is current. */
function renew(tools: Tools, sha256: string): void {
  tools.cards.renew(sha256);
  settle(tools, [sha256]);
}

function settle({ sql, reports, settles }: Tools, bodies: readonly string[]): void {
  if (settles === "later") for (const body of bodies) reports.put(body);
  else {
    sql.lock([REPORTS]);
    reports.settle(bodies);
  }
}

function settleLeft({ sql, reports }: Tools, limit: number): readonly string[] {
  sql.lock([REPORTS]);
  const changes = noteChanges(sql);
  reports.settle(reports.take(limit), changes);
  return changes.articles();
}

function renewAddress({ sql, pages, cards }: Tools, url: string): void {
  const bodies = pages.bodiesOf(url);
  sql.lock(bodies.map(lockOfBody));
  for (const body of bodies) cards.renew(body);
}

function saveReading(tools: Tools, input: Reading): "reread" | "same" {
  const { sql, pages, readings, version } = tools;
  const { sha256, url } = input.page;
  sql.lock([lockOfUrl(url)]);
  sql.lock([lockOfBody(sha256)]);
  const stored = pages.bodies([sha256]).get(sha256);
  if (stored === undefined) throw new StoreBroken(`Kho dữ liệu ${sql.place} không có trang ${url}.`, "Lưu trang trước khi đọc lại.");
  const decided = readings.decide(input, readings.decisionsAbout(input.articles));
  if (stored.rules === input.rules && stored.digest === decided.digest) {
    // What was stored in SQLite before there were reports comes into its own.
    if (tools.settles === "now") settle(tools, [sha256]);
    return "same";
  }
  readings.replace(input, decided, stored);
  version.shift({ add: counted(decided.digest, stored.uses), remove: counted(stored.digest, stored.uses) });
  renew(tools, sha256);
  return "reread";
}

function decide({ sql, pages, readings, cards, version }: Tools, decision: Decision): void {
  sql.lock([lockOfUrl(decision.url)]);
  sql.insert("decisions", decisionColumns(decision));
  const about = readings.about(decision);
  sql.lock(about.pages.map(lockOfBody));
  const before = pages.currentDigests(about.pages);
  for (const article of about.articles) readings.applyDecisions(article);
  for (const page of about.pages) readings.renewDigest(page);
  version.shift({ add: pages.currentDigests(about.pages), remove: before });
  for (const page of about.pages) cards.renew(page);
}
