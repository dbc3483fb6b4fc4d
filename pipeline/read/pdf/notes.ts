import { bodySize, type Passage } from "./paragraphs.ts";

/** Footnotes are printed smaller than the text by this factor. */
const SMALLER = 0.93;
/** The mark that a note begins with, the one that stood raised in the text. */
const NOTE_MARK = /^(?:\(?\d{1,3}\)?|\[\d{1,3}\]|[*†‡]{1,3})[.,:]?\s*(?=\p{L})/u;

/**
 * Parts the footnotes at the ends of pages and columns from the text, which goes on over them; the notes follow in their order, each with a blank behind
 * its mark.
 */
export function partNotes(passages: readonly Passage[]): { readonly text: readonly Passage[]; readonly notes: readonly Passage[] } {
  const body = bodySize(passages);
  const notes: Passage[] = [];
  const text = byRegion(passages).flatMap((region) => {
    const from = notesFrom(region, body);
    notes.push(...region.slice(from).map(asNote));
    return region.slice(0, from).map((passage, index) => (index === from - 1 ? { ...passage, isLast: true } : passage));
  });
  return { text, notes };
}

function byRegion(passages: readonly Passage[]): readonly (readonly Passage[])[] {
  const regions: Passage[][] = [];
  for (const passage of passages) {
    if (passage.isFirst) regions.push([passage]);
    else regions.at(-1)?.push(passage);
  }
  return regions;
}

/** Index of the first of the notes that end a region; its length when there are none. */
function notesFrom(passages: readonly Passage[], body: number): number {
  let from = passages.length;
  for (let i = passages.length - 1; i >= 0; i--) {
    const { kind, size, text } = passages[i] as Passage;
    if (kind === "table" || size > body * SMALLER) break;
    if (NOTE_MARK.test(text)) from = i;
  }
  return from;
}

function asNote(passage: Passage): Passage {
  const text = passage.text.replace(NOTE_MARK, (mark) => `${mark.trim()} `);
  return { ...passage, text, lines: [text], isFirst: false, isLast: false };
}
