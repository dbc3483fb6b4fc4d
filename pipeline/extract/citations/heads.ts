import { DOCUMENT_ABBREVIATIONS, DOCUMENT_WORDS, type DocumentWord } from "../../language/documents.ts";
import type { DocumentKind } from "../../types/citation.ts";
import type { Place } from "../../types/observation.ts";
import type { Issuer } from "./issuers.ts";
import { type CitationText, hasKeys, tokenAt } from "./text.ts";

interface Base {
  /** Token indexes of the quoted run, end exclusive. */
  readonly from: number;
  readonly to: number;
  readonly type: string;
  readonly kind: DocumentKind | null;
  readonly title: string | null;
}

/** A mention as found, before it is known which document it means. */
export type RawMention = Base &
  (
    | {
        readonly form: "numbered";
        readonly number: string;
        readonly issuer: string | null;
        readonly by: Issuer | null;
        readonly year: string | null;
        readonly assembly: string | null;
        readonly date: string | null;
        readonly term: string | null;
      }
    | { readonly form: "session"; readonly session: string; readonly term: string | null }
    | { readonly form: "congress"; readonly term: string | null; readonly years: string | null; readonly place: Place | null }
    | { readonly form: "charter"; readonly term: string | null }
    | { readonly form: "unnumbered"; readonly by: Issuer }
  );

/** The words that begin a mention: "Nghị quyết", "CT". Token indexes, end exclusive. */
export interface Head {
  readonly from: number;
  /** First token after the words for the kind of document. */
  readonly to: number;
  readonly word: DocumentWord;
  readonly isCapital: boolean;
  readonly isAbbreviation: boolean;
}

/** The words for kinds of document by their first word; of those with one beginning the longest comes first. */
const HEADS_BY_FIRST = new Map<string, { readonly keys: readonly string[]; readonly word: DocumentWord }[]>();
for (const [words, word] of DOCUMENT_WORDS) {
  const keys = words.split(" ");
  const first = keys[0] as string;
  HEADS_BY_FIRST.set(
    first,
    [...(HEADS_BY_FIRST.get(first) ?? []), { keys, word }].sort((a, b) => b.keys.length - a.keys.length),
  );
}

/** The keys that the words for a kind of document may begin with: one look-up before `headAt`. */
export const HEAD_STARTS: ReadonlySet<string> = new Set([...HEADS_BY_FIRST.keys(), ...DOCUMENT_ABBREVIATIONS.keys()]);

/** The words for a kind of document at token `i`: two to four words, or an abbreviation in capitals. */
export function headAt(source: CitationText, i: number): Head | null {
  const token = tokenAt(source, i);
  if (token === undefined || token.kind !== "word") return null;
  const abbreviation = token.case === "upper" ? DOCUMENT_ABBREVIATIONS.get(token.key) : undefined;
  if (abbreviation !== undefined) return { from: i, to: i + 1, word: abbreviation, isCapital: true, isAbbreviation: true };
  const found = HEADS_BY_FIRST.get(token.key)?.find(({ keys }) => hasKeys(source, i, keys));
  if (found === undefined) return null;
  return { from: i, to: i + found.keys.length, word: found.word, isCapital: token.case !== "lower", isAbbreviation: false };
}

/** First token that begins at or after an offset of the text. */
export function tokenFrom(source: CitationText, from: number, offset: number): number {
  let i = from;
  while ((tokenAt(source, i)?.start ?? Number.POSITIVE_INFINITY) < offset) i++;
  return i;
}
