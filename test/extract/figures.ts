import type { Observation } from "../../pipeline/types/observation.ts";

/** A figure on one line, for tables of examples: "orgs.rating cell good = 85.5 % · Huyện Bảo Thắng · 2022". */
export function figureLine({ indicator, dims, value, measure, status, place, period }: Observation): string {
  const what = [indicator, ...Object.values(dims).map(String)].join(" ");
  const when =
    period === null
      ? "?"
      : "at" in period
        ? period.at
        : (period.from ?? "?").slice(0, 4) +
          (period.from?.slice(0, 4) === period.to?.slice(0, 4) ? "" : `–${(period.to ?? "?").slice(0, 4)}`);
  const sign = status === "change" && value > 0 ? "+" : "";
  return `${what} = ${sign}${value}${measure === "share" ? " %" : ""} · ${place.name ?? place.province} · ${when}`;
}
