import { normalize } from "../language/normalize.ts";
import { datelineOf } from "../language/publishers.ts";
import { decodeText } from "../read/decode.ts";
import { type Document, parsePage, select } from "../read/dom.ts";
import { readPage } from "../read/read.ts";
import type { Article, BlockKind } from "../types/article.ts";
import { DangvuError } from "../types/errors.ts";
import type { Page } from "../types/page.ts";
import type { Sample, Source } from "../types/source.ts";

/** What the source check looks at, in the order in which it is told. */
export const CHECKED_FIELDS = [
  "robots",
  "feed",
  "sitemap",
  "listing",
  "sample",
  "charset",
  "title",
  "sapo",
  "body",
  "published",
  "byline",
  "captions",
  "dateline",
  "must",
  "mustNot",
  "selectors",
] as const;

export type CheckedField = (typeof CHECKED_FIELDS)[number];

/** One finding: what was found (null: nothing) and what is wrong with it (null: nothing). */
export interface FieldCheck {
  readonly field: CheckedField;
  readonly found: string | null;
  readonly problem: string | null;
}

/** A body with fewer characters is a brief at best; by the source's own selector it is more often a layout that has changed. */
const SHORT_BODY = 140;
/** The generic reader finds at most so much more than the right selector does: teasers and a sapo. */
const MUCH_MORE = 2;

const BODY_KINDS: ReadonlySet<BlockKind> = new Set(["heading", "paragraph", "list", "table"]);
/** Fields that every page has: their selectors must match something. The others may be absent from one article. */
const EVERYWHERE: ReadonlySet<string> = new Set(["title", "body", "published"]);

/** What is read out of a page by the entry of its source, field by field, beside what the generic reader makes of it. Never throws for what the page is. */
export async function checkPage(page: Page, source: Source): Promise<readonly FieldCheck[]> {
  const own = await readFirst(page, source);
  if (own instanceof DangvuError) return [{ field: "body", found: null, problem: own.message }];
  const generic = await readFirst(page, { ...source, selectors: {} });
  return [
    { field: "charset", found: isMarkup(page) ? decodeText(page.body, page.charset).charset : null, problem: null },
    { field: "title", found: textOr(own.title), problem: own.title === "" ? "không có tiêu đề" : null },
    { field: "sapo", found: textOr(sapoOf(own)), problem: null },
    checkBody(own, generic instanceof DangvuError ? null : generic),
    checkPublished(own, source.sample),
    { field: "byline", found: own.byline, problem: null },
    { field: "captions", found: own.captions.length === 0 ? null : `${own.captions.length} chú thích ảnh`, problem: null },
    checkDateline(own, source),
    ...(source.sample === undefined ? [] : checkPhrases(own, source.sample)),
    ...(isMarkup(page) ? checkSelectors(page, source) : []),
  ];
}

async function readFirst(page: Page, source: Source): Promise<Article | DangvuError> {
  try {
    const [first] = await readPage(page, { source });
    return first!;
  } catch (error) {
    if (error instanceof DangvuError) return error;
    throw error;
  }
}

function isMarkup({ mediaType }: Page): boolean {
  return mediaType === "text/html" || mediaType === "application/xhtml+xml";
}

const textOr = (text: string): string | null => (text === "" ? null : text);

function blockText({ text, blocks }: Article, isWanted: (kind: BlockKind) => boolean): readonly string[] {
  return blocks.filter(({ kind }) => isWanted(kind)).map(({ start, end }) => text.slice(start, end));
}

function sapoOf(article: Article): string {
  return blockText(article, (kind) => kind === "sapo").join(" ");
}

function bodyLength(article: Article): number {
  return blockText(article, (kind) => BODY_KINDS.has(kind)).reduce((sum, text) => sum + text.length, 0);
}

