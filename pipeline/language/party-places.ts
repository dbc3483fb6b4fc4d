import type { Level } from "../types/observation.ts";
import type { Token } from "../types/tokens.ts";
import { beginsPerson, mayStandAlone, unitRun } from "./organisations.ts";
import { longestPhrase } from "./phrase-trie.ts";
import { LEVEL_OF, type PlaceHead, type PlaceKind, QUANTIFIERS } from "./place-heads.ts";
import { capitalRun, cityDay, communeAt, districtAt, type Named, NO_NAME, nameAfter, provinceAt, readLevel } from "./place-lookup.ts";
import { addMention, type Reading, type Run, sliceOf } from "./place-reading.ts";
import { isCentralCity } from "./provinces.ts";

/** "Tỉnh ủy", "Huyện ủy Chi Lăng", "Thành ủy Cần Thơ". */
export function readCommittee(reading: Reading, head: PlaceHead & { kind: "committee" }, run: Run): number {
  const { tokens, gazetteer } = reading;
  const kind = longestPhrase(gazetteer.heads, tokens, run.to);
  const at = kind !== null && kind.value.kind === "level" && kind.value.of === head.of ? kind.to : run.to;
  const first = tokens[at];
  if (
    first !== undefined &&
    first.kind === "word" &&
    first.case !== "lower" &&
    !(beginsPerson(tokens, at) && isUnlisted(reading, head, at))
  ) {
    const named = nameAfter(reading, head.of, head.word, at);
    if (named !== null && !isTitleInCapitals(reading, run, named)) {
      const name = named.place.level === "province" ? null : `${head.word} ${sliceOf(reading, { from: at, to: named.to })}`;
      return addMention(
        reading,
        { from: run.from, to: named.to },
        { place: { ...named.place, name }, form: "organisation", reason: `cấp ủy: ${named.reason}` },
      );
    }
  }
  if (first?.kind === "number" && head.word === "quận") {
    const district = districtAt(reading, at, "quận");
    if (district !== null)
      return addMention(
        reading,
        { from: run.from, to: district.to },
        { place: { ...district.place, name: `quận ${first.key}` }, form: "organisation", reason: "cấp ủy quận" },
      );
  }
  if (isQuantified(reading, run.from)) return run.to;
  return addSelf(reading, run, head.of);
}

/** In a headline of capitals only names of the lists count, as any word would look like a name. */
function isTitleInCapitals({ tokens }: Reading, run: Run, named: Named): boolean {
  return tokens[run.from]?.case === "upper" && named.reason.startsWith("tên viết hoa");
}

function isUnlisted(reading: Reading, head: PlaceHead & { kind: "committee" }, at: number): boolean {
  return provinceAt(reading, at) === null && districtAt(reading, at, head.word) === null;
}

/** Is the organisation one of a class: "các huyện ủy", "11 đảng bộ xã"? */
function isQuantified({ tokens }: Reading, i: number): boolean {
  const before = tokens[i - 1];
  return (
    before !== undefined &&
    (before.kind === "number" ||
      before.kind === "fraction" ||
      before.kind === "percent" ||
      (before.kind === "word" && QUANTIFIERS.has(before.key)))
  );
}

function addSelf(reading: Reading, run: Run, of: PlaceKind): number {
  const { context } = reading;
  const province = context.province;
  const isCity = of === "city" && province !== null && isCentralCity(province, context.date ?? cityDay(reading));
  const level: Level = isCity ? "province" : LEVEL_OF[of];
  const selfLevel = of === "city" && province === null ? null : level;
  return addMention(reading, run, {
    place: { level, province, name: null },
    form: "self",
    selfLevel,
    reason: `chính ${sliceOf(reading, run).toLowerCase()} mà bài viết nói tới`,
  });
}

/** "toàn tỉnh", "của huyện Bắc Sơn": with a name it is that place, else the text's own. */
export function readSelf(reading: Reading, head: PlaceHead & { kind: "self" }, run: Run): number {
  const { tokens, gazetteer } = reading;
  const at = run.to - head.tail;
  if (head.tail > 0) {
    const level = longestPhrase(gazetteer.heads, tokens, at);
    if (level?.value.kind === "level") {
      const after = readLevel(reading, level.value, { from: at, to: level.to, start: at, form: "name" });
      if (after > at) return after;
    }
    // "của Tỉnh ủy", "trong xã hội", "của tỉnh đoàn"
    if (level !== null && level.value.kind !== "level") return at;
    if (tokens[run.to]?.key === "hội" || tokens[run.to]?.key === "đoàn") return run.to;
  }
  if (tokens[at]?.kind === "word" && isSharedKind(reading, run.to)) return run.to;
  return addSelf(reading, run, head.of);
}

