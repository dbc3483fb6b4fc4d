import { html } from "hono/html";
import { formatTime } from "../../labels/format.ts";
import { countOf, watchWords } from "../../labels/watch.ts";
import type { ArticleHead } from "../../types/store.ts";
import type { ArticleFact, WatchFact, WatchList } from "../../types/watch.ts";
import type { Settings } from "../settings.ts";
import { factText, originText } from "./fact-text.ts";

/** A mail tells so many facts, and of one article so many; a webhook gets more, as programs read to the end. */
const MOST_IN_MAIL = 200;
const MOST_OF_ARTICLE = 12;
const MOST_IN_WEBHOOK = 1_000;

export interface MessageInput {
  /** Names the message: receivers know a repeat by it. */
  readonly id: string;
  readonly list: WatchList;
  readonly facts: readonly WatchFact[];
  /** ISO time. */
  readonly at: string;
  readonly publicUrl: Settings["publicUrl"];
  /** It is sent to see whether it comes; its facts are examples. */
  readonly isTest?: boolean;
}

export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** An article with what is told of it; `left` facts are not. */
interface Group {
  readonly head: ArticleHead;
  readonly lines: readonly string[];
  readonly left: number;
  readonly href: string;
}

const isOfArticle = (fact: WatchFact): fact is ArticleFact => fact.kind !== "more";
const isCorrection = (fact: WatchFact): boolean => fact.kind === "figure" && fact.change === "corrected";
/** Facts that are counted one by one, and those that are only counted. */
const total = (facts: readonly WatchFact[]): number => facts.reduce((sum, fact) => sum + (fact.kind === "more" ? fact.count : 1), 0);

/** Where the list's feed is seen from outside; null for a list without one, or where the operator has named no address. */
export function feedAddress({ name, atom }: WatchList, publicUrl: Settings["publicUrl"]): string | null {
  return atom && publicUrl !== undefined ? `${publicUrl.replace(/\/+$/u, "")}/api/v1/watch/${name}.atom` : null;
}

function hrefOf({ id }: ArticleHead, { publicUrl }: MessageInput, start?: number): string | null {
  if (publicUrl === undefined) return null;
  return `${publicUrl.replace(/\/+$/u, "")}/bai/${encodeURIComponent(id)}${start === undefined ? "" : `#o${start}`}`;
}

/** Corrections first, then by article, as it was found. A mention of the article itself says nothing beside its figures. */
function groupsOf(input: MessageInput): { readonly groups: readonly Group[]; readonly left: number } {
  const ordered = input.facts.filter(isOfArticle).toSorted((a, b) => Number(isCorrection(b)) - Number(isCorrection(a)));
  const byArticle = new Map<string, ArticleFact[]>();
  for (const fact of ordered.slice(0, MOST_IN_MAIL)) byArticle.set(fact.head.id, [...(byArticle.get(fact.head.id) ?? []), fact]);
  const groups = [...byArticle.values()].flatMap((facts): readonly Group[] => {
    const [first] = facts;
    if (first === undefined) return [];
    const said = facts.filter(({ kind }) => kind !== "report");
    const told = said.slice(0, MOST_OF_ARTICLE);
    const lines = told.map((fact) => factText(fact, input.list.lang));
    const href = hrefOf(first.head, input) ?? first.head.url;
    return [{ head: first.head, lines, left: said.length - told.length, href }];
  });
  return { groups, left: Math.max(0, ordered.length - MOST_IN_MAIL) };
}

