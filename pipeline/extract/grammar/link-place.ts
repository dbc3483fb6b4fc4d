import type { PlaceMention } from "../../language/gazetteer.ts";
import type { Level, Place } from "../../types/observation.ts";
import type { FoundFigure } from "./found.ts";
import type { ArticleScope, LinkedPlace, ParagraphScope } from "./scope.ts";
import type { Unit } from "./units.ts";
import { hasAmountBetween, isPunct, isSign, isWord, isWordOf } from "./walk.ts";
import { endOfRightZone } from "./zones.ts";

const placeAt = (unit: Unit | undefined): PlaceMention | null => (unit?.kind === "place" ? unit.place : null);

/** Words that make the place behind them one where something happens. */
const BEFORE_BODY: ReadonlySet<string> = new Set(["tại", "ở", "của", "riêng", "trong", "toàn", "nay"]);

/** An organisation, "toàn tỉnh", or a place named as where something happens; a bare name in passing governs nothing. */
function governs(units: readonly Unit[], at: number): boolean {
  const mention = placeAt(units[at]);
  if (mention === null) return false;
  if (mention.form !== "name") return true;
  const previous = units[at - 1];
  return (
    at === 0 ||
    isWordOf(previous, BEFORE_BODY) ||
    isPunct(previous, ",;.(") ||
    isSign(units[at + 1], "stock") ||
    isWord(units[at + 1], "đã")
  );
}

/** "… của xã Đồng Tâm", "tại Đảng bộ huyện A": a place right behind what is counted. */
function placeBehind(units: readonly Unit[], figure: FoundFigure): PlaceMention | null {
  const end = endOfRightZone(units, figure.at);
  for (let i = figure.at + 2; i < end && i <= figure.last + 3; i++) {
    const mention = placeAt(units[i]);
    if (mention === null) continue;
    if (i <= figure.last && !isWord(units[i - 1], "thuộc", "của")) continue;
    // "5 chi bộ trực thuộc Đảng bộ Khối": nothing stands between what is counted and its organisation.
    const isOwn = i === figure.last + 1 && mention.form !== "name";
    return isOwn || isWord(units[i - 1], "của", "thuộc", "ở", "tại") ? mention : null;
  }
  return null;
}

/** "Đảng bộ A 61,9%; Đảng bộ B 45,2%": a place right before the number, nothing told in between but its own noun. */
function placeInList(units: readonly Unit[], figure: FoundFigure): PlaceMention | null {
  if (figure.sharedPlace !== null) return placeAt(figure.sharedPlace);
  for (let i = figure.at - 1; i >= Math.max(0, figure.at - 4); i--) {
    const mention = placeAt(units[located(units, i)]);
    if (mention !== null) return mention;
    const unit = units[i] as Unit;
    if (unit.kind === "amount" || isPunct(unit, ",;.)")) return null;
  }
  return null;
}

/** How wide a place is; what follows a narrower one in apposition is only where it lies. */
const WIDTH: Readonly<Record<Level, number>> = { unit: 0, commune: 1, district: 2, province: 3, region: 4, national: 5 };

/** "Đảng bộ xã Tân Hưng, huyện Cái Nước, tỉnh Cà Mau", "Đảng bộ huyện Ngân Sơn (Bắc Kạn)": the index of the narrower place that this one only locates, else -1. */
function locates(units: readonly Unit[], at: number): number {
  const mention = placeAt(units[at]);
  if (mention === null || mention.form !== "name") return -1;
  const before = isPunct(units[at - 1], ",(–-") || isWord(units[at - 1], "thuộc", "của") ? at - 2 : at - 1;
  const narrower = placeAt(units[before]);
  if (narrower === null || narrower.form === "self" || WIDTH[narrower.place.level] >= WIDTH[mention.place.level]) return -1;
  return before;
}

/** The narrowest place of an apposition that ends at a unit; the unit itself when it ends none. */
function located(units: readonly Unit[], at: number): number {
  let own = at;
  for (let next = locates(units, own); next >= 0; next = locates(units, own)) own = next;
  return own;
}

function placeBefore(units: readonly Unit[], at: number): PlaceMention | null {
  for (let i = at - 1; i >= 0; i--) {
    const own = located(units, i);
    const mention = placeAt(units[own]);
    if (mention !== null && (own < i || governs(units, i)) && !isLeftOver(units, own, at)) return mention;
    i = own;
  }
  return null;
}

/** "Đảng bộ A 61; toàn tỉnh …", "A kết nạp 61, B 45": behind a semicolon the item before holds no longer when it had its own number. */
function isLeftOver(units: readonly Unit[], place: number, at: number): boolean {
  let semicolon = -1;
  for (let i = place + 1; i < at; i++) if (isPunct(units[i], ";")) semicolon = i;
  if (semicolon < 0 || !hasAmountBetween(units, -1, semicolon)) return false;
  // "… sinh hoạt tại Đảng bộ xã A; 5 đồng chí …": where the item before happened says nothing of the next.
  const isAside = isWord(units[place - 1], "tại", "ở") && hasAmountBetween(units, -1, place);
  return isAside || (hasAmountBetween(units, place, semicolon) && placeAt(units[place])?.form === "name");
}

