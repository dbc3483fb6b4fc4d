import type { Example } from "../types/indicator.ts";
import { examples as cellsJoint } from "./indicators/cells/joint.examples.ts";
import { examples as disciplineMembers } from "./indicators/discipline/members.examples.ts";
import { examples as disciplineOrgs } from "./indicators/discipline/orgs.examples.ts";
import { examples as documentsIssued } from "./indicators/documents/issued.examples.ts";
import { examples as inspectionMembers } from "./indicators/inspection/members.examples.ts";
import { examples as inspectionOrgs } from "./indicators/inspection/orgs.examples.ts";
import { examples as inspectionSessions } from "./indicators/inspection/sessions.examples.ts";
import { examples as membersAdmitted } from "./indicators/members/admitted.examples.ts";
import { examples as membersBadges } from "./indicators/members/badges.examples.ts";
import { examples as membersConfirmed } from "./indicators/members/confirmed.examples.ts";
import { examples as membersRated } from "./indicators/members/rated.examples.ts";
import { examples as membersRating } from "./indicators/members/rating.examples.ts";
import { examples as membersRemoved } from "./indicators/members/removed.examples.ts";
import { examples as membersResigned } from "./indicators/members/resigned.examples.ts";
import { examples as membersStruckOff } from "./indicators/members/struck-off.examples.ts";
import { examples as membersTotal } from "./indicators/members/total.examples.ts";
import { examples as membersTrained } from "./indicators/members/trained.examples.ts";
import { examples as orgsRated } from "./indicators/orgs/rated.examples.ts";
import { examples as orgsRating } from "./indicators/orgs/rating.examples.ts";
import { examples as orgsTotal } from "./indicators/orgs/total.examples.ts";
import { examples as villagesWithoutCell } from "./indicators/villages/without-cell.examples.ts";
import { examples as villagesWithoutMembers } from "./indicators/villages/without-members.examples.ts";

/** The examples of each indicator, by its code. */
export const EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  "members.total": membersTotal,
  "members.admitted": membersAdmitted,
  "members.trained": membersTrained,
  "members.confirmed": membersConfirmed,
  "members.struck_off": membersStruckOff,
  "members.resigned": membersResigned,
  "members.removed": membersRemoved,
  "members.badges": membersBadges,
  "members.rated": membersRated,
  "members.rating": membersRating,
  "orgs.total": orgsTotal,
  "orgs.rated": orgsRated,
  "orgs.rating": orgsRating,
  "villages.without_members": villagesWithoutMembers,
  "villages.without_cell": villagesWithoutCell,
  "cells.joint": cellsJoint,
  "discipline.members": disciplineMembers,
  "discipline.orgs": disciplineOrgs,
  "inspection.sessions": inspectionSessions,
  "inspection.orgs": inspectionOrgs,
  "inspection.members": inspectionMembers,
  "documents.issued": documentsIssued,
};
