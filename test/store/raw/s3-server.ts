import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { z } from "zod";

/** What the server does to the next `times` requests, or to all. */
export type Fault =
  | { readonly kind: "none" }
  | { readonly kind: "status"; readonly status: number; readonly code: string; readonly times?: number }
  /** Takes the request and never answers; breaks the connection; does what it is asked but breaks the connection before it says so. */
  | { readonly kind: "silent" | "cut" | "lost"; readonly times?: number }
  /** Sends half a body and then breaks the connection, or then nothing more; sends it so slowly that it never ends. */
  | { readonly kind: "half" | "stalled" | "dripping"; readonly times?: number };

export interface Seen {
  readonly method: string;
  readonly isConditional: boolean;
}

/** A server of S3's kind on loopback, with a bucket `pages`. */
export interface S3Server {
  /** Of raw pages in it; `query`: more parameters. */
  readonly place: (prefix: string, query?: string) => string;
  readonly fail: (fault: Fault) => Promise<void>;
  readonly setCondition: (condition: "ignored" | "known" | "unknown") => Promise<void>;
  /** The requests since this was last asked. */
  readonly seen: () => Promise<readonly Seen[]>;
  /** The files that hold objects whose name has this in it. */
  readonly filesOf: (name: string) => readonly string[];
  readonly close: () => Promise<void>;
}

/** What the fake server lets in. */
export const KEYS = { AWS_ACCESS_KEY_ID: "S3RVER", AWS_SECRET_ACCESS_KEY: "S3RVER" };

const seenSchema = z.object({ seen: z.array(z.object({ method: z.string(), isConditional: z.boolean() })) });

export async function startS3(): Promise<S3Server> {
  const directory = mkdtempSync(join(tmpdir(), "dangvu-s3-"));
  const thread = new Worker(new URL("./s3-server-thread.mjs", import.meta.url), { workerData: { directory }, execArgv: [] });
  const [begun] = await once(thread, "message");
  const { port } = z.object({ port: z.int() }).parse(begun);
  const tell = async (message: unknown) => {
    thread.postMessage(message);
    const [answer] = await once(thread, "message");
    return seenSchema.parse(answer).seen;
  };
  return {
    place: (prefix, query = "") => `s3://pages/${prefix}?endpoint=http://127.0.0.1:${port}${query}`,
    fail: async (fault) => void (await tell({ fault })),
    setCondition: async (condition) => void (await tell({ condition })),
    seen: () => tell({}),
    filesOf: (name) => {
      const files = readdirSync(directory, { recursive: true, encoding: "utf8" });
      return files.filter((file) => file.includes(name) && file.endsWith("_object")).map((file) => join(directory, file));
    },
    close: async () => {
      await thread.terminate();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
