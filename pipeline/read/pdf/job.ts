import { Worker } from "node:worker_threads";
import { UnreadableDocument } from "../../types/errors.ts";
import { type PdfMessage, type PdfTask, pdfMessage } from "./page.ts";

export interface JobLimits {
  readonly seconds: number;
  /** How much the whole process may grow while the thread runs: streams that unfold to gigabytes lie outside the thread's own heap. */
  readonly megabytes: number;
}

/** A report of 300 pages takes 3 s and 150 MB. */
export const TEXT_LIMITS: JobLimits = { seconds: 120, megabytes: 1024 };
const MEGABYTE = 1024 * 1024;
/** How often memory is looked at, in ms; a stream unfolds at about 300 MB a second. */
const WATCH = 50;

const SPLIT = "Mở tệp bằng một chương trình đọc PDF rồi in lại thành tệp PDF mới, hoặc tách thành nhiều tệp nhỏ.";

/**
 * Runs a task on a PDF in a thread of its own and hands over each message as it comes. A file can thus neither hold up nor break the reader: the thread is ended
 * when it takes too long or too much memory, and always before this returns.
 * Throws UnreadableDocument for a file with a password, a broken file, one without pages, and one that needs more than `limits`.
 */
export async function runPdfJob(
  name: string,
  task: PdfTask,
  { limits, onMessage }: { readonly limits: JobLimits; readonly onMessage: (message: PdfMessage) => void | Promise<void> },
): Promise<void> {
  // the thread gets a copy: pdf.js takes the bytes that it is given for its own
  const worker = new Worker(new URL("./worker.mjs", import.meta.url), {
    workerData: { ...task, body: new Uint8Array(task.body) },
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
    // what the libraries print is no message of ours
    stdout: true,
    stderr: true,
  });
  const stops: (() => void)[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      stops.push(...watch(name, limits, reject));
      let pending: Promise<void> = Promise.resolve();
      worker.on("message", (data: unknown) => {
        const message = pdfMessage.parse(data);
        if (message.what === "failed") reject(failure(name, message));
        else pending = pending.then(() => onMessage(message));
        if (message.what === "done") pending.then(resolve, reject);
      });
      worker.on("error", (cause) => reject(crash(name, cause)));
      // the last messages may come at the same moment: they go first
      worker.on("exit", () => void pending.finally(() => setImmediate(() => reject(crash(name, null)))));
    });
  } finally {
    for (const stop of stops) stop();
    await worker.terminate();
  }
}

/** Rejects when the time is over or the process has grown too much; gives what ends the watching. */
function watch(name: string, limits: JobLimits, reject: (error: UnreadableDocument) => void): (() => void)[] {
  const before = process.memoryUsage.rss();
  const timer = setTimeout(
    () => reject(new UnreadableDocument(`Đọc ${name} mất hơn ${limits.seconds} giây nên đã dừng.`, SPLIT)),
    limits.seconds * 1000,
  );
  const look = setInterval(() => {
    if (process.memoryUsage.rss() - before > limits.megabytes * MEGABYTE) reject(tooMuchMemory(name, limits.megabytes));
  }, WATCH);
  return [() => clearTimeout(timer), () => clearInterval(look)];
}

function tooMuchMemory(name: string, megabytes: number | null): UnreadableDocument {
  const much = megabytes === null ? "quá nhiều bộ nhớ" : `hơn ${megabytes} MB bộ nhớ`;
  return new UnreadableDocument(`Đọc ${name} cần ${much} nên đã dừng.`, SPLIT);
}

function crash(name: string, cause: Error | null): UnreadableDocument {
  if (cause !== null && "code" in cause && cause.code === "ERR_WORKER_OUT_OF_MEMORY") return tooMuchMemory(name, null);
  return new UnreadableDocument(`Không đọc được ${name}: chương trình đọc PDF dừng giữa chừng${saying(cause?.message)}.`, SPLIT, cause);
}

const saying = (detail: string | undefined): string => (detail === undefined || detail === "" ? "" : ` (${detail})`);

function failure(name: string, { reason, detail }: PdfMessage & { what: "failed" }): UnreadableDocument {
  switch (reason) {
    case "password":
      return new UnreadableDocument(
        `${name} có mật khẩu nên không đọc được.`,
        "Mở tệp bằng mật khẩu rồi lưu lại thành tệp không có mật khẩu.",
      );
    case "no-pages":
      return new UnreadableDocument(`${name} không có trang nào.`, "Kiểm tra lại tệp hoặc tải lại.");
    case "missing":
      return new UnreadableDocument(
        `Thiếu thành phần để vẽ các trang của ${name}${saying(detail)}.`,
        "Cài thành phần đó: npm install @hyzyla/pdfium",
      );
    case "broken":
      return new UnreadableDocument(
        `${name} không phải tệp PDF nguyên vẹn${saying(detail)}.`,
        "Tải lại tệp; nếu vẫn lỗi, mở và in lại thành tệp PDF mới.",
      );
  }
}
