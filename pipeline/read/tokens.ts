import type { TokenizerCallbacks } from "htmlparser2";

/** What of a page is wanted. */
export interface Wanted {
  /** The name of an attribute as it is kept, null for one that nobody asks for. */
  readonly keptName: (written: string) => string | null;
  readonly onAttribute: (name: string, value: string) => void;
  /** Stop here. */
  readonly isFull: () => boolean;
}

const TAB = 0x09;
const SPACE = 0x20;
const EXCLAMATION = 0x21;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
const DASH = 0x2d;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const QUESTION = 0x3f;
const BRACKET = 0x5b;

/** Up to here letters are looked at one by one: most texts and values are shorter, and a search of their own costs as much. */
const NEAR = 32;

/** No attribute with a longer name is kept by anyone. */
const LONGEST_NAME = 16;

/** Whom the tokens are told. */
interface Events {
  readonly told: TokenizerCallbacks;
  readonly wanted: Wanted;
}

/**
 * Tells the tags, attributes and texts of a page as the tokenizer of htmlparser2 does without references (they stay as they are written), in less
 * time: it has the whole page at once, and makes no strings of the attributes that nobody asks for.
 */
export function tokenize(html: string, told: TokenizerCallbacks, wanted: Wanted): void {
  const events: Events = { told, wanted };
  let from = 0;
  for (let at = 0; !wanted.isFull(); ) {
    const tag = find(html, "<", at);
    const end = tag < 0 ? html.length : tag;
    if (end > from) events.told.ontext(from, end);
    if (tag < 0) break;
    const next = readMarkup(html, tag, events);
    from = next < 0 ? tag : next;
    at = next < 0 ? tag + 1 : next;
  }
  if (!wanted.isFull()) events.told.onend();
}

function find(html: string, mark: string, from: number): number {
  const code = mark.charCodeAt(0);
  const near = Math.min(from + NEAR, html.length);
  for (let at = from; at < near; at++) if (html.charCodeAt(at) === code) return at;
  return near === html.length ? -1 : html.indexOf(mark, near);
}

const isSpace = (code: number): boolean => code === SPACE || (code >= TAB && code <= 0x0d && code !== 0x0b);
const isLetter = (code: number): boolean => (code | SPACE) >= 0x61 && (code | SPACE) <= 0x7a;
const endsName = (code: number): boolean => code === GREATER || code === SLASH || isSpace(code);

/** Reads what the `<` at `tag` opens: the place behind it, -1 when it is a letter like any other. */
function readMarkup(html: string, tag: number, events: Events): number {
  const code = html.charCodeAt(tag + 1);
  if (isLetter(code)) return readOpening(html, tag + 1, events);
  if (code === SLASH) return readClosing(html, tag, events);
  if (code === EXCLAMATION) return readDeclaration(html, tag + 2, events);
  if (code !== QUESTION) return -1;
  const end = find(html, ">", tag + 2);
  if (end < 0) return endAsText(html, tag + 2, events);
  events.told.onprocessinginstruction(tag + 2, end);
  return end + 1;
}

/** What is left of a page that breaks off. */
function endAsText(html: string, from: number, events: Events): number {
  if (from < html.length) events.told.ontext(from, html.length);
  return html.length;
}

function readClosing(html: string, tag: number, events: Events): number {
  let start = tag + 2;
  while (isSpace(html.charCodeAt(start))) start++;
  const first = html.charCodeAt(start);
  if (start >= html.length || first === GREATER) return -1;
  if (!isLetter(first)) return readComment(html, { from: start, mark: ">", start }, events);
  return closeTag(html, start, events);
}

function closeTag(html: string, start: number, events: Events): number {
  for (let at = start; at < html.length; at++) {
    const code = html.charCodeAt(at);
    if (code !== GREATER && !isSpace(code)) continue;
    events.told.onclosetag(start, at);
    const end = code === GREATER ? at : find(html, ">", at);
    return end < 0 ? html.length : end + 1;
  }
  return html.length;
}

/** A comment whose text begins at `start`, and whose end is searched `from` a place. */
interface Comment {
  readonly from: number;
  readonly mark: string;
  readonly start: number;
}

function readComment(html: string, { from, mark, start }: Comment, events: Events): number {
  const end = html.indexOf(mark, from);
  if (end < 0 && mark === ">") return endAsText(html, start, events);
  if (start < html.length) events.told.oncomment(start, end < 0 ? html.length : end, 0);
  return end < 0 ? html.length : end + mark.length;
}

