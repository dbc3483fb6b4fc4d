import { Worker } from "node:worker_threads";
import { z } from "zod";
import { UnreadableDocument } from "../../types/errors.ts";

const run = z.object({
  text: z.string(),
  font: z.string().nullable(),
  style: z.string().nullable(),
  isBold: z.boolean(),
  isCapitals: z.boolean(),
});

const paragraph = z.object({
  kind: z.literal("paragraph"),
  /** Id and name of its style. */
  style: z.string().nullable(),
  styleName: z.string().nullable(),
  isCentered: z.boolean(),
  list: z.enum(["ordered", "bullets"]).nullable(),
  runs: z.array(run),
});

const cell = z.object({
  columns: z.number().catch(1),
  rows: z.number().catch(1),
  get blocks(): z.ZodArray<z.ZodUnion<[typeof paragraph, typeof table]>> {
    return z.array(z.union([paragraph, table]));
  },
});

const table = z.object({ kind: z.literal("table"), rows: z.array(z.array(cell)) });

const answer = z.discriminatedUnion("what", [
  z.object({ what: z.literal("docx"), blocks: z.array(z.union([paragraph, table])), notes: z.array(z.string()) }),
  z.object({ what: z.literal("doc"), body: z.string(), boxes: z.string(), notes: z.array(z.string()) }),
  z.object({ what: z.literal("failed"), detail: z.string() }),
]);

export type WordRun = z.infer<typeof run>;
export type WordParagraph = z.infer<typeof paragraph>;
export type WordTable = z.infer<typeof table>;
export type WordBlock = WordParagraph | WordTable;
type Answer = z.infer<typeof answer>;
type Answers = { readonly [What in "docx" | "doc"]: Extract<Answer, { what: What }> };

/** A report of 500 pages takes 4 s and 400 MB. */
const SECONDS = 60;
const MEGABYTES = 1024;
const SAVE_AGAIN = "Mở tệp bằng Word hoặc LibreOffice rồi lưu lại thành .docx, hoặc tách thành nhiều tệp nhỏ.";

/**
 * Takes a .docx (mammoth) or .doc (word-extractor) apart in a thread of its own, which is ended when it takes more than 60 seconds or 1 GB: a file can neither hold
 * up nor break the reader. Throws UnreadableDocument for a file that the library cannot read.
 */
export async function takeApart<What extends keyof Answers>(what: What, body: Uint8Array, name: string): Promise<Answers[What]> {
  const worker = new Worker(new URL("./worker.mjs", import.meta.url), {
    workerData: { what, body: new Uint8Array(body) },
    resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
    // what the libraries print is no message of ours
    stdout: true,
    stderr: true,
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    const data = await new Promise<unknown>((resolve, reject) => {
      timer = setTimeout(
        () => reject(new UnreadableDocument(`Đọc ${name} mất hơn ${SECONDS} giây nên đã dừng.`, SAVE_AGAIN)),
        SECONDS * 1000,
      );
      worker.once("message", resolve);
      worker.once("error", (cause) => reject(crash(name, cause)));
      worker.once("exit", () => reject(crash(name, null)));
    });
    return answerOf(what, answer.parse(data), name);
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

function answerOf<What extends keyof Answers>(what: What, found: Answer, name: string): Answers[What] {
  if (found.what === what) return found as Answers[What];
  const detail = found.what === "failed" && found.detail !== "" ? ` (${found.detail})` : "";
  throw new UnreadableDocument(
    `${name} không phải tệp Word nguyên vẹn${detail}.`,
    `Tải lại tệp; nếu vẫn lỗi: ${SAVE_AGAIN.charAt(0).toLowerCase()}${SAVE_AGAIN.slice(1)}`,
  );
}

function crash(name: string, cause: unknown): UnreadableDocument {
  const isMemory = cause instanceof Error && "code" in cause && cause.code === "ERR_WORKER_OUT_OF_MEMORY";
  return isMemory
    ? new UnreadableDocument(`Đọc ${name} cần hơn ${MEGABYTES} MB bộ nhớ nên đã dừng.`, SAVE_AGAIN)
    : new UnreadableDocument(`Không đọc được ${name}: việc mở tệp Word dừng giữa chừng.`, SAVE_AGAIN, cause);
}
