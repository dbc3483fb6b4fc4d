import { fold } from "../../language/fold.ts";
import type { PlaceMention } from "../../language/gazetteer.ts";
import { addPhrase, emptyTrie, longestPhrase, type PhraseTrie } from "../../language/phrase-trie.ts";
import type { Place } from "../../types/observation.ts";
import { type CitationText, hasKeys, sentenceStart, tokenAt } from "./text.ts";

/** Who issued a document, as far as words say it. */
export interface Issuer {
  /** Sign of the issuer: TW, TU, HU, BTCTW, TTg … */
  readonly code: string;
  /** The committee's place for what is below the centre. */
  readonly place: Place | null;
  /** Token indexes, end exclusive. */
  readonly from: number;
  readonly to: number;
}

const CENTRAL: readonly (readonly [string, readonly string[]])[] = [
  [
    "TW",
    [
      "ban chấp hành trung ương đảng cộng sản việt nam",
      "ban chấp hành trung ương đảng",
      "ban chấp hành trung ương",
      "ban chấp hành tw đảng",
      "ban chấp hành tw",
      "bch trung ương đảng",
      "bch trung ương",
      "bch tw đảng",
      "bch tw",
      "bchtw",
      "bộ chính trị",
      "bct",
      "ban bí thư trung ương đảng",
      "ban bí thư trung ương",
      "ban bí thư tw đảng",
      "ban bí thư",
      "trung ương đảng",
      "trung ương",
      "tw đảng",
      "tw",
      "đảng",
    ],
  ],
  ["BTCTW", ["ban tổ chức trung ương", "ban tổ chức tw", "btctw"]],
  ["UBKTTW", ["ủy ban kiểm tra trung ương", "ubkt trung ương", "ubkt tw", "ubkttw"]],
  ["VPTW", ["văn phòng trung ương đảng", "văn phòng trung ương"]],
  ["BTGTW", ["ban tuyên giáo trung ương"]],
  ["BDVTW", ["ban dân vận trung ương"]],
  ["QUTW", ["quân ủy trung ương"]],
  ["CP", ["chính phủ"]],
  ["TTg", ["thủ tướng chính phủ", "thủ tướng"]],
  ["QH", ["quốc hội"]],
  ["UBTVQH", ["ủy ban thường vụ quốc hội"]],
];
/** Bodies of a committee that sign with its code, and those that have a code of their own before it. */
const STANDING = ["ban thường vụ ( btv )", "ban thường vụ", "btv", "ban chấp hành ( bch )", "ban chấp hành", "bch", "thường trực"];
const DEPARTMENTS: readonly (readonly [string, readonly string[]])[] = [
  ["BTC", ["ban tổ chức"]],
  ["UBKT", ["ủy ban kiểm tra", "ubkt"]],
  ["BTG", ["ban tuyên giáo"]],
  ["BDV", ["ban dân vận"]],
  ["VP", ["văn phòng"]],
];
const STATE_BODIES: readonly (readonly [string, readonly string[]])[] = [
  ["UBND", ["ubnd", "ủy ban nhân dân"]],
  ["HĐND", ["hđnd", "hội đồng nhân dân"]],
];

type Words = { readonly central: string } | { readonly prefix: string } | { readonly state: string };

function issuerTrie(): PhraseTrie<Words> {
  const root = emptyTrie<Words>();
  const add = (phrase: string, value: Words): void => addPhrase(root, phrase.split(" ").map(fold), value);
  for (const [central, phrases] of CENTRAL) for (const phrase of phrases) add(phrase, { central });
  for (const phrase of STANDING) add(phrase, { prefix: "" });
  for (const [prefix, phrases] of DEPARTMENTS) for (const phrase of phrases) add(phrase, { prefix });
  for (const [state, phrases] of STATE_BODIES) for (const phrase of phrases) add(phrase, { state });
  return root;
}

const TRIE = issuerTrie();

