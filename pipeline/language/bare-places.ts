import type { Token } from "../types/tokens.ts";
import { beginsPerson } from "./organisations.ts";
import { isJoint, longestPhrase } from "./phrase-trie.ts";
import { OTHER_THINGS, PERSON_TITLES } from "./place-heads.ts";
import { pickProvince } from "./place-lookup.ts";
import { isNameRun } from "./place-names.ts";
import { addMention, type Reading, type Run, sliceOf } from "./place-reading.ts";

/** A province, or a district of the article's province, with nothing before it that says what it is. */
export function readBareName(reading: Reading, i: number): number {
  const { text, tokens, gazetteer, merged, own } = reading;
  const province = longestPhrase(
    gazetteer.provinces,
    tokens,
    i,
    (from, to, name) => !name.weak && isNameRun(text, tokens, { from, to, irregular: name.irregular }),
  );
  if (province !== null) {
    const run = { from: i, to: province.to };
    const id = pickProvince(reading, province.value);
    if (id === null || !standsForPlace(reading, run)) return 0;
    return addMention(reading, run, {
      place: { level: "province", province: id, name: null },
      form: "name",
      reason: "tên tỉnh, thành phố",
    });
  }
  if (merged || own.length === 0) return 0;
  const district = longestPhrase(gazetteer.districts, tokens, i, (from, to) => isNameRun(text, tokens, { from, to }));
  const here = district?.value.find((candidate) => own.includes(candidate.province));
  if (district === null || here === undefined) return 0;
  const run = { from: i, to: district.to };
  const isShort = district.to - i === 1 && (tokens[i] as Token).key.length < 5;
  if (isShort || !standsForPlace(reading, run)) return 0;
  return addMention(reading, run, {
    place: { level: "district", province: here.province, name: sliceOf(reading, run) },
    form: "name",
    reason: "tên huyện của tỉnh mà bài viết nói tới",
  });
}

/** False for people, streets, rivers, battles, newspapers, and for a run that is only a part of a longer name. */
function standsForPlace(reading: Reading, run: Run): boolean {
  const { tokens } = reading;
  const first = tokens[run.from] as Token;
  const before = tokens[run.from - 1];
  if (before !== undefined && before.kind === "word") {
    if (PERSON_TITLES.has(before.key) || (OTHER_THINGS.has(before.key) && !isCityWord(tokens, run.from - 1))) return false;
    if (before.case !== "lower" && beginsPerson(tokens, run.from - 1)) return false;
    if (before.case === "capital" && first.case === "capital" && !opensClause(reading, run.from - 1)) return false;
  }
  if (first.case === "upper" && first.key === "hòa" && before?.case === "upper") return false;
  return !continuesName(reading, run);
}

/** Does the token stand where any word has a capital: at the start of a sentence, or after a mark ("; Tại Lâm Đồng")? */
function opensClause({ tokens, sentenceStarts }: Reading, i: number): boolean {
  const before = tokens[i - 1];
  return (
    before === undefined ||
    sentenceStarts.has(i) ||
    before.kind === "break" ||
    (before.kind === "punct" && before.key !== "," && !isJoint(before))
  );
}

function isCityWord(tokens: readonly Token[], i: number): boolean {
  return (tokens[i] as Token).key === "phố" && tokens[i - 1]?.key === "thành";
}

/** Does a capital follow that belongs to the same name ("Hòa Bình Xanh"), and not to a person ("Lạng Sơn Nguyễn Văn A")? */
export function continuesName({ tokens }: Reading, run: Run): boolean {
  const next = tokens[run.to];
  if (next === undefined || next.kind !== "word" || next.case !== "capital") return false;
  return tokens[run.to - 1]?.case !== "upper" && !beginsPerson(tokens, run.to);
}
