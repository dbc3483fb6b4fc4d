import type { Observation, Period } from "../../types/observation.ts";
import type { DecideFields } from "./shapes.ts";

/** The fields of a figure that a form offers to change, as they are typed. */
export interface Fields {
  readonly value: string;
  readonly bound: string;
  readonly measure: string;
  readonly status: string;
  readonly level: string;
  readonly province: string;
  readonly name: string;
  readonly period: string;
  readonly indicator: string;
  readonly dims: string;
}

/** A figure as the form shows it; what is typed in the same way means the same. */
export function fieldsOf({ value, bound, measure, status, place, period, indicator, dims }: Observation): Fields {
  return {
    value: String(value).replace(".", ","),
    bound,
    measure,
    status,
    level: place.level,
    province: place.province ?? "",
    name: place.name ?? "",
    period: periodField(period),
    indicator,
    dims: Object.entries(dims)
      .map(([name, code]) => `${name}=${String(code)}`)
      .join(","),
  };
}

/** "2023-01..2023-06", "at:2023-12-31", "none". */
export function periodField(period: Period | null): string {
  if (period === null) return "none";
  return "at" in period ? `at:${period.at}` : `${period.from ?? ""}..${period.to ?? ""}`;
}

/** How a correction is written (jobs/correction.ts): only what was typed otherwise than the figure says. */
export function correctionOf(observation: Observation, typed: DecideFields): readonly string[] {
  const before = fieldsOf(observation);
  const keys = Object.keys(before) as (keyof Fields)[];
  const changed = keys.flatMap((key) => {
    const text = typed[`f-${key}`]?.trim();
    return text === undefined || text === before[key] ? [] : [`${key}=${text}`];
  });
  // Dimensions belong to an indicator: those of the old one are none of the new one's.
  const isOther = changed.some((part) => part.startsWith("indicator=")) && !changed.some((part) => part.startsWith("dims="));
  return isOther && typed["f-dims"] === undefined ? [...changed, "dims="] : changed;
}