/** "của tỉnh, huyện", "Đảng bộ huyện, thành phố": kinds in a row name no one place. */
function isSharedKind({ tokens, gazetteer }: Reading, at: number): boolean {
  const joint = tokens[at]?.key;
  if (joint !== "," && joint !== "và" && joint !== "hoặc" && joint !== "/") return false;
  const next = longestPhrase(gazetteer.heads, tokens, at + 1);
  return next?.value.kind === "level" && tokens[next.to]?.case === "lower" && tokens[at + 1]?.case === "lower";
}

/** What stands after "Đảng bộ", "Đảng ủy": a kind and a name, a unit, a bare name. */
export function readParty(reading: Reading, whole: boolean, run: Run): number {
  const { tokens, gazetteer } = reading;
  let at = run.to;
  const unit = unitRun(tokens, at);
  if (unit?.named) return addUnit(reading, { from: run.from, to: unit.to }, at);
  if (tokens[at]?.key === "khối" && isQuantified(reading, run.from)) return run.to;
  if (tokens[at]?.key === "khối")
    return addMention(
      reading,
      { from: run.from, to: at + 1 },
      {
        place: { level: "unit", province: reading.context.province, name: lastBloc(reading) },
        form: "organisation",
        reason: "khối đã nêu ở trên",
      },
    );
  const plural = tokens[at]?.key === "các";
  if (plural) at++;
  const level = longestPhrase(gazetteer.heads, tokens, at);
  if (level?.value.kind === "level") {
    const after = readLevel(reading, level.value, { from: at, to: level.to, start: run.from, form: "organisation" });
    if (after > run.from) return after;
    return plural ? run.to : readUnnamedParty(reading, level.value, { from: run.from, to: level.to });
  }
  const bare = plural ? null : bareOrganisation(reading, { from: run.from, to: at });
  if (bare !== null) return bare;
  if (!whole) return run.from;
  return addMention(reading, run, {
    place: { level: "province", province: reading.context.province, name: null },
    form: "self",
    selfLevel: null,
    reason: "toàn đảng bộ mà bài viết nói tới",
  });
}

/** "Đảng bộ tỉnh", "Đảng ủy xã": the text's own, unless it is said of a class or in passing ("bí thư đảng ủy xã"). */
function readUnnamedParty(reading: Reading, head: PlaceHead & { kind: "level" }, run: Run): number {
  const isNamedHere = head.of !== "commune" || reading.tokens[run.from]?.case !== "lower";
  if (isQuantified(reading, run.from) || isSharedKind(reading, run.to) || !isNamedHere) return run.to;
  if (head.dotted === true || reading.tokens[run.to]?.key === "hội") return run.to;
  return addSelf(reading, run, head.of);
}

function addUnit(reading: Reading, whole: Run, nameFrom: number): number {
  const name = sliceOf(reading, { from: nameFrom, to: whole.to });
  const isCentral = /trung ương$/iu.test(name) || name === "Quân đội";
  const province = isCentral ? null : (provinceInside(reading, nameFrom, whole.to) ?? reading.context.province);
  return addMention(reading, whole, {
    place: { level: "unit", province, name },
    form: "organisation",
    reason: "tổ chức đảng của một đơn vị",
  });
}

/** "Than Quảng Ninh", "Trường Cao đẳng Sư phạm Nghệ An": the province inside a unit's name. */
function provinceInside(reading: Reading, from: number, to: number): string | null {
  for (let i = from; i < to; i++) {
    if ((reading.tokens[i] as Token).case === "lower") continue;
    const named = provinceAt(reading, i);
    if (named !== null && named.to === to && named.to - i > 1) return named.place.province;
  }
  return null;
}

export function lastBloc({ mentions }: Reading): string {
  const known = mentions.findLast((mention) => mention.place.level === "unit" && /^khối ./iu.test(mention.place.name ?? ""));
  return known?.place.name ?? "Khối";
}

