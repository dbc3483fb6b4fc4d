import * as z from "zod";
import { BridgeTimeout, makeBridge } from "../../database/bridge.ts";
import { bucketBroken } from "./errors.ts";
import { MARKER, type MarkedPages, markerBytes, readMarker } from "./marker.ts";
import { checkKept, checkName, damaged, isRecordOf, objectPath } from "./record.ts";
import { placeOfBucket, readBucket } from "./s3-place.ts";

/** How long an object may take, with all its tries: a server that is begun anew is back within it. */
const TIMEOUT_MS = 60_000;
/** What the thread needs beyond that to say so. */
const GRACE_MS = 10_000;

const answerSchema = z.union([
  z.object({ error: z.object({ name: z.string(), status: z.number().nullable(), message: z.string() }) }),
  z.object({ isNew: z.boolean() }),
  z.object({ record: z.instanceof(Uint8Array).nullable() }),
]);

type Question =
  | { readonly op: "keep" | "replace"; readonly key: string; readonly record: Uint8Array }
  | { readonly op: "read"; readonly key: string };

/** Raw pages in a bucket of a server that speaks S3; asked by a thread of its own, made at the first question. Throws WrongUse for an address that is none. */
export function s3RawPages(address: string, { timeoutMs = TIMEOUT_MS }: { readonly timeoutMs?: number } = {}): MarkedPages {
  const bucket = readBucket(address, process.env);
  const place = placeOfBucket(bucket);
  const bridge = makeBridge(new URL("./s3-thread.mjs", import.meta.url), { ...bucket, timeoutMs });
  const ask = (question: Question) => {
    const answer = answered(() => bridge.ask(question, timeoutMs + GRACE_MS), place);
    if ("error" in answer) throw bucketBroken(place, answer.error);
    return answer;
  };
  const below = (path: string): string => `${bucket.prefix === "" ? "" : `${bucket.prefix}/`}${path}`;
  const keyOf = (sha256: string): string => below(objectPath(sha256));
  const find = (key: string): Uint8Array | null => {
    const answer = ask({ op: "read", key });
    return "record" in answer ? answer.record : null;
  };
  return {
    place,
    keep: (sha256, record) => {
      checkKept(sha256, record);
      const key = keyOf(sha256);
      const answer = ask({ op: "keep", key, record });
      if ("isNew" in answer && answer.isNew) return;
      const found = find(key);
      if (found === null || !isRecordOf(found, sha256)) ask({ op: "replace", key, record });
    },
    read: (sha256) => {
      checkName(sha256);
      const found = find(keyOf(sha256));
      if (found !== null && !isRecordOf(found, sha256)) throw damaged(`${place}: ${keyOf(sha256)}`);
      return found;
    },
    tryKeeping: () => {
      const key = below(MARKER);
      const found = find(key);
      if (found !== null) ask({ op: "replace", key, record: found });
    },
    marker: () => {
      const found = find(below(MARKER));
      return found === null ? null : readMarker(found, `${place}: ${below(MARKER)}`);
    },
    mark: (id) => void ask({ op: "keep", key: below(MARKER), record: markerBytes(id) }),
    isMounted: false,
    close: bridge.close,
  };
}

function answered(ask: () => unknown, place: string): z.infer<typeof answerSchema> {
  try {
    return answerSchema.parse(ask());
  } catch (cause) {
    if (cause instanceof BridgeTimeout) throw bucketBroken(place, { name: "TimeoutError", status: null, message: cause.message });
    throw cause;
  }
}
