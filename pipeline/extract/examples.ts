import type { Example } from "../types/indicator.ts";
import { examples as disciplineMembers } from "./indicators/discipline/members.examples.ts";
import { examples as membersAdmitted } from "./indicators/members/admitted.examples.ts";
import { examples as membersTotal } from "./indicators/members/total.examples.ts";
import { examples as orgsRating } from "./indicators/orgs/rating.examples.ts";
import { examples as orgsTotal } from "./indicators/orgs/total.examples.ts";

/** The examples of each indicator, by its code. */
export const EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  "discipline.members": disciplineMembers,
  "members.admitted": membersAdmitted,
  "orgs.rating": orgsRating,
  "members.total": membersTotal,
  "orgs.total": orgsTotal,
};
