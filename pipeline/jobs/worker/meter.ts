import { type QueueCount, STAGES, type Stage } from "../../types/queue.ts";
import type { Metric } from "../metrics.ts";

/** How a job ended for this process: `skipped`: there is nothing to be had out of it; `lost`: somebody else has it; `released`: given back undone. */
export type Outcome = "done" | "skipped" | "failed" | "dead" | "lost" | "released";

const OUTCOMES: readonly Outcome[] = ["done", "skipped", "failed", "dead", "lost", "released"];

/** What one process has done since it began. */
export interface Meter {
  readonly count: (stage: Stage, outcome: Outcome, jobs?: number) => void;
  readonly time: (stage: Stage, seconds: number) => void;
  /** The database, or the raw pages, were away. */
  readonly outage: () => void;
  readonly of: (stage: Stage, outcome: Outcome) => number;
  readonly metrics: (queue: readonly QueueCount[]) => readonly Metric[];
}

export function makeMeter(stages: readonly Stage[] = STAGES): Meter {
  const jobs = new Map(stages.flatMap((stage) => OUTCOMES.map((outcome) => [`${stage} ${outcome}`, 0] as [string, number])));
  const seconds = new Map(stages.map((stage) => [stage, 0]));
  let outages = 0;
  const of = (stage: Stage, outcome: Outcome): number => jobs.get(`${stage} ${outcome}`) ?? 0;
  return {
    count: (stage, outcome, n = 1) => void jobs.set(`${stage} ${outcome}`, of(stage, outcome) + n),
    time: (stage, more) => void seconds.set(stage, (seconds.get(stage) ?? 0) + more),
    outage: () => void outages++,
    of,
    metrics: (queue) => [
      {
        name: "dangvu_worker_jobs_total",
        help: "Việc tiến trình này đã làm, theo bước và kết quả",
        type: "counter",
        samples: stages.flatMap((stage) => OUTCOMES.map((outcome) => ({ labels: { stage, outcome }, value: of(stage, outcome) }))),
      },
      {
        name: "dangvu_worker_seconds_total",
        help: "Thời gian làm việc theo bước, giây",
        type: "counter",
        samples: [...seconds].map(([stage, value]) => ({ labels: { stage }, value })),
      },
      {
        name: "dangvu_worker_outages_total",
        help: "Số lần mất liên lạc với cơ sở dữ liệu hoặc nơi giữ trang gốc",
        type: "counter",
        samples: [{ value: outages }],
      },
      ...queueMetrics(queue),
    ],
  };
}

function queueMetrics(queue: readonly QueueCount[]): readonly Metric[] {
  const labels = ({ stage, state }: QueueCount): { stage: string; state: string } => ({ stage, state });
  const jobs = queue.map((count) => ({ labels: labels(count), value: count.jobs }));
  const oldest = queue.filter(({ state }) => state === "due").map((count) => ({ labels: labels(count), value: count.oldestSeconds }));
  const metrics: readonly Metric[] = [
    { name: "dangvu_queue_jobs", help: "Việc trong hàng đợi, theo bước và trạng thái", type: "gauge", samples: jobs },
    { name: "dangvu_queue_oldest_seconds", help: "Việc đến hạn lâu nhất đã chờ bao lâu, giây", type: "gauge", samples: oldest },
  ];
  return metrics.filter(({ samples }) => samples.length > 0);
}
