import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { StoreBroken, WrongUse } from "../../types/errors.ts";
import type { WatchList } from "../../types/watch.ts";
import { makeFolders } from "../folders.ts";
import type { Settings } from "../settings.ts";
import { writeInOneStep } from "../write-file.ts";

const MOST_CHARACTERS = 120;
/** More receivers than these are a mailing list, which mail servers are better at. */
const MOST_RECEIVERS = 50;

const line = z
  .string()
  .trim()
  .min(1)
  .max(MOST_CHARACTERS)
  .refine((text) => !/\p{C}/u.test(text), { error: "viết trên một dòng" });
const province = z.string().regex(/^(?:63|34)-\d{2}$/u, { error: "viết mã như 63-20, 34-20" });
const provinces = z.array(province).min(1).optional();

const figures = z
  .strictObject({
    kind: z.literal("figures"),
    indicator: line.optional(),
    dims: z.record(z.string(), z.union([z.string(), z.boolean()])).optional(),
    provinces,
  })
  .refine(({ indicator, provinces: some }) => indicator !== undefined || some !== undefined, { error: "cần chỉ số hoặc tỉnh" })
  .refine(({ indicator, dims }) => indicator !== undefined || dims === undefined, { error: "các chiều cần một chỉ số" });

/** An address that may be kept in a file: a password in it would be a secret beside the environment. */
const address = z
  .url({ protocol: /^https?$/u, error: "viết địa chỉ http hoặc https" })
  .refine((url) => new URL(url).username === "" && new URL(url).password === "", { error: "không viết mật khẩu trong địa chỉ" });

const listSchema = z.strictObject({
  name: z
    .string()
    .max(60)
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u, { error: "tên gồm chữ thường không dấu, chữ số và gạch nối, như ket-nap-lang-son" }),
  title: line,
  lang: z.enum(["vi", "en"]).default("vi"),
  addedAt: z.iso.datetime(),
  subject: z.discriminatedUnion("kind", [
    figures,
    z.strictObject({ kind: z.literal("document"), id: line, provinces }),
    z.strictObject({ kind: z.literal("search"), query: line }),
  ]),
  atom: z.boolean().default(false),
  email: z
    .array(z.email({ error: "không phải địa chỉ thư" }))
    .max(MOST_RECEIVERS)
    .default([]),
  webhooks: z
    .array(z.strictObject({ url: address, allowPrivate: z.boolean().default(false), dropsRepeats: z.boolean().default(false) }))
    .max(MOST_RECEIVERS)
    .default([]),
});

const fileSchema = z
  .strictObject({ format: z.literal(1), lists: z.array(listSchema) })
  .refine(({ lists }) => new Set(lists.map(({ name }) => name)).size === lists.length, { error: "hai danh sách cùng tên" });

/** Where watch-lists and the book of what was told lie. */
export const watchFolder = ({ data }: Pick<Settings, "data">): string => join(data, "watch");
export const listsPath = (settings: Pick<Settings, "data">): string => join(watchFolder(settings), "lists.json");

/** The watch-lists of these settings, in the order in which they were added; none where there is no file. Throws StoreBroken for a file that is damaged. */
export function readLists(settings: Pick<Settings, "data">): readonly WatchList[] {
  const path = listsPath(settings);
  if (!existsSync(path)) return [];
  try {
    return fileSchema.parse(JSON.parse(readFileSync(path, "utf8")), { error: z.locales.vi().localeError }).lists as readonly WatchList[];
  } catch (cause) {
    const issue = cause instanceof z.ZodError ? cause.issues[0] : undefined;
    const where = issue === undefined ? "" : `: ${issue.path.join(".")}, ${issue.message}`;
    throw new StoreBroken(
      `Tệp danh sách theo dõi ${path} đã hỏng hoặc viết sai${where}.`,
      "Sửa tệp, hoặc xóa nó rồi thêm lại bằng dangvu watch --add.",
      cause,
    );
  }
}

function writeLists(settings: Settings, lists: readonly WatchList[]): void {
  makeFolders(watchFolder(settings));
  // Addresses of webhooks often carry a key.
  writeInOneStep(listsPath(settings), `${JSON.stringify({ format: 1, lists }, null, 2)}\n`, 0o600);
}

/** Adds a list and returns it. Throws WrongUse for one that is none or whose name is taken, StoreBroken. */
export function addList(settings: Settings, typed: unknown): WatchList {
  const parsed = listSchema.safeParse(typed, { error: z.locales.vi().localeError });
  if (!parsed.success) {
    const { path = [], message = "" } = parsed.error.issues[0] ?? {};
    throw new WrongUse(`Danh sách theo dõi không dùng được (${path.join(".")}): ${message}.`, "Xem dangvu watch --help.");
  }
  const list = parsed.data as WatchList;
  const lists = readLists(settings);
  if (lists.some(({ name }) => name === list.name))
    throw new WrongUse(`Đã có danh sách "${list.name}".`, `Chọn tên khác, hoặc bỏ danh sách cũ: dangvu watch --remove ${list.name}.`);
  writeLists(settings, [...lists, list]);
  return list;
}

/** Takes a list away. Throws WrongUse for a name that no list has, StoreBroken. */
export function removeList(settings: Settings, name: string): void {
  findList(settings, name);
  writeLists(
    settings,
    readLists(settings).filter((list) => list.name !== name),
  );
}

/** The list of this name. Throws WrongUse with the names that there are, StoreBroken. */
export function findList(settings: Settings, name: string): WatchList {
  const lists = readLists(settings);
  const found = lists.find((list) => list.name === name);
  if (found !== undefined) return found;
  const names = lists.map((list) => list.name).join(", ");
  throw new WrongUse(
    `Không có danh sách "${name}".`,
    names === "" ? "Chưa có danh sách nào; thêm bằng dangvu watch --add." : `Đang có: ${names}.`,
  );
}

/** One receiver of a list's messages: who it is in the book of what was told, and how to reach it. */
export type Target =
  | { readonly id: string; readonly channel: "email"; readonly to: string; readonly dropsRepeats: false }
  | {
      readonly id: string;
      readonly channel: "webhook";
      readonly url: string;
      readonly allowPrivate: boolean;
      readonly dropsRepeats: boolean;
    };

export function targetsOf({ email, webhooks }: WatchList): readonly Target[] {
  return [
    ...email.map((to): Target => ({ id: `email:${to.toLowerCase()}`, channel: "email", to, dropsRepeats: false })),
    ...webhooks.map((hook): Target => ({ id: `webhook:${hook.url}`, channel: "webhook", ...hook })),
  ].filter(({ id }, n, all) => all.findIndex((other) => other.id === id) === n);
}
