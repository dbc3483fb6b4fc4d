import type { Run } from "../../types/run.ts";
import { Costs } from "./costs.ts";
import { Lanes } from "./lanes.ts";
import { type Backend, Crashed, Overloaded, Overrun, type PlainAnswer, type PlainRequest, type Turn, Unwanted } from "./plain.ts";
import { type Program, WorkerProcess } from "./worker-process.ts";

export interface PoolOptions {
  readonly program: Program;
  /** At least 1. */
  readonly workers: number;
  readonly log: Run["log"];
  /** How long a request may wait for its turn. */
  readonly waitMs?: number;
}

interface Job {
  readonly request: PlainRequest;
  readonly turn: Turn;
  readonly since: number;
  readonly resolve: (answer: PlainAnswer) => void;
  readonly reject: (error: Error) => void;
}

const WAIT_MS = 10_000;
/** Before a worker that failed is started again: doubled at each failure up to the second, begun anew once one has lived for the third. */
const BACK_OFF_MS = { first: 100, most: 10_000, healthy: 60_000 };

/** The application in several processes, so that a question that takes long never stalls the others. */
export class Pool implements Backend {
  readonly #options: PoolOptions;
  readonly #lanes: Lanes<Job>;
  readonly #costs = new Costs();
  readonly #processes = new Set<WorkerProcess>();
  readonly #free: WorkerProcess[] = [];
  readonly #sweeper: NodeJS.Timeout;
  #failures = 0;
  #closing = false;

  private constructor(options: PoolOptions) {
    this.#options = options;
    this.#lanes = new Lanes(options.workers);
    this.#sweeper = setInterval(() => this.#sweep(), 500);
    this.#sweeper.unref();
  }

  /** Starts the processes; resolves when all are ready. Throws what the first of them could not open. */
  static async open(options: PoolOptions): Promise<Pool> {
    const pool = new Pool(options);
    const processes = Array.from({ length: options.workers }, () => pool.#start());
    try {
      await Promise.all(processes.map(({ ready }) => ready));
    } catch (error) {
      await pool.close();
      throw error;
    }
    return pool;
  }

  readonly ask = (request: PlainRequest, turn: Turn): Promise<PlainAnswer> =>
    new Promise((resolve, reject) => {
      const job: Job = { request, turn, since: performance.now(), resolve, reject };
      const claim = { ...turn, since: job.since, expectedMs: this.#costs.expect(request.url, turn.lane) };
      if (this.#closing || !this.#lanes.add(job, claim)) reject(new Overloaded(`${turn.lane} lane is full`));
      else this.#proceed();
    });

  /** No worker is busy or being started, and nothing waits. */
  readonly isIdle = (): boolean => this.#free.length === this.#processes.size && this.#processes.size > 0 && this.#lanes.waiting === 0;

  /** Asks each worker that is free when its turn comes; the others go on meanwhile. Throws Overrun or Crashed. */
  readonly askEach = async (request: PlainRequest, limitMs: number): Promise<void> => {
    for (const worker of [...this.#processes]) {
      const at = this.#free.indexOf(worker);
      if (at === -1) continue;
      this.#free.splice(at, 1);
      try {
        await worker.ask(request, limitMs);
      } finally {
        this.#release(worker);
      }
    }
  };

  readonly close = async (): Promise<void> => {
    this.#closing = true;
    clearInterval(this.#sweeper);
    for (const { reject } of this.#lanes.remove(() => true)) reject(new Overloaded("closing"));
    await Promise.all([...this.#processes].map((worker) => worker.close()));
  };

  #start(): WorkerProcess {
    const began = performance.now();
    const worker = new WorkerProcess(this.#options.program);
    this.#processes.add(worker);
    worker.ready.then(
      () => this.#release(worker),
      () => undefined,
    );
    void worker.gone.then(() => this.#replace(worker, performance.now() - began));
    return worker;
  }

  #replace(worker: WorkerProcess, livedMs: number): void {
    this.#processes.delete(worker);
    const at = this.#free.indexOf(worker);
    if (at !== -1) this.#free.splice(at, 1);
    if (this.#closing) return;
    this.#failures = livedMs > BACK_OFF_MS.healthy ? 1 : this.#failures + 1;
    const pause = Math.min(BACK_OFF_MS.most, BACK_OFF_MS.first * 2 ** (this.#failures - 1));
    this.#options.log("warn", "serve/worker-ended", { restartInMs: pause });
    setTimeout(() => {
      if (!this.#closing) this.#start();
    }, pause).unref();
  }

  #release(worker: WorkerProcess): void {
    if (worker.isEnded) return;
    this.#free.push(worker);
    this.#proceed();
  }

  #proceed(): void {
    while (this.#free.length > 0) {
      const job = this.#lanes.next();
      if (job === null) return;
      if (job.turn.isWanted?.() !== false) void this.#work(this.#free.pop() as WorkerProcess, job);
      else {
        this.#lanes.done(job.turn.lane);
        job.reject(new Unwanted("whoever asked has left"));
      }
    }
  }

  async #work(worker: WorkerProcess, { request, turn, resolve, reject }: Job): Promise<void> {
    const began = performance.now();
    try {
      const answer = await worker.ask(request, turn.limitMs);
      this.#costs.note(request.url, performance.now() - began);
      resolve(answer);
    } catch (error) {
      const failed = error instanceof Overrun ? "serve/overrun" : "serve/crashed";
      const cause = error instanceof Error ? error.message : String(error);
      this.#options.log("error", failed, { url: request.url.slice(0, 300), cause });
      reject(error instanceof Error ? error : new Crashed(cause));
    }
    this.#lanes.done(turn.lane);
    this.#release(worker);
  }

  #sweep(): void {
    const limit = this.#options.waitMs ?? WAIT_MS;
    const now = performance.now();
    for (const { reject } of this.#lanes.remove(({ since }) => now - since > limit)) reject(new Overloaded("waited too long"));
  }
}
