import { apiWords } from "../../labels/api.ts";
import { formatFigure } from "../../labels/format.ts";
import { watchWords } from "../../labels/watch.ts";
import type { ArticleFact, WatchBatch } from "../../types/watch.ts";
import { articleHref, originText } from "../figures.ts";
import { siteAddress } from "../site-address.ts";
import { href, type View } from "../view.ts";
import { escapeHtml, type FeedEntry } from "./atom.ts";
import { figureText } from "./entry.ts";

/** Entries of a feed, and how many facts one of them tells. */
const ENTRIES = 50;
const FACTS = 12;

/** What was found for a watch-list as entries: at each time one an article, so that a later correction is a new entry. */
export function watchedEntries(view: View, list: string, batches: readonly WatchBatch[]): readonly FeedEntry[] {
  return batches.flatMap((batch) => batchEntries(view, list, batch)).slice(0, ENTRIES);
}

function batchEntries(view: View, list: string, { at, facts }: WatchBatch): readonly FeedEntry[] {
  const byArticle = new Map<string, ArticleFact[]>();
  const more: FeedEntry[] = [];
  const name = `watch/${list}/${at}`;
  for (const fact of facts) {
    if (fact.kind === "more") more.push(moreEntry(view, { name: `${name}/more`, at, count: fact.count }));
    else byArticle.set(fact.head.id, [...(byArticle.get(fact.head.id) ?? []), fact]);
  }
  return [...[...byArticle.values()].map((group) => articleEntry(view, { name, at, facts: group })), ...more];
}

function articleEntry(view: View, { name, at, facts }: { name: string; at: string; facts: readonly ArticleFact[] }): FeedEntry {
  const [first] = facts;
  if (first === undefined) throw new Error("a group of facts has one at least");
  const { head } = first;
  const site = siteAddress(view);
  const said = facts.filter(({ kind }) => kind !== "report");
  const line = (fact: ArticleFact): string =>
    `<li><a href="${escapeHtml(site + articleHref(view, head.id, startOf(fact)))}">${escapeHtml(factText(view, fact))}</a></li>`;
  const rest = said.length > FACTS ? `<p>${escapeHtml(apiWords(view.lang).moreFigures(said.length - FACTS))}</p>` : "";
  const isCorrected = facts.some((fact) => fact.kind === "figure" && fact.change === "corrected");
  return {
    name: `${name}/${head.id}`,
    title: isCorrected ? `${watchWords(view.lang).corrected}: ${head.title}` : head.title,
    href: site + articleHref(view, head.id),
    updated: at,
    published: head.publishedAt,
    author: head.publisher,
    content: `<p>${escapeHtml(originText(view, head))}</p>${said.length === 0 ? "" : `<ul>${said.slice(0, FACTS).map(line).join("")}</ul>`}${rest}`,
  };
}

const startOf = (fact: ArticleFact): number | undefined =>
  fact.kind === "figure" ? fact.observation.start : fact.kind === "citation" ? fact.citation.start : undefined;

function factText(view: View, fact: ArticleFact): string {
  const words = watchWords(view.lang);
  if (fact.kind === "report") return words.newReport;
  if (fact.kind === "citation") return words.cites(fact.citation.id?.split("@")[0] ?? "", fact.citation.quote);
  const { observation, change, was, correctedBy } = fact;
  const by = correctedBy === null ? "" : ` (${words.correctedBy[correctedBy]})`;
  const before = was.map((said) => formatFigure({ ...observation, ...said }, view.lang)).join(words.or);
  return `${change === "corrected" ? `${words.corrected}${by}: ` : ""}${figureText(view, observation)}${before === "" ? "" : `; ${words.was(before)}`}`;
}

function moreEntry(view: View, { name, at, count }: { name: string; at: string; count: number }): FeedEntry {
  const title = watchWords(view.lang).omitted(String(count));
  return {
    name,
    title,
    href: siteAddress(view) + href(view, "/"),
    updated: at,
    published: null,
    author: null,
    content: `<p>${escapeHtml(title)}</p>`,
  };
}
