import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { BadEntry } from "../types/errors.ts";

const day = z.iso.date();
const provinceId = z.string().regex(/^(?:63|34)-\d\d$/);

const unitBase = {
  id: provinceId,
  code: z.string(),
  name: z.string().min(1),
  fullName: z.string(),
  type: z.enum(["tỉnh", "thành phố trực thuộc trung ương"]),
  aliases: z.array(z.string()),
  weakAliases: z.array(z.string()).default([]),
  bareNameWeak: z.string().optional(),
  /** Region of the statistics office: one of six, other ones before and after 2025-07. */
  region6: z.string().nullable().default(null),
  validFrom: day.nullable().default(null),
  validTo: day.nullable().default(null),
  history: z
    .array(
      z.object({
        from: day.nullable().optional(),
        to: day.nullable().optional(),
        type: z.string().optional(),
        name: z.string().optional(),
      }),
    )
    .default([]),
};
const provincesFile = z.object({
  units63: z.array(z.object({ ...unitBase, mergedInto: z.string() })),
  units34: z.array(z.object({ ...unitBase, mergedFrom: z.array(provinceId) })),
});

const districtsFile = z.object({
  districts: z.array(
    z.object({
      code: z.string(),
      name: z.string().min(1),
      type: z.enum(["huyện", "quận", "thị xã", "thành phố"]),
      province: z.string().length(2),
      from: day.nullable(),
      to: day,
      aliases: z.array(z.string()).default([]),
    }),
  ),
});

/** Code, district code, kind (p phường, x xã, t thị trấn), name, first day, first day no longer. */
export type CommuneRow = readonly [string, string, "p" | "x" | "t", string, string | null, string];

/** By hand, as 13,231 rows through `z.tuple` cost 35 ms of the reader's time and this costs 13. */
function isCommuneRow(row: unknown): row is CommuneRow {
  if (!Array.isArray(row) || row.length !== 6) return false;
  const [code, district, kind, name, from, to] = row as readonly unknown[];
  const areText = typeof code === "string" && typeof district === "string" && typeof name === "string" && typeof to === "string";
  return areText && name !== "" && (kind === "p" || kind === "x" || kind === "t") && (from === null || typeof from === "string");
}
const communesFile = z.object({ rows: z.array(z.custom<CommuneRow>(isCommuneRow, "sai dạng một dòng cấp xã")) });

const documentsFile = z.object({
  terms: z.array(z.object({ term: z.string(), from: day, to: day.nullable() })),
  sessions: z.array(z.object({ term: z.string(), number: z.int(), id: z.string(), opened: day.nullable(), usual: z.string().nullable() })),
  documents: z.array(
    z.object({
      id: z.string(),
      number: z.int().nullable(),
      type: z.string(),
      kind: z.string(),
      issuer: z.string(),
      issued: day.nullable(),
      term: z.string().nullable(),
      subject: z.string(),
      aliases: z.array(z.string()),
      /** The body by name, and the plenum that passed it. */
      issuedBy: z.string().nullable(),
      session: z.string().nullable(),
      /** Ids; only where it is known. */
      replaces: z.array(z.string()),
      replacedBy: z.array(z.string()),
    }),
  ),
});

const dateline = z.object({ code: z.string() });
/** `seen`: the host was met while the list was made; `from`, `to`: first day in use, first day no longer, where known. */
const domain = z.object({ host: z.string(), seen: z.boolean(), from: day.exactOptional(), to: day.exactOptional() });
const publishersFile = z.object({
  newspapers: z.array(z.object({ province: provinceId, name: z.string(), domains: z.array(domain), datelines: z.array(dateline) })),
  national: z.array(
    z.object({
      host: z.string(),
      otherHosts: z.array(z.string()).default([]),
      name: z.string(),
      seen: z.boolean(),
      datelines: z.array(dateline).default([]),
    }),
  ),
  portals: z.array(z.object({ host: z.string(), name: z.string(), seen: z.boolean(), province: provinceId.nullable().default(null) })),
});

const SCHEMAS = {
  provinces: provincesFile,
  districts: districtsFile,
  communes: communesFile,
  documents: documentsFile,
  publishers: publishersFile,
};
type Schemas = typeof SCHEMAS;

export type ProvinceRecord = z.infer<typeof provincesFile>["units63"][number];
export type MergedProvinceRecord = z.infer<typeof provincesFile>["units34"][number];
export type DistrictRecord = z.infer<typeof districtsFile>["districts"][number];
export type DocumentRecord = z.infer<typeof documentsFile>["documents"][number];
export type TermRecord = z.infer<typeof documentsFile>["terms"][number];
export type SessionRecord = z.infer<typeof documentsFile>["sessions"][number];

const read = new Map<string, unknown>();

/**
 * The content of `corpus/reference/<name>.json`, checked; read once and kept, as the files do not change while a program runs.
 * Throws BadEntry when a file is missing, is not JSON or does not fit its schema.
 */
export function readReference<Name extends keyof Schemas>(name: Name): z.infer<Schemas[Name]> {
  const known = read.get(name);
  if (known !== undefined) return known as z.infer<Schemas[Name]>;
  const parsed = SCHEMAS[name].safeParse(parseFile(name));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new BadEntry(
      `Tệp tham chiếu corpus/reference/${name}.json sai ở ${issue?.path.join(".")}: ${issue?.message}`,
      "Khôi phục tệp này từ kho mã nguồn hoặc sửa mục nói trên.",
      parsed.error,
    );
  }
  read.set(name, parsed.data);
  return parsed.data as z.infer<Schemas[Name]>;
}

function parseFile(name: string): unknown {
  const path = fileURLToPath(new URL(`../../corpus/reference/${name}.json`, import.meta.url));
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new BadEntry(`Không đọc được tệp tham chiếu corpus/reference/${name}.json`, "Khôi phục tệp này từ kho mã nguồn.", cause);
  }
}
