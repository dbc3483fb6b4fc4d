import { describe, expect, it } from "vitest";
import { CLASS_COLOURS, PALE, SERIES_COLOURS } from "../../../pipeline/publish/charts/palette.ts";

const channels = (hex: string): readonly number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
const linear = (channel: number): number => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
const round = (channel: number): number => Math.min(1, Math.max(0, channel));

/** Relative luminance of WCAG 2.2. */
const lightness = ([r = 0, g = 0, b = 0]: readonly number[]): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const contrast = (a: string, b: string): number => {
  const [x, y] = [a, b].map((hex) => lightness(channels(hex).map(linear)) + 0.05) as [number, number];
  return Math.max(x, y) / Math.min(x, y);
};

/** How people without red cones and without green cones see linear colours; G. M. Machado and others (2009), severity 1. */
const BLIND = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
} as const;

/** CIELAB of linear colours, D65. */
function lab(rgb: readonly number[]): readonly number[] {
  const matrix = [
    [0.4124, 0.3576, 0.1805],
    [0.2126, 0.7152, 0.0722],
    [0.0193, 0.1192, 0.9505],
  ];
  const white = [0.9505, 1, 1.089];
  const [x = 0, y = 0, z = 0] = matrix.map((row, i) => {
    const share = row.reduce((sum, weight, k) => sum + weight * (rgb[k] ?? 0), 0) / (white[i] ?? 1);
    return share > 0.008856 ? Math.cbrt(share) : 7.787 * share + 16 / 116;
  });
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const seen = (hex: string, matrix: readonly (readonly number[])[]): readonly number[] => {
  const rgb = channels(hex).map(linear);
  return lab(matrix.map((row) => round(row.reduce((sum, weight, k) => sum + weight * (rgb[k] ?? 0), 0))));
};
const distance = (a: readonly number[], b: readonly number[]): number => Math.hypot(...a.map((value, i) => value - (b[i] ?? 0)));

describe("colours of charts", () => {
  it.each([...SERIES_COLOURS, PALE])("%s stands out of white and of the dark page by 3:1", (colour) => {
    expect(contrast(colour, "#ffffff")).toBeGreaterThanOrEqual(3);
    expect(contrast(colour, "#16181b")).toBeGreaterThanOrEqual(3);
  });

  it.each(CLASS_COLOURS)("text on $fill has 4.5:1", ({ fill, ink }) => {
    expect(contrast(fill, ink)).toBeGreaterThanOrEqual(4.5);
  });

  it("classes darken in steps that everybody sees", () => {
    for (const matrix of Object.values(BLIND)) {
      const steps = CLASS_COLOURS.map(({ fill }) => seen(fill, matrix)[0] ?? 0);
      for (const [i, step] of steps.entries()) if (i > 0) expect((steps[i - 1] ?? 0) - step).toBeGreaterThan(8);
    }
  });

  it("the first six lines differ for people who cannot tell red from green", () => {
    const first = SERIES_COLOURS.slice(0, 6);
    for (const matrix of Object.values(BLIND))
      for (const [i, a] of first.entries())
        for (const b of first.slice(i + 1)) expect(distance(seen(a, matrix), seen(b, matrix)), `${a} ${b}`).toBeGreaterThan(12);
  });
});
