import { parentPort, workerData } from "node:worker_threads";
import { drawPages } from "./draw.ts";
import type { PdfMessage, PdfTask } from "./page.ts";
import { extractText } from "./text.ts";

/** Runs in a thread of its own, started by job.ts: whatever the file does to it, the reader can end it. */
const task = workerData as PdfTask;

/** Sent by handing over, not by copying: the pixels of a page are 8 MB. */
const send = (message: PdfMessage): void => {
  parentPort?.postMessage(message, message.what === "drawn" ? [message.image.buffer as ArrayBuffer] : []);
};

function reasonOf(error: unknown): Extract<PdfMessage, { what: "failed" }>["reason"] {
  if (!(error instanceof Error)) return "broken";
  if (error.name === "PasswordException" || /password/iu.test(error.message)) return "password";
  return "code" in error && error.code === "ERR_MODULE_NOT_FOUND" ? "missing" : "broken";
}

try {
  await (task.what === "text" ? extractText(task, send) : drawPages(task, send));
} catch (error) {
  send({ what: "failed", reason: reasonOf(error), detail: error instanceof Error ? error.message : String(error) });
}
