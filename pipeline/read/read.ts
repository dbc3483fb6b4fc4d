import { normalize } from "../language/normalize.ts";
import { publisherOfHost } from "../language/publishers.ts";
import type { Article, DateOrigin } from "../types/article.ts";
import { UnreadableDocument } from "../types/errors.ts";
import type { Page } from "../types/page.ts";
import type { Run } from "../types/run.ts";
import type { Source } from "../types/source.ts";
import type { OffsetMap } from "../types/tokens.ts";
import { decodePlainText, decodeText } from "./decode.ts";
import { readDoc } from "./doc.ts";
import { readDocx } from "./docx.ts";
import { compose, copyOut, type Draft, lineOf } from "./draft.ts";
import { partHeader, type TextHeader } from "./header.ts";
import { readHtml } from "./html.ts";
import { readIssued, withIssued } from "./issued.ts";
import { shieldLegacy } from "./legacy-html.ts";
import { cutLines } from "./lines.ts";
import { readImage } from "./ocr.ts";
import { readOdt } from "./odt.ts";
import { readPdf } from "./pdf.ts";
import { readRtf } from "./rtf.ts";
import { DOCX, mediaTypeOf, ODT } from "./sniff.ts";
import { readLines } from "./text.ts";
import { trustOf } from "./trust.ts";

export { fileToPage } from "./sniff.ts";

/** Raised whenever articles come out differently: what was read by older rules is then read again. */
export const READER_VERSION = "read-2";

/** Larger bodies are refused; the longest real page seen has 9 MB. */
export const MOST_BYTES = 50 * 1024 * 1024;

export interface ReadOptions {
  /** The source that the page came from, whose selectors are tried first; null for a file. */
  readonly source: Source | null;
  /** What is known about the page from elsewhere; stronger than what the page says. */
  readonly header?: TextHeader;
  /** Counts `read/articles`, `read/none`. */
  readonly run?: Pick<Run, "count">;
}

/**
 * The articles of a page, at least one. HTML is read by the source's selectors, then by rules of our own; plain text by its words alone.
 * Throws UnreadableDocument for an empty, binary or oversized body, a media type that cannot be read, and a page without any text.
 */
export async function readPage(page: Page, options: ReadOptions): Promise<readonly Article[]> {
  const mediaType = mediaTypeOf(page);
  const read = DOCUMENT_READERS.get(mediaType);
  if (read === undefined) return readWrittenPage({ ...page, mediaType }, options);
  refuseBody(page);
  return finish(page, options, await read(page));
}

/** The same, at once, for a page that is text already: HTML or plain text. Throws UnreadableDocument for every other media type. */
export function readWrittenPage(page: Page, options: ReadOptions): readonly Article[] {
  refuseBody(page);
  const read = WRITTEN_READERS.get(page.mediaType);
  if (read === undefined)
    throw new UnreadableDocument(
      `Không đọc được ${page.url}: chưa hỗ trợ loại tài liệu "${page.mediaType}".`,
      `Các loại đọc được: ${[...WRITTEN_READERS.keys(), ...DOCUMENT_READERS.keys()].join(", ")}.`,
    );
  return finish(page, options, read(page, options));
}

function finish(page: Page, options: ReadOptions, { drafts, file, header }: Reading): readonly Article[] {
  const kept = drafts.filter((draft) => draft.lines.length > 0).map(asIssued);
  if (kept.length === 0)
    throw new UnreadableDocument(
      `Không tìm thấy bài viết nào trong ${page.url}.`,
      "Kiểm tra xem trang có phải là trang bài viết hay chỉ là trang danh mục, trang lỗi.",
    );
  options.run?.count("read/articles", kept.length);
  return toArticles(page, options, { drafts: kept, file, header });
}

/** A draft whose lines turn out to be an issued document, whatever format they came in; the name at its end is the signature's, not an author's. */
function asIssued(draft: Draft): Draft {
  const signed = draft.byline === null ? [] : [lineOf("paragraph", draft.byline)];
  const issued = draft.document === undefined ? readIssued([...draft.lines, ...signed]) : null;
  return issued === null ? draft : withIssued(draft, issued);
}

