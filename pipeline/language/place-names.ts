import type { Token } from "../types/tokens.ts";
import { fold } from "./fold.ts";
import { addPhrase, emptyTrie, type PhraseTrie, phraseKeys } from "./phrase-trie.ts";
import { type CommuneRow, type DistrictRecord, readReference } from "./reference.ts";

/** What a province's name stands for in either system. `weak`: only beside "tỉnh", "thành phố", "Tỉnh ủy" and the like. */
export interface ProvinceName {
  readonly ids63: readonly string[];
  readonly ids34: readonly string[];
  readonly weak: boolean;
  /** Writings of this name that do not begin every syllable with a capital ("Lào cai"). */
  readonly irregular: readonly string[];
}

export interface District {
  readonly name: string;
  readonly type: DistrictRecord["type"];
  /** `63-20`. */
  readonly province: string;
  readonly from: string | null;
  readonly to: string;
}

export interface Commune {
  readonly type: "xã" | "phường" | "thị trấn";
  /** `63-20`; a commune of Hà Tây stands under Hà Nội. */
  readonly province: string;
}

/** Names that only a form of the province, never a person or a thing, has without accents. */
const ASCII_ONLY = /^[\x20-\x7e–—]+$/;
const WITH_KIND = /^(?:tỉnh|thành phố|tp\.?|t\.p\.?|thủ đô) ?(?=\p{Lu})/iu;

/** The aliases that texts may hold: without "tỉnh"/"TP." (which the reader of kinds takes) and without writings that lost their accents. */
function namesOf(unit: { name: string; aliases: readonly string[] }): string[] {
  const isAscii = ASCII_ONLY.test(unit.name);
  const kept = unit.aliases.filter(
    (alias) =>
      !WITH_KIND.test(alias) &&
      (isAscii || !ASCII_ONLY.test(alias) || !alias.includes(" ") || /^[DĐ]a[kc] /u.test(alias) || alias.startsWith("BR")),
  );
  return [unit.name, ...kept, ...unit.aliases.filter((alias) => /^TP-?HCM$|^Tp?hcm$|^TpHCM$/u.test(alias))];
}

function joinNames(old: ProvinceName, added: ProvinceName): ProvinceName {
  return {
    ids63: [...new Set([...old.ids63, ...added.ids63])],
    ids34: [...new Set([...old.ids34, ...added.ids34])],
    weak: old.weak && added.weak,
    irregular: [...old.irregular, ...added.irregular],
  };
}

/** Is every syllable of the writing begun with a capital? */
function isRegular(writing: string): boolean {
  return writing.split(/[^\p{L}\p{M}]+/u).every((word) => word === "" || /^\p{Lu}/u.test(word));
}

/** All names of provinces of both systems. */
export function provinceTrie(): PhraseTrie<ProvinceName> {
  const root = emptyTrie<ProvinceName>();
  const { units63, units34 } = readReference("provinces");
  for (const unit of [...units63, ...units34]) {
    const ids = unit.id.startsWith("63") ? { ids63: [unit.id], ids34: [] } : { ids63: [], ids34: [unit.id] };
    const add = (name: string, weak: boolean): void => {
      addPhrase(root, phraseKeys(name, fold), { ...ids, weak, irregular: isRegular(name) ? [] : [name] }, joinNames);
    };
    for (const name of namesOf(unit)) add(name, unit.bareNameWeak !== undefined && name === unit.name && unit.name === "Hồ Chí Minh");
    for (const name of unit.weakAliases) if (isRegular(name) && !WITH_KIND.test(name) && name !== "Ho Chi Minh") add(name, true);
  }
  return root;
}

/** All district-level units since 2004, by name; a number stands as written ("Quận 9" under "9"). */
export function districtTrie(): PhraseTrie<readonly District[]> {
  const root = emptyTrie<readonly District[]>();
  for (const record of readReference("districts").districts) {
    const { type, from, to } = record;
    const district = [{ name: record.name, type, province: `63-${record.province}`, from, to }];
    for (const name of [record.name.replace(/^Quận (?=\d)/u, ""), ...record.aliases, ...respelt(record.name)]) {
      const keys = phraseKeys(name, fold);
      addPhrase(root, keys, district, (old, added) => [...old, ...added]);
      if (name.includes("'")) addPhrase(root, phraseKeys(name.replaceAll("'", ""), fold), district, (old, added) => [...old, ...added]);
    }
  }
  return root;
}

