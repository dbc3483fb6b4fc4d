import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "cheerio/slim";
import distance from "natural/lib/natural/distance/index.js";
import { parse } from "yaml";
import * as z from "zod";
import { BadEntry } from "../types/errors.ts";
import type { Selectors, Source } from "../types/source.ts";

const text = z.string().trim().min(1);
const address = text.refine(isWebAddress, "không phải địa chỉ http hoặc https");
const selector = text.refine(isSelector, "không phải bộ chọn CSS hợp lệ");
const pattern = text.refine(isPattern, "không phải biểu thức chính quy hợp lệ");

const selectorsSchema = z.strictObject({
  title: selector.exactOptional(),
  kicker: selector.exactOptional(),
  sapo: selector.exactOptional(),
  body: selector.exactOptional(),
  published: selector.exactOptional(),
  byline: selector.exactOptional(),
  caption: selector.exactOptional(),
  drop: z.array(selector).exactOptional(),
});

const sampleSchema = z.strictObject({ url: address, must: z.array(text), mustNot: z.array(text).default([]) });

const sourceSchema = z.strictObject({
  id: text.regex(/^[a-z][a-z0-9-]*$/, "chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối"),
  name: text,
  kind: z.enum(["newspaper", "portal", "national", "aggregator"]),
  province: text.regex(/^(63|34)-\d\d$/, "phải có dạng 63-10 hoặc 34-10").nullable(),
  home: address,
  enabled: z.boolean().default(true),
  feeds: z.array(address).default([]),
  sitemaps: z.array(address).default([]),
  listings: z.array(address).default([]),
  links: selector.exactOptional(),
  nextPage: selector.exactOptional(),
  articleUrl: pattern,
  selectors: selectorsSchema.default({}),
  datelines: z.array(text).default([]),
  paceSeconds: z.number().min(0).max(600).default(2),
  allowPrivate: z.boolean().default(false),
  sample: sampleSchema.exactOptional(),
});

const knownKeys: readonly string[] = [
  ...Object.keys(sourceSchema.shape),
  ...Object.keys(selectorsSchema.shape),
  ...Object.keys(sampleSchema.shape),
];

/**
 * All source entries (`*.yaml`, also in subfolders) under a folder, in the order of their file names; an id stands once.
 * @throws BadEntry naming file, field and value, for a folder that cannot be read too.
 */
export function loadSources(folder: string): readonly Source[] {
  const files = listEntries(folder);
  const fileOf = new Map<string, string>();
  return files.map((file) => {
    const source = parseSource(readEntry(file), file);
    const earlier = fileOf.get(source.id);
    if (earlier !== undefined) {
      throw new BadEntry(`Mã nguồn "${source.id}" có trong cả hai tệp ${earlier} và ${file}.`, "Đổi trường id ở một trong hai tệp.");
    }
    fileOf.set(source.id, file);
    return source;
  });
}

/** The source that a YAML text declares; `file` is named in errors. @throws BadEntry */
export function parseSource(yaml: string, file: string): Source {
  const data = parseYaml(yaml, file);
  const result = sourceSchema.safeParse(data, { error: z.locales.vi().localeError });
  if (!result.success) throw describe(result.error.issues[0]!, data, file);
  const source = result.data;
  if (source.feeds.length + source.sitemaps.length + source.listings.length === 0) {
    throw new BadEntry(
      `Tệp ${file}, nguồn "${source.id}": không có địa chỉ nào ở feeds, sitemaps hay listings.`,
      "Ghi ít nhất một nơi đăng tin mới: kênh RSS, sơ đồ trang hoặc trang danh mục.",
    );
  }
  return source satisfies { selectors: Selectors };
}

function listEntries(folder: string): string[] {
  try {
    const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
    return names
      .filter((name) => name.endsWith(".yaml"))
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

function describe(issue: z.core.$ZodIssue, data: unknown, file: string): BadEntry {
  if (issue.code === "unrecognized_keys") {
    const key = issue.keys[0] ?? "";
    const near = nearestKey(key);
    const field = [...issue.path, key].join(".");
    const hint = near === null ? `Các trường dùng được: ${knownKeys.join(", ")}.` : `Có phải là "${near}"?`;
    return new BadEntry(`Tệp ${file}: không có trường "${field}" (giá trị ${show(valueAt(data, [...issue.path, key]))}).`, hint);
  }
  const field = issue.path.join(".") || "(cả tệp)";
  const value = valueAt(data, issue.path);
  if (value === undefined) return new BadEntry(`Tệp ${file}: thiếu trường "${field}".`, "Thêm trường này vào tệp.");
  return new BadEntry(`Tệp ${file}, trường "${field}": ${show(value)} ${problemOf(issue)}.`, "Sửa giá trị của trường này.");
}

function problemOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "custom" || issue.code === "invalid_format") return issue.message;
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

/** The known field that differs from a writing in at most a third of its letters; null if none does. */
function nearestKey(key: string): string | null {
  const far = (known: string) => distance.DamerauLevenshteinDistance(key.toLowerCase(), known.toLowerCase());
  const [best] = knownKeys.map((known) => ({ known, far: far(known) })).sort((a, b) => a.far - b.far);
  return best !== undefined && best.far <= Math.max(1, Math.ceil(key.length / 3)) ? best.known : null;
}

function isWebAddress(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

function isSelector(value: string): boolean {
  try {
    load("<p>")(value);
    return true;
  } catch {
    // The parser's own words ("Unmatched selector: …") are English; the entry's value is shown instead.
    return false;
  }
}

function isPattern(value: string): boolean {
  try {
    new RegExp(value, "u");
    return true;
  } catch {
    return false;
  }
}
