import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { BadEntry } from "../types/errors.ts";

const schema = z.strictObject({
  /** Folder of sources, reference lists and the sample press. */
  corpus: z.string(),
  /** Folder of the store and the frontier: what cannot be made again. */
  data: z.string(),
  /** Folder of what can be rebuilt. */
  indexes: z.string(),
  port: z.number().int().min(0).max(65_535),
  lang: z.enum(["vi", "en"]),
  /** How a site's owner reaches the operator; part of the user agent. */
  contact: z.string().min(3),
});

export type Settings = z.infer<typeof schema>;

/** The folder of this checkout: sources and reference lists are found from it, wherever the command is called. */
export const HOME = join(import.meta.dirname, "..", "..");

const DEFAULTS: Settings = {
  corpus: join(HOME, "corpus"),
  data: join(HOME, "corpus", "store"),
  indexes: join(HOME, "indexes"),
  port: 8377,
  lang: "vi",
  contact: "https://dangvu.example/lien-he",
};

const FILE = "dangvu.config.json";

/** What one place of configuration says; keys that are absent are left to the weaker places. */
type Partial_ = { readonly [K in keyof Settings]?: Settings[K] | undefined };

function fromFile(path: string | undefined): unknown {
  const file = path ?? FILE;
  if (!existsSync(file)) {
    if (path !== undefined) throw new BadEntry(`Không có tệp cấu hình ${path}.`, "Kiểm tra đường dẫn sau --config.");
    return {};
  }
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new BadEntry(`Tệp cấu hình ${file} không phải JSON.`, "Sửa tệp, hoặc bỏ nó để dùng cấu hình mặc định.", cause);
  }
}

function fromEnvironment(env: NodeJS.ProcessEnv): Record<string, unknown> {
  const port = env.DANGVU_PORT;
  return {
    corpus: env.DANGVU_CORPUS,
    data: env.DANGVU_DATA,
    indexes: env.DANGVU_INDEXES,
    port: port === undefined ? undefined : Number(port),
    lang: env.DANGVU_LANG,
    contact: env.DANGVU_CONTACT,
  };
}

const defined = (values: object): object => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/**
 * The settings of this call: flags before environment (`DANGVU_PORT` …) before `dangvu.config.json` before defaults.
 * Throws BadEntry with the key and the value that does not fit.
 */
export function readSettings(flags: Partial_, options: { config?: string | undefined; env?: NodeJS.ProcessEnv } = {}): Settings {
  const file = fromFile(options.config);
  const parsed = schema.safeParse({ ...DEFAULTS, ...defined(Object(file)), ...defined(fromEnvironment(options.env ?? process.env)), ...defined(flags) });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const key = issue?.path.join(".") ?? "";
  const unknown = issue?.code === "unrecognized_keys" ? issue.keys.join(", ") : key;
  throw new BadEntry(`Cấu hình sai ở "${unknown}": ${issue?.message ?? ""}.`, `Các khóa được dùng: ${Object.keys(DEFAULTS).join(", ")}. Thứ tự ưu tiên: tham số dòng lệnh, biến môi trường DANGVU_…, tệp ${FILE}.`);
}
