import { named, type Statements, where } from "../database/statements.ts";
import type { Dims } from "../types/observation.ts";
import type { ObservationQuery } from "../types/store.ts";

/** Dimensions as `questions` has them: JSON, with its names in order. */
export function dimsText(dims: Dims): string {
  return JSON.stringify(Object.fromEntries(Object.entries(dims).sort(([a], [b]) => (a < b ? -1 : 1))));
}

type Asked = Pick<ObservationQuery, "indicator" | "dims" | "measure" | "status" | "level">;

/** The numbers of the questions that these words describe; null when they leave all. */
export function questionsOf(sql: Statements, { indicator, dims, measure, status, level }: Asked): readonly number[] | null {
  const values = named({ indicator, dims: dims === undefined ? undefined : dimsText(dims), measure, status, level });
  const conditions = Object.keys(values).map((name) => `${name} = :${name}`);
  if (conditions.length === 0) return null;
  return sql.rows(`SELECT n FROM questions ${where(conditions)} ORDER BY n`, values).map(({ n }) => Number(n));
}
