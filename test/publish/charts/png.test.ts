import { describe, expect, it } from "vitest";
import { chartSvg } from "../../../pipeline/publish/charts/chart.ts";
import { chartPng } from "../../../pipeline/publish/charts/png.ts";
import { bars, EACH, spark } from "./samples.ts";

const sizeOf = (png: Uint8Array<ArrayBuffer>) => {
  const view = new DataView(png.buffer);
  return { width: view.getUint32(16), height: view.getUint32(20) };
};

describe("chartPng", () => {
  it.each(EACH)("draws %s twice as large as its document", async (_, chart) => {
    const svg = chartSvg(chart);
    const png = await chartPng(svg);
    expect([...png.slice(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
    const [, width, height] = /width="(\d+)" height="(\d+)"/u.exec(svg) ?? [];
    expect(sizeOf(png)).toEqual({ width: 2 * Number(width), height: 2 * Number(height) });
  });

  it("has a letter for every Vietnamese one", async () => {
    const pictures = await Promise.all(
      ["\uE123", "a", "á", "ạ", "ẩ", "ặ", "đ", "Đ", "ề", "ễ", "ị", "ộ", "ợ", "ử", "ữ", "ỵ"].map((letter) =>
        chartPng(chartSvg(bars([], { title: letter }))),
      ),
    );
    // A letter that the font lacks would look like the first one, which no font has.
    expect(new Set(pictures.map((picture) => Buffer.from(picture).toString("base64"))).size).toBe(pictures.length);
  });

  it("gives the same bytes for the same document, also when asked for several at once", async () => {
    const svg = chartSvg(bars(["Thừa Thiên Huế", "Đắk Lắk"]));
    const [first, second] = await Promise.all([chartPng(svg), chartPng(svg)]);
    expect(Buffer.from(first).equals(second)).toBe(true);
  });

  it("draws hostile texts as texts", async () => {
    const png = await chartPng(chartSvg(bars(['<script>"&</text>', "\u0000\uD800'"], { title: "<image href='file:///etc/passwd'/>" })));
    expect(sizeOf(png).width).toBe(1280);
    expect(sizeOf(await chartPng(chartSvg(spark([1]))))).toEqual({ width: 240, height: 56 });
  });
});
