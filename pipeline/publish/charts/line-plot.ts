import { plainAxis } from "./axes.ts";
import type { Plot } from "./vega.ts";

/** Names at the ends of lines. */
export const LABEL = { size: 11, isBold: true } as const;
/** Steps left free before the first and after the last column. */
export const EDGE = 0.3;

/** Paths with points, breaks as dashed rules with a number on top, and names at the right of what they name. */
export const LINE_PLOT: Plot = {
  spec: {
    $schema: "https://vega.github.io/schema/vega/v6.json",
    autosize: "none",
    padding: 0,
    signals: ["xDomain", "xTicks", "yTicks", "yDomain"]
      .map((name) => ({ name, value: [0, 1] }))
      .concat(["xTexts", "yTexts"].map((name) => ({ name, value: [] }))),
    data: [{ name: "paths" }, { name: "points" }, { name: "breaks" }, { name: "labels" }],
    scales: [
      { name: "x", type: "point", domain: { signal: "xDomain" }, range: "width", padding: EDGE },
      { name: "y", type: "linear", domain: { signal: "yDomain" }, range: "height", zero: false },
    ],
    axes: [plainAxis("y", { grid: true }), plainAxis("x", { grid: false })],
    marks: [
      {
        // Paths come drawn, as a group with a line mark for each would cost ten times as much.
        type: "path",
        from: { data: "paths" },
        encode: {
          enter: {
            path: { field: "path" },
            stroke: { field: "colour" },
            strokeWidth: { field: "thickness" },
            strokeOpacity: { field: "opacity" },
            strokeJoin: { value: "round" },
            description: { field: "label" },
          },
        },
      },
      {
        type: "rule",
        from: { data: "breaks" },
        encode: {
          enter: {
            x: { field: "x" },
            y: { value: -4 },
            y2: { signal: "height" },
            stroke: { value: "currentColor" },
            strokeDash: { value: [4, 3] },
            description: { field: "note" },
          },
        },
      },
      {
        type: "text",
        aria: false,
        from: { data: "breaks" },
        encode: {
          enter: {
            x: { field: "x" },
            y: { value: -7 },
            text: { field: "number" },
            align: { value: "center" },
            fill: { value: "currentColor" },
            font: { value: "system-ui, sans-serif" },
            fontSize: { value: 11 },
            fontWeight: { value: "bold" },
          },
        },
      },
      {
        type: "symbol",
        from: { data: "points" },
        encode: {
          enter: {
            x: { scale: "x", field: "key" },
            y: { scale: "y", field: "value" },
            shape: { field: "shape" },
            size: { field: "size" },
            fill: { field: "colour" },
            fillOpacity: { field: "filled" },
            stroke: { field: "colour" },
            strokeWidth: { value: 1.5 },
            description: { field: "label" },
          },
        },
      },
      {
        type: "rule",
        aria: false,
        from: { data: "labels" },
        encode: {
          enter: {
            x: { scale: "x", field: "key", offset: 6 },
            y: { scale: "y", field: "value" },
            x2: { signal: "width + 8" },
            y2: { field: "at" },
            stroke: { field: "colour" },
            strokeOpacity: { value: 0.6 },
            strokeDash: { value: [1, 2] },
          },
        },
      },
      {
        type: "symbol",
        aria: false,
        from: { data: "labels" },
        encode: {
          enter: {
            x: { signal: "width + 13" },
            y: { field: "at" },
            shape: { field: "shape" },
            size: { value: 40 },
            fill: { field: "colour" },
          },
        },
      },
      {
        type: "text",
        aria: false,
        from: { data: "labels" },
        encode: {
          enter: {
            x: { signal: "width + 20" },
            y: { field: "at" },
            text: { field: "text" },
            baseline: { value: "middle" },
            fill: { value: "currentColor" },
            font: { value: "system-ui, sans-serif" },
            fontSize: { value: LABEL.size },
            fontWeight: { value: "bold" },
          },
        },
      },
    ],
  },
};
