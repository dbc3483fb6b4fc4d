import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import * as z from "zod";
import { saveFile, saveFolder } from "../../publish/save.ts";
import type { BulletinFacts, BulletinText } from "../../types/bulletin.ts";
import type { BulletinDraft, BulletinFormat, BulletinHead, SeriesIssue, StoredBulletin } from "../../types/bulletin-desk.ts";
import type { Entry } from "../../types/dataset.ts";
import { StoreBroken, WrongUse } from "../../types/errors.ts";
import { RULES } from "../read-page.ts";
import { stampOf } from "../serve-index.ts";
import { VERSION } from "../settings.ts";
import { isSnapshot } from "../snapshot.ts";
import { type Printed, printedIn, printedSchema } from "./printed.ts";
import { figuresIn } from "./uses.ts";

/** Everything that a bulletin knows of its figures: of 63 provinces and 40 questions 7 MB of JSON, which are 0.4 MB packed. */
const FACTS = "facts.json.gz";

const FORMATS: readonly BulletinFormat[] = ["docx", "html", "md", "pdf"];

/** Names of folders come from addresses: anything else leads nowhere. */
const ID = /^\d{4}(?:-(?:H[12]|Q[1-4]|\d\d))?-[\da-f]{12}$/u;

const spec = z.object({
  period: z.string(),
  provinces: z.array(z.string()),
  topics: z.array(z.string()),
  boundaries: z.enum(["then", "now"]),
  doubtful: z.enum(["leave_out", "mark"]),
  lang: z.enum(["vi", "en"]),
  without: z.array(z.string()),
});

const headSchema = z.object({
  format: z.literal(1),
  id: z.string().regex(ID),
  title: z.string(),
  subtitle: z.string(),
  spec,
  madeAt: z.string(),
  origin: z.enum(["command", "web", "series"]),
  series: z.object({ name: z.string(), slot: z.string() }).nullable(),
  fingerprint: z.string(),
  rules: z.string(),
  version: z.string(),
  figures: z.int().min(0),
  leftOut: z.int().min(0),
  corrections: z.int().min(0),
});

type Kept = Readonly<z.infer<typeof headSchema>>;

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
/** Written by us, in one step, and never changed: that it is whole is enough. */
const factsSchema = z.custom<BulletinFacts>((value) => isObject(value) && "topics" in value && "fingerprint" in value);
const textSchema = z.custom<BulletinText>((value) => isObject(value) && "blocks" in value && "notes" in value);

/** A bulletin that is to be kept. */
export interface Keeping {
  readonly draft: BulletinDraft;
  readonly origin: BulletinHead["origin"];
  readonly series: SeriesIssue | null;
  readonly files: readonly { readonly format: BulletinFormat; readonly bytes: Uint8Array }[];
}

/** The bulletins of a data folder: each is a folder of its own, `<data>/bulletins/<id>/`, and stays as it is. */
export interface Archive {
  /** Keeps a bulletin whole or not at all. One that says the same is there once: only files in other formats are added. Throws WrongUse in a snapshot, StoreBroken. */
  readonly keep: (keeping: Keeping) => Promise<BulletinHead>;
  /** Newest first. */
  readonly list: () => readonly BulletinHead[];
  /** Null for an id that none has. Throws StoreBroken for one that is damaged. */
  readonly head: (id: string) => BulletinHead | null;
  readonly find: (id: string) => StoredBulletin | null;
  /** What a bulletin printed, for corrections. */
  readonly printed: (id: string) => Printed;
  readonly file: (id: string, format: BulletinFormat) => Uint8Array<ArrayBuffer> | null;
  /** Changes whenever another bulletin or file is kept. */
  readonly version: () => string;
}

/** Where bulletins are kept in a data folder. */
export const bulletinsFolder = (data: string): string => join(data, "bulletins");

