import { type IPatch, Paragraph, PatchType, patchDocument, TextRun } from "docx";
import { bulletinFileWords } from "../../labels/bulletin-files.ts";
import type { BulletinText } from "../../types/bulletin.ts";
import { UnreadableDocument, WrongUse } from "../../types/errors.ts";
import { keepXml } from "../charts/markup.ts";
import { CHART_DRAWER, type DocxOptions, wordProperties } from "./docx.ts";
import { type Package, partText, readPackage, TYPES, withParts, writePackage } from "./package.ts";
import { BODY, DOCUMENT, type Placeholder, planTemplate } from "./placeholders.ts";
import { type PreparedText, prepareText } from "./prepare.ts";
import { steadyPackage } from "./steady.ts";
import { addStyles, SHEET } from "./template-styles.ts";
import { type WordPage, wordBlocks, wordNotes } from "./word-blocks.ts";
import { NUMBERING, PAGE, STYLES, type StyleIds } from "./word-styles.ts";

export interface TemplateOptions extends DocxOptions {
  /** The template's name, for messages. */
  readonly file: string;
  /** The bulletin's period in words: "quý I năm 2024". */
  readonly period: string;
  /** ISO time: the day of `{ngay}`, in Viet Nam. */
  readonly madeAt: string;
}

/**
 * The bulletin in an office's own template, a .docx or .dotx: placeholders in braces (`PLACEHOLDERS`) are filled, everything else stays. The body gets the look of
 * the paragraph in which `{noi_dung}` stands. Throws UnreadableDocument for what is no such file, has macros or is too large; WrongUse for a placeholder that is
 * unknown, and for `{noi_dung}` that is missing or where it cannot be.
 *
 * `patchDocument` of docx puts it in, as it takes paragraphs, tables, pictures, lists and footnotes made by the same code as `bulletinDocx`; docxtemplater knows only
 * text and raw XML without its paid modules, so that footnotes, pictures, links and lists would have to be merged into the file by hand.
 */
export async function fillTemplate(template: Uint8Array, text: BulletinText, options: TemplateOptions): Promise<Uint8Array> {
  const parts = asDocument(await readPackage(template, options.file), options.file);
  const plan = planTemplate(parts, options.file);
  const styled = await addStyles(parts, { body: plan.body, lang: text.lang });
  const prepared = prepareText(text, guard);
  const page: WordPage = {
    lang: text.lang,
    styles: styled.ids,
    width: textWidth(parts),
    drawer: { ...CHART_DRAWER, ...options },
    notesBefore: plan.notesBefore,
  };
  const filled = await patchDocument({
    outputType: "uint8array",
    data: await writePackage(styled.parts),
    patches: await patchesOf(prepared, { page, names: plan.names, options }),
    footnotes: wordNotes(prepared.notes, page),
    numbering: NUMBERING,
    placeholderDelimiters: { start: "{", end: "}" },
    trimPlaceholders: true,
    properties: wordProperties(prepareText(text)),
  });
  const written = finish(await readPackage(filled, options.file), styled.ids);
  return writePackage(steadyPackage(written, options.madeAt));
}

const DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const DOTX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml";

/** The parts of a document, whatever it was saved as; macros and documents of other kinds are refused. */
function asDocument(parts: Package, file: string): Package {
  const types = partText(parts, TYPES);
  if (/macroEnabled/iu.test(types) || [...parts.keys()].some((path) => /vbaProject|vbaData/iu.test(path)))
    throw new WrongUse(
      `${file} có macro nên không dùng làm mẫu.`,
      "Lưu lại bằng Word kiểu “Word Document (.docx)”, là kiểu không có macro.",
    );
  const main = partText(parts, DOCUMENT);
  if (!(types.includes(DOCX_TYPE) || types.includes(DOTX_TYPE)) || !main.includes("<w:body"))
    throw new UnreadableDocument(
      `${file} không phải là văn bản Word (.docx).`,
      "Lưu lại bằng Word hoặc LibreOffice kiểu “Word Document (.docx)”.",
    );
  if (!/<\/w:styles>\s*$/u.test(partText(parts, SHEET)))
    throw new UnreadableDocument(`${file} không có bảng kiểu (styles) của Word.`, "Mở mẫu bằng Word hoặc LibreOffice rồi lưu lại.");
  for (const path of parts.keys())
    if (/\.(?:xml|rels)$/u.test(path) && /<!DOCTYPE/iu.test(partText(parts, path)))
      throw new UnreadableDocument(`${file}: phần ${path} có khai báo DOCTYPE, văn bản Word không có.`, "Lưu lại bằng Word rồi thử lại.");
  return withParts(parts, { [TYPES]: types.replaceAll(DOTX_TYPE, DOCX_TYPE) });
}

/** Braces of our own texts are no placeholders: they stand aside, as letters that no text has, until the template is filled. */
const ASIDE = { "{": "\ue07b", "}": "\ue07d" } as const;

function guard(text: string): string {
  return keepXml(text)
    .replace(/[\ue07b\ue07d]/gu, "")
    .replaceAll("{", ASIDE["{"])
    .replaceAll("}", ASIDE["}"]);
}

interface Filling {
  readonly page: WordPage;
  readonly names: ReadonlySet<Placeholder>;
  readonly options: TemplateOptions;
}

/** The line about sources closes the body where the template has no place of its own for it. */
async function patchesOf(text: PreparedText, { page, names, options }: Filling): Promise<Readonly<Record<Placeholder, IPatch>>> {
  const line = (words: string): IPatch => ({ type: PatchType.PARAGRAPH, children: [new TextRun(words)] });
  const end = names.has("nguon") ? [] : [new Paragraph({ style: page.styles.colophon, text: text.colophon })];
  return {
    tieu_de: line(text.title),
    phu_de: line(text.subtitle),
    dong_ngay: line(text.dateline),
    ky: line(guard(options.period)),
    ngay: line(dayOf(options.madeAt, text.lang)),
    nguon: line(text.colophon),
    [BODY]: { type: PatchType.DOCUMENT, children: [...(await wordBlocks(text.parts, page)), ...end] },
  };
}

function dayOf(madeAt: string, lang: BulletinText["lang"]): string {
  const there = new Date(Date.parse(madeAt) + 7 * 3_600_000);
  return bulletinFileWords(lang).day(there.getUTCFullYear(), there.getUTCMonth() + 1, there.getUTCDate());
}

/** The width of the text in the template's last section, at most ours: pictures and tables fit into it. */
function textWidth(parts: Package): number {
  const document = partText(parts, DOCUMENT);
  const value = (element: string, name: string): number =>
    Number([...document.matchAll(new RegExp(`<w:${element}\\b[^>]*?\\bw:${name}="(\\d+)"`, "gu"))].at(-1)?.[1] ?? Number.NaN);
  const width = value("pgSz", "w") - value("pgMar", "left") - value("pgMar", "right");
  return width > 0 ? Math.min(width, PAGE.text) : PAGE.text;
}

/** Braces come back, and the marks of footnotes, whose style the library names itself, get the template's. */
function finish(parts: Package, ids: StyleIds): Package {
  const changed: Record<string, string> = {};
  for (const path of parts.keys()) {
    if (!path.endsWith(".xml")) continue;
    const text = partText(parts, path);
    const whole = text
      .replaceAll(ASIDE["{"], "{")
      .replaceAll(ASIDE["}"], "}")
      .replaceAll(`<w:rStyle w:val="${STYLES.reference}"/>`, `<w:rStyle w:val="${ids.reference}"/>`);
    if (whole !== text) changed[path] = whole;
  }
  return withParts(parts, changed);
}
