import type { DocumentWord } from "../../language/documents.ts";
import type { Token } from "../../types/tokens.ts";
import { HEAD_STARTS, type Head, headAt, type RawMention } from "./heads.ts";
import { readBareSign, readNumbered } from "./numbered.ts";
import { readCongress, readSession } from "./plenums.ts";
import { type CitationText, hasKeys, keyAt, tokenAt } from "./text.ts";
import { trailerAt } from "./trailers.ts";
import { readUnnumbered } from "./unnumbered.ts";

/** Words that a mention may begin with: those for kinds of documents, and "Điều lệ Đảng", "NQTW5". */
const STARTS: ReadonlySet<string> = new Set([...HEAD_STARTS, "điều", "nqtw", "nqtư"]);

const mayBegin = ({ kind, key }: Token): boolean => kind === "sign" || (kind === "word" && STARTS.has(key));

/** All mentions of documents in the order of the text. A quoted title's own mentions follow it. */
export function findMentions(source: CitationText): readonly RawMention[] {
  const found: RawMention[] = [];
  const { tokens } = source.layers;
  for (let i = 0; i < tokens.length; ) i = mayBegin(tokens[i] as Token) ? readAt(source, found, i) : i + 1;
  for (let k = found.length - 2; k >= 0; k--) shareList(source, found, k);
  return found;
}

/** "Nghị quyết số 18-NQ/TW, 19-NQ/TW ngày …": the members of a list share what stands after the last and the kind named before the first. */
function shareList(source: CitationText, found: RawMention[], k: number): void {
  const first = found[k] as RawMention;
  const second = found[k + 1] as RawMention;
  if (first.form !== "numbered" || second.form !== "numbered" || second.kind !== null || first.type !== second.type) return;
  const joint = keyAt(source, first.to);
  const gap = keyAt(source, first.to + 1) === "số" ? 2 : 1;
  if ((joint !== "," && joint !== "và") || second.from !== first.to + gap) return;
  found[k + 1] = { ...second, kind: first.kind };
  if (first.date === null && first.term === null && first.by === null)
    found[k] = { ...first, date: second.date, term: second.term, by: second.by };
}

/** Reads what begins at token `i` into `found` and returns where to go on. */
function readAt(source: CitationText, found: RawMention[], i: number): number {
  const token = tokenAt(source, i);
  if (token === undefined) return i + 1;
  if (token.kind === "sign") return readBareSign(source, found, i);
  if (token.kind !== "word") return i + 1;
  if (token.key === "điều" && hasKeys(source, i, ["điều", "lệ", "đảng"])) return readCharter(source, found, i);
  if (token.key === "nqtw" || token.key === "nqtư")
    return readSession(source, found, { from: i, to: i + 1, word: RESOLUTION, isCapital: true, isAbbreviation: true }, i + 1) ?? i + 1;
  const head = headAt(source, i);
  if (head === null) return i + 1;
  return readHead(source, found, head) ?? head.to;
}

const RESOLUTION: DocumentWord = { type: "NQ", kind: "resolution" };

function readHead(source: CitationText, found: RawMention[], head: Head): number | null {
  return (
    readNumbered(source, found, head) ??
    (head.word.type === "NQ" || head.word.type === "KL" ? readSession(source, found, head, head.to) : null) ??
    (head.word.type === "NQ" ? readCongress(source, found, head) : null) ??
    readUnnumbered(source, found, head)
  );
}

/** "Điều lệ Đảng", "Điều lệ Đảng Cộng sản Việt Nam (khóa XI)"; not the statutes of anything else. */
function readCharter(source: CitationText, found: RawMention[], i: number): number {
  const next = keyAt(source, i + 3);
  if (next === "bộ" || next === "viên" || next === "ủy" || tokenAt(source, i + 2)?.case === "lower") return i + 3;
  const name = hasKeys(source, i + 3, ["cộng", "sản", "việt", "nam"]) ? i + 7 : i + 3;
  const trailer = trailerAt(source, name);
  const to = trailer.terms.length > 0 ? trailer.to : name;
  found.push({ form: "charter", from: i, to, type: "ĐL", kind: "charter", title: null, term: trailer.terms[0] ?? null });
  return to;
}
