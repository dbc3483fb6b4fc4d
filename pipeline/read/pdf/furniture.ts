import type { Removal } from "../../types/article.ts";
import { removal } from "../draft.ts";
import { type Ink, type Row, rowsOf, textOf } from "./lines.ts";

/** A page whose words are read. */
export interface InkPage {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly words: readonly Ink[];
}

/** Running heads and feet stand in this share of the page's height at its upper and lower edge… */
const EDGE = 0.13;
/** …and have at most so many lines. */
const EDGE_LINES = 4;
/** Lines of different pages stand at the same place when they are this near, in points. */
const SAME_PLACE = 6;
/** A line that so many pages repeat is no text of theirs; documents of two or three pages repeat it on all. */
const REPEATED = 3;
const PAGE_NUMBER = /^(?:[-–—]\s*)?(?:(?:trang|page)\s*:?\s*)?(\d{1,4})(?:\s*(?:\/|trên|of)\s*\d{1,4})?(?:\s*[-–—])?$/iu;

interface Edge {
  readonly page: InkPage;
  readonly row: Row;
  readonly isTop: boolean;
  readonly text: string;
  /** The text without its numbers. */
  readonly key: string;
}

/** What the edges of all pages tell together. */
interface EdgeIndex {
  readonly byKey: ReadonlyMap<string, readonly Edge[]>;
  /** By how far the printed number is from the page's own: on how many pages. */
  readonly offsets: ReadonlyMap<number, number>;
  readonly pageCount: number;
}

/** Takes page numbers and lines that pages repeat at the same place of their edges out of the pages; each such line is recorded once. */
export function withoutFurniture(pages: readonly InkPage[]): { readonly pages: readonly InkPage[]; readonly removed: readonly Removal[] } {
  const edges = pages.flatMap(edgesOf);
  const index = indexEdges(edges, pages.length);
  const removed = new Map<string, Removal>();
  const dropped = new Set<Ink>();
  for (const edge of edges) {
    const reason = reasonOf(edge, index);
    if (reason === null) continue;
    for (const word of edge.row.words) dropped.add(word);
    if (!removed.has(`${reason}|${edge.key}`)) removed.set(`${reason}|${edge.key}`, removal("pdf", reason, edge.text));
  }
  return {
    pages: pages.map((page) => ({ ...page, words: page.words.filter((word) => !dropped.has(word)) })),
    removed: [...removed.values()],
  };
}

function edgesOf(page: InkPage): readonly Edge[] {
  const rows = rowsOf(page.words.filter((word) => word.table === undefined));
  const top = rows.slice(0, EDGE_LINES).filter((row) => row.y <= page.height * EDGE);
  const bottom = rows.slice(-EDGE_LINES).filter((row) => row.y >= page.height * (1 - EDGE) && !top.includes(row));
  return [...top, ...bottom].map((row) => {
    const text = textOf(row.words);
    return { page, row, isTop: top.includes(row), text, key: text.replace(/\d+/gu, "#") };
  });
}

function indexEdges(edges: readonly Edge[], pageCount: number): EdgeIndex {
  const byKey = new Map<string, Edge[]>();
  const offsets = new Map<number, number>();
  for (const edge of edges) {
    const key = keyOf(edge);
    const group = byKey.get(key);
    if (group === undefined) byKey.set(key, [edge]);
    else group.push(edge);
    const value = numberOf(edge);
    if (value !== null) offsets.set(value - edge.page.number, (offsets.get(value - edge.page.number) ?? 0) + 1);
  }
  return { byKey, offsets, pageCount };
}

const keyOf = ({ isTop, key }: Edge): string => `${isTop}|${key}`;

function numberOf({ text }: Edge): number | null {
  const found = PAGE_NUMBER.exec(text);
  return found === null ? null : Number(found[1]);
}

function reasonOf(edge: Edge, { byKey, offsets, pageCount }: EdgeIndex): string | null {
  const value = numberOf(edge);
  // it counts as the pages do: it is the page's own number, or runs on with another page's
  if (value !== null && (value === edge.page.number || (offsets.get(value - edge.page.number) ?? 0) > 1)) return "số trang";
  if (/^[\d\s]*$/u.test(edge.text)) return null;
  const pages = new Set((byKey.get(keyOf(edge)) ?? []).filter((other) => isAtSamePlace(other, edge)).map(({ page }) => page.number));
  if (pages.size < Math.min(REPEATED, Math.max(2, pageCount))) return null;
  return edge.isTop ? "đầu trang lặp lại" : "chân trang lặp lại";
}

function isAtSamePlace(a: Edge, b: Edge): boolean {
  const fromEdge = ({ isTop, row, page }: Edge): number => (isTop ? row.y : page.height - row.y);
  return Math.abs(fromEdge(a) - fromEdge(b)) <= SAME_PLACE;
}
