import { type Cheerio, type CheerioAPI, load } from "cheerio/slim";
import type { Element } from "domhandler";
import { WrongUse } from "../../types/errors.ts";
import { type Package, partText } from "./package.ts";

/** What a template may ask for, with what comes into its place. */
export const PLACEHOLDERS = {
  tieu_de: "tên bản tin",
  phu_de: "dòng dưới tên",
  dong_ngay: "dòng ghi ngày của bản tin",
  ky: "kỳ của bản tin",
  ngay: "ngày lập, như “ngày 05 tháng 4 năm 2024”",
  noi_dung: "toàn bộ nội dung",
  nguon: "dòng ghi bản tin lập từ đâu",
} as const;

export type Placeholder = keyof typeof PLACEHOLDERS;

export const BODY = "noi_dung" satisfies Placeholder;
export const DOCUMENT = "word/document.xml";

/** A placeholder of a template and where it stands. */
interface Found {
  readonly name: string;
  readonly place: string;
  readonly part: string;
  readonly paragraph: Cheerio<Element>;
}

/** A paragraph's own formatting, as XML: that of its style, of itself and of its letters. */
export interface BodyLook {
  readonly style: string | null;
  readonly paragraph: string;
  readonly run: string;
}

/** What a template says before it is filled: the placeholders in it, and how the paragraph of `{noi_dung}` looks. */
export interface TemplatePlan {
  readonly names: ReadonlySet<Placeholder>;
  readonly body: BodyLook;
  /** Footnotes of the template that stand before the body. */
  readonly notesBefore: number;
}

/**
 * Checks the placeholders of a template. Throws WrongUse that says which one, where and what is allowed: for one that is unknown or open, for `{noi_dung}` that is
 * missing, stands twice, shares its paragraph with other text, or stands where footnotes cannot be.
 */
export function planTemplate(parts: Package, file: string): TemplatePlan {
  const document = loadPart(parts, DOCUMENT);
  const found = [...parts.keys()]
    .filter((path) => SEARCHED.test(path))
    .flatMap((path) => findIn(path === DOCUMENT ? document : loadPart(parts, path), path));
  for (const { name, place } of found)
    if (!isKnown(name)) throw new WrongUse(`${file}: không có chỗ điền tên {${name}} (${place}).`, `Chỗ điền được dùng: ${allowed()}.`);
  const body = theBody(found, file);
  return {
    names: new Set(found.map(({ name }) => name).filter(isKnown)),
    body: lookOf(document, body.paragraph),
    notesBefore: notesBefore(parts),
  };
}

const SEARCHED = /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$/u;
const PLACES: Readonly<Record<string, string>> = {
  document: "thân văn bản",
  header: "đầu trang",
  footer: "chân trang",
  footnotes: "chú thích cuối trang",
  endnotes: "chú thích cuối văn bản",
};

const isKnown = (name: string): name is Placeholder => Object.hasOwn(PLACEHOLDERS, name);
const allowed = (): string =>
  Object.entries(PLACEHOLDERS)
    .map(([name, meaning]) => `{${name}} (${meaning})`)
    .join(", ");

function loadPart(parts: Package, path: string): CheerioAPI {
  return load(partText(parts, path), { xml: true });
}

/** The text of a paragraph without that of paragraphs inside it, as those of text boxes. */
function ownText($: CheerioAPI, paragraph: Cheerio<Element>): string {
  const own = paragraph[0];
  return paragraph
    .find("w\\:t")
    .filter((_, text) => $(text).closest("w\\:p")[0] === own)
    .text();
}

function findIn($: CheerioAPI, part: string): readonly Found[] {
  const found: Found[] = [];
  const where = PLACES[/^word\/([a-z]+)/u.exec(part)?.[1] ?? ""] ?? part;
  $("w\\:p").each((index, element) => {
    const paragraph = $(element);
    const text = ownText($, paragraph);
    const place = `${where}, đoạn ${index + 1}: “${text.trim().slice(0, 60)}”`;
    for (const name of namesIn(text, place)) found.push({ name, place, part, paragraph });
  });
  return found;
}

function namesIn(text: string, place: string): readonly string[] {
  const names = [...text.matchAll(/\{([^{}]*)\}/gu)].map(([, name = ""]) => name.trim());
  if (/[{}]/u.test(text.replace(/\{[^{}]*\}/gu, "")))
    throw new WrongUse(
      `Mẫu có dấu ngoặc nhọn mở mà không đóng, hoặc đóng mà không mở (${place}).`,
      `Viết chỗ điền như {${BODY}} trong một đoạn.`,
    );
  return names;
}

function theBody(found: readonly Found[], file: string): Found {
  const bodies = found.filter(({ name }) => name === BODY);
  const [body, again] = bodies;
  if (body === undefined)
    throw new WrongUse(
      `${file} không có chỗ điền {${BODY}}, nên nội dung bản tin không có chỗ đứng.`,
      `Thêm một đoạn chỉ có {${BODY}} vào thân mẫu.`,
    );
  if (again !== undefined) throw new WrongUse(`${file} có {${BODY}} hai lần (${again.place}).`, "Chỉ để một chỗ.");
  const { part, paragraph, place } = body;
  if (part !== DOCUMENT || paragraph.closest("w\\:txbxContent").length > 0)
    throw new WrongUse(
      `${file}: {${BODY}} đứng ở nơi không ghi được chú thích (${place}).`,
      "Chuyển nó ra một đoạn của thân văn bản, ngoài hộp văn bản.",
    );
  if (!/^\s*\{\s*noi_dung\s*\}\s*$/u.test(paragraph.find("w\\:t").text()))
    throw new WrongUse(`${file}: đoạn của {${BODY}} còn có chữ khác (${place}).`, `Để {${BODY}} một mình trong một đoạn.`);
  return body;
}

/** Children of `w:pPr` that are not about how any paragraph looks. */
const NOT_LOOKS =
  "w\\:pStyle, w\\:numPr, w\\:sectPr, w\\:rPr, w\\:pPrChange, w\\:framePr, w\\:cnfStyle, w\\:outlineLvl, w\\:keepNext, w\\:pageBreakBefore";

function lookOf($: CheerioAPI, paragraph: Cheerio<Element>): BodyLook {
  const properties = paragraph.children("w\\:pPr").first();
  const run = paragraph.find("w\\:r").has("w\\:t").first().children("w\\:rPr").children();
  return {
    style: properties.children("w\\:pStyle").attr("w:val") ?? null,
    paragraph: $.xml(properties.children().not(NOT_LOOKS)),
    run: $.xml(run.not("w\\:rStyle, w\\:rPrChange, w\\:highlight")),
  };
}

/** The text of the placeholder may be cut into several runs, so that its paragraph is looked for by what its runs say together. */
function notesBefore(parts: Package): number {
  const text = partText(parts, DOCUMENT);
  let notes = 0;
  for (const [paragraph] of text.matchAll(/<w:p[ >][\s\S]*?<\/w:p>/gu)) {
    if (/\{\s*noi_dung\s*\}/u.test(paragraph.replace(/<[^>]*>/gu, ""))) return notes;
    notes += paragraph.split("<w:footnoteReference ").length - 1;
  }
  return notes;
}
