import { publisherOfDateline, publisherOfHost } from "../language/publishers.ts";
import type { Removal } from "../types/article.ts";
import { readBody } from "./body.ts";
import type { Draft, Line } from "./draft.ts";
import { readHead } from "./head.ts";
import { draftOfIssued } from "./issued.ts";
import { type Section, splitSections } from "./split.ts";

/**
 * The articles in the lines of a plain text, menus, counters, teasers and link lists taken out. At least one, if there is any line; an issued document
 * (a resolution, a plan) is one as a whole.
 */
export function readLines(lines: readonly Line[]): readonly Draft[] {
  const issued = draftOfIssued(lines);
  if (issued !== null) return [issued];
  const sections = splitSections(lines);
  const drafts = sections.map(readSection).filter((draft) => draft.lines.length > 0);
  if (drafts.length !== 1) return drafts;
  // A teaser of the same paper may show its code where the article has none; with several articles it would prove nothing.
  const [only] = drafts as [Draft];
  return [{ ...only, publisher: only.publisher ?? firstDateline(lines) }];
}

function readSection(section: Section): Draft {
  const head = readHead(section.lines, section.title);
  const above = [...(head.kicker === null ? [] : [head.kicker]), ...head.titles, ...head.sapo];
  const body = readBody(section.lines.slice(head.bodyFrom), above);
  const title = titleOf(head.kicker, head.titles, body.lines);
  const signed = body.signature ?? head.signature;
  return {
    title,
    lines: [...above, ...body.lines],
    byline: body.signature?.byline ?? head.signature?.byline ?? null,
    captions: [...head.captions, ...body.captions],
    removed: orderedRemovals(section, head.removed, body.removed),
    publisher: publisherNamed(signed?.publisher ?? null) ?? firstDateline([...head.sapo, ...body.lines].slice(0, 3)),
    publishedAt: head.date?.date.iso ?? null,
    publishedFrom: head.date === null ? "none" : "dateline",
    modifiedAt: null,
    basedOn: null,
  };
}

/** A kicker that ends with a colon is the first half of the title. A text without title is named by its first words. */
function titleOf(kicker: Line | null, titles: readonly Line[], body: readonly Line[]): string {
  const title = titles[0]?.text;
  if (title === undefined) return shortened(body[0]?.text ?? "");
  return kicker?.text.endsWith(":") === true ? `${kicker.text} ${title}` : title;
}

const TITLE_LENGTH = 100;

function shortened(text: string): string {
  if (text.length <= TITLE_LENGTH) return text;
  const cut = text.lastIndexOf(" ", TITLE_LENGTH);
  return `${text.slice(0, cut < 20 ? TITLE_LENGTH : cut)}…`;
}

function publisherNamed(name: string | null): string | null {
  return name === null ? null : (publisherOfHost(name) ?? name);
}

function firstDateline(lines: readonly Line[]): string | null {
  for (const line of lines) {
    const publisher = publisherOfDateline(line.text);
    if (publisher !== null) return publisher;
  }
  return null;
}

function orderedRemovals(section: Section, head: readonly Removal[], body: readonly Removal[]): readonly Removal[] {
  return [...section.removed, ...head, ...body];
}
