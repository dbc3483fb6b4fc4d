import { createHash } from "node:crypto";
import { readAll } from "../../../pipeline/jobs/read-page.ts";
import type { Block, BulletinFacts, BulletinFigure, BulletinText, Inline } from "../../../pipeline/types/bulletin.ts";
import type { Observation, Period } from "../../../pipeline/types/observation.ts";

/** The figures that the reader and the extractor find in the body of a bulletin's file; those in titles of its notes are left out. */
export async function readBack(bytes: Uint8Array | string, mediaType: string, text: BulletinText): Promise<readonly Observation[]> {
  const body = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes;
  const sha256 = createHash("sha256").update(body).digest("hex");
  const page = {
    url: "https://dangvu.test/ban-tin",
    source: null,
    fetchedAt: "2026-11-22T00:00:00Z",
    mediaType,
    charset: null,
    sha256,
    body,
  };
  const articles = await readAll(page, null);
  return articles.flatMap(({ article, observations }) => {
    const end = article.text.indexOf(text.colophon.slice(0, 20));
    return observations.filter(({ start }) => end < 0 || start < end);
  });
}

/** The bulletin as the plainest of texts: a line a paragraph, rows of tables with bars, notes as `[1]`. */
export function plainText(text: BulletinText): string {
  return [text.title, text.subtitle, text.dateline, ...text.blocks.flatMap(linesOf), text.colophon].join("\n\n");
}

function linesOf(block: Block): readonly string[] {
  switch (block.kind) {
    case "heading":
      return [block.text];
    case "paragraph":
    case "quote":
      return [written(block.inlines)];
    case "list":
      return block.items.map(written);
    case "table":
      return [
        block.caption,
        [block.head.join(" | "), ...block.rows.map((row) => row.map(written).join(" | "))].join("\n"),
        block.note ?? "",
      ];
    case "chart":
      return [block.caption];
  }
}

const written = (inlines: readonly Inline[]): string =>
  inlines.map(({ text, note }) => `${text}${note === undefined ? "" : `[${note}]`}`).join("");

/** The figures that the words of a bulletin give, as often as they give them. */
export function figuresTold(facts: BulletinFacts, text: BulletinText): readonly Observation[] {
  const known = new Map<string, Observation>();
  const note = ({ id, observation }: BulletinFigure): Map<string, Observation> => known.set(id, observation);
  for (const { questions } of facts.topics)
    for (const { provinces, national } of questions)
      for (const fact of [...provinces, ...(national === null ? [] : [national])])
        for (const value of [fact.now, fact.before]) value?.figures.forEach(note);
  for (const { now } of facts.corrections) now?.figures.forEach(note);
  return inlinesOf(text).flatMap(({ figure }) => {
    const observation = figure === undefined ? undefined : known.get(figure);
    return observation === undefined ? [] : [observation];
  });
}

export function inlinesOf({ blocks }: BulletinText): readonly Inline[] {
  return blocks.flatMap((block): readonly Inline[] => {
    if (block.kind === "paragraph" || block.kind === "quote") return block.inlines;
    if (block.kind === "list") return block.items.flat();
    return block.kind === "table" ? block.rows.flat(2) : [];
  });
}

function firstDay(date: string): string {
  if (date.length === 4) return `${date}-01-01`;
  return date.length === 7 ? `${date}-01` : date;
}

function lastDay(date: string): string {
  if (date.length === 4) return `${date}-12-31`;
  if (date.length > 7) return date;
  return new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 0)).toISOString().slice(0, 10);
}

/** "2019" and the span of its days are one period. */
function days(period: Period | null): string {
  if (period === null) return "?";
  if ("at" in period) return lastDay(period.at);
  return `${period.from === null ? "" : firstDay(period.from)}..${period.to === null ? "" : lastDay(period.to)}`;
}

/** What must come out as it went in: indicator, dims, measure, value, bound, status, place, period. */
export function figureKey({ indicator, dims, measure, value, bound, status, place, period }: Observation): string {
  const sorted = Object.entries(dims).sort(([a], [b]) => a.localeCompare(b));
  return [
    indicator,
    ...sorted.map((pair) => pair.join("=")),
    measure,
    bound,
    value,
    status,
    place.level,
    place.province ?? "",
    days(period),
  ].join(" ");
}

/** Those of the first list that the second lacks, counting repetitions. */
export function lacking(told: readonly Observation[], read: readonly Observation[]): readonly string[] {
  const left = read.map(figureKey);
  return told.map(figureKey).filter((key) => {
    const at = left.indexOf(key);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
