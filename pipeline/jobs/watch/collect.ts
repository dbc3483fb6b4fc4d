import { DangvuError } from "../../types/errors.ts";
import type { Observation } from "../../types/observation.ts";
import type { Decision } from "../../types/review.ts";
import type { Run } from "../../types/run.ts";
import type { SearchIndex } from "../../types/search.ts";
import type { ArticleHead, Store } from "../../types/store.ts";
import type { ArticleFact, FigureFact, WatchFact, WatchList } from "../../types/watch.ts";
import { DOUBTFUL_BELOW } from "../doubts.ts";
import { type Before, knownBefore } from "./before.ts";
import { citationKey, figureKey, reportKey, saidOf } from "./keys.ts";
import type { Ledger } from "./ledger.ts";
import { targetsOf } from "./lists.ts";
import { type Wanted, wantedBy } from "./match.ts";

/** So many facts of a list are kept of one time one by one; the others are counted: the first filling of a store is no news. */
const MOST_FACTS = 5_000;
const ARTICLES_AT_ONCE = 200;

export interface CollectInput {
  readonly store: Pick<Store, "listArticles" | "articles" | "versions" | "carriers" | "observations" | "citations" | "decisions" | "head">;
  readonly search: Pick<SearchIndex, "search">;
  readonly ledger: Pick<Ledger, "beginOf" | "knows" | "note" | "keepTargets">;
  readonly lists: readonly WatchList[];
  /** ISO time: everything that is stored now was fetched before it. */
  readonly at: string;
  /** From when on a list counts that the ledger does not know. */
  readonly since: string;
  readonly run: Pick<Run, "log" | "count">;
}

/** A list with what is found for it. */
interface Book {
  readonly list: WatchList;
  readonly wanted: Wanted;
  readonly begin: string;
  readonly facts: Map<string, ArticleFact>;
  /** Found beyond those. */
  more: number;
}

/**
 * Finds what is new for each watch-list since it was looked for the last time, and notes it in the ledger, where it waits to be sent. Goes once through the new articles,
 * whatever the number of lists. Returns how many facts were noted. Throws StoreBroken.
 */
export function collect(input: CollectInput): number {
  const books = input.lists.flatMap((list) => openBook(input, list));
  if (books.length === 0) return 0;
  const earliest = books.map(({ begin }) => begin).sort()[0] ?? input.at;
  for (const head of newArticles(input.store, earliest)) addArticle(input, books, head);
  for (const decision of input.store.decisions({})) if (decision.at >= earliest) addCorrection(input, books, decision);
  return books.reduce((sum, book) => sum + noteBook(input, book), 0);
}

/** None for a search that cannot be meant: the other lists go on. */
function openBook({ search, ledger, since, run }: CollectInput, list: WatchList): readonly Book[] {
  const begin = ledger.beginOf(list.name, list.addedAt > since ? list.addedAt : since);
  try {
    return [{ list, wanted: wantedBy(list, search), begin, facts: new Map(), more: 0 }];
  } catch (error) {
    if (!(error instanceof DangvuError) || error.next === "stop-source") throw error;
    run.count("watch/unusable");
    run.log("warn", "watch/unusable", { list: list.name, message: error.message, hint: error.hint });
    return [];
  }
}

/** Articles stored since, which repeat no other one and whose text can be trusted. */
function* newArticles(store: CollectInput["store"], since: string): Generator<ArticleHead> {
  let after: string | undefined;
  do {
    const { items, next } = store.listArticles({ storedSince: since, limit: ARTICLES_AT_ONCE, ...(after === undefined ? {} : { after }) });
    yield* items.filter(({ reprintOf, trust }) => reprintOf === undefined && trust === "ok");
    after = next ?? undefined;
  } while (after !== undefined);
}