const settling =
  (units: readonly Unit[], scope: { paragraph: ParagraphScope; article: ArticleScope }) =>
  (mention: PlaceMention): Place =>
    inProvince(settle(mention, units, scope), scope.article.place);

/** Which organisation a figure describes: clause, sentence, paragraph, article, in that order (codebook section 4, "Scope of a figure"). */
export function linkPlace(
  units: readonly Unit[],
  figure: FoundFigure,
  scope: { paragraph: ParagraphScope; article: ArticleScope },
): LinkedPlace {
  const { paragraph, article } = scope;
  const settled = settling(units, scope);
  const behind = placeBehind(units, figure);
  if (behind !== null) return { place: settled(behind), told: "sentence", reason: `${behind.reason}; đứng ngay sau con số` };
  const listed = placeInList(units, figure);
  if (listed !== null) return { place: settled(listed), told: "sentence", reason: `${listed.reason}; đứng ngay trước con số` };
  const before = placeBefore(units, figure.first);
  if (before !== null) return { place: settled(before), told: "sentence", reason: `${before.reason}; chi phối câu` };
  if (paragraph.place !== null)
    return { place: settled(paragraph.place), told: "paragraph", reason: `${paragraph.place.reason}; nói ở câu trước trong đoạn` };
  return { place: article.place, told: "article", reason: article.placeReason };
}

/** A district, commune or unit whose province nothing says lies in the article's. */
function inProvince(place: Place, article: Place): Place {
  return place.province === null && WIDTH[place.level] < WIDTH.province ? { ...place, province: article.province } : place;
}

/** The mention of a sentence before another that satisfies a test; null when there is none. */
function earlier(units: readonly Unit[], mention: PlaceMention, test: (candidate: PlaceMention) => boolean): PlaceMention | null {
  let found: PlaceMention | null = null;
  for (const unit of units) {
    if (unit.kind !== "place" || unit.from >= mention.from) continue;
    if (test(unit.place)) found = unit.place;
  }
  return found;
}

const isNamedAt =
  (level: Level) =>
  (mention: PlaceMention): boolean =>
    mention.form !== "self" && mention.place.level === level && (mention.place.name !== null || mention.place.province !== null);

/** "toàn tỉnh", "Huyện ủy" are those named here last, else the article's; "toàn Đảng bộ" is the organisation told of here, else the article's. */
function settle(
  mention: PlaceMention,
  units: readonly Unit[],
  { paragraph, article }: { paragraph: ParagraphScope; article: ArticleScope },
): Place {
  const level = mention.selfLevel;
  if (mention.form !== "self" || level === undefined) return mention.place;
  if (level === null) {
    const own =
      earlier(units, mention, (candidate) => candidate.form === "organisation") ??
      (paragraph.place?.form === "organisation" ? paragraph.place : null);
    return own?.place ?? article.place;
  }
  const named = earlier(units, mention, isNamedAt(level)) ?? paragraph.named[level] ?? null;
  if (level === "province")
    return { level, province: named?.place.province ?? article.place.province ?? mention.place.province, name: null };
  if (named !== null) return named.place;
  if (level === article.place.level) return article.place;
  return mention.place.name === null && level !== "national" ? nameless(level, article.place) : mention.place;
}

/** "Đảng bộ huyện" where no district is named: some district of the article's province, never the province itself. */
function nameless(level: Level, article: Place): Place {
  return WIDTH[level] < WIDTH[article.level] ? { level, province: article.province, name: null } : article;
}

/** What is named last at each level in a sentence, over what was before. */
export function namedIn(units: readonly Unit[], before: ParagraphScope["named"]): ParagraphScope["named"] {
  const named = { ...before };
  for (const unit of units) {
    const mention = placeAt(unit);
    if (mention !== null && isNamedAt(mention.place.level)(mention)) named[mention.place.level] = mention;
  }
  return named;
}

/** "Huyện A 61, huyện B 45": a sentence that goes through several bodies is about none of them. */
function isRanking(units: readonly Unit[]): boolean {
  let bodies = 0;
  for (let i = 0; i < units.length; i++) {
    const mention = placeAt(units[i]);
    if (
      mention !== null &&
      mention.form !== "self" &&
      mention.place.level !== "province" &&
      locates(units, i) < 0 &&
      units.slice(i + 1, i + 5).some((unit) => unit.kind === "amount")
    )
      bodies++;
  }
  return bodies > 1;
}

/** The organisation that a sentence is about, for the sentences behind it: the first that governs. */
export function subjectPlace(units: readonly Unit[]): PlaceMention | null {
  if (isRanking(units)) return null;
  for (let i = 0; i < units.length; i++) {
    if (units[i]?.kind === "amount") return null;
    const mention = placeAt(units[i]);
    if (mention !== null && mention.form !== "name" && governs(units, i)) return mention;
  }
  return null;
}
