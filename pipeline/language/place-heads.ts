import type { Level } from "../types/observation.ts";
import { fold } from "./fold.ts";
import { addPhrase, emptyTrie, type PhraseTrie } from "./phrase-trie.ts";

/** What the words of a kind govern: "tỉnh" a province, "thành phố" a district or a centrally run city, "huyện", "xã" … */
export type PlaceKind = "province" | "city" | "district" | "commune";

/** What the first words of a mention announce. */
export type PlaceHead =
  /** "huyện", "TP.", "các xã": a name follows. `word` is the kind in full. */
  | { readonly kind: "level"; readonly of: PlaceKind; readonly word: string; readonly dotted?: true }
  /** "Tỉnh ủy", "Huyện ủy". */
  | { readonly kind: "committee"; readonly of: PlaceKind; readonly word: string }
  /** "Đảng bộ", "Đảng ủy"; `whole` with "toàn". */
  | { readonly kind: "party"; readonly whole: boolean }
  | { readonly kind: "cell" }
  /** "toàn tỉnh", "của huyện": the last `tail` tokens are the word of a kind, after which a name may stand. */
  | { readonly kind: "self"; readonly of: PlaceKind; readonly tail: number }
  | { readonly kind: "bloc" }
  | { readonly kind: "national" }
  | { readonly kind: "region" }
  | { readonly kind: "skip" };

const LEVELS: readonly (readonly [PlaceKind, string, readonly string[]])[] = [
  ["province", "tỉnh", ["tỉnh"]],
  ["city", "thành phố", ["thành phố", "tp", "tp .", "t . p", "t . p .", "t p"]],
  ["district", "thị xã", ["thị xã", "tx", "tx .", "t . x", "t . x ."]],
  ["district", "huyện", ["huyện", "huyện đảo"]],
  ["district", "quận", ["quận"]],
  ["commune", "xã", ["xã"]],
  ["commune", "phường", ["phường"]],
  ["commune", "thị trấn", ["thị trấn", "tt", "tt .", "t . t ."]],
  ["commune", "đặc khu", ["đặc khu"]],
];
/** Initials that stand for a kind only with a full stop or before a number: "H. Bắc Sơn", "Q.9", "P5". */
const INITIALS: readonly (readonly [PlaceKind, string, string])[] = [
  ["district", "huyện", "h"],
  ["district", "quận", "q"],
  ["commune", "phường", "p"],
  ["commune", "xã", "x"],
];
const COMMITTEES: readonly (readonly [PlaceKind, string, string])[] = [
  ["province", "tỉnh", "tỉnh ủy"],
  ["city", "thành phố", "thành ủy"],
  ["district", "huyện", "huyện ủy"],
  ["district", "quận", "quận ủy"],
  ["district", "thị xã", "thị ủy"],
];
/** Words before "tỉnh", "huyện" … that make it the place the text is about. */
const OWN = ["toàn", "cả", "của", "trong", "địa bàn", "khắp"];
const REGIONS = [
  "tây nguyên",
  "tây bắc",
  "đông bắc bộ",
  "tây bắc bộ",
  "bắc trung bộ",
  "nam trung bộ",
  "đông nam bộ",
  "tây nam bộ",
  "đồng bằng sông hồng",
  "đồng bằng sông cửu long",
  "đbscl",
  "duyên hải miền trung",
  "duyên hải nam trung bộ",
];
/** Longer names that begin like a province and are none. "Điện Biên Phủ" alone is the battle; the city has "thành phố" before it. */
const NO_PLACE = [
  "thái bình dương",
  "hà nam ninh",
  "điện biên phủ",
  "bình trị thiên",
  "nam kỳ khởi nghĩa",
  "cách mạng tháng tám",
  "tây nguyên trung phần",
];

/** All words by which a mention of a place or Party organisation may begin, but for bare names. */
export function headTrie(): PhraseTrie<PlaceHead> {
  const root = emptyTrie<PlaceHead>();
  const add = (phrase: string, head: PlaceHead): void => addPhrase(root, phrase.split(" ").map(fold), head);
  for (const [of, word, writings] of LEVELS) {
    for (const writing of writings) add(writing, { kind: "level", of, word });
    const writing = writings[0] as string;
    for (const own of OWN) add(`${own} ${writing}`, { kind: "self", of, tail: writing.split(" ").length });
  }
  for (const [of, word, initial] of INITIALS) {
    add(initial, { kind: "level", of, word, dotted: true });
    add(`${initial} .`, { kind: "level", of, word });
  }
  for (const [of, word, phrase] of COMMITTEES) add(phrase, { kind: "committee", of, word });
  for (const phrase of ["tỉnh nhà", "tỉnh ta"]) add(phrase, { kind: "self", of: "province", tail: 0 });
  for (const phrase of ["đảng bộ", "đảng ủy"]) add(phrase, { kind: "party", whole: false });
  add("toàn đảng bộ", { kind: "party", whole: true });
  add("chi bộ", { kind: "cell" });
  add("toàn khối", { kind: "bloc" });
  for (const phrase of ["cả nước", "toàn quốc", "toàn đảng"]) add(phrase, { kind: "national" });
  for (const phrase of REGIONS) add(phrase, { kind: "region" });
  for (const phrase of NO_PLACE) add(phrase, { kind: "skip" });
  return root;
}

/** The level of what a kind names, for a "thành phố" that the centre does not run. */
export const LEVEL_OF: Readonly<Record<PlaceKind, Level>> = {
  province: "province",
  city: "district",
  district: "district",
  commune: "commune",
};

const keys = (words: string): ReadonlySet<string> => new Set(words.split(" "));

/** Words directly before a name that make it a person: "đồng chí Hồ Chí Minh", "ông Hòa Bình". */
export const PERSON_TITLES = keys("ông bà anh chị cô chú bác cụ chí thầy bs ts gs");
/** Words directly before a name that make it a street, river, battle, newspaper, doctrine. */
export const OTHER_THINGS = keys(
  "đường phố sông hồ cầu đèo núi trận thắng dịch lộ ngõ hẻm báo đài tưởng gương cách đức lăng tịch trường bia chợ ga biển vịnh đảo suối rạch kênh giải họ tên",
);
/** "các đảng bộ huyện", "11 đảng bộ xã": a class of organisations, no single one. */
export const QUANTIFIERS = keys("các những nhiều số mỗi từng vài mọi hai ba bốn năm sáu bảy tám chín mười hầu phần một cấp");
/** Before "toàn quốc": who was there, not whom the figure covers. */
export const GATHERINGS = keys("nghị biểu bộ tuyến hội thi");
/** Phrases that show a text to speak of the units since the merger. */
export const SINCE_MERGER = [
  "sau sáp nhập",
  "sau hợp nhất",
  "mới sáp nhập",
  "địa phương 2 cấp",
  "địa phương hai cấp",
  "quyền 2 cấp",
  "quyền hai cấp",
  "đặc khu",
];
