import type { Axis as VegaAxis } from "vega";

const LABELS = { labelColor: "currentColor", labelFont: "system-ui, sans-serif", labelFontSize: 11, labelPadding: 6 } as const;
const LINES = { domainColor: "currentColor", tickColor: "currentColor", gridColor: "currentColor", gridOpacity: 0.18 } as const;

/**
 * An axis whose values come from the signal `<scale>Ticks` and their texts from `<scale>Texts`, as numbers are written by labels/ and not by Vega.
 * Marks say their values themselves, so that an axis is not read out.
 */
export function plainAxis(scale: "x" | "y", { grid }: { readonly grid: boolean }): VegaAxis {
  return {
    ...LABELS,
    ...LINES,
    scale,
    orient: scale === "x" ? "bottom" : "left",
    aria: false,
    grid,
    domain: !grid,
    ticks: !grid,
    values: { signal: `${scale}Ticks` },
    labelOverlap: false,
    encode: { labels: { update: { text: { signal: `${scale}Texts[datum.value]` } } } },
  };
}

/** The signals of such an axis. */
export function axisSignals<Key extends string | number>(
  scale: "x" | "y",
  ticks: readonly Key[],
  write: (tick: Key) => string,
): Readonly<Record<string, unknown>> {
  return { [`${scale}Ticks`]: ticks, [`${scale}Texts`]: Object.fromEntries(ticks.map((tick) => [String(tick), write(tick)])) };
}
