import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import distance from "natural/lib/natural/distance/index.js";
import { parse } from "yaml";
import * as z from "zod";
import { successor } from "../language/provinces.ts";
import { type Publisher, publisherAt } from "../language/publishers.ts";
import { BadEntry } from "../types/errors.ts";
import type { Source, SourceHost } from "../types/source.ts";
import { type Entry, entryKeys, entrySchema, type Family, familiesSchema } from "./source-schema.ts";
import { pathAndQuery } from "./urls.ts";

/** The file beside the entries that declares what the sources of one content system share. */
export const familiesFile = "families.yaml";

export type Families = Readonly<Record<string, Family>>;

/**
 * All source entries (`*.yaml`, also in subfolders) under a folder, in the order of their file names; an id stands once. Selectors, links and
 * `articleUrl` that an entry leaves out are those of its family; hosts, opening codes and the unit of today come from the list of publishers.
 * @throws BadEntry naming file, field and value, for a folder that cannot be read too.
 */
export function loadSources(folder: string): readonly Source[] {
  const files = listEntries(folder);
  const families = loadFamilies(folder);
  const fileOf = new Map<string, string>();
  return files.map((file) => {
    const source = parseSource(readEntry(file), file, families);
    const earlier = fileOf.get(source.id);
    if (earlier !== undefined) {
      throw new BadEntry(`Mã nguồn "${source.id}" có trong cả hai tệp ${earlier} và ${file}.`, "Đổi trường id ở một trong hai tệp.");
    }
    fileOf.set(source.id, file);
    return source;
  });
}

/** The families of a folder of entries; none where the file is absent. @throws BadEntry */
export function loadFamilies(folder: string): Families {
  const file = join(folder, familiesFile);
  return existsSync(file) ? check(familiesSchema, parseYaml(readEntry(file), file), file) : {};
}

/** The source that a YAML text declares; `file` is named in errors. @throws BadEntry */
export function parseSource(yaml: string, file: string, families: Families = {}): Source {
  const entry = check(entrySchema, parseYaml(yaml, file), file);
  if (entry.feeds.length + entry.sitemaps.length + entry.listings.length === 0) {
    throw new BadEntry(
      `Tệp ${file}, nguồn "${entry.id}": không có địa chỉ nào ở feeds, sitemaps hay listings.`,
      "Ghi ít nhất một nơi đăng tin mới: kênh RSS, sơ đồ trang hoặc trang danh mục.",
    );
  }
  return complete(entry, familyOf(entry, file, families), file);
}

/** A test of hosts: whether one is the source's own, old or new, with or without "www.". Ports count. */
export function ownHostTest({ home, feeds, sitemaps, listings, hosts = [] }: Source): (host: string) => boolean {
  const addresses = [home, ...feeds, ...sitemaps, ...listings].map((address) => new URL(address).host);
  const own = new Set([...addresses, ...hosts.map(({ host }) => host)].map(withoutWww));
  return (host) => own.has(withoutWww(host));
}

const withoutWww = (host: string): string => host.replace(/^www\./u, "");

/** Whether an address is in one of the sections that the source names; true for a source that names none. */
export function isInSections(url: string, { sections = [] }: Source): boolean {
  return sections.length === 0 || sections.some((section) => new RegExp(section, "u").test(pathAndQuery(url)));
}

function complete(entry: Entry, family: Family | null, file: string): Source {
  const { articleUrl = family?.articleUrl, links = family?.links, nextPage = family?.nextPage, ...rest } = entry;
  if (articleUrl === undefined) throw missing("articleUrl", file);
  const publisher = publisherAt(entry.home);
  return {
    ...rest,
    articleUrl,
    ...(links === undefined ? {} : { links }),
    ...(nextPage === undefined ? {} : { nextPage }),
    unit34: entry.unit34 ?? (entry.province === null ? null : successor(entry.province)),
    hosts: joinHosts(entry.hosts, publisher),
    datelines: entry.datelines ?? publisher?.datelines ?? [],
    selectors: { ...family?.selectors, ...entry.selectors },
  };
}