function addArticle(input: CollectInput, books: readonly Book[], head: ArticleHead): void {
  const { store } = input;
  const open = books.filter(({ begin }) => Date.parse(begin) <= Date.parse(head.fetchedAt));
  if (open.length === 0) return;
  const figures = store.observations({ article: head.id }).map(({ observation }) => observation);
  const citations = store.citations({ article: head.id }).map(({ citation }) => citation);
  const known = new Map<string, Before>();
  for (const book of open) {
    const { wanted, begin } = book;
    const [some, cited] = [figures.filter((one) => wanted.figure(one, head)), citations.filter((one) => wanted.citation(one, head))];
    const isReport = wanted.report(head);
    if (some.length === 0 && cited.length === 0 && !isReport) continue;
    const before = known.get(begin) ?? knownBefore(store, head, begin);
    known.set(begin, before);
    const keep = keeper(input, book, before.urls);
    if (isReport && !before.isKnown) keep(reportKey, (key) => ({ kind: "report", key, head }));
    for (const one of some) addFigure({ keep, before, head, figures }, one);
    const [citation] = cited;
    // Under whichever of its ids: the list's own names the fact.
    if (citation !== undefined && !cited.some(({ id }) => before.cites(id ?? "")))
      keep(
        (url) => citationKey(documentOf(book.list), url),
        (key) => ({ kind: "citation", key, head, citation }),
      );
  }
}

const documentOf = ({ subject }: WatchList): string => (subject.kind === "document" ? subject.id : "");

type Keep = (keyAt: (url: string) => string, make: (key: string) => ArticleFact) => void;

/** Keeps a fact in a book unless it is there, or was noted under any address of its report; the first address is the report's own. */
function keeper({ ledger }: CollectInput, book: Book, urls: readonly string[]): Keep {
  return (keyAt, make) => {
    const keys = urls.map(keyAt);
    const [key = ""] = keys;
    if (keys.some((one) => book.facts.has(one)) || ledger.knows(book.list.name, keys)) return;
    if (book.facts.size < MOST_FACTS) book.facts.set(key, make(key));
    else book.more++;
  };
}

function addFigure(
  { keep, before, head, figures }: { keep: Keep; before: Before; head: ArticleHead; figures: readonly Observation[] },
  observation: Observation,
): void {
  if (before.says(observation)) return;
  const still = new Set(figures.map((one) => figureKey(one, "")));
  const was = before.lastSaid(observation).filter((said) => !still.has(figureKey({ ...observation, ...said }, "")));
  const change = was.length === 0 ? "new" : "corrected";
  keep(
    (url) => figureKey(observation, url),
    (key) => figureFact({ key, head, observation, change, was, correctedBy: change === "new" ? null : "paper" }),
  );
}

function figureFact(fact: Omit<FigureFact, "kind" | "isDoubtful">): FigureFact {
  const { review, confidence, checks } = fact.observation;
  const isDoubtful = review === undefined && (confidence < DOUBTFUL_BELOW || checks.some(({ holds }) => !holds));
  return { kind: "figure", ...fact, isDoubtful };
}

/** A figure that a reviewer has set right in an article that was known before; in a new article it is just a figure. */
function addCorrection(input: CollectInput, books: readonly Book[], decision: Decision): void {
  const { verdict, correction, reading } = decision;
  if (verdict !== "correct" || correction === null) return;
  if (figureKey(correction, "") === figureKey(reading, "")) return;
  const found = findCorrected(input.store, decision);
  if (found === null) return;
  const { head, observation } = found;
  for (const book of books) {
    if (decision.at < book.begin || Date.parse(head.fetchedAt) >= Date.parse(book.begin)) continue;
    if (!book.wanted.figure(observation, head)) continue;
    const urls = [head.url, ...input.store.carriers(head.id).map(({ url }) => url)];
    const was = saidOf(reading) === saidOf(observation) ? [] : [{ value: reading.value, bound: reading.bound }];
    keeper(input, book, [...new Set(urls)])(
      (url) => figureKey(observation, url),
      (key) => figureFact({ key, head, observation, change: "corrected", was, correctedBy: "reviewer" }),
    );
  }
}

/** The figure of a decision in the current version of its page; null where it is not in force there. */
function findCorrected(
  store: CollectInput["store"],
  { id, article, url }: Decision,
): { head: ArticleHead; observation: Observation } | null {
  const known = store.head(article);
  const heads = known?.current === true ? [known] : store.articles({ url });
  for (const head of heads) {
    const found = store.observations({ article: head.id }).find(({ observation }) => observation.review?.id === id);
    if (found !== undefined) return { head, observation: found.observation };
  }
  return null;
}

function noteBook({ ledger, at, run }: CollectInput, { list, facts, more }: Book): number {
  const targets = targetsOf(list).map(({ id }) => id);
  const all: WatchFact[] = [...facts.values()];
  if (more > 0) all.push({ kind: "more", key: `more ${at}`, count: more });
  ledger.keepTargets(list.name, targets);
  const noted = ledger.note(list.name, { facts: all, targets, at });
  run.count("watch/facts", noted);
  return noted;
}
