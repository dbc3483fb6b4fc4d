import { type ChildProcess, fork } from "node:child_process";
import type { FromWorker, ToWorker } from "./messages.ts";
import { Crashed, Overrun, type PlainAnswer, type PlainRequest } from "./plain.ts";

/** What runs in a worker: a module that exports `run`, and what that is called with (plain data). */
export interface Program {
  readonly module: URL;
  readonly input: unknown;
  /** Memory that it may take, in megabytes; one that needs more is ended. */
  readonly memoryMb?: number;
}

interface Waiting {
  readonly resolve: (message: FromWorker) => void;
  readonly reject: (error: Error) => void;
}

/** Several times what pages of a store of a million figures take. */
const MEMORY_MB = 1024;
const BOOT = new URL("./boot.mjs", import.meta.url);

/**
 * One worker. It works on one request at a time; pieces of long bodies come between. A process, not a thread: what is to end a question that takes too long must be able to end it
 * in the middle of a call of the database, where the end of a thread takes the whole server with it (measured with libsql 0.5: neon panics).
 */
export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  /** Resolves when the application is open; rejects when it cannot be. */
  readonly ready: Promise<void>;
  /** Resolves when the process has ended, for whatever reason. */
  readonly gone: Promise<void>;
  #next = 0;
  #fault: Error | null = null;
  #isEnded = false;

  constructor({ module, input, memoryMb = MEMORY_MB }: Program) {
    this.#child = fork(BOOT, { execArgv: [`--max-old-space-size=${memoryMb}`], serialization: "advanced", stdio: ["ignore", 2, 2, "ipc"] });
    let began: Waiting;
    this.ready = new Promise<void>((resolve, reject) => {
      began = { resolve: () => resolve(), reject };
    });
    // Whoever waits for `ready` is told; one that fails later has nobody waiting.
    this.ready.catch(() => undefined);
    this.#child.on("message", (message: FromWorker) => this.#hear(message, began));
    this.#child.on("error", (error) => {
      this.#fault ??= error;
    });
    this.gone = new Promise((resolve) => {
      this.#child.once("exit", (code, signal) => {
        this.#isEnded = true;
        const error = this.#fault ?? new Crashed(`the worker ended (${signal ?? code})`);
        began.reject(error);
        for (const { reject } of this.#waiting.values()) reject(error);
        this.#waiting.clear();
        resolve();
      });
    });
    this.#send({ module: module.href, input });
  }

  /** It has ended, or is about to. */
  get isEnded(): boolean {
    return this.#isEnded;
  }

  #hear(message: FromWorker, began: Waiting): void {
    if (message.kind === "ready") began.resolve(message);
    else if (message.kind === "failed") {
      this.end(Object.assign(new Error(message.message), { hint: message.hint }));
    } else {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.kind === "broken") waiting?.reject(new Crashed(message.message));
      else waiting?.resolve(message);
    }
  }

  /** Asks the application; a worker that takes longer than `limitMs` is ended. Throws Overrun or Crashed. */
  async ask(request: PlainRequest, limitMs: number): Promise<PlainAnswer> {
    this.#next += 1;
    const id = this.#next;
    const message = await this.#say({ kind: "ask", id, request }, limitMs);
    if (message.kind !== "answer") throw new Crashed(`unexpected ${message.kind}`);
    const { status, headers, body } = message;
    return { status, headers, body: body ?? this.#pieces(id, limitMs) };
  }

  async *#pieces(id: number, limitMs: number): AsyncGenerator<Uint8Array> {
    let ended = false;
    try {
      while (!ended) {
        const message = await this.#say({ kind: "more", id }, limitMs);
        const bytes = message.kind === "piece" ? message.bytes : null;
        ended = bytes === null;
        if (bytes !== null) yield bytes;
      }
    } finally {
      if (!ended) this.#send({ kind: "cancel", id } satisfies ToWorker);
    }
  }

  #say(message: Extract<ToWorker, { id: number }>, limitMs: number): Promise<FromWorker> {
    return new Promise((resolve, reject) => {
      if (this.#isEnded) {
        reject(this.#fault ?? new Crashed("the worker has ended"));
        return;
      }
      const timer = setTimeout(() => this.end(new Overrun(`took longer than ${limitMs} ms`)), limitMs);
      const settle =
        <T>(then: (value: T) => void) =>
        (value: T): void => {
          clearTimeout(timer);
          then(value);
        };
      this.#waiting.set(message.id, { resolve: settle(resolve), reject: settle(reject) });
      this.#send(message);
    });
  }

  /** What cannot be sent any more is answered by the end of the process, which is noticed by itself. */
  #send(message: object): void {
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  /** Lets the worker close its files and end. */
  async close(): Promise<void> {
    this.#send({ kind: "close" } satisfies ToWorker);
    const timer = setTimeout(() => this.end(null), 2000);
    await this.gone;
    clearTimeout(timer);
  }

  /** Ends the worker at once, in the middle of whatever it does. */
  end(fault: Error | null): void {
    this.#fault ??= fault;
    this.#isEnded = true;
    this.#child.kill("SIGKILL");
  }
}