function joinHosts(own: readonly SourceHost[], publisher: Publisher | null): readonly SourceHost[] {
  const named = new Set(own.map(({ host }) => host));
  const known = publisher?.hosts.filter(({ host }) => !named.has(host)) ?? [];
  return [...own, ...known.map(({ seen: _, ...host }) => host)];
}

function familyOf({ family }: Entry, file: string, families: Families): Family | null {
  if (family === undefined) return null;
  const found = families[family];
  if (found !== undefined) return found;
  const names = Object.keys(families);
  const near = nearestOf(family, names);
  throw new BadEntry(
    `Tệp ${file}, trường "family": không có họ "${family}" trong ${familiesFile}.`,
    near === null ? `Các họ: ${names.join(", ") || "chưa có họ nào"}.` : `Có phải là "${near}"?`,
  );
}

function listEntries(folder: string): string[] {
  try {
    const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
    return names
      .filter((name) => name.endsWith(".yaml") && name !== familiesFile)
      .sort()
      .map((name) => join(folder, name));
  } catch (cause) {
    throw new BadEntry(`Không đọc được thư mục nguồn tin ${folder}.`, "Kiểm tra tên thư mục và quyền đọc.", cause);
  }
}

function readEntry(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new BadEntry(`Không đọc được tệp nguồn tin ${file}.`, "Kiểm tra quyền đọc của tệp.", cause);
  }
}

function parseYaml(yaml: string, file: string): unknown {
  try {
    return parse(yaml);
  } catch (cause) {
    const detail = cause instanceof Error ? (cause.message.split("\n", 1)[0] ?? "") : String(cause);
    throw new BadEntry(`Tệp ${file} không phải YAML hợp lệ: ${detail}`, "Kiểm tra thụt đầu dòng và dấu nháy quanh dòng được nêu.", cause);
  }
}

function check<Schema extends z.ZodType>(schema: Schema, data: unknown, file: string): z.output<Schema> {
  const result = schema.safeParse(data, { error: z.locales.vi().localeError });
  if (!result.success) throw describe(result.error.issues[0]!, data, file);
  return result.data;
}

function describe(issue: z.core.$ZodIssue, data: unknown, file: string): BadEntry {
  if (issue.code === "unrecognized_keys") {
    const key = issue.keys[0] ?? "";
    const near = nearestOf(key, entryKeys);
    const field = [...issue.path, key].join(".");
    const hint = near === null ? `Các trường dùng được: ${entryKeys.join(", ")}.` : `Có phải là "${near}"?`;
    return new BadEntry(`Tệp ${file}: không có trường "${field}" (giá trị ${show(valueAt(data, [...issue.path, key]))}).`, hint);
  }
  const field = issue.path.join(".") || "(cả tệp)";
  const value = valueAt(data, issue.path);
  if (value === undefined) return missing(field, file);
  return new BadEntry(`Tệp ${file}, trường "${field}": ${show(value)} ${problemOf(issue)}.`, "Sửa giá trị của trường này.");
}

function missing(field: string, file: string): BadEntry {
  return new BadEntry(`Tệp ${file}: thiếu trường "${field}".`, "Thêm trường này vào tệp.");
}

function problemOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "custom" || (issue.code === "invalid_format" && issue.format === "regex")) return issue.message;
  return `không được chấp nhận (${issue.message})`;
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (isRecord(value) ? value[String(key)] : undefined), data);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function show(value: unknown): string {
  const shown = JSON.stringify(value) ?? "trống";
  return shown.length > 80 ? shown.slice(0, 77) + "…" : shown;
}

/** The name that differs from a writing in at most a third of its letters; null if none does. */
function nearestOf(written: string, names: readonly string[]): string | null {
  const far = (known: string) => distance.DamerauLevenshteinDistance(written.toLowerCase(), known.toLowerCase());
  const [best] = names.map((known) => ({ known, far: far(known) })).sort((a, b) => a.far - b.far);
  return best !== undefined && best.far <= Math.max(1, Math.ceil(written.length / 3)) ? best.known : null;
}
