import * as z from "zod";
import { StoreBroken } from "../../types/errors.ts";
import type { RawPages } from "../../types/raw-pages.ts";

/** The object beside the pages that names their place. */
export const MARKER = "dangvu-raw.json";

/** Raw pages at a place that can bear a name: by it a share that is not mounted differs from one that is empty. */
export interface MarkedPages extends RawPages {
  /** The name; null where there is none. */
  readonly marker: () => string | null;
  /** Names a place that has no name; durable when it returns. */
  readonly mark: (id: string) => void;
  /** Another place may turn up here while a process runs, as in a folder that a share is mounted at. */
  readonly isMounted: boolean;
}

const markerSchema = z.object({ id: z.string().min(1) });

export const markerBytes = (id: string): Uint8Array => new TextEncoder().encode(`${JSON.stringify({ id })}\n`);

/** The name that these bytes tell. Throws StoreBroken for bytes that tell none. */
export function readMarker(bytes: Uint8Array, where: string): string {
  const read = markerSchema.safeParse(parsed(new TextDecoder().decode(bytes)));
  if (read.success) return read.data.id;
  throw new StoreBroken(`Tệp ${where} không đọc được.`, 'Khôi phục tệp này từ bản sao lưu; nội dung có dạng {"id":"…"}.');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null; // named by the schema: no marker
  }
}
