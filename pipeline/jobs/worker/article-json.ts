import * as z from "zod";
import { issuedDocument } from "../../store/document-row.ts";
import type { Article } from "../../types/article.ts";

const maybe = z.string().nullable();
const span = { start: z.int().min(0), end: z.int().min(0) };
const integers = z.array(z.int()).transform((numbers) => Int32Array.from(numbers));

/** An article on its way from one stage to the next. What the schema does not know is refused: a field that got lost here would make figures come out otherwise. */
export const articleSchema = z.strictObject({
  id: z.string(),
  url: z.string(),
  page: z.string(),
  position: z.int().min(0),
  source: maybe,
  publisher: maybe,
  title: z.string(),
  byline: maybe,
  publishedAt: maybe,
  publishedFrom: z.enum(["json-ld", "meta", "itemprop", "time", "selector", "dateline", "url", "header", "document", "none"]),
  modifiedAt: maybe,
  basedOn: maybe,
  captions: z.array(z.string()),
  text: z.string(),
  blocks: z.array(
    z.strictObject({
      ...span,
      kind: z.enum(["kicker", "title", "sapo", "heading", "paragraph", "list", "table"]),
      recognition: z.number().min(0).max(1).exactOptional(),
      apart: z.literal(true).exactOptional(),
    }),
  ),
  offsets: z.strictObject({ at: integers, origin: integers, length: z.int(), originLength: z.int() }).nullable(),
  removed: z.array(z.strictObject({ step: z.string(), reason: z.string(), text: z.string() })),
  trust: z.enum(["ok", "years_rewritten", "scrambled"]),
  document: issuedDocument.exactOptional(),
  madeBy: z.string(),
}) satisfies z.ZodType<Article>;

/** The article as `articleSchema` takes it back out of JSON, which knows no typed arrays. */
export function articleJson(article: Article): unknown {
  const { offsets } = article;
  return { ...article, offsets: offsets === null ? null : { ...offsets, at: [...offsets.at], origin: [...offsets.origin] } };
}
