import { documentWords } from "../../labels/document.ts";
import { formatNumber } from "../../labels/format.ts";
import type { BarChart } from "../../types/chart.ts";
import type { LagRow } from "../../types/graph.ts";
import type { View } from "../view.ts";
import type { DocumentData } from "./view.ts";

/** As many bars as can be read at one look. */
const MOST_BARS = 34;

type Bar = BarChart["bars"][number];

const bar = (name: string, value: number, bound: Bar["bound"]): Bar => ({ name, value, bound, rank: null, isDerived: bound === "at_most" });

/** Days to the own document; where its day is not known, at most those to the report of it. */
function ownBar({ name, ownDays, ownDaysAtMost }: LagRow): readonly Bar[] {
  if (ownDays !== null) return [bar(name, ownDays, "exact")];
  return ownDaysAtMost === null ? [] : [bar(name, ownDaysAtMost, "at_most")];
}

const firstBar = ({ name, firstCitedDays }: LagRow): readonly Bar[] =>
  firstCitedDays === null ? [] : [bar(name, firstCitedDays, "exact")];

/** Days to each province's own document, fewest first; where hardly any has one, to the first article. Null where no day is known. */
export function lagChart(view: View, { document, lags }: DocumentData): BarChart | null {
  const words = documentWords(view.lang);
  const own = lags.flatMap(ownBar);
  const isOwn = own.length > 1;
  const bars = (isOwn ? own : lags.flatMap(firstBar)).toSorted((a, b) => a.value - b.value).slice(0, MOST_BARS);
  const [fast, slow] = [bars[0], bars.at(-1)];
  if (fast === undefined || slow === undefined) return null;
  return {
    kind: "bars",
    lang: view.lang,
    title: isOwn ? words.lagChart(document.sign) : words.firstChart(document.sign),
    description: words.chartDescription(fast.name, formatNumber(fast.value, view.lang), slow.name, formatNumber(slow.value, view.lang)),
    unit: words.chartUnit,
    source: words.chartSource,
    bars,
  };
}