function readDeclaration(html: string, start: number, events: Events): number {
  const first = html.charCodeAt(start);
  const second = html.charCodeAt(start + 1);
  if (first === DASH && second === DASH) return readComment(html, { from: start, mark: "-->", start: start + 2 }, events);
  if (first === BRACKET && html.startsWith("CDATA[", start + 1))
    return readComment(html, { from: start + 7, mark: "]]>", start: start + 7 }, events);
  // the first letter is not looked at, nor one behind a dash
  const end = find(html, ">", first === DASH ? start + 2 : start + 1);
  if (end < 0) return endAsText(html, start, events);
  events.told.ondeclaration(start, end);
  return end + 1;
}

/** In these nothing is a tag but their own end. */
const RAW = new Set(["script", "style", "title", "textarea", "xmp"]);
/** The letters that their names begin with: most tags need not be looked up. */
const RAW_LETTERS = new Set([..."stxSTX"].map((letter) => letter.charCodeAt(0)));

function readOpening(html: string, start: number, events: Events): number {
  let end = start + 1;
  while (end < html.length && !endsName(html.charCodeAt(end))) end++;
  if (end === html.length) return end;
  events.told.onopentagname(start, end);
  const close = readAttributes(html, end, events);
  if (close === html.length) return close;
  if (close < 0) {
    events.told.onselfclosingtag(~close);
    return ~close + 1;
  }
  events.told.onopentagend(close);
  const name = RAW_LETTERS.has(html.charCodeAt(start)) ? html.slice(start, end).toLowerCase() : "";
  return RAW.has(name) ? readRaw(html, { name, from: close + 1 }, events) : close + 1;
}

/** The place of the `>` that ends the tag, its complement when a slash stands before it, the end of the page when there is none. */
function readAttributes(html: string, from: number, events: Events): number {
  let isSlashed = false;
  for (let at = from; at < html.length; ) {
    const code = html.charCodeAt(at);
    if (code === GREATER) return isSlashed ? ~at : at;
    if (code === SLASH) isSlashed = true;
    if (code === SLASH || isSpace(code)) at++;
    else {
      isSlashed = false;
      at = readAttribute(html, at, events);
    }
  }
  return html.length;
}

/** Reads one attribute; the place behind it. */
function readAttribute(html: string, start: number, events: Events): number {
  let end = start + 1;
  for (; end < html.length; end++) {
    const code = html.charCodeAt(end);
    if (code === EQUALS || endsName(code)) break;
  }
  let at = end;
  while (isSpace(html.charCodeAt(at))) at++;
  if (at >= html.length) return at;
  const name = end - start > LONGEST_NAME ? null : events.wanted.keptName(html.slice(start, end));
  if (html.charCodeAt(at) === EQUALS) return readValue(html, at + 1, name === null ? null : { name, events });
  if (name !== null) events.wanted.onAttribute(name, "");
  return at;
}

/** Reads a value, from behind its `=`; without a name it is only passed. */
function readValue(html: string, from: number, named: { readonly name: string; readonly events: Events } | null): number {
  let start = from;
  while (isSpace(html.charCodeAt(start))) start++;
  const code = html.charCodeAt(start);
  const isQuoted = code === DOUBLE_QUOTE || code === SINGLE_QUOTE;
  if (isQuoted) start++;
  const end = isQuoted ? find(html, code === DOUBLE_QUOTE ? '"' : "'", start) : unquotedEnd(html, start);
  if (end < 0) return html.length;
  named?.events.wanted.onAttribute(named.name, html.slice(start, end));
  return isQuoted ? end + 1 : end;
}

function unquotedEnd(html: string, start: number): number {
  for (let at = start; at < html.length; at++) {
    const code = html.charCodeAt(at);
    if (code === GREATER || isSpace(code)) return at;
  }
  return -1;
}

/** An element in which nothing is a tag but its own end. */
interface Raw {
  readonly name: string;
  readonly from: number;
}

function readRaw(html: string, { name, from }: Raw, events: Events): number {
  for (let at = html.indexOf("</", from); at >= 0; at = html.indexOf("</", at + 2)) {
    const end = at + 2 + name.length;
    const code = html.charCodeAt(end);
    if ((code !== GREATER && !isSpace(code)) || html.slice(at + 2, end).toLowerCase() !== name) continue;
    if (at > from) events.told.ontext(from, at);
    return closeTag(html, at + 2, events);
  }
  return endAsText(html, from, events);
}
