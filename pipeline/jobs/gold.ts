import { readFileSync } from "node:fs";
import { z } from "zod";
import { BadEntry, WrongUse } from "../types/errors.ts";

const place = z.object({ level: z.string(), province: z.string().nullable(), name: z.string().nullable() });
const period = z
  .union([z.object({ at: z.string().nullable() }), z.object({ from: z.string().nullable(), to: z.string().nullable() })])
  .nullable();

const article = z.object({
  kind: z.literal("article"),
  doc: z.string(),
  article: z.number().int(),
  title: z.string(),
  begins: z.string(),
  ends: z.string(),
  start: z.number().int(),
  end: z.number().int(),
  publisher: z.string().nullable(),
  published: z.string().nullable(),
  year_inferred: z.number().int().nullable(),
  place,
  trust: z.string(),
  url: z.string().optional(),
  text: z.string().optional(),
});

const observation = z.object({
  kind: z.literal("observation"),
  doc: z.string(),
  article: z.number().int(),
  indicator: z.string(),
  dims: z.record(z.string(), z.union([z.string(), z.boolean()])),
  measure: z.string(),
  value: z.number(),
  bound: z.string(),
  status: z.string(),
  place,
  period,
  basis: z.string(),
  numerator: z.number().optional(),
  denominator: z.number().optional(),
  against: z.string().optional(),
  per: z.string().optional(),
  subset: z.boolean().optional(),
  decidedBy: z.string().optional(),
  quote: z.string(),
  start: z.number().int(),
  end: z.number().int(),
  confidence: z.number().optional(),
  rule: z.string().optional(),
});

const citation = z.object({
  kind: z.literal("citation"),
  doc: z.string(),
  article: z.number().int(),
  type: z.string().nullable(),
  number: z.string().nullable(),
  issuer: z.string().nullable(),
  issuerPlace: z.string().nullable(),
  issued: z.string().nullable(),
  term: z.string().nullable(),
  id: z.string().nullable(),
  title: z.string().optional(),
  documentKind: z.string().optional(),
  quote: z.string(),
  start: z.number().int(),
  end: z.number().int(),
});

const check = z.object({
  kind: z.literal("check"),
  doc: z.string(),
  article: z.number().int(),
  what: z.string(),
  holds: z.boolean(),
  parts: z.array(z.number()).optional(),
  computed: z.number().nullable().optional(),
  printed: z.union([z.number(), z.string()]).nullable(),
  detail: z.string(),
});

const record = z.discriminatedUnion("kind", [article, observation, citation, check]);

/** One line of a gold file or of `dangvu extract --jsonl`: the format of codebook annotations. */
export type GoldRecord = z.infer<typeof record>;
export type GoldArticle = z.infer<typeof article>;
export type GoldObservation = z.infer<typeof observation>;
export type GoldCitation = z.infer<typeof citation>;
export type GoldCheck = z.infer<typeof check>;

/** The records of a gold file (JSON Lines). Throws WrongUse for a file that cannot be read, BadEntry with file and line for a record that does not fit. */
export function readGold(path: string): readonly GoldRecord[] {
  const lines = readLines(path);
  return lines.flatMap((line, i) => {
    if (line.trim() === "") return [];
    const parsed = record.safeParse(parseLine(line, path, i), { error: z.locales.vi().localeError });
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      throw new BadEntry(
        `${path}, dòng ${i + 1}: ${issue?.path.join(".") ?? ""} ${issue?.message ?? "không hợp lệ"}`,
        "Sửa dòng này theo định dạng trong pipeline/jobs/gold.ts.",
      );
    }
    return [parsed.data];
  });
}

function readLines(path: string): readonly string[] {
  try {
    return readFileSync(path, "utf8").split("\n");
  } catch (cause) {
    throw new WrongUse(`Không đọc được tệp gold ${path}.`, "Kiểm tra lại đường dẫn và quyền đọc.", cause);
  }
}

function parseLine(line: string, path: string, index: number): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new BadEntry(`${path}, dòng ${index + 1}: không phải JSON.`, "Mỗi dòng của tệp gold là một đối tượng JSON.", cause);
  }
}
