import type { PlaceMention } from "../language/gazetteer.ts";
import type { Article, BlockKind } from "../types/article.ts";
import type { Place } from "../types/observation.ts";

/** What a mention counts by the block it stands in: title and lead say what the article is about. */
const BLOCK_WEIGHT: Readonly<Record<BlockKind, number>> = { kicker: 3, title: 5, sapo: 4, heading: 1, paragraph: 1, list: 1, table: 0 };
/** The first paragraph names the organisation that is reported on. */
const FIRST_PARAGRAPH_WEIGHT = 3;

const NATIONAL: Place = { level: "national", province: null, name: null };
const UNKNOWN: Place = { level: "province", province: null, name: null };

interface Weighed {
  readonly mention: PlaceMention;
  readonly weight: number;
  /** The block it stands in: a place named ten times in one paragraph is told of once. */
  readonly block: number;
}

function weigh(article: Article, mentions: readonly PlaceMention[]): readonly Weighed[] {
  const first = article.blocks.find((block) => block.kind === "paragraph");
  return mentions.flatMap((mention) => {
    const at = article.blocks.findIndex((candidate) => mention.start >= candidate.start && mention.start < candidate.end);
    const block = article.blocks[at];
    if (block === undefined) return [];
    const weight = block === first ? FIRST_PARAGRAPH_WEIGHT : BLOCK_WEIGHT[block.kind];
    return [{ mention, weight: mention.form === "organisation" ? weight * 1.5 : weight, block: at }];
  });
}

/** The key with the greatest sum of weights; of equals the one met first. */
function heaviest<T>(items: readonly { key: string; weight: number; value: T }[]): { value: T; weight: number } | null {
  const sums = new Map<string, { value: T; weight: number }>();
  for (const { key, weight, value } of items) {
    const sum = sums.get(key);
    if (sum === undefined) sums.set(key, { value, weight });
    else sum.weight += weight;
  }
  let best: { value: T; weight: number } | null = null;
  for (const sum of sums.values()) if (best === null || sum.weight > best.weight) best = sum;
  return best;
}

/** The province that the article reports on: the one most weightily named in the text, then in captions, then the publisher's. */
export function findProvince(input: {
  article: Article;
  mentions: readonly PlaceMention[];
  captions: readonly PlaceMention[];
  publisher: string | null;
}): { province: string | null; reason: string } {
  const { article, mentions, captions, publisher } = input;
  const named = weigh(article, mentions).filter(({ mention }) => mention.place.province !== null && mention.form !== "self");
  const best = heaviest(
    named.map(({ mention, weight }) => ({ key: mention.place.province as string, weight, value: mention.place.province as string })),
  );
  if (best !== null) return { province: best.value, reason: "tỉnh được nói đến nhiều nhất trong bài" };
  const caption = captions.find((mention) => mention.place.province !== null);
  if (caption !== undefined) return { province: caption.place.province, reason: "tỉnh nói trong chú thích ảnh" };
  if (publisher !== null) return { province: publisher, reason: "tỉnh của báo đăng bài" };
  return { province: null, reason: "bài không cho biết tỉnh" };
}

/** The level of a mention; "toàn tỉnh", "Đảng bộ huyện" count for theirs, "toàn Đảng bộ" for none. */
function levelOf(mention: PlaceMention): Place["level"] | null {
  if (mention.form !== "self") return mention.place.level;
  return mention.selfLevel ?? null;
}

const isWide = (level: Place["level"]): boolean => level === "province" || level === "national" || level === "region";

interface Sum {
  readonly place: Place | null;
  readonly level: Place["level"];
  weight: number;
}

/** The greatest weight of each key in each block, summed over the blocks. */
function sumByBlock(
  items: readonly { key: string; place: Place | null; level: Place["level"]; weighed: Weighed }[],
): ReadonlyMap<string, Sum> {
  const byBlock = new Map<string, number>();
  const sums = new Map<string, Sum>();
  for (const { key, place, level, weighed } of items) {
    const inBlock = `${key}@${weighed.block}`;
    const known = byBlock.get(inBlock) ?? 0;
    if (weighed.weight <= known) continue;
    byBlock.set(inBlock, weighed.weight);
    const sum = sums.get(key);
    if (sum === undefined) sums.set(key, { place, level, weight: weighed.weight });
    else sum.weight += weighed.weight - known;
  }
  return sums;
}

/** The weight of each place: provinces as one, every district, commune and unit for itself; "Đảng bộ huyện" counts for the heaviest of its level. */
function weighPlaces(own: readonly Weighed[]): readonly Sum[] {
  const items = own.flatMap((weighed) => {
    const level = levelOf(weighed.mention);
    if (level === null) return [];
    const isSelf = weighed.mention.form === "self" && !isWide(level);
    const place = isWide(level) || isSelf ? null : weighed.mention.place;
    return [{ key: isSelf ? `self:${level}` : isWide(level) ? level : `${level}:${weighed.mention.place.name}`, place, level, weighed }];
  });
  const sums = sumByBlock(items);
  const ranked = [...sums.entries()]
    .filter(([key]) => !key.startsWith("self:"))
    .map(([, sum]) => sum)
    .sort((a, b) => b.weight - a.weight);
  return ranked.map((sum) =>
    ranked.find(({ level }) => level === sum.level) === sum
      ? { place: sum.place, level: sum.level, weight: sum.weight + (sums.get(`self:${sum.level}`)?.weight ?? 0) }
      : sum,
  );
}

/** The organisation that the article reports on: a district, commune or unit when title and first paragraph are about it, else the province. */
export function findArticlePlace(input: {
  article: Article;
  mentions: readonly PlaceMention[];
  province: string | null;
  provinceReason: string;
}): { place: Place; reason: string } {
  const { article, mentions, province, provinceReason } = input;
  const own = weigh(article, mentions).filter(({ mention }) => mention.place.province === province || mention.place.province === null);
  const whole: Place = province === null ? UNKNOWN : { level: "province", province, name: null };
  const best = weighPlaces(own).reduce<Sum | null>((top, one) => (top === null || one.weight > top.weight ? one : top), null);
  if (best === null) return { place: whole, reason: provinceReason };
  if (best.level === "national" && province === null) return { place: NATIONAL, reason: "bài nói về toàn Đảng" };
  if (best.place === null) return { place: whole, reason: provinceReason };
  return { place: best.place, reason: "tổ chức được nói đến nhiều nhất ở tiêu đề và phần đầu" };
}
