import type { Place } from "../types/observation.ts";
import { canonicalSign, type DocumentSign } from "./documents.ts";
import { foldAccents, foldPhrase } from "./fold.ts";
import { findPlaces, loadGazetteer } from "./gazetteer.ts";
import { analyze } from "./layers.ts";
import { MERGER_DAY, parts } from "./provinces.ts";
import { documentRegister } from "./register.ts";

const NATIONAL: Place = { level: "national", province: null, name: null };
/** Bodies of the centre, by their words without accents. */
const CENTRAL =
  /trung uong|bo chinh tri|ban bi thu|toan quoc|chinh phu|thu tuong|quoc hoi|chu tich nuoc|^(?:vien|toa an) .*toi cao|^bo (?!doi|chi huy)/u;

/**
 * The organisation that a document's head names as its issuer, each line of the head parted by a comma; the last line that names a place decides,
 * the lines above it tell its province. Null when it names none.
 *
 * @example placeOfIssuer("ĐẢNG BỘ TỈNH LẠNG SƠN, HUYỆN ỦY VĂN QUAN", "2021-03-05") // { level: "district", province: "63-20", name: "huyện Văn Quan" }
 */
export function placeOfIssuer(issuer: string, date: string | null): Place | null {
  const day = date?.length === 10 ? date : null;
  const mentions = findPlaces(analyze(nameOfIssuer(issuer)), loadGazetteer(), { province: null, date: day }).filter(
    ({ form }) => form !== "self",
  );
  const own = mentions.at(-1)?.place ?? null;
  if (own === null) return CENTRAL.test(foldAccents(issuer)) ? NATIONAL : null;
  const province = own.province ?? mentions.find(({ place }) => place.province !== null)?.place.province ?? null;
  return { ...own, province: oldProvince(province, day) };
}

/** A document of before the merger is one of the old province, where the new one is made of a single old one. */
function oldProvince(province: string | null, date: string | null): string | null {
  if (province === null || !province.startsWith("34-") || date === null || date >= MERGER_DAY) return province;
  const old = parts(province);
  return old.length === 1 ? (old[0] as string) : province;
}

/** Signs of committees and councils below the centre, whose ids carry their place. */
const LOCAL = /(?:TU|HU|QU|ThU|TXU|ĐU|ĐUK|CB|ĐH|UBND|HĐND)$/u;
const KIND_WORDS = /^(?:huyện đảo|huyện|quận|thị xã|thành phố|xã|phường|thị trấn|đặc khu) (?=[\p{Lu}\d])/u;

/**
 * The canonical id of a document by its number, the place of its issuer and its date, as citations of it get (codebook section 3):
 * `21-NQ/TW@2022-06-16`, `33-NQ/TU@63-20:2017-02-17`, `03-NQ/QU@63-92/Cái Răng:2011`.
 */
export function documentId(sign: DocumentSign, place: Place | null, issued: string | null): string {
  const written = canonicalSign(sign);
  if (sign.issuer === null || sign.issuer === "QUTW" || !LOCAL.test(sign.issuer)) return centralId(sign, written, issued);
  const province = place?.province ?? "?";
  const isProvince = place?.level === "province" || /(?:TU|UBND|HĐND)$/u.test(sign.issuer);
  const below = place?.name == null ? "?" : place.name.replace(KIND_WORDS, "");
  const code = isProvince && place?.name == null ? province : `${province}/${below}`;
  return `${written}@${code}:${issued ?? sign.year ?? "?"}`;
}

function centralId(sign: DocumentSign, written: string, issued: string | null): string {
  const evidence = { date: issued, term: null, subject: [], published: null, horizon: null, trustsYears: true };
  const known = issued === null ? null : documentRegister().find(sign, evidence);
  return known?.document.id ?? `${written}@${issued ?? sign.year ?? "?"}`;
}

