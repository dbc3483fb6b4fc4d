import { UnreadableDocument } from "../types/errors.ts";
import type { Page } from "../types/page.ts";
import { readMachineDate } from "./dates.ts";
import { readTakenApart } from "./office/draft.ts";
import { readOdtContent } from "./office/odt-content.ts";
import { readOdtStyles } from "./office/odt-styles.ts";
import { entitiesRead } from "./office/xml-text.ts";
import { unpack, zipParts } from "./office/zip-parts.ts";
import type { Reading } from "./read.ts";

/** A report of 500 pages has 12 MB of text with its markup. */
const MOST_TEXT = 64 * 1024 * 1024;

/**
 * The article of an .odt: paragraphs, lists, tables as rows, text boxes; without headers, footers, comments and deleted text; footnotes apart. Texts in legacy
 * fonts become Unicode. Linear in the size of the file. Throws UnreadableDocument for a file that is cut off, encrypted, or unpacks to more than 64 MB of text.
 */
export async function readOdt(page: Page): Promise<Reading> {
  const parts = zipParts(page.body) ?? [];
  const textOf = (name: string): string => {
    const part = parts.find((one) => one.name === name);
    return part === undefined ? "" : unpack(page.body, part, { file: page.url, most: MOST_TEXT }).toString("utf8");
  };
  if (textOf("META-INF/manifest.xml").includes("encryption-data"))
    throw new UnreadableDocument(
      `${page.url} có mật khẩu nên không đọc được.`,
      "Mở tệp bằng mật khẩu rồi lưu lại thành tệp không có mật khẩu.",
    );
  const content = textOf("content.xml");
  if (content === "")
    throw new UnreadableDocument(`${page.url} bị hỏng hoặc bị cắt cụt: không có phần nội dung của tệp .odt.`, "Tải lại tệp.");
  const meta = textOf("meta.xml");
  const value = (name: string): string => entitiesRead(new RegExp(`<${name}>([^<]{1,500})<`, "u").exec(meta)?.[1] ?? "").trim();
  return readTakenApart({
    ...readOdtContent(content, readOdtStyles(textOf("styles.xml") + content)),
    properties: { title: value("dc:title") || null, modifiedAt: readMachineDate(value("dc:date")) },
  });
}
