import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";

/**
 * A thread that answers one question at a time while this one waits: what speaks to other machines is asynchronous in Node, the store and all that stands on it are not. A question
 * costs some 25 µs beside what it asks for.
 */
export interface Bridge {
  /** The thread's answer. Throws BridgeTimeout when there is none in time: the thread is then taken to be lost, and the next question begins a new one. */
  readonly ask: (question: unknown, timeoutMs: number) => unknown;
  readonly close: () => void;
}

/** No answer came in time. */
export class BridgeTimeout extends Error {}

interface Thread {
  readonly worker: Worker;
  readonly port: MessagePort;
  readonly flag: Int32Array;
}

/** `script`: a module that calls `answer` of bridge-thread.mjs; `data`: what it is begun with. */
export function makeBridge(script: URL, data: unknown): Bridge {
  let thread: Thread | null = null;
  const stop = (): void => {
    thread?.port.close();
    void thread?.worker.terminate();
    thread = null;
  };
  return {
    ask: (question, timeoutMs) => {
      thread ??= begin(script, data);
      const { port, flag } = thread;
      Atomics.store(flag, 0, 0);
      port.postMessage(question);
      const until = performance.now() + timeoutMs;
      // The call that wakes us for the last answer may come after we have taken that: only the flag tells.
      while (Atomics.load(flag, 0) === 0) {
        if (Atomics.wait(flag, 0, 0, until - performance.now()) !== "timed-out" || Atomics.load(flag, 0) !== 0) continue;
        stop();
        throw new BridgeTimeout(`no answer within ${timeoutMs} ms`);
      }
      return receiveMessageOnPort(port)?.message;
    },
    close: stop,
  };
}

/** The thread runs plain JavaScript, so it needs no loader; it does not keep the process alive. */
function begin(script: URL, data: unknown): Thread {
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(script, { workerData: { port: port2, flag, data }, transferList: [port2], execArgv: [], stdout: false });
  worker.unref();
  port1.unref();
  return { worker, port: port1, flag };
}
