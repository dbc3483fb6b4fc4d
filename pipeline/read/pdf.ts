import { UnreadableDocument } from "../types/errors.ts";
import type { Page } from "../types/page.ts";
import { type Draft, removal } from "./draft.ts";
import { isScanned, readScan } from "./ocr.ts";
import { draftOf } from "./pdf/draft.ts";
import { runPdfJob, TEXT_LIMITS } from "./pdf/job.ts";
import type { PdfPage } from "./pdf/page.ts";
import type { Reading } from "./read.ts";

/** Pages beyond this number are left out, and the article says so. */
const MOST_PAGES = 2000;
/** Words beyond this number, of a page and of all pages, are left out: no page of text has a tenth of it. */
const MOST_PAGE_WORDS = 20_000;
const MOST_WORDS = 2_000_000;

/** What a PDF holds, as taken apart. */
interface Pdf {
  readonly pages: readonly PdfPage[];
  readonly fonts: readonly string[];
  readonly pageCount: number;
  readonly badPages: readonly number[];
}

/**
 * The text of a PDF as one article; pages that are pictures go through recognition of characters.
 * Throws UnreadableDocument for a file with a password, a broken one, one that takes too long or too much memory, and a scan where recognition is not installed.
 */
export async function readPdf(page: Page): Promise<Reading> {
  const pdf = await takeApart(page);
  const scanned = pdf.pages.filter(isScanned);
  const draft = scanned.length * 2 > pdf.pages.length ? await readScan(page, pdf.pages, pdf.fonts) : draftOf(pdf.pages, pdf.fonts);
  return { drafts: [withCuts(draft, pdf)], file: null, header: null };
}

async function takeApart(page: Page): Promise<Pdf> {
  const pages: PdfPage[] = [];
  const badPages: number[] = [];
  let fonts: readonly string[] = [];
  let pageCount = 0;
  let words = 0;
  const task = { what: "text" as const, body: page.body, mostPages: MOST_PAGES };
  await runPdfJob(page.url, task, {
    limits: TEXT_LIMITS,
    onMessage: (message) => {
      if (message.what === "opened") pageCount = message.pages;
      else if (message.what === "done") fonts = message.fonts;
      else if (message.what === "bad-page") badPages.push(message.number);
      else if (message.what === "page") {
        words += message.page.words.length;
        if (message.page.words.length > MOST_PAGE_WORDS || words > MOST_WORDS) badPages.push(message.page.number);
        else pages.push(message.page);
      }
    },
  });
  if (pages.length === 0)
    throw new UnreadableDocument(`Không đọc được trang nào của ${page.url}.`, "Tải lại tệp; nếu vẫn lỗi, mở và in lại thành tệp PDF mới.");
  return { pages, fonts, pageCount, badPages };
}

function withCuts(draft: Draft, { pageCount, badPages }: Pdf): Draft {
  const cuts = [
    ...(pageCount > MOST_PAGES ? [removal("pdf", `chỉ đọc ${MOST_PAGES} trang đầu`, `trang ${MOST_PAGES + 1} đến ${pageCount}`)] : []),
    ...badPages.map((number) => removal("pdf", "trang không đọc được", `trang ${number}`)),
  ];
  return cuts.length === 0 ? draft : { ...draft, removed: [...draft.removed, ...cuts] };
}
