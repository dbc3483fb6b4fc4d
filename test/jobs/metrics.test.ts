import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Metric, metricsText, writeMetrics } from "../../pipeline/jobs/metrics.ts";
import { StoreBroken } from "../../pipeline/types/errors.ts";

const pages: Metric = {
  name: "dangvu_pages_total",
  help: "Trang đã tải",
  type: "counter",
  samples: [{ labels: { source: 'bao "a"\\b\nc' }, value: 12 }, { value: 0.5 }],
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dangvu-metrics-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("writes help, type and samples with escaped labels, as the exposition format asks", () => {
  expect(metricsText([pages])).toBe(
    '# HELP dangvu_pages_total Trang đã tải\n# TYPE dangvu_pages_total counter\ndangvu_pages_total{source="bao \\"a\\"\\\\b\\nc"} 12\ndangvu_pages_total 0.5\n',
  );
});

it("replaces the file in one step and leaves nothing beside it", () => {
  const path = join(folder, "metrics.prom");
  writeMetrics(path, [pages]);
  writeMetrics(path, []);
  expect(readFileSync(path, "utf8")).toBe("");
  expect(readdirSync(folder)).toEqual(["metrics.prom"]);
});

it("tells where it could not write", () => {
  expect(() => writeMetrics(join(folder, "khong-co", "metrics.prom"), [pages])).toThrow(StoreBroken);
});
