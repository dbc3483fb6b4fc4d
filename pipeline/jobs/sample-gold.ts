import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { loadPress, type SampleArticle, type SampleBlock } from "../farm/press.ts";
import type { Article, Block, BlockKind } from "../types/article.ts";
import type { GoldRecord } from "./gold.ts";

const fact = z.object({
  file: z.string(),
  url: z.string(),
  indicator: z.string(),
  dims: z.record(z.string(), z.union([z.string(), z.boolean()])),
  measure: z.string(),
  value: z.number(),
  bound: z.string(),
  status: z.string(),
  place: z.object({ level: z.string(), province: z.string().nullable(), name: z.string().nullable() }),
  period: z
    .union([z.object({ at: z.string().nullable() }), z.object({ from: z.string().nullable(), to: z.string().nullable() })])
    .nullable(),
  basis: z.string(),
  numerator: z.number().optional(),
  denominator: z.number().optional(),
  against: z.string().optional(),
  per: z.string().optional(),
  subset: z.boolean().optional(),
  decidedBy: z.string().optional(),
});

const BLOCK_KINDS: Readonly<Record<SampleBlock["kind"], BlockKind>> = {
  paragraph: "paragraph",
  heading: "heading",
  list: "list",
  table: "table",
};

function linesOf(block: SampleBlock): string {
  if (block.kind === "list") return block.items.join("\n");
  if (block.kind === "table") return block.rows.map((row) => row.join(" | ")).join("\n");
  return block.text;
}

/** A report of the sample press as the reader would hand it on, without going through a page. */
export function sampleToArticle(report: SampleArticle): Article {
  const parts: [BlockKind, string][] = [];
  if (report.kicker !== null) parts.push(["kicker", report.kicker]);
  parts.push(["title", report.title]);
  if (report.sapo !== null) parts.push(["sapo", report.sapo]);
  for (const block of report.body) parts.push([BLOCK_KINDS[block.kind], linesOf(block)]);
  const blocks: Block[] = [];
  let text = "";
  for (const [kind, content] of parts) {
    const start = text === "" ? 0 : text.length + 1;
    text += (text === "" ? "" : "\n") + content;
    blocks.push({ kind, start, end: text.length });
  }
  return {
    id: report.id,
    url: report.facts,
    page: report.id,
    position: 0,
    source: report.site,
    publisher: report.publisher,
    title: report.title,
    byline: report.byline,
    publishedAt: report.published,
    publishedFrom: report.published === null ? "none" : "header",
    modifiedAt: null,
    basedOn: report.facts,
    captions: report.caption === null ? [] : [report.caption],
    text,
    blocks,
    offsets: null,
    removed: [],
    trust: "ok",
    madeBy: "sample",
  };
}

/** The sample press with what stands in it: articles, and the checked figures of the real reports they tell (facts.jsonl) as gold. */
export function loadSampleGold(folder: string): { readonly articles: readonly Article[]; readonly gold: readonly GoldRecord[] } {
  const articles = loadPress(join(folder, "press")).map(({ current }) => sampleToArticle(current));
  const facts = readFileSync(join(folder, "facts.jsonl"), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => fact.parse(JSON.parse(line)));
  const gold: GoldRecord[] = articles.map((article) => ({
    kind: "article",
    doc: article.id,
    article: 0,
    title: article.title,
    begins: "",
    ends: "",
    start: 0,
    end: article.text.length + 1,
    publisher: article.publisher,
    published: article.publishedAt,
    year_inferred: null,
    place: { level: "province", province: null, name: null },
    trust: "ok",
  }));
  for (const { file, url: _url, ...observation } of facts) {
    gold.push({
      kind: "observation",
      doc: file.replace(/\.md$/, ""),
      article: 0,
      ...observation,
      period: observation.basis === "unknown" ? null : observation.period,
      quote: "",
      start: 0,
      end: 0,
    });
  }
  return { articles, gold };
}
