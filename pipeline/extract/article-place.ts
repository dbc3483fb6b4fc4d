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
}

function weigh(article: Article, mentions: readonly PlaceMention[]): readonly Weighed[] {
  const first = article.blocks.find((block) => block.kind === "paragraph");
  return mentions.flatMap((mention) => {
    const block = article.blocks.find((candidate) => mention.start >= candidate.start && mention.start < candidate.end);
    if (block === undefined) return [];
    const weight = block === first ? FIRST_PARAGRAPH_WEIGHT : BLOCK_WEIGHT[block.kind];
    return [{ mention, weight: mention.form === "organisation" ? weight * 1.5 : weight }];
  });
}

/** The key with the greatest sum of weights; of equals the one met first. */
function heaviest<T>(items: readonly { key: string; weight: number; value: T }[]): { value: T; weight: number } | null {
  const sums = new Map<string, { value: T; weight: number }>();
  for (const { key, weight, value } of items) sums.set(key, { value: sums.get(key)?.value ?? value, weight: (sums.get(key)?.weight ?? 0) + weight });
  let best: { value: T; weight: number } | null = null;
  for (const sum of sums.values()) if (best === null || sum.weight > best.weight) best = sum;
  return best;
}

/** The province that the article reports on: the one most weightily named in the text, then in captions, then the publisher's. */
export function findProvince(input: { article: Article; mentions: readonly PlaceMention[]; captions: readonly PlaceMention[]; publisher: string | null }): { province: string | null; reason: string } {
  const { article, mentions, captions, publisher } = input;
  const named = weigh(article, mentions).filter(({ mention }) => mention.place.province !== null && mention.form !== "self");
  const best = heaviest(named.map(({ mention, weight }) => ({ key: mention.place.province as string, weight, value: mention.place.province as string })));
  if (best !== null) return { province: best.value, reason: "tỉnh được nói đến nhiều nhất trong bài" };
  const caption = captions.find((mention) => mention.place.province !== null);
  if (caption !== undefined) return { province: caption.place.province, reason: "tỉnh nói trong chú thích ảnh" };
  if (publisher !== null) return { province: publisher, reason: "tỉnh của báo đăng bài" };
  return { province: null, reason: "bài không cho biết tỉnh" };
}

/** The organisation that the article reports on: a district, commune or unit when title and first paragraph are about it, else the province. */
export function findArticlePlace(input: { article: Article; mentions: readonly PlaceMention[]; province: string | null; provinceReason: string }): { place: Place; reason: string } {
  const { article, mentions, province, provinceReason } = input;
  const weighed = weigh(article, mentions).filter(({ mention }) => mention.form !== "self" || mention.selfLevel === "province" || mention.selfLevel === "national");
  const own = weighed.filter(({ mention }) => mention.place.province === province || mention.place.province === null);
  const best = heaviest(own.map(({ mention, weight }) => ({ key: `${mention.place.level}:${mention.place.name ?? ""}`, weight, value: mention.place })));
  if (best === null) return { place: province === null ? UNKNOWN : { level: "province", province, name: null }, reason: provinceReason };
  if (best.value.level === "national" && province === null) return { place: NATIONAL, reason: "bài nói về toàn Đảng" };
  if (best.value.level === "province" || best.value.level === "national" || best.value.level === "region") {
    return { place: { level: "province", province, name: null }, reason: provinceReason };
  }
  return { place: best.value, reason: "tổ chức được nói đến nhiều nhất ở tiêu đề và phần đầu" };
}