/** Names of bodies as a sentence writes them; everything else in a name in capitals is a proper name, but for `COMMON`. */
const BODIES = [
  "Ban Chấp hành Trung ương",
  "Ban Chấp hành",
  "Ban Thường vụ",
  "Ban Bí thư",
  "Bộ Chính trị",
  "Ban Tổ chức",
  "Ban Tuyên giáo và Dân vận",
  "Ban Tuyên giáo",
  "Ban Dân vận",
  "Ban Nội chính",
  "Ban Kinh tế",
  "Ban Đối ngoại",
  "Ban Cán sự đảng",
  "Ủy ban Kiểm tra",
  "Ủy ban nhân dân",
  "Hội đồng nhân dân",
  "Ủy ban Thường vụ",
  "Trung ương Đảng",
  "Trung ương",
  "Quân ủy Trung ương",
  "Tỉnh ủy",
  "Thành ủy",
  "Huyện ủy",
  "Quận ủy",
  "Thị ủy",
  "Đảng ủy",
  "Đảng bộ",
  "Đảng đoàn",
  "Đại hội đại biểu toàn quốc",
  "Đại hội đại biểu",
  "Đại hội đảng viên",
  "Thủ tướng Chính phủ",
  "Chính phủ",
  "Quốc hội",
];
const COMMON = [
  "Chi bộ",
  "Chi ủy",
  "Văn phòng",
  "tỉnh",
  "thành phố",
  "thị xã",
  "thị trấn",
  "huyện",
  "quận",
  "xã",
  "phường",
  "đặc khu",
  "lần thứ",
  "nhiệm kỳ",
  "khóa",
  "Khối các cơ quan",
  "Khối cơ quan",
  "Khối doanh nghiệp",
  "Công an",
  "Quân sự",
  "Sở Nội vụ",
  "Sở",
  "và",
  "các",
  "của",
];

interface Phrase {
  readonly keys: readonly string[];
  readonly written: string;
}

const asPhrase = (written: string): Phrase => ({ keys: foldPhrase(written).split(" "), written });
const BODY_PHRASES = BODIES.map(asPhrase);
const PHRASES = [...BODY_PHRASES, ...COMMON.map(asPhrase)];

const phraseAt = (phrases: readonly Phrase[], keys: readonly string[], at: number): Phrase | undefined =>
  phrases.find((candidate) => candidate.keys.every((key, k) => keys[at + k] === key));

/** The name of a body that begins at word `at`, as a sentence writes it ("Ban Chấp hành"); null when none does. `keys` are folded words. */
export function bodyNameAt(keys: readonly string[], at: number): string | null {
  return phraseAt(BODY_PHRASES, keys, at)?.written ?? null;
}

/** Roman numerals and abbreviations stay in capitals. */
const KEPT = /^(?:[IVX]+|UBND|HĐND|BCH|BTV|UBKT|UBKTTW|MTTQ|HTX|TP\.?|TX\.?)$/u;

/**
 * The name of an issuer written in capitals as it is written in a sentence; a writing with small letters stays as it is.
 *
 * @example nameOfIssuer("TỈNH UỶ HÀ GIANG") === "Tỉnh ủy Hà Giang"
 */
export function nameOfIssuer(issuer: string): string {
  if (/\p{Ll}/u.test(issuer)) return issuer;
  return issuer.split(", ").map(nameOfBody).join(", ");
}

function nameOfBody(capitals: string): string {
  const words = capitals.split(" ");
  const keys = words.map((word) => foldPhrase(word));
  const named: string[] = [];
  for (let i = 0; i < words.length; ) {
    const phrase = phraseAt(PHRASES, keys, i);
    if (phrase === undefined) named.push(properName(words[i] as string));
    else named.push(phrase.written);
    i += phrase?.keys.length ?? 1;
  }
  const name = named.join(" ");
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function properName(word: string): string {
  return KEPT.test(word) || /[-/\d]/u.test(word) ? word : word.charAt(0) + word.slice(1).toLowerCase();
}