/** "Đảng bộ Lạng Sơn", "Đảng bộ Bắc Sơn", "Đảng bộ Nhà máy A": a capitalised name straight after. Null when none follows. */
function bareOrganisation(reading: Reading, run: Run): number | null {
  const { tokens, own } = reading;
  const first = tokens[run.to];
  if (first === undefined || first.kind !== "word" || first.case === "lower") return null;
  if (first.case === "upper" && tokens[run.from]?.case === "upper") return listedOrganisation(reading, run);
  const listed = listedOrganisation(reading, run);
  if (listed !== null || beginsPerson(tokens, run.to)) return listed;
  const to = capitalRun(reading, run.to);
  // "3 đảng bộ HTTNV" is a grade; in "Đảng Bộ Trong Sạch" every word has its capital.
  if ((first.case === "upper" && to === run.to + 1) || tokens[run.to - 1]?.case !== "lower") return null;
  const whole = { from: run.from, to };
  const named = communeAt(reading, run.to, null);
  if (named !== null && own.length > 0 && named.to === to && named.place.province === reading.context.province && !NO_NAME.has(first.key)) {
    return addMention(reading, whole, {
      place: { ...named.place, name: sliceOf(reading, { from: run.to, to }) },
      form: "organisation",
      reason: "tên xã của tỉnh mà bài viết nói tới",
    });
  }
  return NO_NAME.has(first.key) ? null : addUnit(reading, whole, run.to);
}

/** A province, or a district of the article's province, named bare after "Đảng bộ". */
function listedOrganisation(reading: Reading, run: Run): number | null {
  const { own, context } = reading;
  const province = provinceAt(reading, run.to);
  const district = districtAt(reading, run.to, null);
  const isOwnDistrict =
    district !== null && district.place.province !== null && (own.length === 0 || own.includes(district.place.province));
  const isOwnProvince =
    province !== null && (own.length === 0 || province.place.province === context.province || own.includes(province.place.province ?? ""));
  if (province !== null && (isOwnProvince || !isOwnDistrict) && (district === null || province.to >= district.to)) {
    return addMention(
      reading,
      { from: run.from, to: province.to },
      { place: province.place, form: "organisation", reason: "đảng bộ: tên tỉnh, thành phố" },
    );
  }
  if (district === null || !isOwnDistrict) return null;
  const name = sliceOf(reading, { from: run.to, to: district.to });
  return addMention(
    reading,
    { from: run.from, to: district.to },
    { place: { ...district.place, name }, form: "organisation", reason: "đảng bộ: tên huyện của tỉnh mà bài viết nói tới" },
  );
}

/** "Chi bộ thôn Nà Lầu", "Chi bộ Báo Ấp Bắc"; nothing for "24 chi bộ", "chi bộ cơ sở". */
export function readCell(reading: Reading, run: Run): number {
  const { tokens } = reading;
  if (isQuantified(reading, run.from)) return run.from;
  const unit = unitRun(tokens, run.to);
  if (unit?.named) return addUnit(reading, { from: run.from, to: unit.to }, run.from);
  const first = tokens[run.to];
  if (first?.kind !== "word" || first.case !== "capital" || first.key === "đảng" || beginsPerson(tokens, run.to)) return run.from;
  if (tokens[run.to - 1]?.case !== "lower") return run.from;
  if (longestPhrase(reading.gazetteer.heads, tokens, run.to) !== null) return run.from;
  return addUnit(reading, { from: run.from, to: capitalRun(reading, run.to) }, run.from);
}

/** "Giám đốc Công an tỉnh", "Hiệu trưởng Trường …": who holds the office, not the unit. */
const OFFICES = new Set(["đốc", "trưởng", "phó", "viên"]);

/** "Trường Đại học Tây Đô", "Công ty Astro" without any "Đảng bộ". */
export function readStandingUnit(reading: Reading, i: number): number {
  if (!mayStandAlone((reading.tokens[i] as Token).key)) return 0;
  const unit = unitRun(reading.tokens, i);
  if (unit === null || !unit.named || !unit.standsAlone || OFFICES.has(reading.tokens[i - 1]?.key ?? "")) return 0;
  return addUnit(reading, { from: i, to: unit.to }, i);
}
