import { formatDate, formatDayOf } from "../../labels/format.ts";
import type { Inline } from "../../types/bulletin.ts";
import type { Evidence } from "../../types/graph.ts";
import type { ArticleHead } from "../../types/store.ts";
import { fill, type Speaker } from "./fill.ts";

/** What a footnote tells of an article. `fetchedAt`: ISO time; null where the figure's report does not come with it. */
interface Source {
  readonly id: string;
  readonly title: string;
  readonly publisher: string | null;
  readonly publishedAt: string | null;
  readonly url: string;
  readonly fetchedAt: string | null;
}

/** The footnotes of a bulletin while it is written: an article has one, however often it is cited. */
export interface NoteBook {
  readonly ofHead: (head: ArticleHead) => number;
  readonly ofEvidence: (evidence: Evidence) => number;
  /** The notes in their order. */
  readonly all: () => readonly (readonly Inline[])[];
}

/** A book without notes. */
export function openNotes(speaker: Speaker): NoteBook {
  const numbers = new Map<string, number>();
  const notes: (readonly Inline[])[] = [];
  const numberOf = (source: Source): number => {
    const known = numbers.get(source.id);
    if (known !== undefined) return known;
    notes.push(noteOf(source, speaker));
    numbers.set(source.id, notes.length);
    return notes.length;
  };
  return {
    ofHead: numberOf,
    ofEvidence: ({ article }) => numberOf({ ...article, fetchedAt: null }),
    all: () => notes,
  };
}

/** "Báo Lạng Sơn, “Quý I …”, 05/4/2010, https://… (truy cập 22/11/2026)." */
function noteOf(source: Source, speaker: Speaker): readonly Inline[] {
  const { lang } = speaker.templates;
  const day = source.publishedAt === null ? [] : [formatDate(source.publishedAt, lang)];
  const before = [source.publisher ?? hostOf(source.url), `“${source.title.trim()}”`, ...day].join(", ");
  const link: readonly Inline[] = [{ text: `${before}, ` }, { text: source.url, href: source.url }];
  if (source.fetchedAt === null) return fill(speaker.choose(["note_unread"], source.id), { source: link });
  return fill(speaker.choose(["note"], source.id), { source: link, accessed: formatDayOf(source.fetchedAt, lang) });
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);
