import type { Indicator } from "../types/indicator.ts";
import { joint } from "./indicators/cells/joint.ts";
import { members as disciplineMembers } from "./indicators/discipline/members.ts";
import { orgs as disciplineOrgs } from "./indicators/discipline/orgs.ts";
import { issued } from "./indicators/documents/issued.ts";
import { members as inspectionMembers } from "./indicators/inspection/members.ts";
import { orgs as inspectionOrgs } from "./indicators/inspection/orgs.ts";
import { sessions } from "./indicators/inspection/sessions.ts";
import { admitted } from "./indicators/members/admitted.ts";
import { badges } from "./indicators/members/badges.ts";
import { confirmed } from "./indicators/members/confirmed.ts";
import { rated as membersRated } from "./indicators/members/rated.ts";
import { rating as membersRating } from "./indicators/members/rating.ts";
import { removed } from "./indicators/members/removed.ts";
import { resigned } from "./indicators/members/resigned.ts";
import { struckOff } from "./indicators/members/struck-off.ts";
import { total as membersTotal } from "./indicators/members/total.ts";
import { trained } from "./indicators/members/trained.ts";
import { rated as orgsRated } from "./indicators/orgs/rated.ts";
import { rating as orgsRating } from "./indicators/orgs/rating.ts";
import { total as orgsTotal } from "./indicators/orgs/total.ts";
import { withoutCell } from "./indicators/villages/without-cell.ts";
import { withoutMembers } from "./indicators/villages/without-members.ts";

/** All indicators of the codebook's section 2; the first whose rule accepts a figure takes it, so the order is part of the rules. */
export const CODEBOOK: readonly Indicator[] = [
  disciplineMembers,
  disciplineOrgs,
  admitted,
  trained,
  confirmed,
  struckOff,
  resigned,
  removed,
  badges,
  sessions,
  inspectionOrgs,
  inspectionMembers,
  issued,
  withoutMembers,
  withoutCell,
  joint,
  orgsRating,
  membersRating,
  orgsRated,
  membersRated,
  membersTotal,
  orgsTotal,
];

const ON_ANNIVERSARY: ReadonlySet<string> = new Set(CODEBOOK.filter(({ onAnniversary }) => onAnniversary === true).map(({ code }) => code));

/** Is it told of before the day on which it happens? A date behind the publication is then no mistake. */
export function isOnAnniversary(code: string): boolean {
  return ON_ANNIVERSARY.has(code);
}
