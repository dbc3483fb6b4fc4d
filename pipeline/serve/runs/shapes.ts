import * as z from "zod";
import { list, named, record } from "../shapes/named.ts";

const text = z.string();
const count = z.int().min(0);
const maybe = text.nullable();

const ToDoShape = named("ToDo", record({ says: text, hint: text }));

const LINE = {
  id: text,
  job: text,
  startedAt: text,
  finishedAt: maybe,
  outcome: z.enum(["done", "failed", "unfinished"]),
  newPages: z.number(),
  figures: z.number(),
  alarms: count.nullable(),
};

/** LastNight of types/operation.ts. */
export const LastNightShape = named(
  "LastNight",
  record({
    run: text,
    startedAt: text,
    finishedAt: text,
    failed: z.boolean(),
    title: text,
    summary: text,
    todo: list(ToDoShape),
    next: maybe,
  }),
);

/** RunLine of types/operation.ts. */
export const RunLineShape = named("RunLine", record(LINE));

/** A page of runs. */
export const RunsAnswer = named("Runs", record({ runs: list(RunLineShape), total: count, lastNight: LastNightShape.nullable() }));

/** RunDetail of types/operation.ts. */
export const RunAnswer = named(
  "Run",
  record({
    ...LINE,
    counters: z.record(text, z.number()).readonly(),
    report: record({
      title: text,
      summary: text,
      run: text,
      todo: list(ToDoShape),
      tables: list(
        record({
          title: text,
          head: list(text),
          rows: list(list(z.union([text, record({ text, url: text })]))),
          note: maybe,
        }),
      ),
    }).nullable(),
  }),
);

const HEALTH = {
  id: text,
  name: text,
  kind: text,
  province: maybe,
  home: text,
  enabled: z.boolean(),
  checked: maybe,
  state: z.enum(["off", "unknown", "fine", "poor", "resting"]),
  lastAsked: maybe,
  lastSuccess: maybe,
  nights: count,
  newPages: count,
  failures: count,
  figures: count,
  nextVisit: maybe,
};

/** The sources with their health. */
export const SourcesAnswer = named("Sources", record({ sources: list(record(HEALTH)) }));

/** SourceDetail of types/operation.ts. */
export const SourceAnswer = named(
  "Source",
  record({
    ...HEALTH,
    paceSeconds: z.number(),
    window: maybe,
    note: maybe,
    failureKinds: list(record({ kind: text, count })),
    history: list(
      record({
        run: text,
        startedAt: text,
        fetched: count,
        newPages: count,
        changedPages: count,
        failed: count,
        refused: count,
        figures: count,
        stopped: maybe,
      }),
    ),
    todo: list(ToDoShape),
  }),
);