/** The message as a mail. */
export function writeMail(input: MessageInput): MailText {
  const { list, facts, at, isTest = false } = input;
  const words = watchWords(list.lang);
  const count = (number: number): string => countOf(number, list.lang);
  const { groups, left } = groupsOf(input);
  const corrected = facts.filter(isCorrection).length;
  const feed = feedAddress(list, input.publicUrl);
  const tail = [
    ...(left === 0 ? [] : [words.moreArticles(count(left))]),
    ...facts.flatMap((fact) => (fact.kind === "more" ? [words.omitted(count(fact.count))] : [])),
    ...(feed === null ? [] : [words.feed(feed)]),
    words.why(list.name),
  ];
  const subject = words.subject(list.title, count(total(facts)), corrected === 0 ? null : count(corrected));
  const intro = isTest
    ? [words.testIntro, ...(facts.length === 0 ? [words.noExample] : [])]
    : [words.intro(count(total(facts)), formatTime(at, list.lang))];
  const page = { title: list.title, intro, groups, tail };
  return { subject: isTest ? words.testSubject(list.title) : subject, text: asText(page, list), html: asHtml(page, list) };
}

interface Page {
  readonly title: string;
  readonly intro: readonly string[];
  readonly groups: readonly Group[];
  readonly tail: readonly string[];
}

function asText({ title, intro, groups, tail }: Page, { lang }: WatchList): string {
  const words = watchWords(lang);
  const group = ({ head, lines, left, href }: Group): string =>
    [
      head.title,
      originText(head, lang),
      ...lines.map((line) => `  - ${line}`),
      ...(left === 0 ? [] : [`  ${words.moreFigures(countOf(left, lang))}`]),
      href,
    ].join("\n");
  return `${[title, intro.join("\n"), ...groups.map(group), tail.join("\n")].join("\n\n")}\n`;
}

function asHtml({ title, intro, groups, tail }: Page, { lang }: WatchList): string {
  const words = watchWords(lang);
  const group = ({ head, lines, left, href }: Group) => html`<h2 style="font-size:1.1em;margin:1.2em 0 0">${linked(href, head.title)}</h2>
<p style="margin:0;color:#555">${originText(head, lang)}</p>
${lines.length === 0 ? "" : html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`}${left === 0 ? "" : html`<p>${words.moreFigures(countOf(left, lang))}</p>`}
`;
  const page = html`<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><title>${title}</title></head>
<body style="font:16px/1.5 system-ui,sans-serif;max-width:45rem"><h1 style="font-size:1.3em">${title}</h1>
${intro.map((line) => html`<p>${line}</p>`)}
${groups.map(group)}
${tail.map((line) => html`<p style="color:#555">${line}</p>`)}
</body></html>
`;
  return String(page);
}

/** Pages say of themselves where they are: only web addresses become links. */
const linked = (address: string, title: string) => (/^https?:\/\//iu.test(address) ? html`<a href="${address}">${title}</a>` : title);

/** The message as the body of a webhook, in JSON. Its shape is described in README; `format` changes when it does. */
export function writeWebhook(input: MessageInput): string {
  const { id, list, facts, at, isTest = false } = input;
  const told = facts.filter(isOfArticle).slice(0, MOST_IN_WEBHOOK);
  return JSON.stringify({
    format: 1,
    id,
    ...(isTest ? { test: true } : {}),
    list: { name: list.name, title: list.title },
    at,
    total: total(facts),
    left: total(facts) - told.length,
    feed: feedAddress(list, input.publicUrl),
    facts: told.map((fact) => factData(fact, input)),
  });
}

function factData(fact: ArticleFact, input: MessageInput): object {
  const { id, url, title, publisher, publishedAt, fetchedAt } = fact.head;
  const start = fact.kind === "figure" ? fact.observation.start : fact.kind === "citation" ? fact.citation.start : undefined;
  const article = { id, url, title, publisher, publishedAt, fetchedAt, page: hrefOf(fact.head, input, start) };
  const common = { kind: fact.kind, key: fact.key, text: factText(fact, input.list.lang), article };
  if (fact.kind === "report") return common;
  if (fact.kind === "citation") return { ...common, citation: fact.citation };
  const { observation, change, was, correctedBy, isDoubtful } = fact;
  const { links: _links, checks: _checks, rule: _rule, ...figure } = observation;
  return { ...common, change, was, correctedBy, isDoubtful, figure };
}
