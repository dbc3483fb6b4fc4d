/** A header as it stands on the wire. */
export type Header = readonly [name: string, value: string];

/** A request as it is handed to the application, in this process or another. */
export interface PlainRequest {
  readonly method: string;
  /** Absolute: `http://127.0.0.1:8377/tim?q=...`. */
  readonly url: string;
  readonly headers: readonly Header[];
  readonly body: Uint8Array<ArrayBuffer> | null;
}

/** An answer of the application: its body whole, or, of more than `WHOLE_BYTES`, in pieces that are made as they are taken. */
export interface PlainAnswer {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: Uint8Array<ArrayBuffer> | AsyncIterable<Uint8Array>;
}

/** How long a request may take, and among which others it waits its turn. */
export interface Turn {
  readonly lane: "quick" | "slow";
  readonly limitMs: number;
  /** Nobody waits for the answer: others come first. */
  readonly isBackground?: boolean;
  /** Asked when the turn has come: whoever asked may have left. */
  readonly isWanted?: () => boolean;
}

/** What answers requests behind the front: the application in this process, or in others. */
export interface Backend {
  /** Throws Overloaded, Overrun, Unwanted or Crashed. */
  readonly ask: (request: PlainRequest, turn: Turn) => Promise<PlainAnswer>;
  /** Asks every process that answers, one after the other, for what each finds out for itself. */
  readonly askEach?: (request: PlainRequest, limitMs: number) => Promise<void>;
  /** Nothing is asked or waits; true where it cannot be said. */
  readonly isIdle?: () => boolean;
  readonly close: () => Promise<void>;
}

/** Longer bodies are passed on in pieces and not kept. */
export const WHOLE_BYTES = 1_000_000;

/** Too many requests wait already, or this one has waited too long. */
export class Overloaded extends Error {
  override readonly name = "Overloaded";
}

/** The answer took longer than its turn allows; its work was ended. */
export class Overrun extends Error {
  override readonly name = "Overrun";
}

/** Whoever asked had left when the turn came. */
export class Unwanted extends Error {
  override readonly name = "Unwanted";
}

/** The worker that worked on the answer ended. */
export class Crashed extends Error {
  override readonly name = "Crashed";
}

/** The application as a function, as Hono has it. */
export type Fetch = (request: Request) => Response | Promise<Response>;

/** Asks the application. The body is read until it is whole or longer than `WHOLE_BYTES`. */
export async function askApp(fetch: Fetch, { method, url, headers, body }: PlainRequest): Promise<PlainAnswer> {
  const response = await fetch(new Request(url, { method, headers: headers as [string, string][], body }));
  const reader = response.body?.getReader();
  const parts: Uint8Array[] = [];
  for (let bytes = 0; reader !== undefined && bytes <= WHOLE_BYTES; ) {
    const { done, value } = await reader.read();
    if (done) return { status: response.status, headers: [...response.headers], body: joined(parts) };
    parts.push(value);
    bytes += value.byteLength;
  }
  return { status: response.status, headers: [...response.headers], body: reader === undefined ? new Uint8Array() : rest(parts, reader) };
}

/** The parts in one array. */
function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

async function* rest(parts: readonly Uint8Array[], reader: ReadableStreamDefaultReader<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* parts;
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    await reader.cancel();
  }
}

/** The application in this process. Time limits cannot be kept: while it works, nothing else does. */
export function inProcess(fetch: Fetch): Backend {
  return { ask: (request) => askApp(fetch, request), close: async () => undefined };
}
