import { aggregateStage } from "./aggregate.ts";
import { extractStage } from "./extract.ts";
import { indexStage } from "./index.ts";
import { readStage } from "./read.ts";
import type { DeskStage, StageWork } from "./stage.ts";

/** What is done for a job of each stage. */
export const WORK: Readonly<Record<DeskStage, StageWork>> = {
  read: readStage,
  extract: extractStage,
  index: indexStage,
  aggregate: aggregateStage,
};
