import type { Block, BulletinText, Inline } from "../../types/bulletin.ts";
import type { Chart } from "../../types/chart.ts";
import { keepXml } from "../charts/markup.ts";

/** A footnote's mark: its number as it is shown, and whether it stands there for the first time (1) or again. */
export interface Reference {
  readonly number: number;
  readonly occurrence: number;
}

/** Words of one look. An address is http or https and written as the URL standard writes it. */
export interface Words {
  readonly text: string;
  readonly style: NonNullable<Inline["style"]> | null;
  readonly href: string | null;
  readonly figure: string | null;
  readonly reference: Reference | null;
}

/** A block as all files write it; tables and charts are numbered from 1, each kind by itself. */
export type Part =
  | { readonly kind: "heading"; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: "paragraph" | "quote"; readonly words: readonly Words[] }
  | { readonly kind: "list"; readonly items: readonly (readonly Words[])[] }
  | {
      readonly kind: "table";
      readonly number: number;
      readonly caption: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly (readonly Words[])[])[];
      readonly isNumber: readonly boolean[];
      readonly note: string | null;
    }
  | {
      readonly kind: "chart";
      readonly number: number;
      readonly caption: string;
      readonly description: string;
      readonly chart: Chart;
    };

/** A bulletin with everything numbered and nothing in it that a file has no place for. */
export interface PreparedText extends Pick<BulletinText, "lang" | "title" | "subtitle" | "dateline" | "colophon"> {
  readonly parts: readonly Part[];
  /** In the order in which they are first mentioned, with the number of their mentions. */
  readonly notes: readonly { readonly words: readonly Words[]; readonly mentions: number }[];
}

type Keep = (text: string) => string;

/**
 * The bulletin as its files write it: footnotes numbered by their first mention, as Word numbers them, those that nothing mentions left out; control
 * characters and halves of pairs out, addresses of other kinds than http and https plain text; no heading of the second level before one of the first.
 * `keep` is what each text goes through. Throws RangeError for a mention of a footnote that does not exist.
 */
export function prepareText(text: BulletinText, keep: Keep = keepXml): PreparedText {
  const noting = startNotes(text.notes.length);
  const parts = prepareBlocks(text.blocks, { keep, refer: noting.refer });
  const notes = [...noting.mentions].map(([note, mentions]) => ({
    words: (text.notes[note - 1] ?? []).map((inline) => wordsOf(inline, { keep, refer: () => null })),
    mentions,
  }));
  return {
    lang: text.lang,
    title: keep(text.title),
    subtitle: keep(text.subtitle),
    dateline: keep(text.dateline),
    colophon: keep(text.colophon),
    parts,
    notes,
  };
}

interface Pen {
  readonly keep: Keep;
  readonly refer: (note: number) => Reference | null;
}

/** Counts mentions in the order in which they are asked for. */
function startNotes(count: number): { readonly mentions: ReadonlyMap<number, number>; readonly refer: (note: number) => Reference } {
  const mentions = new Map<number, number>();
  const refer = (note: number): Reference => {
    if (!Number.isInteger(note) || note < 1 || note > count) throw new RangeError(`Bản tin không có chú thích số ${note}: có ${count}.`);
    const occurrence = (mentions.get(note) ?? 0) + 1;
    mentions.set(note, occurrence);
    return { number: [...mentions.keys()].indexOf(note) + 1, occurrence };
  };
  return { mentions, refer };
}

function prepareBlocks(blocks: readonly Block[], pen: Pen): readonly Part[] {
  const counts = { table: 0, chart: 0 };
  let hasFirst = false;
  return blocks.map((block): Part => {
    if (block.kind === "table") return tablePart(block, ++counts.table, pen);
    if (block.kind === "chart") return chartPart(block, ++counts.chart, pen);
    if (block.kind === "list") return { kind: "list", items: block.items.map((item) => wordsIn(item, pen)) };
    if (block.kind !== "heading") return { kind: block.kind, words: wordsIn(block.inlines, pen) };
    const level = hasFirst ? block.level : 1;
    hasFirst = true;
    return { kind: "heading", level, text: pen.keep(block.text) };
  });
}

function tablePart(block: Extract<Block, { kind: "table" }>, number: number, pen: Pen): Part {
  return {
    kind: "table",
    number,
    caption: pen.keep(block.caption),
    head: block.head.map(pen.keep),
    rows: block.rows.map((row) => row.map((cell) => wordsIn(cell, pen))),
    isNumber: block.isNumber,
    note: block.note === null ? null : pen.keep(block.note),
  };
}

function chartPart({ caption, chart }: Extract<Block, { kind: "chart" }>, number: number, { keep }: Pen): Part {
  return { kind: "chart", number, caption: keep(caption), description: keep(chart.description), chart };
}

function wordsIn(inlines: readonly Inline[], pen: Pen): readonly Words[] {
  return inlines.map((inline) => wordsOf(inline, pen));
}

function wordsOf({ text, style, href, figure, note }: Inline, { keep, refer }: Pen): Words {
  return {
    text: keep(text),
    style: style ?? null,
    href: href === undefined ? null : webAddress(href),
    figure: figure === undefined ? null : keep(figure),
    reference: note === undefined ? null : refer(note),
  };
}

/** Word calls a file damaged for the sake of one address that is none. */
function webAddress(href: string): string | null {
  if (!URL.canParse(href)) return null;
  const { protocol, href: written } = new URL(href);
  return protocol === "http:" || protocol === "https:" ? written : null;
}

/** What draws charts: SVG for a page, and a picture of it for programs that cannot show SVG. */
export interface ChartDrawer {
  readonly svg: (chart: Chart) => string;
  readonly png: (svg: string) => Promise<Uint8Array>;
}
