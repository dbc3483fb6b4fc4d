import { publisherOfHost } from "../language/publishers.ts";
import type { Removal } from "../types/article.ts";
import type { Page } from "../types/page.ts";
import type { Selectors, Source } from "../types/source.ts";
import { blockIndex, type HtmlBlock, renderBlocks } from "./blocks.ts";
import { type Body, readBody } from "./body.ts";
import { type Document, type Element, isWithin, namesOf, parsePage, parseStrictly, rootOf, select, textOf, tidy } from "./dom.ts";
import { type Draft, type Line, lineOf, removal } from "./draft.ts";
import { withoutButtons } from "./furniture.ts";
import { findBody } from "./generic.ts";
import { boldLead, partCaptions, toLine, withoutOpening } from "./html-lines.ts";
import { type IssuedReading, readIssued, withIssued } from "./issued.ts";
import { findByline, findKicker, findSapo } from "./marked.ts";
import { findPublished, findTitle, headTitle, type PageData, readPageData } from "./metadata.ts";
import { isSentence } from "./outline.ts";
import { readMarkedByline, readSignature } from "./people.ts";
import { splitSections } from "./split.ts";
import { readLines } from "./text.ts";
import { trimBody } from "./trim.ts";

/** A step of the cascade has delivered when its body has this many characters; below, the next step tries. */
const DELIVERED = 140;
/** A source's own selector is believed with less: briefs are short. */
const DELIVERED_BY_SELECTOR = 40;

/**
 * The articles of an HTML page. The source's selectors come first, then our own scoring on the htmlparser2 tree, the same without regard to names,
 * the same on the tree of parse5, then every paragraph that is no link; each step only when the one before found too little.
 */
export function readHtml(html: string, page: Page, source: Source | null): readonly Draft[] {
  const loose = parsePage(html);
  const found = readDocument(loose, page, source);
  if (found.some((draft) => bodyLength(draft) >= DELIVERED_BY_SELECTOR)) return found;
  const strict = parseStrictly(html);
  const again = strict === null ? [] : readDocument(strict, page, source);
  if (again.some((draft) => bodyLength(draft) >= DELIVERED_BY_SELECTOR)) return again;
  return baseline(loose);
}

function bodyLength(draft: Draft): number {
  return draft.lines.reduce((sum, line) => sum + (line.kind === "title" || line.kind === "kicker" ? 0 : line.text.length), 0);
}

/** What the readers of one document share. */
interface Context {
  readonly page: Document;
  readonly address: Page;
  readonly source: Source | null;
  readonly selectors: Selectors | null;
  readonly data: PageData;
  readonly root: Element;
  /** All blocks of the page in order. */
  readonly blocks: readonly HtmlBlock[];
}

function readDocument(page: Document, address: Page, source: Source | null): readonly Draft[] {
  const root = rootOf(page);
  if (root === null) return [];
  const selectors = source?.selectors ?? null;
  const context: Context = {
    page,
    address,
    source,
    selectors,
    data: readPageData(page),
    root,
    blocks: renderBlocks(root, { isCaption: captionTest(page, selectors) }),
  };
  const written = context.data.headline ?? headTitle(page, context.data.siteName ?? source?.name ?? null);
  const named = written === null ? null : tidy(written);
  const titleElement = findTitle(page, context.selectors, named);
  const title = titleText(titleElement, named);
  const body = findBlocks(context, titleElement);
  const issued = readIssuedBlocks(context, body);
  if (issued !== null) return [withIssued(readOne(context, { title, titleElement, body }), issued)];
  const several = readSeveral(context, title, body);
  return several ?? [readOne(context, { title, titleElement, body })];
}

/** How far above the body the head of a document may stand: its short, centred lines are no text to the scoring. */
const HEAD_BLOCKS = 15;

/** The body as a document of the Party or the State itself; null when it is none. */
function readIssuedBlocks({ blocks }: Context, body: BodyBlocks): IssuedReading | null {
  const lines = linesOf(body.blocks);
  const own = readIssued(lines);
  const first = own === null && body.element !== null ? blocks.findIndex((block) => isWithin(block.element, body.element as Element)) : -1;
  return first > 0 ? readIssued([...linesOf(blocks.slice(Math.max(0, first - HEAD_BLOCKS), first)), ...lines]) : own;
}

const linesOf = (blocks: readonly HtmlBlock[]): readonly Line[] => blocks.filter((block) => block.kind !== "caption").map(toLine);

function titleText(element: Element | null, named: string | null): string {
  const own =
    element === null
      ? ""
      : withoutButtons(
          textOf(
            element,
            (inner) => inner.name === "a" && /print|in trang/iu.test(`${inner.attribs.class ?? ""} ${inner.attribs.href ?? ""}`),
          ),
        );
  if (own === "") return named ?? "";
  return own;
}

