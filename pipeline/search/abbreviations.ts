import { foldAccents, foldPhrase } from "../language/fold.ts";
import type { Token } from "../types/tokens.ts";

/** What reports abbreviate and what it stands for; codebook section 2 and the house style of Party papers. "TCSCĐ" is a common misprint. */
const ABBREVIATIONS: readonly (readonly [abbreviations: string, expansions: string])[] = [
  ["TCCSĐ, TCSCĐ", "tổ chức cơ sở đảng"],
  ["TSVM", "trong sạch vững mạnh"],
  ["HTXSNV", "hoàn thành xuất sắc nhiệm vụ"],
  ["HTTNV", "hoàn thành tốt nhiệm vụ"],
  ["HTNV", "hoàn thành nhiệm vụ"],
  ["BTV", "ban thường vụ"],
  ["BCH", "ban chấp hành"],
  ["UBKT", "ủy ban kiểm tra"],
  ["ĐV", "đảng viên"],
  ["ĐVM", "đảng viên mới"],
  ["ĐB", "đảng bộ"],
  ["ĐU", "đảng ủy"],
  ["CBĐV", "cán bộ đảng viên"],
  ["BTC", "ban tổ chức"],
  ["HĐND", "hội đồng nhân dân"],
  ["UBND", "ủy ban nhân dân"],
  ["MTTQ", "mặt trận tổ quốc"],
  ["TW, TƯ", "trung ương"],
  ["KTGS, KT-GS", "kiểm tra giám sát"],
  ["DTTS", "dân tộc thiểu số"],
];

/** A run of tokens (`to` exclusive) that means one thing, however it is written. */
export interface Concept {
  readonly term: string;
  readonly from: number;
  readonly to: number;
}

interface Node {
  readonly next: Map<string, Node>;
  term: string | null;
}

const emptyNode = (): Node => ({ next: new Map(), term: null });

function addWriting(root: Node, keys: readonly string[], term: string): void {
  let node = root;
  for (const key of keys) {
    const next = node.next.get(key) ?? emptyNode();
    node.next.set(key, next);
    node = next;
  }
  node.term ??= term;
}

/** All writings as a trie over token keys; `plain` has them without diacritics, and no abbreviation of two letters, which then means anything. */
function buildTrie(plain: boolean): Node {
  const root = emptyNode();
  for (const [abbreviations, expansion] of ABBREVIATIONS) {
    const writings = [...abbreviations.split(", "), expansion].map((writing) => foldPhrase(writing.replaceAll("-", " ")));
    const term = `=${writings[0]}`;
    for (const writing of writings) {
      if (plain && writing.length <= 2) continue;
      addWriting(root, (plain ? foldAccents(writing) : writing).split(" "), term);
    }
  }
  return root;
}

const TRIES = { marked: buildTrie(false), plain: buildTrie(true) };

/** Punctuation that may stand inside an expansion: "trong sạch, vững mạnh", "kiểm tra - giám sát". */
const JOINTS = new Set([",", "-", "–"]);

/**
 * All abbreviations and expansions in a text, also one inside another: "cán bộ, đảng viên" holds "đảng viên".
 *
 * @example findConcepts(analyze("12 TCCSĐ").tokens) // [{ term: "=tccsđ", from: 1, to: 2 }], as for "12 tổ chức cơ sở đảng"
 */
export function findConcepts(tokens: readonly Token[]): readonly Concept[] {
  return tokens.flatMap((_, from) => conceptsAt(tokens, from, TRIES.marked));
}

/** The same in a query, longest first and without overlap: what the user means. `isPlain`: the query is typed without diacritics. */
export function chooseConcepts(tokens: readonly Token[], isPlain: boolean): readonly Concept[] {
  const chosen: Concept[] = [];
  for (let from = 0; from < tokens.length; ) {
    const longest = conceptsAt(tokens, from, isPlain ? TRIES.plain : TRIES.marked).at(-1);
    if (longest !== undefined) chosen.push(longest);
    from = longest?.to ?? from + 1;
  }
  return chosen;
}

/** What begins at a token, shortest first. */
function conceptsAt(tokens: readonly Token[], from: number, root: Node): readonly Concept[] {
  const found: Concept[] = [];
  let node = root.next.get(tokens[from]?.key ?? "");
  for (let to = from + 1; node !== undefined; to++) {
    if (node.term !== null && found.at(-1)?.term !== node.term) found.push({ term: node.term, from, to });
    const token = tokens[to];
    if (token === undefined) break;
    const isJoint = token.kind === "punct" && JOINTS.has(token.key);
    if (!isJoint) node = node.next.get(token.key);
  }
  return found;
}
