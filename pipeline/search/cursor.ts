import { createHash } from "node:crypto";
import * as z from "zod";
import { WrongUse } from "../types/errors.ts";

/** Where a page ended: the last hit, how many hits there were up to it, and to which question and which state of the index that belongs. */
export interface Cursor {
  readonly last: string;
  readonly passed: number;
  /** `questionKey` of question and index. */
  readonly key: string;
}

const schema = z.strictObject({ last: z.string(), passed: z.int().min(1), key: z.string() }) satisfies z.ZodType<Cursor>;

/** The same for the same question to the same state of an index. */
export function questionKey(question: unknown, fingerprint: string): string {
  return createHash("sha256").update(JSON.stringify(question)).update("\n").update(fingerprint).digest("hex").slice(0, 16);
}

export function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

/** @throws WrongUse for what is no cursor, and for one of another question or of an index that has changed since. */
export function readCursor(text: string, key: string): Cursor {
  const parsed = schema.safeParse(parseJson(Buffer.from(text, "base64url").toString()));
  if (!parsed.success) throw new WrongUse(`Dấu trang "${text.slice(0, 40)}" không đọc được.`, "Bắt đầu lại từ trang đầu.");
  if (parsed.data.key !== key) throw staleCursor();
  return parsed.data;
}

export const staleCursor = (): WrongUse =>
  new WrongUse("Dấu trang này thuộc câu hỏi khác, hoặc chỉ mục đã thay đổi từ đó.", "Bắt đầu lại từ trang đầu.");

/** Undefined for what is no JSON: the schema then refuses it. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
