import { load } from "cheerio/slim";
import * as z from "zod";
import { parseWindow } from "./window.ts";

const text = z.string().trim().min(1);
const address = text.refine(isWebAddress, "không phải địa chỉ http hoặc https");
const selector = text.refine(isSelector, "không phải bộ chọn CSS hợp lệ");
const pattern = text.refine(isPattern, "không phải biểu thức chính quy hợp lệ");
const unit34 = text.regex(/^34-\d\d$/, "phải có dạng 34-10");
const month = text.regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, "phải có dạng 2012-01");
const host = text.regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/, "phải là tên miền chữ thường, không có https:// và dấu gạch chéo");

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

const hostSchema = z.strictObject({ host, since: z.iso.date().exactOptional(), until: z.iso.date().exactOptional() });

const archiveSchema = z.strictObject({
  kind: z.enum(["sitemap", "listing"]),
  url: address.refine(
    (value) => /\{page\}|\{year\}/.test(value),
    "phải có {page}, hoặc {year} và {month} ({mm}: hai chữ số) ở chỗ số trang, năm, tháng",
  ),
  since: month.exactOptional(),
});

const sampleSchema = z.strictObject({
  url: address,
  must: z.array(text),
  mustNot: z.array(text).default([]),
  published: z.iso.date().exactOptional(),
});

/** An entry as it is written: what is absent comes from its family, from the list of publishers, or is the default. */
export const entrySchema = z.strictObject({
  id: text.regex(/^[a-z][a-z0-9-]*$/, "chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối"),
  name: text,
  kind: z.enum(["newspaper", "portal", "national", "aggregator"]),
  province: text.regex(/^(63|34)-\d\d$/, "phải có dạng 63-10 hoặc 34-10").nullable(),
  unit34: unit34.nullable().exactOptional(),
  home: address,
  hosts: z.array(hostSchema).default([]),
  family: text.exactOptional(),
  enabled: z.boolean().default(true),
  checked: z.iso.date().nullable().default(null),
  note: text.exactOptional(),
  feeds: z.array(address).default([]),
  sitemaps: z.array(address).default([]),
  listings: z.array(address).default([]),
  links: selector.exactOptional(),
  nextPage: selector.exactOptional(),
  articleUrl: pattern.exactOptional(),
  sections: z.array(pattern).default([]),
  archive: archiveSchema.exactOptional(),
  selectors: selectorsSchema.default({}),
  datelines: z.array(text).exactOptional(),
  paceSeconds: z.number().min(0).max(600).default(2),
  requestsAtOnce: z.int().min(1).max(4).exactOptional(),
  window: text.refine((value) => parseWindow(value) !== null, "phải có dạng 22:00-06:00").exactOptional(),
  allowPrivate: z.boolean().default(false),
  acceptBadCertificate: z.boolean().exactOptional(),
  sample: sampleSchema.exactOptional(),
});

/** What the sources of one content system share. */
const familySchema = z.strictObject({
  note: text,
  links: selector.exactOptional(),
  nextPage: selector.exactOptional(),
  articleUrl: pattern.exactOptional(),
  selectors: selectorsSchema.default({}),
});

export const familiesSchema = z.record(z.string(), familySchema);

export type Entry = z.infer<typeof entrySchema>;
export type Family = z.infer<typeof familySchema>;

/** Every key that an entry may have at some place: what a mistyped one is compared with. */
export const entryKeys: readonly string[] = [entrySchema, selectorsSchema, hostSchema, archiveSchema, sampleSchema].flatMap(({ shape }) =>
  Object.keys(shape),
);

function isWebAddress(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

const blank = load("<p>");
const goodSelectors = new Set<string>();

function isSelector(value: string): boolean {
  if (goodSelectors.has(value)) return true;
  try {
    blank(value);
    goodSelectors.add(value);
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
