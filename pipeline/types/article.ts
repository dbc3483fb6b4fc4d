import type { IssuedDocument } from "./issued.ts";
import type { Place } from "./observation.ts";
import type { Page } from "./page.ts";
import type { SourceId } from "./source.ts";
import type { OffsetMap, Span } from "./tokens.ts";

/** SHA-256 of the page version and the position of the article in it: `<sha256 hex, first 16>-<position>`. */
export type ArticleId = string;

export type BlockKind = "kicker" | "title" | "sapo" | "heading" | "paragraph" | "list" | "table";

/** A part of `Article.text`; a `table` block has one line a row with cells parted by " | ". */
export interface Block extends Span {
  readonly kind: BlockKind;
  /** How sure the recognition of characters was of this block, from 0 to 1; absent for text that came as text. */
  readonly recognition?: number;
  /** The lead stands apart from the body on its page, not at the head of the body; absent for all other blocks. */
  readonly apart?: true;
}

/** Something that was on the page and is not in the text, and which step took it out why. */
export interface Removal {
  readonly step: string;
  readonly reason: string;
  readonly text: string;
}

/** `ok`; `years_rewritten`: an aggregator has replaced years; `scrambled`: letters are not Vietnamese any more. */
export type Trust = "ok" | "years_rewritten" | "scrambled";

/** Where a publication date was found; `document`: the date line of an issued document; `none` when there is no date. */
export type DateOrigin = "json-ld" | "meta" | "itemprop" | "time" | "selector" | "dateline" | "url" | "header" | "document" | "none";

/** One article as read from a page. `text` is fixed from here on: everything else points into it. */
export interface Article {
  readonly id: ArticleId;
  readonly url: string;
  readonly page: Page["sha256"];
  /** Number of the article in its page, from 0. */
  readonly position: number;
  readonly source: SourceId | null;
  readonly publisher: string | null;
  readonly title: string;
  readonly byline: string | null;
  /** ISO date, with time and zone where known (`2022-09-19T14:11+07:00`); null when the page does not tell. */
  readonly publishedAt: string | null;
  readonly publishedFrom: DateOrigin;
  readonly modifiedAt: string | null;
  /** The report that this text takes its figures from, where the page names one (dcterms.source). */
  readonly basedOn: string | null;
  readonly captions: readonly string[];
  /** Kicker, title, sapo and body, blocks parted by one line feed. Normalised (language/normalize.ts). */
  readonly text: string;
  readonly blocks: readonly Block[];
  /** For a plain text file: where the characters of `text` stand in the file. Null for other formats, whose offsets are those of `text`. */
  readonly offsets: OffsetMap | null;
  readonly removed: readonly Removal[];
  readonly trust: Trust;
  /** Head, sections and foot of a text that is an issued document itself, not a report about one. */
  readonly document?: IssuedDocument;
  /** Version of the reader that made this. */
  readonly madeBy: string;
}

/** What linking found the article to be about; null where the text does not let one know. */
export type ArticlePlace = { readonly place: Place | null; readonly reason: string };