interface BodyBlocks {
  readonly blocks: readonly HtmlBlock[];
  /** The blocks with the lines that say when and by whom. */
  readonly lines: readonly HtmlBlock[];
  /** Sentences under the title that stand apart from the body. */
  readonly lead: readonly HtmlBlock[];
  readonly element: Element | null;
  readonly bySelector: boolean;
  readonly removed: readonly Removal[];
}

/** The blocks of the body, by the first step that finds enough. */
function findBlocks(context: Context, title: Element | null): BodyBlocks {
  const selected = bySelector(context);
  if (selected !== null && textLength(selected.blocks) >= DELIVERED_BY_SELECTOR) return selected;
  const strict = byScore(context, title, false);
  if (textLength(strict.blocks) >= DELIVERED) return strict;
  const lax = byScore(context, title, true);
  return textLength(lax.blocks) > textLength(strict.blocks) * 1.5 ? lax : strict;
}

function textLength(blocks: readonly HtmlBlock[]): number {
  return blocks.reduce((sum, block) => sum + (block.kind === "caption" || block.linked * 2 > block.text.length ? 0 : block.text.length), 0);
}

function bySelector(context: Context): BodyBlocks | null {
  const bodies = select(context.page, context.selectors?.body).filter(
    (element, index, all) => !all.some((outer, k) => k < index && isWithin(element, outer)),
  );
  if (bodies.length === 0) return null;
  const dropped = new Set((context.selectors?.drop ?? []).flatMap((selector) => select(context.page, selector)));
  const removed: Removal[] = [];
  const isCaption = captionTest(context.page, context.selectors);
  const render = (body: Element): readonly HtmlBlock[] =>
    renderBlocks(body, {
      skip: recording(removed, "selector", (element) => (dropped.has(element) && !holdsCaption(element) ? "drop" : null)),
      isCaption,
    });
  const holdsCaption = (element: Element): boolean => select(context.page, context.selectors?.caption, element).length > 0;
  const blocks = bodies.flatMap(render);
  return { blocks, lines: blocks, lead: [], element: bodies[0] ?? null, bySelector: true, removed };
}

function byScore(context: Context, title: Element | null, isLax: boolean): BodyBlocks {
  const found = findBody({ blocks: context.blocks, title, titleAt: title === null ? -1 : blockIndex(context.blocks, title), isLax });
  if (found === null) return { blocks: [], lines: [], lead: [], element: null, bySelector: false, removed: [] };
  const step = isLax ? "generic-lax" : "generic";
  return {
    blocks: found.blocks,
    lines: found.lines,
    lead: found.lead,
    element: found.element,
    bySelector: false,
    removed: found.dropped.map(({ reason, blocks }) => removal(step, reason, blocks.map((block) => block.text).join(" "))),
  };
}

function captionTest(page: Document, selectors: Selectors | null): (element: Element) => boolean {
  const captions = new Set(select(page, selectors?.caption));
  return (element) => captions.has(element);
}

/** A skip test that writes down, once, what it left out. */
function recording(removed: Removal[], step: string, reasonOf: (element: Element) => string | null): (element: Element) => boolean {
  const seen = new Set<Element>();
  return (element) => {
    const reason = reasonOf(element);
    if (reason === null) return false;
    const text = seen.has(element) ? "" : textOf(element);
    seen.add(element);
    if (text !== "") removed.push(removal(step, reason, text));
    return true;
  };
}

/** A page of several articles, told by its lines; null for a page of one. */
function readSeveral(context: Context, title: string, body: BodyBlocks): readonly Draft[] | null {
  const lines = linesOf(body.lines);
  const titled = title === "" || lines[0]?.text === title ? lines : [lineOf("paragraph", title), ...lines];
  if (splitSections(titled).length < 2) return null;
  const { data } = context;
  return readLines(titled).map((draft, index) => ({
    ...draft,
    publisher: draft.publisher ?? data.publisher[index] ?? null,
    basedOn: data.basedOn[index] ?? null,
    removed: [...(index === 0 ? body.removed : []), ...draft.removed],
  }));
}

interface Single {
  readonly title: string;
  readonly titleElement: Element | null;
  readonly body: BodyBlocks;
}

