import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { parseWindow } from "../crawl/window.ts";
import { BadEntry } from "../types/errors.ts";
import { notifySchema } from "./notify.ts";

/** How long is kept what a night leaves behind beside the store. Nothing of the store itself is ever deleted: versions of pages, articles, figures, decisions, runs. */
const retentionSchema = z.strictObject({
  /** Reports of runs, in days. The habits of sources are read off the last month's. */
  reportsDays: z.int().min(31).max(36_500).default(365),
});

function isCutShort(written: string): boolean {
  if (!URL.canParse(written)) return false;
  const { pathname, search, hash } = new URL(written);
  return `${pathname}${search}${hash}`.includes("@");
}

const schema = z.strictObject({
  /** Folder of sources, reference lists and the sample press. */
  corpus: z.string().min(1),
  /** Folder of the store and the frontier: what cannot be made again. */
  data: z.string().min(1),
  /** Folder of what can be rebuilt. */
  indexes: z.string().min(1),
  /** The PostgreSQL that holds store, queue and search instead of files: `postgres://…`. It may hold a password: print it by `placeOf` alone. */
  databaseUrl: z
    .url({ protocol: /^postgres(?:ql)?$/u, error: "viết như postgres://tên@máy:5432/dangvu" })
    // A password that cuts the address short would be taken for its end, and shown with it.
    .refine((written) => !isCutShort(written), { error: "trong mật khẩu viết @ là %40, / là %2F, ? là %3F, # là %23" })
    .optional(),
  /** Where raw pages lie beside PostgreSQL: a folder that all machines see, or `s3://bucket/prefix`. By default `pages` in the folder of the data. */
  rawPages: z.string().min(1).optional(),
  /** What serves the search: MiniSearch, SQLite FTS5, or the one that suits the number of articles. */
  engine: z.enum(["auto", "minisearch", "fts5"]),
  port: z.number().int().min(0).max(65_535),
  lang: z.enum(["vi", "en"]),
  /** How a site's owner reaches the operator; part of the user agent. */
  contact: z.string().min(3),
  /** Hours of the day in which a night may ask sites ("22:00-06:00", Viet Nam time); a source's own hours win. */
  window: z
    .string()
    .refine((written) => parseWindow(written) !== null, { error: "viết như 22:00-06:00" })
    .optional(),
  /** Where the site is seen from, when others than this machine may: what full addresses (feeds, embedding) begin with. */
  publicUrl: z.url({ protocol: /^https?$/u, error: "viết như https://so-lieu.example" }).optional(),
  /** Whom to tell how a night went; only in the file. */
  notify: notifySchema.optional(),
  /** How long reports are kept; only in the file. */
  retention: retentionSchema.prefault({}),
});

export type Settings = z.infer<typeof schema>;

/** The folder of this checkout: sources and reference lists are found from it, wherever the command is called. */
export const HOME = join(import.meta.dirname, "..", "..");

/** The version of this program. */
export const VERSION = (JSON.parse(readFileSync(join(HOME, "package.json"), "utf8")) as { version: string }).version;

const DEFAULTS: Settings = {
  corpus: join(HOME, "corpus"),
  data: join(HOME, "corpus", "store"),
  indexes: join(HOME, "indexes"),
  engine: "auto",
  port: 8377,
  lang: "vi",
  contact: "https://dangvu.example/lien-he",
  retention: retentionSchema.parse({}),
};

/** What one word says: these may also stand in the environment. */
const PLAIN_KEYS = [
  ...["corpus", "data", "indexes", "databaseUrl", "rawPages", "engine", "port", "lang", "contact", "window", "publicUrl"],
] as const;
const KEYS = [...PLAIN_KEYS, "notify", "retention"].join(", ");

const FILE = "dangvu.config.json";

type Values = Readonly<Record<string, unknown>>;

/** What one place of configuration says, and how messages call that place; keys that are absent are left to the weaker places. */
interface Layer {
  readonly values: Values;
  readonly nameOf: (key: string) => string;
}

function fromFile(path: string | undefined): Layer {
  const file = path ?? FILE;
  const nameOf = (): string => `tệp ${file}`;
  if (!existsSync(file)) {
    if (path !== undefined) throw new BadEntry(`Không có tệp cấu hình ${path}.`, "Kiểm tra đường dẫn sau --config.");
    return { values: {}, nameOf };
  }
  return { values: parseFile(file), nameOf };
}

