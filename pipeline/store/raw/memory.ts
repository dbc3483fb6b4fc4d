import type { RawPages } from "../../types/raw-pages.ts";
import { checkKept, checkName } from "./record.ts";

/** Raw pages that end with the process: for tests and trials. */
export function memoryRawPages(): RawPages {
  const records = new Map<string, Uint8Array>();
  return {
    place: "memory",
    keep: (sha256, record) => {
      checkKept(sha256, record);
      if (!records.has(sha256)) records.set(sha256, Uint8Array.from(record));
    },
    read: (sha256) => {
      checkName(sha256);
      return records.get(sha256) ?? null;
    },
    tryKeeping: () => {},
    close: () => {},
  };
}