function checkBody(own: Article, generic: Article | null): FieldCheck {
  const length = bodyLength(own);
  const other = generic === null ? 0 : bodyLength(generic);
  const found = length === 0 ? null : `${length} ký tự (bộ đọc chung: ${other})`;
  if (length < SHORT_BODY) return { field: "body", found, problem: "thân bài quá ngắn: bộ chọn body có thể đã lạc" };
  if (other > length * MUCH_MORE)
    return { field: "body", found, problem: "bộ đọc chung thấy dài hơn nhiều: bộ chọn body có thể chỉ trúng một phần" };
  return { field: "body", found, problem: null };
}

function checkPublished({ publishedAt, publishedFrom }: Article, sample: Sample | undefined): FieldCheck {
  if (publishedAt === null) return { field: "published", found: null, problem: "không thấy ngày đăng" };
  const expected = sample?.published;
  const isOther = expected !== undefined && publishedAt.slice(0, 10) !== expected;
  return { field: "published", found: `${publishedAt} (${publishedFrom})`, problem: isOther ? `tệp nguồn ghi ${expected}` : null };
}

/** The code at the head of the sapo or the first paragraphs; none is no fault. */
function checkDateline(article: Article, { datelines }: Source): FieldCheck {
  const heads = blockText(article, (kind) => kind === "sapo" || kind === "paragraph").slice(0, 3);
  const code = heads.map((text) => datelineOf(text)?.trim() ?? null).find((found) => found !== null) ?? null;
  const isListed = code !== null && datelines.some((known) => bare(known) === bare(code));
  return {
    field: "dateline",
    found: code === null ? null : `${code}${isListed ? "" : " (chưa có trong danh sách của nguồn)"}`,
    problem: null,
  };
}

const bare = (code: string): string => code.replace(/[()\s.–-]/gu, "");

function checkPhrases(article: Article, { must, mustNot }: Sample): readonly FieldCheck[] {
  const text = ` ${plain(article.text)} `;
  const missing = must.filter((phrase) => !text.includes(plain(phrase)));
  const leaked = mustNot.filter((phrase) => text.includes(plain(phrase)));
  return [
    {
      field: "must",
      found: `${must.length - missing.length}/${must.length}`,
      problem: missing.length === 0 ? null : `không có trong bài: ${quoted(missing)}`,
    },
    {
      field: "mustNot",
      found: `${leaked.length}/${mustNot.length}`,
      problem: leaked.length === 0 ? null : `lọt vào bài: ${quoted(leaked)}`,
    },
  ];
}

const plain = (text: string): string => normalize(text).text.replace(/\s+/gu, " ").trim();
const quoted = (phrases: readonly string[]): string => phrases.map((phrase) => `«${phrase}»`).join(", ");

/** How many of the source's selectors match anything on the page, and which do not. */
function checkSelectors(page: Page, { selectors }: Source): readonly FieldCheck[] {
  const document = parsePage(decodeText(page.body, page.charset).text);
  const { drop = [], ...fields } = selectors;
  const all = [...Object.entries(fields), ...drop.map((selector): [string, string] => ["drop", selector])];
  if (all.length === 0) return [{ field: "selectors", found: "không khai bộ chọn nào", problem: null }];
  const idle = all.filter(([, selector]) => !matches(document, selector));
  const broken = idle.filter(([name]) => EVERYWHERE.has(name));
  const names = (entries: readonly (readonly [string, string])[]): string =>
    entries.map(([name, selector]) => `${name} "${selector}"`).join(", ");
  const rest = idle.filter(([name]) => !EVERYWHERE.has(name));
  return [
    {
      field: "selectors",
      found: `${all.length - idle.length}/${all.length} khớp${rest.length === 0 ? "" : `; trang này không có ${names(rest)}`}`,
      problem: broken.length === 0 ? null : `không khớp gì: ${names(broken)}`,
    },
  ];
}

function matches(document: Document, selector: string): boolean {
  return select(document, selector).length > 0;
}
