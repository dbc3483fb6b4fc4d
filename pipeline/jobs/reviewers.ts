import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { StoreBroken, WrongUse } from "../types/errors.ts";
import type { Reviewer } from "../types/review.ts";
import { makeFolders } from "./folders.ts";
import type { Settings } from "./settings.ts";
import { notWritten, writeInOneStep } from "./write-file.ts";

const hex = z.string().regex(/^[0-9a-f]{64}$/u);

const schema = z.object({
  format: z.literal(1),
  reviewers: z.array(
    z.object({
      name: z.string(),
      addedAt: z.string(),
      /** SHA-256 of the token: it is 32 random bytes, which nobody finds by trying. */
      tokenHash: hex,
      /** Signs the sessions of this reviewer: who is removed has none any more. */
      sessionKey: hex,
    }),
  ),
});

type Kept = z.infer<typeof schema>["reviewers"][number];

const MOST_CHARACTERS = 60;

/** Tokens begin with these letters, so that one is known for what it is where it does not belong. */
const TOKEN_START = "dvs_";

const pathOf = (settings: Settings): string => join(settings.data, "reviewers.json");

function readKept(settings: Settings): readonly Kept[] {
  const path = pathOf(settings);
  if (!existsSync(path)) return [];
  try {
    return schema.parse(JSON.parse(readFileSync(path, "utf8"))).reviewers;
  } catch (cause) {
    throw new StoreBroken(
      `Tệp ${path} đã hỏng hoặc không đọc được.`,
      "Xóa tệp này rồi cấp lại mã: dangvu review --add-reviewer TÊN.",
      cause,
    );
  }
}

function writeKept(settings: Settings, reviewers: readonly Kept[]): void {
  const path = pathOf(settings);
  try {
    makeFolders(settings.data);
  } catch (cause) {
    throw notWritten(settings.data, cause);
  }
  writeInOneStep(path, `${JSON.stringify({ format: 1, reviewers }, null, 1)}\n`, 0o600);
}

const shown = ({ name, addedAt }: Kept): Reviewer => ({ name, addedAt });

/** Those who have a token, in the order in which they got it. Throws StoreBroken. */
export function listReviewers(settings: Settings): readonly Reviewer[] {
  return readKept(settings).map(shown);
}

const keyOf = (name: string): string => name.normalize("NFC").toLocaleLowerCase("vi");

/** Gives a new reviewer a token and returns it; it is kept nowhere. Throws WrongUse for a name that is taken or none, StoreBroken. */
export function addReviewer(settings: Settings, typed: string, now: Date): string {
  const name = typed.normalize("NFC").trim();
  if (name === "" || name.length > MOST_CHARACTERS || /\p{C}/u.test(name))
    throw new WrongUse(`Tên người soát "${typed}" không dùng được.`, `Tên có từ 1 đến ${MOST_CHARACTERS} ký tự, trên một dòng.`);
  const reviewers = readKept(settings);
  if (reviewers.some((other) => keyOf(other.name) === keyOf(name)))
    throw new WrongUse(
      `Đã có người soát "${name}".`,
      "Chọn tên khác, hoặc cấp mã mới sau khi thu mã cũ: dangvu review --remove-reviewer TÊN.",
    );
  const token = TOKEN_START + randomBytes(32).toString("base64url");
  const sessionKey = randomBytes(32).toString("hex");
  writeKept(settings, [...reviewers, { name, addedAt: now.toISOString(), tokenHash: digest(token).toString("hex"), sessionKey }]);
  return token;
}

/** Takes token and open sessions of a reviewer away; the decisions stay. Throws WrongUse for a name that nobody has, StoreBroken. */
export function removeReviewer(settings: Settings, name: string): void {
  const reviewers = readKept(settings);
  const left = reviewers.filter((reviewer) => keyOf(reviewer.name) !== keyOf(name.trim()));
  if (left.length === reviewers.length)
    throw new WrongUse(
      `Không có người soát "${name}".`,
      reviewers.length === 0 ? "Chưa có ai; thêm bằng --add-reviewer TÊN." : `Đang có: ${reviewers.map((one) => one.name).join(", ")}.`,
    );
  writeKept(settings, left);
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Whose token this is; null for none. All hashes are compared to their end, whatever the first ones say. */
export function reviewerOf(settings: Settings, token: string): Reviewer | null {
  const hash = digest(token);
  let found: Kept | null = null;
  for (const kept of readKept(settings)) if (timingSafeEqual(hash, Buffer.from(kept.tokenHash, "hex"))) found = kept;
  return found === null ? null : shown(found);
}

const signed = ({ sessionKey }: Kept, text: string): string =>
  createHmac("sha256", Buffer.from(sessionKey, "hex")).update(text).digest("base64url");

/**
 * A session: reviewer, end and a random part, signed with the reviewer's own key, so that every process knows it again without keeping it. Throws WrongUse for a reviewer
 * who was removed meanwhile.
 */
export function openSession(settings: Settings, reviewer: Reviewer, until: Date): string {
  const kept = readKept(settings).find(({ name }) => name === reviewer.name);
  if (kept === undefined) throw new WrongUse(`Không có người soát "${reviewer.name}".`, "Đăng nhập lại.");
  const claim = [Buffer.from(kept.name).toString("base64url"), until.getTime().toString(36), randomBytes(12).toString("base64url")].join(
    ".",
  );
  return `${claim}.${signed(kept, `session ${claim}`)}`;
}

/** The reviewer of a session that has not ended, and the token of its forms; null for anything else. */
export function readSession(settings: Settings, text: string, now: Date): { reviewer: Reviewer; formToken: string } | null {
  const [name = "", until = "", random = "", signature = "", ...more] = text.split(".");
  if (more.length > 0 || !(Number.parseInt(until, 36) > now.getTime())) return null;
  const wanted = Buffer.from(name, "base64url").toString();
  const kept = readKept(settings).find((one) => one.name === wanted);
  if (kept === undefined) return null;
  const claim = `${name}.${until}.${random}`;
  if (!timingSafeEqual(digest(signed(kept, `session ${claim}`)), digest(signature))) return null;
  return { reviewer: shown(kept), formToken: signed(kept, `form ${claim}`) };
}
