import { createRequire } from "node:module";
import type { Removal } from "../types/article.ts";
import { UnreadableDocument } from "../types/errors.ts";
import type { Page } from "../types/page.ts";
import { type Draft, removal } from "./draft.ts";
import { type Picture, type Recognition, type RecognizedPage, startRecognition } from "./ocr/engine.ts";
import { imageSize } from "./ocr/image-size.ts";
import { draftOf } from "./pdf/draft.ts";
import { type JobLimits, runPdfJob } from "./pdf/job.ts";
import type { PdfPage } from "./pdf/page.ts";
import type { Reading } from "./read.ts";

/** Scanned pages beyond this number are left out, and the article says so: a page takes 1 to 6 s. */
const MOST_PAGES = 60;
/** All pages together may take so long. */
const SECONDS = 600;
/** So many pages are drawn at a time: the picture of a page has 9 MB. */
const DRAWN_AT_ONCE = 4;
const DRAW_LIMITS: JobLimits = { seconds: 60, megabytes: 1024 };
/** A larger picture is refused: an A2 page at 300 dpi has 35 million pixels. */
const MOST_PIXELS = 60_000_000;
/** The width that a picture's page is taken to have, in points: A4. */
const PAGE_WIDTH = 595;

const PACKAGES = ["tesseract.js", "@tesseract.js-data/vie", "@hyzyla/pdfium"];
const INSTALL = "Cài thành phần nhận dạng chữ rồi đọc lại: npm install tesseract.js @tesseract.js-data/vie @hyzyla/pdfium";

/** Which of the packages that recognition of characters needs are installed; nothing is loaded. */
export async function ocrAvailable(): Promise<{ readonly ok: boolean; readonly missing: readonly string[] }> {
  const require = createRequire(import.meta.url);
  const missing = PACKAGES.filter((name) => !canResolve(require, name));
  return { ok: missing.length === 0, missing };
}

function canResolve(require: NodeJS.Require, name: string): boolean {
  try {
    require.resolve(name);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND") return false;
    throw error;
  }
}

/** Throws UnreadableDocument that says what to install. */
async function refuseWithoutPackages(name: string): Promise<void> {
  const { missing } = await ocrAvailable();
  if (missing.length > 0)
    throw new UnreadableDocument(`${name} là ảnh chụp, cần nhận dạng chữ nhưng chưa cài ${missing.join(", ")}.`, INSTALL);
}

/**
 * The text of a scanned PDF: pages without text are drawn and recognised, the others are taken as they are. Blocks say how sure the recognition is.
 * Throws UnreadableDocument when the packages for it are missing and no page has text, when no page could be read, and what drawing throws.
 */
export async function readScan(page: Page, pages: readonly PdfPage[], fonts: readonly string[]): Promise<Draft> {
  if (pages.every((printed) => lettersOf(printed) === 0)) await refuseWithoutPackages(page.url);
  const scans = pages.filter(isScanned).map(({ number }) => number);
  const { ok } = await ocrAvailable();
  const read = ok ? await recognizeAll(page.url, drawnPictures(page, scans.slice(0, MOST_PAGES))) : [];
  const recognized = new Map(read.map((entry) => [entry.page.number, entry.page]));
  const draft = draftOf(
    pages.map((printed) => better(printed, recognized.get(printed.number))),
    fonts,
  );
  const left = scans.filter((number) => !recognized.has(number));
  const reason = ok ? "trang ảnh chưa nhận dạng vì quá nhiều hoặc quá lâu" : "trang ảnh chưa nhận dạng vì thiếu thành phần";
  const cut = left.length === 0 ? [] : [removal("ocr", reason, `trang ${left.join(", ")}`)];
  return { ...draft, removed: [...draft.removed, ...specks(read), ...cut] };
}

/** A page with little text may be no picture: what is printed stays where recognition finds hardly more. */
function better(printed: PdfPage, recognized: PdfPage | undefined): PdfPage {
  return recognized !== undefined && lettersOf(recognized) > 2 * lettersOf(printed) ? recognized : printed;
}

/**
 * The text of a picture (PNG or JPEG).
 * Throws UnreadableDocument when the packages for it are missing, and for a picture that is broken, too large or has no text.
 */
export async function readImage(page: Page): Promise<Reading> {
  await refuseWithoutPackages(page.url);
  const size = imageSize(page.body);
  if (size === null || size.width * size.height === 0)
    throw new UnreadableDocument(`${page.url} không phải ảnh nguyên vẹn.`, "Tải lại ảnh hoặc lưu lại thành PNG.");
  if (size.width * size.height > MOST_PIXELS)
    throw new UnreadableDocument(
      `${page.url} quá lớn để nhận dạng chữ: ${size.width} × ${size.height} điểm ảnh, giới hạn là ${MOST_PIXELS / 1_000_000} triệu.`,
      "Thu nhỏ ảnh hoặc cắt thành nhiều ảnh.",
    );
  const read = await recognizeAll(page.url, onePicture({ ...size, number: 1, scale: size.width / PAGE_WIDTH, image: page.body }));
  const draft = draftOf(
    read.map((entry) => entry.page),
    [],
  );
  return { drafts: [{ ...draft, removed: [...draft.removed, ...specks(read)] }], file: null, header: null };
}

/** A page with fewer letters is a picture. */
const TEXT_PAGE_LETTERS = 40;

/** Is the page a picture, or as good as empty? */
export function isScanned(page: PdfPage): boolean {
  return lettersOf(page) < TEXT_PAGE_LETTERS;
}

function lettersOf({ words }: PdfPage): number {
  return words.reduce((sum, { text }) => sum + text.length, 0);
}

async function* onePicture(picture: Picture): AsyncGenerator<Picture> {
  yield picture;
}

/** The pages as grey pictures, a few drawn at a time. */
async function* drawnPictures(page: Page, numbers: readonly number[]): AsyncGenerator<Picture> {
  for (let i = 0; i < numbers.length; i += DRAWN_AT_ONCE) {
    const drawn: Picture[] = [];
    await runPdfJob(
      page.url,
      { what: "draw", body: page.body, pages: numbers.slice(i, i + DRAWN_AT_ONCE) },
      {
        limits: DRAW_LIMITS,
        onMessage: (message) => {
          if (message.what === "drawn") drawn.push(message);
        },
      },
    );
    yield* drawn;
  }
}

/** Reads one picture after another with one engine, until all are read or the time is over. */
async function recognizeAll(name: string, pictures: AsyncGenerator<Picture>): Promise<readonly RecognizedPage[]> {
  const deadline = performance.now() + SECONDS * 1000;
  const pages: RecognizedPage[] = [];
  let engine: Recognition | null = null;
  try {
    for await (const picture of pictures) {
      engine ??= await startRecognition(name, deadline);
      const page = await engine.recognize(picture);
      if (page === null) break;
      pages.push(page);
    }
  } finally {
    await engine?.stop();
  }
  if (pages.length === 0)
    throw new UnreadableDocument(
      `Nhận dạng chữ trong ${name} mất hơn ${SECONDS / 60} phút nên đã dừng.`,
      "Tách tài liệu thành nhiều tệp nhỏ hơn.",
    );
  return pages;
}

function specks(pages: readonly RecognizedPage[]): readonly Removal[] {
  const texts = pages.flatMap((page) => page.specks);
  return texts.length === 0 ? [] : [removal("ocr", "vết không thành chữ", texts.join(" "))];
}
