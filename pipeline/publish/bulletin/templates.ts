import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { nearest } from "../../language/nearest.ts";
import { BadEntry } from "../../types/errors.ts";
import { PARTS, PHRASES } from "./parts.ts";

/** A sentence of the file: words, and places that are filled. `isCapital`: filled with a capital letter, as "{Period}" at the head of a sentence. */
export type Segment = { readonly text: string } | { readonly slot: string; readonly isCapital: boolean };

/** One way of saying something. */
export type Template = readonly Segment[];

/** The words of a bulletin in one language, as a file of corpus/bulletins gives them. */
export interface Templates {
  readonly lang: "vi" | "en";
  /** Alternatives by section: `leaders`, `discipline.leaders`. */
  readonly sentences: ReadonlyMap<string, readonly Template[]>;
  /** By question (`members.admitted.count`), then by what is said: `name`, `clause`. */
  readonly phrases: ReadonlyMap<string, ReadonlyMap<string, readonly Template[]>>;
  /** Words of bounds by the words of the source ("gần") and by their codes (`about`). */
  readonly bounds: ReadonlyMap<string, string>;
  /** Spelled-out words by abbreviation. */
  readonly abbreviations: ReadonlyMap<string, string>;
}

interface Place {
  readonly file: string;
  readonly line: number;
}

const HEAD = /^\[([^\]]*)\]$/u;
const SLOT = /\{([^{}]*)\}/gu;
/** First parts of the names of indicators (codebook section 2) and of ratios, and the two kinds of question that have sentences of their own. */
const FAMILIES = ["members", "orgs", "villages", "cells", "discipline", "inspection", "documents", "ratio", "shares", "stocks"];

function wrong({ file, line }: Place, what: string, hint: string): BadEntry {
  return new BadEntry(`${file}, dòng ${line}: ${what}`, hint);
}

/** The sentence of a line. Throws BadEntry for a brace without its other half and for a name in braces that is not allowed here. */
function readTemplate(text: string, allowed: readonly string[], place: Place): Template {
  const rest = text.replace(SLOT, "");
  if (/[{}]/u.test(rest))
    throw wrong(place, `dấu ngoặc nhọn không đủ cặp trong "${text}".`, "Viết mỗi chỗ điền trong một cặp { }, như {period}.");
  const segments: Segment[] = [];
  let at = 0;
  for (const match of text.matchAll(SLOT)) {
    const name = match[1] ?? "";
    const slot = name.charAt(0).toLowerCase() + name.slice(1);
    if (!allowed.includes(slot)) throw wrong(place, `không có chỗ điền {${name}} ở mục này.`, allowedSlots(slot, allowed));
    if (match.index > at) segments.push({ text: text.slice(at, match.index) });
    segments.push({ slot, isCapital: slot !== name });
    at = match.index + match[0].length;
  }
  if (at < text.length) segments.push({ text: text.slice(at) });
  return segments;
}

function allowedSlots(slot: string, allowed: readonly string[]): string {
  if (allowed.length === 0) return "Mục này không có chỗ điền nào.";
  return `Có phải là {${nearest(slot, allowed)[0] ?? allowed[0]}}? Được dùng: ${allowed.map((name) => `{${name}}`).join(", ")}.`;
}

/** What the lines of a section are, by its head. */
type Section =
  | { readonly kind: "sentences"; readonly name: string; readonly slots: readonly string[] }
  | { readonly kind: "phrases"; readonly name: string }
  | { readonly kind: "bounds" | "abbreviations" };

/** `discipline.members.leaders` says the part `leaders` of all questions whose names begin so; `leaders` that of all others. */
function sectionOf(head: string, place: Place): Section {
  if (head === "bounds" || head === "abbreviations") return { kind: head };
  const phrases = /^phrases (\S+)$/u.exec(head)?.[1];
  if (phrases !== undefined) {
    if (phrases === "general" || FAMILIES.includes(phrases.split(".")[0] ?? "")) return { kind: "phrases", name: phrases };
    throw wrong(place, `không có câu hỏi "${phrases}".`, `Tên câu hỏi bắt đầu bằng: ${FAMILIES.join(", ")}; hoặc là "general".`);
  }
  const cut = head.lastIndexOf(".");
  const part = head.slice(cut + 1);
  const slots = PARTS[part];
  const isOf = cut < 0 || FAMILIES.includes(head.split(".")[0] ?? "");
  if (slots !== undefined && isOf) return { kind: "sentences", name: head, slots };
  const names = [...Object.keys(PARTS), "bounds", "abbreviations"];
  throw wrong(place, `không có mục [${head}].`, `Có phải là [${nearest(part, names)[0] ?? ""}]? Các mục: ${names.join(", ")}.`);
}

