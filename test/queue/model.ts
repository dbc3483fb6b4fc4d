import { MOST_TRIES, type NewJob, type Stage } from "../../pipeline/types/queue.ts";

/** A job as the plain oracle knows it; times are numbers of steps. */
export interface Known {
  readonly stage: Stage;
  readonly key: string;
  readonly lane: string;
  order: number;
  data: unknown;
  priority: number;
  due: number;
  state: "waits" | "held" | "dead";
  again: number | null;
  begun: number;
}

/** The queue as one would write it without any thought of speed, of others or of crashes: a list that is looked through. Delays are endless here: nothing becomes due by waiting. */
export function makeModel() {
  let jobs: Known[] = [];
  let [now, order] = [0, 0];
  const of = ({ stage, key }: { stage: Stage; key: string }): Known | undefined =>
    jobs.find((job) => job.stage === stage && job.key === key);
  const dueOf = ({ delaySeconds = 0 }: NewJob): number => (delaySeconds > 0 ? Number.POSITIVE_INFINITY : now);
  const isBlocked = (job: Known): boolean =>
    jobs.some(
      (one) =>
        one !== job &&
        one.stage === job.stage &&
        one.lane === job.lane &&
        (one.state === "held" || (one.state === "waits" && one.order < job.order)),
    );
  const isReady = (job: Known): boolean => job.state === "waits" && job.due <= now && !isBlocked(job);
  const add = (job: NewJob): number => {
    const { stage, key, lane = key, data, priority = 0 } = job;
    const known = of(job);
    if (known === undefined || known.state === "dead") {
      jobs = jobs.filter((one) => one !== known);
      const raised = Math.max(priority, known?.priority ?? priority);
      jobs.push({ stage, key, lane, order: order++, data, priority: raised, due: dueOf(job), state: "waits", again: null, begun: 0 });
      return 1;
    }
    known.priority = Math.max(known.priority, priority);
    if (known.state === "held") known.again = Math.min(known.again ?? Number.POSITIVE_INFINITY, dueOf(job));
    else if (known.begun === 0) known.due = Math.min(known.due, dueOf(job));
    return 0;
  };
  const giveBack = (job: Known, isDead: boolean): void => {
    job.state = isDead ? "dead" : "waits";
    job.again = null;
  };
  return {
    /** Each call of the queue is a step of its own. */
    step: (): void => void now++,
    jobs: (): readonly Known[] => jobs,
    add: (all: readonly NewJob[]): number => all.map(add).reduce((sum, one) => sum + one, 0),
    take: (stages: readonly Stage[], most: number): readonly Known[] => {
      const ready = jobs.filter((job) => stages.includes(job.stage) && isReady(job));
      const taken = ready.sort((a, b) => b.priority - a.priority || a.due - b.due || a.order - b.order).slice(0, most);
      for (const job of taken) {
        job.state = "held";
        job.begun++;
      }
      return taken.map((job) => ({ ...job }));
    },
    finish: (job: { stage: Stage; key: string }): void => {
      const known = of(job)!;
      if (known.again === null) jobs = jobs.filter((one) => one !== known);
      else Object.assign(known, { state: "waits", due: known.again, again: null, begun: 0, order: order++ });
    },
    fail: (job: { stage: Stage; key: string }, isUp: boolean): void => {
      const known = of(job)!;
      giveBack(known, isUp || known.begun >= MOST_TRIES);
      known.due = now;
    },
    release: (job: { stage: Stage; key: string }): void => {
      const known = of(job)!;
      known.begun--;
      giveBack(known, false);
    },
    proceed: (job: { stage: Stage; key: string }): void => {
      of(job)!.begun = 1;
    },
    /** All holders have died. */
    loseAll: (): void => {
      for (const job of jobs) {
        if (job.state !== "held") continue;
        giveBack(job, job.begun >= MOST_TRIES);
        if (job.begun > 1) job.due = now;
      }
    },
    revive: (): number => {
      const dead = jobs.filter(({ state }) => state === "dead");
      const inOrder = dead.sort((a, b) => compare(a.lane, b.lane) || compare(a.stage, b.stage) || a.order - b.order);
      for (const job of inOrder) Object.assign(job, { state: "waits", due: now, begun: 0, order: order++ });
      return dead.length;
    },
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
