import { type Budget, usualBudget } from "../crawl/crawl.ts";
import { type Frontier, openFrontierOn } from "../crawl/frontier.ts";
import { makePace, type Pace } from "../crawl/pace.ts";
import { openPostgres } from "../database/postgres.ts";
import type { Connection } from "../database/statements.ts";
import { openHostClock } from "../queue/host-clock.ts";
import { openQueue } from "../queue/postgres-queue.ts";
import { StoreBroken } from "../types/errors.ts";
import type { Run } from "../types/run.ts";
import type { Settings } from "./settings.ts";
import { openFrontierOf } from "./workspace.ts";

/** What one process crawls by. */
export interface CrawlPlace {
  readonly frontier: Frontier;
  /** Where other machines may ask the same hosts: the pace that is kept together with them. */
  readonly pace?: Pace;
  readonly close: () => void;
}

/** Opens the frontier for a process that crawls by itself. Throws StoreBroken, also while worker processes have hosts to visit: both would fetch the same addresses. */
export function openCrawlPlace({ settings, run, budget = {} }: { settings: Settings; run: Run; budget?: Partial<Budget> }): CrawlPlace {
  if (settings.databaseUrl === undefined) {
    const frontier = openFrontierOf(settings);
    return { frontier, close: () => frontier.close() };
  }
  const connection = openPostgres(settings.databaseUrl, { name: "dangvu-crawl" });
  try {
    assertNoWorkers(connection);
    const { concurrency = usualBudget.concurrency } = budget;
    const pace = makePace({ concurrency, signal: run.signal, shared: openHostClock(connection) });
    return { frontier: openFrontierOn(connection), pace, close: connection.close };
  } catch (error) {
    connection.close();
    throw error;
  }
}

function assertNoWorkers(connection: Connection): void {
  const hosts = openQueue(connection)
    .counts()
    .filter(({ stage, state }) => stage === "crawl" && state !== "dead")
    .reduce((sum, { jobs }) => sum + jobs, 0);
  if (hosts > 0)
    throw new StoreBroken(
      `Các tiến trình worker đang thu thập vào cơ sở dữ liệu ${connection.place}: còn ${hosts} máy chủ báo chưa xong.`,
      "Đợi worker làm xong (xem dangvu work counts); mỗi đêm chỉ dùng một cách: dangvu work add --night, hoặc dangvu nightly.",
    );
}
