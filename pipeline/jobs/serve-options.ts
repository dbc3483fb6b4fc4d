import type { Rates } from "../serve/front/clients.ts";

/** How the web pages are served. Apart from what serves them: commands that only name these options do not load the pages. */
export interface SiteOptions {
  /** 127.0.0.1 unless told. */
  readonly host?: string;
  /** Processes that answer; 0: none but the main one. */
  readonly workers: number;
  /** Further names of this host. */
  readonly hosts?: readonly string[];
  readonly trustProxy?: boolean;
  /** Makes the answers that most ask for before anybody asks. */
  readonly isWarmed?: boolean;
  readonly rates?: Rates;
}

/** Two processes answer: one question that takes long leaves the other. More than two processors gain by more. */
export const USUAL_WORKERS = 2;