function readOne(context: Context, { title, titleElement, body }: Single): Draft {
  const all = context.blocks;
  const places = { page: context.page, selectors: context.selectors, blocks: all, title: titleElement, body: body.element };
  const kicker = findKicker(places);
  const byline = findByline(places);
  const sapo = findSapo(places);
  // an author's line without an element of its own stands in the one around the text
  const holdsBody = (element: Element): boolean => body.element !== null && isWithin(body.element, element);
  const apart = [titleElement, kicker, byline, sapo].filter((element): element is Element => element !== null && !holdsBody(element));
  const removed: Removal[] = [...body.removed];
  const trimmed = trimBody({ blocks: body.blocks, title: titleElement, body: body.element, removed });
  const apartTexts = new Set(apart.map((element) => textOf(element)));
  const kept = trimmed.filter((block) => !apart.some((element) => isWithin(block.element, element)) && !apartTexts.has(block.text));
  const { captions, lines } = partCaptions(kept, body.blocks);
  const lead =
    sapo === null
      ? (unnamedLead(body.lead, apartTexts) ?? boldLead(lines))
      : leadOf(sapo, { body: trimmed, first: lines[0]?.block ?? null });
  const above = [
    lineOrNull("kicker", kicker === null ? null : textOf(kicker)),
    lineOrNull("title", title === "" ? null : title),
    lead,
  ].filter((line): line is Line => line !== null);
  const text = readBody(
    withoutOpening(
      lines.map((entry) => entry.line).filter((line) => line.text !== lead?.text),
      removed,
    ),
    above,
    { guessCaptions: false },
  );
  return {
    title: fullTitle(kicker === null ? null : textOf(kicker), title, text),
    lines: [...above, ...text.lines],
    byline: bylineText(byline) ?? text.signature?.byline ?? signatureBelow(all, body.blocks),
    captions: [...captions, ...text.captions],
    removed: [...removed, ...text.removed],
    publisher: context.data.siteName ?? context.data.publisher[0] ?? publisherOf(text),
    ...findPublished({
      page: context.page,
      source: context.source,
      data: context.data,
      address: context.address,
      blocks: all,
      title: titleElement,
      body: body.element,
    }),
    modifiedAt: context.data.modifiedAt,
    basedOn: context.data.basedOn[0] ?? null,
  };
}

function publisherOf(text: Body): string | null {
  const named = text.signature?.publisher ?? null;
  return named === null ? null : (publisherOfHost(named) ?? named);
}

/** The marked lead; it stands apart from the body unless it is a paragraph beside its first one, or is printed in it once more. */
function leadOf(sapo: Element, { body, first }: { body: readonly HtmlBlock[]; first: HtmlBlock | null }): Line {
  const line = lineOf("sapo", textOf(sapo));
  const isRepeated = body.some((block) => block.text === line.text && !isWithin(block.element, sapo));
  const isBeside =
    first !== null && !/^h[1-6]$/u.test(sapo.name) && (sapo.parent === first.element.parent || sapo.parent === first.element);
  const isOpening = OPENING_NAME.test(namesOf(sapo));
  return isRepeated || isBeside || isOpening ? line : { ...line, apart: true };
}

/** Names of the first paragraph, not of a text above it. */
const OPENING_NAME = /(?:^|[\s_-])(?:lead|lede|intro|introduction)(?:$|[\s_-])/iu;

function unnamedLead(blocks: readonly HtmlBlock[], known: ReadonlySet<string>): Line | null {
  const text = blocks.map((block) => block.text).join(" ");
  return text === "" || blocks.some((block) => known.has(block.text)) ? null : { ...lineOf("sapo", text), apart: true };
}

/** A name right below the body: old sites set it apart by alignment alone. */
function signatureBelow(all: readonly HtmlBlock[], body: readonly HtmlBlock[]): string | null {
  const end = body.findLast(isSentence);
  const last =
    end === undefined ? -1 : all.findIndex((block) => block === end || (block.element === end.element && block.text === end.text));
  const below = last < 0 ? [] : all.slice(last + 1, last + 4).filter((block) => block.linked === 0);
  return below.map((block) => readSignature(block.text)?.byline ?? null).find((byline) => byline !== null) ?? null;
}

function bylineText(element: Element | null): string | null {
  return element === null ? null : (readMarkedByline(textOf(element))?.byline ?? null);
}

function lineOrNull(kind: "kicker" | "title", text: string | null): Line | null {
  return text === null || text === "" ? null : lineOf(kind, text);
}

function fullTitle(kicker: string | null, title: string, text: Body): string {
  const own = title === "" ? (text.lines[0]?.text.slice(0, 100) ?? "") : title;
  return kicker?.endsWith(":") === true ? `${kicker} ${own}` : own;
}

/** What is left when no step has found a body: every paragraph that is not made of links, trimmed as plain text is. */
function baseline(page: Document): readonly Draft[] {
  const root = rootOf(page);
  if (root === null) return [];
  const lines = renderBlocks(root)
    .filter((block) => block.kind !== "caption" && block.linked * 2 < block.text.length)
    .map(toLine);
  return lines.length === 0
    ? []
    : readLines(lines).map((draft) => ({ ...draft, removed: [removal("baseline", "không tìm thấy khung bài", ""), ...draft.removed] }));
}
