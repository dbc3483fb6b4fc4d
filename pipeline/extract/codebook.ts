import type { Indicator } from "../types/indicator.ts";
import { members as disciplineMembers } from "./indicators/discipline/members.ts";
import { admitted } from "./indicators/members/admitted.ts";
import { total as membersTotal } from "./indicators/members/total.ts";
import { rating as orgsRating } from "./indicators/orgs/rating.ts";
import { total as orgsTotal } from "./indicators/orgs/total.ts";

/** All indicators; the first whose rule accepts a figure takes it, so the order is part of the rules. */
export const CODEBOOK: readonly Indicator[] = [disciplineMembers, admitted, orgsRating, membersTotal, orgsTotal];