/** The archive of a data folder; heads and what was printed are read once, as they do not change. */
export function openArchive(data: string): Archive {
  const folder = bulletinsFolder(data);
  const heads = new Map<string, Kept>();
  const printed = new Map<string, Printed>();
  const head = (id: string): BulletinHead | null => {
    if (!ID.test(id) || !existsSync(join(folder, id, "bulletin.json"))) return null;
    const kept = heads.get(id) ?? readJson(folder, id, { name: "bulletin.json", schema: headSchema });
    heads.set(id, kept);
    const { format: _format, ...said } = kept;
    return { ...said, files: filesOf(join(folder, id)) };
  };
  const find = (id: string): StoredBulletin | null => {
    const found = head(id);
    if (found === null) return null;
    const facts = readJson(folder, id, { name: FACTS, schema: factsSchema });
    return { head: found, facts, text: readJson(folder, id, { name: "text.json", schema: textSchema }) };
  };
  return {
    keep: async (keeping) => {
      if (isSnapshot(data)) throw new WrongUse("Ảnh chụp dữ liệu chỉ để đọc: bản tin không lưu được.", "Chỉ --data vào kho tài liệu.");
      const kept = keptOf(keeping);
      const place = join(folder, kept.id);
      if (!existsSync(place)) await saveNew(place, kept, keeping);
      for (const { format, bytes } of keeping.files) await addFile(join(place, nameOf(format)), bytes);
      return head(kept.id) ?? { ...kept, files: [] };
    },
    list: () =>
      idsIn(folder)
        .flatMap((id) => head(id) ?? [])
        .sort((a, b) => (a.madeAt === b.madeAt ? (a.id < b.id ? -1 : 1) : a.madeAt < b.madeAt ? 1 : -1)),
    head,
    find,
    printed: (id) => {
      const found = printed.get(id) ?? readJson(folder, id, { name: "printed.json", schema: printedSchema });
      printed.set(id, found);
      return found;
    },
    file: (id, format) => {
      const path = join(folder, id, nameOf(format));
      return ID.test(id) && existsSync(path) ? new Uint8Array(readFileSync(path)) : null;
    },
    version: () => stampOf([folder]),
  };
}

/** Of the file that a bulletin was written to in a format. */
export const nameOf = (format: BulletinFormat): string => `ban-tin.${format}`;

function idsIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => ID.test(name)) : [];
}

function filesOf(place: string): BulletinHead["files"] {
  return FORMATS.flatMap((format) => {
    const found = statSync(join(place, nameOf(format)), { throwIfNoEntry: false });
    return found === undefined ? [] : [{ format, bytes: found.size }];
  });
}

function readJson<T>(folder: string, id: string, { name, schema }: { name: string; schema: z.ZodType<T> }): T {
  const path = join(folder, id, name);
  try {
    const bytes = readFileSync(path);
    return schema.parse(JSON.parse((name === FACTS ? gunzipSync(bytes) : bytes).toString("utf8")));
  } catch (cause) {
    throw new StoreBroken(`Bản tin đã lưu ${path} đã hỏng.`, "Lấy lại thư mục này từ bản sao lưu, hoặc chuyển nó đi nơi khác.", cause);
  }
}

function keptOf({ draft, origin, series }: Keeping): Kept {
  const { facts, text } = draft;
  const said = [facts.spec, facts.fingerprint, RULES, facts.madeAt.slice(0, 10), series, text.title, text.blocks, text.notes];
  const hash = createHash("sha256").update(JSON.stringify(said)).digest("hex").slice(0, 12);
  const { provinces, topics, without, ...rest } = facts.spec;
  return {
    format: 1,
    id: `${facts.spec.period}-${hash}`,
    title: text.title,
    subtitle: text.subtitle,
    spec: { ...rest, provinces: [...provinces], topics: [...topics], without: [...without] },
    madeAt: facts.madeAt,
    origin,
    series: series === null ? null : { ...series },
    fingerprint: facts.fingerprint,
    rules: RULES,
    version: VERSION,
    figures: figuresIn(facts).length,
    leftOut: facts.leftOut,
    corrections: facts.corrections.length,
  };
}

/** The folder appears with everything in it; who was quicker with the same bulletin has kept it for both. */
async function saveNew(place: string, kept: Kept, { draft, files }: Keeping): Promise<void> {
  const json = (path: string, value: unknown): Entry => ({ path, chunks: () => [`${JSON.stringify(value, null, 1)}\n`] });
  const entries: readonly Entry[] = [
    json("bulletin.json", kept),
    { path: FACTS, chunks: () => [gzipSync(JSON.stringify(draft.facts))] },
    json("text.json", draft.text),
    json("printed.json", printedIn(draft)),
    ...files.map(({ format, bytes }) => ({ path: nameOf(format), chunks: () => [bytes] })),
  ];
  try {
    await saveFolder(place, entries, { force: false });
  } catch (error) {
    if (!existsSync(join(place, "bulletin.json"))) throw error;
  }
}

async function addFile(path: string, bytes: Uint8Array): Promise<void> {
  try {
    if (!existsSync(path)) await saveFile(path, [bytes], { force: false });
  } catch (error) {
    // Another process was quicker with the same file.
    if (!(error instanceof WrongUse) || !existsSync(path)) throw error;
  }
}