function parseFile(file: string): Values {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    const what = cause instanceof SyntaxError ? "không phải JSON" : "không đọc được";
    throw new BadEntry(`Tệp cấu hình ${file} ${what}.`, "Sửa tệp, hoặc bỏ nó để dùng cấu hình mặc định.", cause);
  }
  const object = z.record(z.string(), z.unknown()).safeParse(parsed);
  if (object.success) return object.data;
  throw new BadEntry(`Tệp cấu hình ${file} không phải một đối tượng JSON.`, `Viết như { "port": 8378 }; các khóa: ${KEYS}.`);
}

/** An empty variable counts as one that is not set. */
function fromEnvironment(env: NodeJS.ProcessEnv): Layer {
  const values = Object.fromEntries(PLAIN_KEYS.map((key) => [key, env[variableOf(key)] || undefined]));
  const { port, databaseUrl = env[DATABASE] || undefined } = values;
  return {
    values: { ...values, databaseUrl, port: port !== undefined && /^\d+$/u.test(port) ? Number(port) : port },
    nameOf: (key) => `biến môi trường ${key === "databaseUrl" && values.databaseUrl === undefined ? DATABASE : variableOf(key)}`,
  };
}

/** The variable by which programs are commonly told of their database. */
const DATABASE = "DATABASE_URL";

/** `publicUrl` → DANGVU_PUBLIC_URL. */
const variableOf = (key: string): string => `DANGVU_${key.replace(/[A-Z]/gu, "_$&").toUpperCase()}`;

/** `databaseUrl` → --database-url. */
const flagOf = (key: string): string => `--${key.replace(/[A-Z]/gu, "-$&").toLowerCase()}`;

const defined = (values: Values): Values => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/**
 * The settings of this call: flags before environment (`DANGVU_PORT` …) before `dangvu.config.json` before defaults.
 * Throws BadEntry with the key, the value that does not fit and where it was said.
 */
export function readSettings(
  flags: { readonly [K in keyof Settings]?: Settings[K] | undefined },
  options: { config?: string | undefined; env?: NodeJS.ProcessEnv } = {},
): Settings {
  const layers: readonly Layer[] = [
    { values: flags, nameOf: (key) => `tham số ${flagOf(key)}` },
    fromEnvironment(options.env ?? process.env),
    fromFile(options.config),
    { values: DEFAULTS, nameOf: () => "mặc định" },
  ];
  const { databaseUrl, ...others } = Object.assign({}, ...layers.map(({ values }) => defined(values)).reverse()) as Values;
  // An empty flag takes back what the environment says.
  const merged = databaseUrl === undefined || databaseUrl === "" ? others : { ...others, databaseUrl };
  const parsed = schema.safeParse(merged, { error: z.locales.vi().localeError });
  if (parsed.success) return parsed.data;
  throw describe(parsed.error.issues[0], merged, layers);
}

function describe(issue: z.core.$ZodIssue | undefined, merged: Values, layers: readonly Layer[]): BadEntry {
  const unknown = issue?.code === "unrecognized_keys" ? (issue.keys[0] ?? "") : null;
  const key = String(issue?.path[0] ?? unknown ?? "");
  const where = layers.find(({ values }) => values[key] !== undefined)?.nameOf(key) ?? "";
  const hint = `Các khóa được dùng: ${KEYS}. Thứ tự ưu tiên: tham số dòng lệnh, biến môi trường DANGVU_…, tệp ${FILE}.`;
  if (unknown !== null) return new BadEntry(`Cấu hình không có khóa "${[...(issue?.path ?? []), unknown].join(".")}" (${where}).`, hint);
  const inside = issue?.path.slice(1) ?? [];
  const value = inside.reduce<unknown>((outer, step) => (outer as Record<PropertyKey, unknown> | null | undefined)?.[step], merged[key]);
  const told = key === "databaseUrl" ? "địa chỉ này" : JSON.stringify(value);
  return new BadEntry(
    `Cấu hình sai ở "${[key, ...inside].join(".")}" (${where}): ${told} không được chấp nhận (${issue?.message ?? ""}).`,
    hint,
  );
}