/** What a reader of one media type makes of a page. */
export interface Reading {
  readonly drafts: readonly Draft[];
  /** The map from the normalised text to the file; null for HTML. */
  readonly file: OffsetMap | null;
  readonly header: TextHeader | null;
}

const WRITTEN_READERS: ReadonlyMap<string, (page: Page, options: ReadOptions) => Reading> = new Map([
  ["text/plain", readPlain],
  ["text/html", readMarkup],
  ["application/xhtml+xml", readMarkup],
]);

/** Files that must be taken apart before there is text: each reader loads what it needs when the first such file comes. */
const DOCUMENT_READERS: ReadonlyMap<string, (page: Page) => Promise<Reading>> = new Map([
  ["application/pdf", readPdf],
  [DOCX, readDocx],
  ["application/msword", readDoc],
  ["application/rtf", readRtf],
  [ODT, readOdt],
  ["image/png", readImage],
  ["image/jpeg", readImage],
]);

function refuseBody(page: Page): void {
  if (page.body.length === 0) throw new UnreadableDocument(`${page.url} trống, không có byte nào.`, "Kiểm tra lại tệp hoặc tải lại trang.");
  if (page.body.length > MOST_BYTES)
    throw new UnreadableDocument(
      `${page.url} quá lớn: ${Math.round(page.body.length / 1048576)} MB, giới hạn là ${MOST_BYTES / 1048576} MB.`,
      "Tách tài liệu thành nhiều tệp nhỏ hơn.",
    );
}

function readPlain(page: Page): Reading {
  const { header, text } = partHeader(decodePlainText(page.body, page.charset).text);
  const normalized = normalize(text);
  return { drafts: readLines(cutLines(normalized.text)), file: normalized.offsets, header };
}

function readMarkup(page: Page, options: ReadOptions): Reading {
  const { text, charset } = decodeText(page.body, page.charset);
  // the reader normalises text by text; the old code page writes every accent apart, in attributes too
  const html = charset === "utf-8" ? text : normalize(shieldLegacy(text)).text;
  return { drafts: readHtml(html, page, options.source), file: null, header: null };
}

function toArticles(page: Page, options: ReadOptions, reading: Reading): readonly Article[] {
  const header = options.header ?? reading.header;
  const composed = reading.drafts.map((draft) => compose(draft.lines, reading.file));
  const trust = trustOf(composed.map((entry) => entry.text));
  return reading.drafts.map((draft, position) => {
    const entry = composed[position] as ReturnType<typeof compose>;
    return {
      id: `${page.sha256.slice(0, 16)}-${position}`,
      url: header?.url ?? page.url,
      page: page.sha256,
      position,
      source: options.source?.id ?? page.source,
      publisher: copied(header?.publisher ?? draft.publisher ?? options.source?.name ?? publisherOfHost(header?.url ?? page.url)),
      title: copyOut(draft.title),
      byline: copied(draft.byline),
      ...publication(draft, header),
      modifiedAt: draft.modifiedAt,
      basedOn: copied(draft.basedOn),
      captions: draft.captions.map(copyOut),
      text: entry.text,
      blocks: entry.blocks,
      offsets: entry.offsets,
      removed: draft.removed,
      trust: trust[position] ?? "ok",
      ...(draft.document === undefined ? {} : { document: draft.document }),
      madeBy: READER_VERSION,
    };
  });
}

function publication(draft: Draft, header: TextHeader | null): { publishedAt: string | null; publishedFrom: DateOrigin } {
  if (header?.published != null) return { publishedAt: header.published, publishedFrom: "header" };
  return { publishedAt: draft.publishedAt === null ? null : copyOut(draft.publishedAt), publishedFrom: draft.publishedFrom };
}

function copied(text: string | null): string | null {
  return text === null ? null : copyOut(text);
}