/** "Phú Quí" for "Phú Quý" and the other way round: after qu the letters i and y are one. */
function respelt(name: string): string[] {
  const other = name.replace(/(?<=[Qq]u)[iíyý]/gu, (letter) => ({ i: "y", í: "ý", y: "i", ý: "í" })[letter] ?? letter);
  return other === name ? [] : [other];
}

const COMMUNE_TYPES = { p: "phường", x: "xã", t: "thị trấn" } as const;

/** Commune-level units by the keys of their names, joined with blanks; "Phường 5" stands under "5". */
export interface CommuneIndex {
  get(key: string): readonly Commune[] | undefined;
}

/** The index over all rows: rows are sorted by their first syllable at once, names are folded when that syllable is first asked for. */
export function communeIndex(): CommuneIndex {
  const provinceOf = new Map<string, string>();
  for (const district of readReference("districts").districts) provinceOf.set(district.code, `63-${district.province}`);
  const waiting = new Map<string, CommuneRow[]>();
  for (const row of readReference("communes").rows) {
    const name = nameOfRow(row);
    const blank = name.search(/[ '’-]/u);
    const first = fold(blank < 0 ? name : name.slice(0, blank));
    const bucket = waiting.get(first);
    if (bucket === undefined) waiting.set(first, [row]);
    else bucket.push(row);
  }
  const ready = new Map<string, ReadonlyMap<string, readonly Commune[]>>();
  return {
    get(key) {
      const blank = key.indexOf(" ");
      const first = blank < 0 ? key : key.slice(0, blank);
      let names = ready.get(first);
      if (names === undefined) {
        names = namesOfBucket(waiting.get(first) ?? [], provinceOf);
        ready.set(first, names);
      }
      return names.get(key);
    },
  };
}

function nameOfRow(row: CommuneRow): string {
  return row[3].startsWith("Phường ") ? row[3].slice(7) : row[3];
}

function namesOfBucket(rows: readonly CommuneRow[], provinceOf: ReadonlyMap<string, string>): ReadonlyMap<string, readonly Commune[]> {
  const found = new Map<string, Commune[]>();
  for (const row of rows) {
    const province = provinceOf.get(row[1]);
    if (province === undefined) continue;
    const key = phraseKeys(nameOfRow(row), fold).join(" ");
    const commune: Commune = { type: COMMUNE_TYPES[row[2]], province };
    const known = found.get(key);
    if (known === undefined) found.set(key, [commune]);
    else if (!known.some((other) => other.type === commune.type && other.province === commune.province)) known.push(commune);
  }
  return found;
}

/** Does the run stand as a name does: capitals at every syllable, or one of the writings that are known without? */
export function isNameRun(
  text: string,
  tokens: readonly Token[],
  run: { from: number; to: number; irregular?: readonly string[] },
): boolean {
  let capitals = true;
  for (let i = run.from; i < run.to; i++) {
    const token = tokens[i] as Token;
    if (token.kind === "break") return false;
    if (token.kind === "word" && token.case === "lower" && i > run.from && isAfterApostrophe(tokens, i)) continue;
    if (token.kind === "word" && token.case === "lower") capitals = false;
  }
  if (capitals) return true;
  if (run.irregular === undefined || run.irregular.length === 0) return false;
  return run.irregular.includes(text.slice((tokens[run.from] as Token).start, (tokens[run.to - 1] as Token).end));
}

/** "M'gar": what follows an apostrophe inside a name goes on in lower case. */
function isAfterApostrophe(tokens: readonly Token[], i: number): boolean {
  const before = tokens[i - 1];
  return before !== undefined && before.kind === "punct" && before.end === (tokens[i] as Token).start && /['’‘`´]/u.test(before.key);
}
