import { DangvuError } from "../../types/errors.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { askApp, type Fetch } from "./plain.ts";

/** The application of a worker, and how its files are closed. */
export interface Opened {
  readonly fetch: Fetch;
  readonly close: () => void;
}

const say = (message: FromWorker): void => void process.send?.(message);

/** Answers what the main process asks, until it says to close. Call it in a worker process only. */
export async function answerInWorker(open: () => Opened | Promise<Opened>): Promise<void> {
  let opened: Opened;
  try {
    opened = await open();
  } catch (error) {
    const hint = error instanceof DangvuError ? error.hint : "";
    say({ kind: "failed", message: error instanceof Error ? error.message : String(error), hint });
    return;
  }
  listenTo(opened);
  say({ kind: "ready" });
}

type Bodies = Map<number, AsyncIterator<Uint8Array>>;

function listenTo({ fetch, close }: Opened): void {
  const bodies: Bodies = new Map();
  process.on("message", (message: ToWorker) => {
    if (message.kind === "close") {
      close();
      process.exit();
    }
    const work = message.kind === "ask" ? answer(message, fetch, bodies) : proceed(message, bodies);
    work.catch((error: unknown) => {
      bodies.delete(message.id);
      say({ kind: "broken", id: message.id, message: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
    });
  });
}

async function answer({ id, request }: Extract<ToWorker, { kind: "ask" }>, fetch: Fetch, bodies: Bodies): Promise<void> {
  const { status, headers, body } = await askApp(fetch, request);
  const isWhole = body instanceof Uint8Array;
  if (!isWhole) bodies.set(id, body[Symbol.asyncIterator]());
  say({ kind: "answer", id, status, headers, body: isWhole ? body : null });
}

async function proceed({ kind, id }: Extract<ToWorker, { kind: "more" | "cancel" }>, bodies: Bodies): Promise<void> {
  const body = bodies.get(id);
  if (kind === "cancel") {
    bodies.delete(id);
    await body?.return?.();
    return;
  }
  const next = await body?.next();
  const isDone = next === undefined || next.done === true;
  if (isDone) bodies.delete(id);
  say({ kind: "piece", id, bytes: isDone ? null : next.value });
}
