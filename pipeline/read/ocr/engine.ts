import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Worker as Thread } from "node:worker_threads";
import type Tesseract from "tesseract.js";
import { UnreadableDocument } from "../../types/errors.ts";
import type { PdfPage, PdfWord } from "../pdf/page.ts";
import { mendSlips } from "./slips.ts";

/** A picture of a page: a file that Tesseract knows, `scale` pixels to the point. */
export interface Picture {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  readonly image: Uint8Array;
}

export interface RecognizedPage {
  readonly page: PdfPage;
  /** What was taken for characters and is none. */
  readonly specks: readonly string[];
}

/** Recognition of characters, opened once for many pictures. */
export interface Recognition {
  /** Null when the time is over; throws UnreadableDocument for a picture that cannot be read. */
  readonly recognize: (picture: Picture) => Promise<RecognizedPage | null>;
  readonly stop: () => Promise<void>;
}

/** Edges of the paper, frames and dirt: signs alone, of which the engine is not sure itself. */
const SPECK = /^[\p{P}\p{S}]+$/u;
const SPECK_SURE = 0.6;
/** Heights of lines measured on a scan are one height while they differ by less. */
const SAME_HEIGHT = 1.25;
/** Fonts are not recognised: a number that no list of fonts has. */
const NO_FONT = 1_000_000;
/** The height of a line of print in sizes of its letters, as Tesseract measures it. */
const ROW_HEIGHT = 1.05;

/**
 * Starts Tesseract in its own thread with the Vietnamese data of the installed package; neither the network nor a cache folder is used. `deadline` is a
 * time of `performance.now()`. Throws UnreadableDocument when it does not start.
 */
export async function startRecognition(name: string, deadline: number): Promise<Recognition> {
  const { createWorker, OEM } = (await import("tesseract.js")).default;
  const data = dirname(createRequire(import.meta.url).resolve("@tesseract.js-data/vie"));
  const failed = new Failure();
  const worker = await createWorker("vie", OEM.LSTM_ONLY, {
    langPath: join(data, "4.0.0_best_int"),
    cacheMethod: "none",
    // without it a picture that cannot be read ends the process
    errorHandler: () => undefined,
  }).catch((cause: unknown) => {
    throw new UnreadableDocument(
      `Không khởi động được phần nhận dạng chữ để đọc ${name}.`,
      "Cài lại: npm install tesseract.js @tesseract.js-data/vie",
      cause,
    );
  });
  if ("worker" in worker && worker.worker instanceof Thread) worker.worker.once("error", failed.report);
  const recognize = async (picture: Picture): Promise<RecognizedPage | null> => {
    const left = deadline - performance.now();
    await worker.setParameters({ user_defined_dpi: String(Math.round(Math.min(2400, Math.max(70, picture.scale * 72)))) });
    const job = worker.recognize(Buffer.from(picture.image), {}, { text: false, blocks: true });
    const result = await Promise.race([job, failed.promise, inTime(left)]).catch((cause: unknown) => {
      throw new UnreadableDocument(
        `Không nhận dạng được chữ ở trang ${picture.number} của ${name}.`,
        "Kiểm tra lại ảnh hoặc lưu lại thành PNG.",
        cause,
      );
    });
    return result === null ? null : toPage(picture, result.data);
  };
  return { recognize, stop: async () => void (await worker.terminate()) };
}

/** The end of the engine's thread, as a promise that is only ever broken. */
class Failure {
  readonly promise: Promise<never>;
  report: (error: unknown) => void = () => undefined;

  constructor() {
    this.promise = new Promise<never>((_, reject) => {
      this.report = reject;
    });
    // broken while nobody waits, it is told to the next who does
    this.promise.catch(() => undefined);
  }
}

async function inTime(milliseconds: number): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), Math.max(0, milliseconds)).unref();
  });
}

function toPage({ number, width, height, scale }: Picture, { blocks }: Tesseract.Page): RecognizedPage {
  const lines = (blocks ?? []).flatMap((block) => block.paragraphs.flatMap((paragraph) => paragraph.lines));
  const usual = median(lines.map((line) => line.rowAttributes.rowHeight));
  const words: PdfWord[] = [];
  const specks: string[] = [];
  for (const line of lines) {
    const size = sizeOf(line.rowAttributes.rowHeight, usual) / scale / ROW_HEIGHT;
    // words of one line stand on one baseline, however askew the paper lay
    const y = (line.baseline.y0 + line.baseline.y1) / 2 / scale;
    const texts = mendSlips(line.words.map(({ text }) => text));
    line.words.forEach(({ confidence, bbox }, index) => {
      const text = texts[index] as string;
      const sure = Math.min(1, Math.max(0, confidence / 100));
      if (SPECK.test(text) && sure < SPECK_SURE) specks.push(text);
      else words.push({ text, x0: bbox.x0 / scale, x1: bbox.x1 / scale, y, size, font: NO_FONT, isSpaced: true, sure });
    });
  }
  return { page: { number, width: width / scale, height: height / scale, words, rules: [], turned: [] }, specks };
}

function sizeOf(height: number, usual: number): number {
  return height < usual * SAME_HEIGHT && height > usual / SAME_HEIGHT ? usual : height;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 12;
}