/** "name = …": what stands on both sides. */
function readPair(line: string, place: Place): { readonly key: string; readonly value: string } {
  const cut = line.indexOf("=");
  if (cut < 1) throw wrong(place, `"${line}" không có dấu bằng.`, "Viết như: name = đảng viên mới kết nạp");
  return { key: line.slice(0, cut).trim(), value: line.slice(cut + 1).trim() };
}

const listIn = <T>(map: Map<string, T[]>, key: string): T[] => {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
};

/**
 * The words of a file: sections in brackets, each with its sentences, one a line; lines that begin with "#" are notes. Throws BadEntry with file, line and what is allowed for an unknown
 * section or place to fill, for a brace without its other half, and for a general section that is missing.
 */
export function parseTemplates(text: string, { file, lang }: { readonly file: string; readonly lang: "vi" | "en" }): Templates {
  const sentences = new Map<string, Template[]>();
  const phrases = new Map<string, Map<string, Template[]>>();
  const pairs = { bounds: new Map<string, string>(), abbreviations: new Map<string, string>() };
  let section: Section | null = null;
  for (const [index, raw] of text.normalize("NFC").split(/\r?\n/u).entries()) {
    const place = { file, line: index + 1 };
    const line = raw.replace(/^\uFEFF/u, "").trim();
    if (line === "" || line.startsWith("#")) continue;
    const head = HEAD.exec(line)?.[1];
    if (head !== undefined) section = sectionOf(head.trim(), place);
    else if (section === null)
      throw wrong(place, `"${line}" đứng trước mọi mục.`, "Viết tên mục trong ngoặc vuông ở dòng trên, như [leaders].");
    else if (section.kind === "sentences") listIn(sentences, section.name).push(readTemplate(line, section.slots, place));
    else if (section.kind === "phrases") addPhrase(phrases, section.name, readPair(line, place), place);
    else pairs[section.kind].set(readPair(line, place).key, readPair(line, place).value);
  }
  requireGeneral(sentences, phrases, file);
  return { lang, sentences, phrases, ...pairs };
}

function addPhrase(
  phrases: Map<string, Map<string, Template[]>>,
  name: string,
  { key, value }: { readonly key: string; readonly value: string },
  place: Place,
): void {
  const slots = PHRASES[key];
  if (slots === undefined) throw wrong(place, `không có "${key}" trong [phrases …].`, `Được dùng: ${Object.keys(PHRASES).join(", ")}.`);
  const own = phrases.get(name) ?? new Map<string, Template[]>();
  phrases.set(name, own);
  listIn(own, key).push(readTemplate(value, slots, place));
}

/** Every part needs a section that serves all questions, so that whatever is missing elsewhere has something to fall back on. */
function requireGeneral(
  sentences: ReadonlyMap<string, unknown>,
  phrases: ReadonlyMap<string, ReadonlyMap<string, unknown>>,
  file: string,
): void {
  const missing = Object.keys(PARTS).filter((part) => !sentences.has(part));
  const general = phrases.get("general");
  const lacking = Object.keys(PHRASES).filter((key) => key !== "before" && general?.has(key) !== true);
  if (missing.length > 0) throw new BadEntry(`${file}: thiếu mục [${missing.join("], [")}].`, "Thêm các mục này, mỗi mục ít nhất một câu.");
  if (lacking.length > 0) throw new BadEntry(`${file}: mục [phrases general] thiếu ${lacking.join(", ")}.`, "Thêm các dòng này.");
}

/** The words of corpus/bulletins/words.<lang>.txt, or of another file of the same form. Throws BadEntry as `parseTemplates` does, and for a file that cannot be read. */
export function readTemplates(lang: "vi" | "en", path?: string): Templates {
  const own = `corpus/bulletins/words.${lang}.txt`;
  const file = path ?? fileURLToPath(new URL(`../../../${own}`, import.meta.url));
  return parseTemplates(readText(file, path ?? own), { file: path ?? own, lang });
}

function readText(path: string, name: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new BadEntry(`Không đọc được tệp câu mẫu ${name}.`, "Khôi phục tệp này từ kho mã nguồn, hoặc sửa đường dẫn.", cause);
  }
}