/** The issuer that is named at token `at`, with its whole run; null when none is. */
export function issuerAt(source: CitationText, at: number): Issuer | null {
  const { tokens } = source.layers;
  const words = longestPhrase(TRIE, tokens, at);
  if (words === null) return committeeAt(source, { from: at, at, prefix: "" });
  if ("state" in words.value) return stateBodyAt(source, words.value.state, { from: at, to: words.to });
  if ("prefix" in words.value) return committeeAt(source, { from: at, at: words.to, prefix: words.value.prefix });
  if (
    tokens[at]?.key === "đảng" &&
    (tokens[at]?.case === "lower" || tokens[at + 1]?.key === "bộ" || tokens[at + 1]?.key === "ủy" || tokens[at + 1]?.key === "viên")
  ) {
    return committeeAt(source, { from: at, at, prefix: "" });
  }
  return { code: words.value.central, place: null, from: at, to: words.to };
}

function stateBodyAt(source: CitationText, code: string, run: { from: number; to: number }): Issuer {
  const mention = source.placeAt.get(run.to);
  if (mention !== undefined) return { code, place: mention.place, from: run.from, to: mention.to };
  const isOwn = source.layers.tokens[run.to]?.key === "tỉnh";
  const place: Place | null = source.province === null ? null : { level: "province", province: source.province, name: null };
  return { code, place, from: run.from, to: isOwn ? run.to + 1 : run.to };
}

function committeeAt(source: CitationText, run: { from: number; at: number; prefix: string }): Issuer | null {
  const mention = source.placeAt.get(run.at);
  if (mention === undefined || mention.form === "name") return null;
  const code = committeeCode(source, mention);
  return code === null ? null : { code: `${run.prefix}${code}`, place: mention.place, from: run.from, to: mention.to };
}

/** The sign of the committee that a mention names: TU for a province, HU, QU, TXU, ThU for a district, ĐU below, CB for a cell. */
function committeeCode(source: CitationText, mention: PlaceMention): string | null {
  const { tokens } = source.layers;
  const first = tokens[mention.from]?.key;
  if (mention.selfLevel === null && first === "toàn") return null;
  switch (mention.place.level) {
    case "province":
      return "TU";
    case "district":
      return districtCode(source, mention);
    case "commune":
      return "ĐU";
    case "unit":
      return first === "chi" ? "CB" : /^khối/iu.test(mention.place.name ?? "") ? "ĐUK" : "ĐU";
    default:
      return null;
  }
}

function districtCode({ layers }: CitationText, mention: PlaceMention): string {
  for (let i = mention.from; i < mention.to; i++) {
    const key = layers.tokens[i]?.key;
    if (key === "huyện") return "HU";
    if (key === "quận") return "QU";
    if (key === "thị" || key === "tx") return "TXU";
    if (key === "thành" || key === "tp") return "ThU";
  }
  return "HU";
}

/** How many tokens back an issuer is looked for. */
const FARTHEST_ISSUER = 250;
/** Verbs by which a committee makes a document. */
const ISSUING = [["ban", "hành"], ["thông", "qua"], ["ra"], ["xây", "dựng"], ["triển", "khai"]];

/**
 * The nearest committee before the head: in its sentence with a verb of issuing after it; for a quoted title (`anyVerb`) also without, and
 * in an earlier sentence of the paragraph.
 */
export function issuerBefore(source: CitationText, from: number, options: { anyVerb: boolean }): Issuer | null {
  const start = Math.max(options.anyVerb ? paragraphStart(source, from) : sentenceStart(source, from), from - FARTHEST_ISSUER);
  for (let i = from - 1; i >= start; i--) {
    if (!source.placeAt.has(i)) continue;
    const issuer = issuerAt(source, i);
    if (issuer === null || issuer.code === "CB" || /^(?:UBND|HĐND)$/u.test(issuer.code)) continue;
    if (options.anyVerb || hasIssuingVerb(source, issuer.to, from)) return issuer;
  }
  return null;
}

function paragraphStart(source: CitationText, from: number): number {
  let i = from;
  while (i > 0 && from - i < FARTHEST_ISSUER && tokenAt(source, i - 1)?.kind !== "break") i--;
  return i;
}

function hasIssuingVerb(source: CitationText, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (ISSUING.some((verb) => hasKeys(source, i, verb))) return true;
  return false;
}
