import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import * as z from "zod";
import { BadEntry } from "../types/errors.ts";

/** The virtual sites that a report of the sample press may be assigned to. */
export const pressSites = [
  "vungcao",
  "songhong",
  "mientrung",
  "caonguyen",
  "miendong",
  "cuulong",
  "kiemtra",
  "tochuc",
  "xaydungdang",
] as const;

export type SampleBlock =
  | { readonly kind: "paragraph" | "heading"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "table"; readonly rows: readonly (readonly string[])[] };

const line = z.string().trim().min(1);

const headSchema = z.strictObject({
  site: z.enum(pressSites),
  section: line,
  style: line,
  title: line,
  kicker: line.nullish().transform((value) => value ?? null),
  sapo: line.nullish().transform((value) => value ?? null),
  published: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/)
    .nullable(),
  byline: line.nullish().transform((value) => value ?? null),
  caption: line.nullish().transform((value) => value ?? null),
  facts: z.url(),
  publisher: line,
  place: z
    .string()
    .regex(/^(63|34)-\d\d$/)
    .nullable(),
  omits: z.array(z.number()).default([]),
});

/** A report of the sample press. `published` is local time (+07:00); `facts` is the real report that its figures come from. */
export type SampleArticle = z.infer<typeof headSchema> & { readonly id: string; readonly body: readonly SampleBlock[] };

/** A report with its earlier edition, if it was corrected later. */
export interface SampleReport {
  readonly id: string;
  readonly current: SampleArticle;
  readonly first: SampleArticle | null;
}

/**
 * The reports (`*.md`) of a folder by name; `X.v1.md` is the earlier edition of `X.md`.
 * @throws BadEntry naming file and field for front matter that does not fit, and for an earlier edition without its report
 */
export function loadPress(folder: string): readonly SampleReport[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .sort();
  const read = (name: string) => parseArticle(readFileSync(join(folder, name), "utf8"), name);
  const firsts = new Map(names.filter(isFirstEdition).map((name) => [name.replace(/\.v1\.md$/, ""), read(name)]));
  const reports = names
    .filter((name) => !isFirstEdition(name))
    .map((name) => {
      const current = read(name);
      return { id: current.id, current, first: firsts.get(current.id) ?? null };
    });
  const known = new Set(reports.map(({ id }) => id));
  const lost = [...firsts.keys()].find((id) => !known.has(id));
  if (lost !== undefined) throw new BadEntry(`Bản đầu ${lost}.v1.md không có bản sau ${lost}.md.`, "Thêm bản sau hoặc bỏ bản đầu.");
  return reports;
}

function isFirstEdition(name: string): boolean {
  return name.endsWith(".v1.md");
}

/** The article that a Markdown text with front matter holds; `name` is its file name. @throws BadEntry */
export function parseArticle(markdown: string, name: string): SampleArticle {
  const parts = /^---\n(.*?)\n---\n(.*)$/s.exec(markdown.replaceAll("\r\n", "\n").normalize("NFC"));
  if (parts === null) throw new BadEntry(`Bài mẫu ${name} không có phần đầu giữa hai dòng "---".`, "Viết phần đầu theo các bài khác.");
  const head = headSchema.safeParse(parse(parts[1] ?? ""));
  if (!head.success) {
    const issue = head.error.issues[0]!;
    throw new BadEntry(`Bài mẫu ${name}, trường "${issue.path.join(".")}": ${issue.message}.`, "Sửa phần đầu của bài.");
  }
  return { id: name.replace(/(\.v1)?\.md$/, ""), ...head.data, body: parseBody(parts[2] ?? "") };
}

/** Blocks of the Markdown subset: paragraphs, `## ` headings, `- ` lists, `| … |` tables. */
export function parseBody(markdown: string): readonly SampleBlock[] {
  const blocks: SampleBlock[] = [];
  let run: string[] = [];
  let kind: SampleBlock["kind"] = "paragraph";
  const flush = () => {
    if (run.length > 0) blocks.push(makeBlock(kind, run));
    run = [];
  };
  for (const raw of markdown.split("\n")) {
    const text = raw.trim();
    const next = text === "" ? "paragraph" : kindOf(text);
    if (text === "" || next !== kind || next === "heading") flush();
    kind = next;
    if (text !== "") run.push(text);
  }
  flush();
  return blocks;
}

function kindOf(text: string): SampleBlock["kind"] {
  if (/^#{2,3} /.test(text)) return "heading";
  if (/^- /.test(text)) return "list";
  return text.startsWith("|") ? "table" : "paragraph";
}

function makeBlock(kind: SampleBlock["kind"], lines: readonly string[]): SampleBlock {
  if (kind === "list") return { kind, items: lines.map((text) => text.slice(2).trim()) };
  if (kind === "table") return { kind, rows: lines.filter((text) => !/^[|\s:-]+$/.test(text)).map(cells) };
  return { kind, text: lines.join(" ").replace(/^#{2,3} /, "") };
}

function cells(text: string): string[] {
  return text
    .replace(/^\|/, "")
    .replace(/\|$/, "")
    .split("|")
    .map((cell) => cell.trim());
}
