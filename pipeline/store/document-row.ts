import * as z from "zod";
import type { DocumentKind } from "../types/citation.ts";
import type { IssuedDocument } from "../types/issued.ts";

export const documentKind = z.enum([
  "resolution",
  "directive",
  "conclusion",
  "decision",
  "regulation",
  "guideline",
  "plan",
  "programme",
  "scheme",
  "notice",
  "charter",
  "report",
  "rules",
]) satisfies z.ZodType<DocumentKind>;

const maybe = z.string().nullable();

/** What the layout of an issued document tells, as it lies among the parts of its article. */
export const issuedDocument = z.object({
  issuer: maybe,
  number: maybe,
  id: maybe,
  kind: documentKind.nullable(),
  place: maybe,
  issued: maybe,
  subject: maybe,
  sections: z.array(z.object({ level: z.int().min(1), mark: z.string(), title: z.string(), start: z.int().min(0), end: z.int().min(0) })),
  recipients: z.array(z.string()),
  signature: z.object({ name: z.string(), office: maybe, behalf: maybe }).nullable(),
}) satisfies z.ZodType<IssuedDocument>;
