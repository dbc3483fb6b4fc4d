import { signAt } from "../../language/documents.ts";
import { type Head, headAt, type RawMention, tokenFrom } from "./heads.ts";
import { type Issuer, issuerBefore } from "./issuers.ts";
import { type CitationText, hasKeys, keyAt, sentenceEnd, sliceTokens, tokenAt } from "./text.ts";
import { titleAt, trailerAt } from "./trailers.ts";

const PLURAL = new Set("các những nhiều số mỗi từng vài mọi một hai ba bốn năm".split(" "));

/** Kinds of which a small one may be a mere plan, programme, report of somebody: they need a capital. */
const NEEDS_CAPITAL = new Set(["KH", "CTr", "ĐA", "QĐ", "TB", "BC", "QC", "HD"]);

const NEVER_UNNUMBERED = new Set(["BC", "TB", "TTr", "CV", "NĐ", "TT"]);

/** A quoted title, or an issuer in the sentence with a subject: "Đề án “…”", "nghị quyết chuyên đề về …" after "Huyện ủy ban hành". */
export function readUnnumbered(source: CitationText, found: RawMention[], head: Head): number | null {
  if (head.isAbbreviation || isPlural(source, head.from) || NEVER_UNNUMBERED.has(head.word.type)) return null;
  if (NEEDS_CAPITAL.has(head.word.type) && !head.isCapital) return null;
  const at = hasKeys(source, head.to, ["chuyên", "đề"]) ? head.to + 2 : head.to;
  const base = { form: "unnumbered" as const, from: head.from, type: head.word.type, kind: head.word.kind };
  const title = titleAt(source, trailerAt(source, at).to);
  if (title !== null) {
    const by = trailerAt(source, at).issuer ?? issuerBefore(source, head.from, { anyVerb: true });
    if (by !== null) found.push({ ...base, to: title.to, title: title.title, by });
    return by === null ? null : head.to;
  }
  const subject = subjectAt(source, head, at);
  const by = subject === null ? null : (subject.by ?? issuerBefore(source, head.from, { anyVerb: false }));
  if (subject === null || by === null) return null;
  found.push({ ...base, to: subject.to, title: subject.title, by });
  return head.to;
}

function isPlural(source: CitationText, from: number): boolean {
  const before = tokenAt(source, from - 1);
  return before !== undefined && (before.kind === "number" || (before.kind === "word" && PLURAL.has(before.key)));
}

const LONGEST_SUBJECT = 24;

/** "về (việc) …", "thực hiện Nghị quyết số …": the subject after the head, to the end of its clause or of the document it carries out. */
function subjectAt(source: CitationText, head: Head, at: number): { title: string; to: number; by: Issuer | null } | null {
  const trailer = trailerAt(source, at);
  let from = trailer.to;
  const key = keyAt(source, from);
  if (key === "thực" && keyAt(source, from + 1) === "hiện") {
    const inner = documentEnd(source, from + 2);
    return inner === null ? null : { title: sliceTokens(source, from, inner), to: inner, by: trailer.issuer };
  }
  const isAction = head.word.type === "NQ" || trailer.issuer !== null || head.isCapital;
  if (key !== "về" || !isAction) return null;
  from += keyAt(source, from + 1) === "việc" ? 2 : 1;
  const end = clauseEnd(source, from);
  return end - from < 3 ? null : { title: sliceTokens(source, from, end), to: end, by: trailer.issuer };
}

/** Where the number of a document ends that begins at or just after token `at`; null when none does. */
function documentEnd(source: CitationText, at: number): number | null {
  const head = headAt(source, at);
  if (head === null) return null;
  for (let i = head.to; i < head.to + 4; i++) {
    const token = tokenAt(source, i);
    if (token === undefined) return null;
    const full = signAt(source.layers.text, token.start);
    if (full !== null) return tokenFrom(source, i, full.end);
    if (token.kind === "number") return i + 1;
  }
  return null;
}

function clauseEnd(source: CitationText, from: number): number {
  const limit = Math.min(sentenceEnd(source, from), from + LONGEST_SUBJECT);
  for (let i = from; i < limit; i++) {
    const token = tokenAt(source, i);
    if (token === undefined || (token.kind === "punct" && /^[,;:.()…]$/u.test(token.key))) return i;
    if (token.key === "và" && headAt(source, i + 1)?.isCapital === true) return i;
  }
  return limit;
}
