import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { StoreBroken } from "../types/errors.ts";
import { makeFolders } from "./folders.ts";
import type { Settings } from "./settings.ts";
import { notWritten, writeInOneStep } from "./write-file.ts";

const schema = z.object({
  /** `waiting` for the next night, `running` one, or `stopped` by the operator. */
  state: z.enum(["waiting", "running", "stopped"]),
  at: z.string(),
  pid: z.int(),
  schedule: z.string(),
  zone: z.string(),
  /** When the next night begins; null while none is planned. */
  next: z.string().nullable(),
  /** How the last night of this process ended; null before its first. */
  last: z.object({ run: z.string(), failed: z.boolean(), finishedAt: z.string() }).nullable(),
});

/** How a process that stays and runs every night is doing. */
export type Health = Readonly<z.infer<typeof schema>>;

const pathOf = (settings: Settings): string => join(settings.data, "health.json");

/** Writes `<data>/health.json` in one step. Throws StoreBroken. */
export function writeHealth(settings: Settings, health: Health): void {
  try {
    makeFolders(settings.data);
  } catch (cause) {
    throw notWritten(settings.data, cause);
  }
  writeInOneStep(pathOf(settings), `${JSON.stringify(health)}\n`);
}

/** What a scheduled process wrote last; null where none ever ran. Throws StoreBroken for a file that is none of ours. */
export function readHealth(settings: Settings): Health | null {
  const path = pathOf(settings);
  if (!existsSync(path)) return null;
  try {
    return schema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (cause) {
    throw new StoreBroken(`Tệp ${path} đã hỏng.`, "Xóa tệp này; lần chạy sau sẽ ghi lại.", cause);
  }
}
