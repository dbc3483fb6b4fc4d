import type { RawMention } from "./heads.ts";

/** What a mention names, so that two of the same document meet; QĐ and QĐi count as one. */
function groupKey(mention: RawMention): string | null {
  switch (mention.form) {
    case "numbered":
      return `${mention.type.slice(0, 2)} ${Number(mention.number)} ${mention.year ?? ""}`;
    case "session":
      return `session ${mention.type} ${mention.session}`;
    case "congress":
      return `congress ${mention.place?.level ?? ""} ${mention.place?.name ?? ""}`;
    default:
      return null;
  }
}

function tellsMore(mention: RawMention): boolean {
  if (mention.form === "numbered") return mention.issuer !== null || mention.by !== null || mention.date !== null || mention.term !== null;
  return (mention.form === "session" || mention.form === "congress") && mention.term !== null;
}

/** Indexes of the mentions that tell something, by what they name, in the order of the text. */
export type MentionGroups = ReadonlyMap<string, readonly number[]>;

export function groupMentions(mentions: readonly RawMention[]): MentionGroups {
  const groups = new Map<string, number[]>();
  mentions.forEach((mention, i) => {
    const key = tellsMore(mention) ? groupKey(mention) : null;
    if (key === null) return;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [i]);
    else group.push(i);
  });
  return groups;
}

/** At most this many mentions on either side are asked, so that the cost stays linear. */
export const MOST_ASKED = 12;

/** The other mentions of what mention `i` names that tell more: those before it from the nearest on, the first of all, then those after it. */
export function namesakes(mentions: readonly RawMention[], groups: MentionGroups, i: number): number[] {
  const group = groups.get(groupKey(mentions[i] as RawMention) ?? "") ?? [];
  const at = firstFrom(group, i, (k) => k);
  const before = group.slice(Math.max(0, at - MOST_ASKED), at).reverse();
  const after = group.slice(at, at + MOST_ASKED).filter((k) => k !== i);
  return [...before, ...(at > MOST_ASKED ? [group[0] as number] : []), ...after];
}

/** The first position in a sorted list whose item is not below `limit`. */
export function firstFrom<T>(sorted: readonly T[], limit: number, read: (item: T) => number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (read(sorted[middle] as T) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
