import * as cheerio from "cheerio/slim";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chartSvg } from "../../../pipeline/publish/charts/chart.ts";
import { standaloneSvg } from "../../../pipeline/publish/charts/frame.ts";
import type { Chart } from "../../../pipeline/types/chart.ts";
import { bars, EACH, FRAME, lines, NAMES, scatter, slope, spark, tiles, YEARS } from "./samples.ts";

const read = (svg: string) => cheerio.load(svg, { xml: true });
const textOf = (svg: string): string => read(svg)("text").text();
const namesIn = (svg: string): string[] => {
  const $ = read(svg);
  return $("svg > title")
    .nextAll()
    .find("title")
    .toArray()
    .map((title) => $(title).text());
};

describe.each(EACH)("a chart of %s", (_, chart) => {
  const svg = chartSvg(chart);
  const $ = read(svg);

  it("has a name, a description and a role, with ids that are its own", () => {
    const root = $.root().children("svg");
    expect(root.attr("role")).toBe(chart.kind === "spark" ? "img" : "graphics-document");
    expect($(`#${root.attr("aria-labelledby")}`).text()).toBe(chart.title);
    expect($(`#${root.attr("aria-describedby")}`).text()).toBe(chart.description);
    const other = read(chartSvg({ ...chart, title: "Khác" }))("[id]")
      .first()
      .attr("id");
    expect($("[id]").first().attr("id")).not.toBe(other);
  });

  it("carries no style, class, script, picture or event, so that the pages' policy lets it stand", () => {
    expect($("style, script, image, foreignObject, [style], [class]").length).toBe(0);
    expect(svg).not.toMatch(/ on[a-z]+=/u);
  });

  it("has the same bytes every time", () => {
    expect(chartSvg(structuredClone(chart))).toBe(svg);
  });

  it("holds no number that is none and no word that code left behind", () => {
    expect(svg).not.toMatch(/NaN|Infinity|undefined|null/u);
  });

  it("becomes a file of its own with a white ground and no links", () => {
    const file = standaloneSvg(svg);
    expect(file.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n<svg color="#1f2328" ')).toBe(true);
    expect(read(file)("svg > rect").first().attr("fill")).toBe("#ffffff");
    expect(read(file)("a").length).toBe(0);
    expect(read(file)("title").length).toBe($("title").length);
  });
});

describe("what each kind shows", () => {
  it("bars have rank, name and value with its bound, and say what pale ones are", () => {
    const svg = chartSvg(
      bars([], {
        bars: [
          { name: "Nghệ An", value: 3200, bound: "more_than", rank: 1, isDerived: false },
          { name: "Bắc Ninh", value: 97, bound: "exact", rank: 2, isDerived: true },
          { name: "Toàn quốc", value: 12, bound: "exact", rank: null, isDerived: false },
        ],
      }),
    );
    expect(namesIn(svg)).toEqual(["Nghệ An: hơn 3.200, hạng 1", "Bắc Ninh: 97, hạng 2", "Toàn quốc: 12"]);
    expect(textOf(svg)).toContain("Cột nhạt");
    expect(textOf(chartSvg(bars(["Huế"])))).not.toContain("Cột nhạt");
  });

  it("lines end at gaps and breaks, and the break is drawn and told", () => {
    const svg = chartSvg(lines(["Lạng Sơn"]));
    const strokes = read(svg)("path")
      .toArray()
      .map(({ attribs }) => attribs.d ?? "")
      .filter((d) => /^M[\d.]+,[\d.]+L/u.test(d));
    expect(strokes.map((d) => d.split("L").length)).toEqual([2, 5]);
    expect(namesIn(svg)).toContain("Từ năm 2019 xếp loại theo thang mới.");
    expect(textOf(svg)).toContain("Vạch đứt 1: Từ năm 2019 xếp loại theo thang mới.");
    expect(textOf(svg)).toContain("Điểm rỗng: năm chưa hết.");
  });

  it("a reason for several breaks is told once, and a column with two reasons has both numbers", () => {
    const [congress, merger] = ["Năm đại hội.", "63 tỉnh còn 34."];
    const breaks = [
      { beforeKey: "2018", note: congress },
      { beforeKey: "2020", note: merger },
      { beforeKey: "2020", note: congress },
      { beforeKey: "2016", note: "trước cột đầu" },
      { beforeKey: "1999", note: "không có cột" },
    ];
    const svg = chartSvg(lines(["Huế"], { breaks }));
    expect(textOf(svg)).toContain(`Vạch đứt 1: ${congress}Vạch đứt 2: ${merger}`);
    expect(textOf(svg)).toContain("1, 2");
    expect(namesIn(svg).filter((name) => name.includes("."))).toEqual(expect.arrayContaining([congress, `${congress} ${merger}`]));
    expect(svg).not.toMatch(/trước cột đầu|không có cột/u);
  });

  it("a line that ends before the last column says when", () => {
    const series = [{ name: "Hà Nội", segments: [[{ key: "2017", value: 13 }]] }];
    expect(textOf(chartSvg(lines([], { series })))).toContain("Hà Nội 13 (2017)");
  });

  it("up to eight lines are all named; of more, the marked ones", () => {
    expect(NAMES.slice(0, 8).filter((name) => !textOf(chartSvg(lines(NAMES.slice(0, 8)))).includes(name))).toEqual([]);
    const all = lines();
    const marked = { ...all, series: all.series.map((series) => ({ ...series, isMarked: series.name === "Kon Tum" })) };
    expect(NAMES.filter((name) => textOf(chartSvg(marked)).includes(name))).toEqual(["Kon Tum"]);
    expect(NAMES.filter((name) => textOf(chartSvg(all)).includes(name))).toHaveLength(2);
    // Those without a name in the picture have theirs where it is asked for.
    expect(namesIn(chartSvg(all)).filter((name) => name.startsWith("Lạng Sơn; 2016: "))).toHaveLength(1);
  });

  it("a slope names both ends with their values", () => {
    const svg = chartSvg(slope([], { lines: [{ name: "Cà Mau", from: 1200, to: 900 }] }));
    expect(namesIn(svg)).toEqual(["Cà Mau: từ 1.200 đến 900"]);
    expect(textOf(svg)).toMatch(/Cà Mau 1\.200.*900 Cà Mau/u);
  });

  it("a scatter names marked points and those far out, all of them to who asks", () => {
    const cloud = NAMES.map((name, i) => ({ name, x: 100 + (i % 8), y: 50 + (i % 7), isMarked: name === "Huế" }));
    const svg = chartSvg(scatter([], { points: [...cloud, { name: "Xa lạ", x: 900, y: 90 }] }));
    expect(NAMES.filter((name) => textOf(svg).includes(name))).toEqual([]);
    expect(textOf(svg)).toContain("Xa lạ");
    expect(namesIn(svg)).toHaveLength(64);
    expect(namesIn(svg)).toContain("Xa lạ: 900 người; 90% Tỷ lệ nữ (%)");
  });

  it("a sparkline leaves gaps open and marks its last value", () => {
    const $ = read(chartSvg(spark([1, 2, null, 3, 4, null])));
    expect(($("path").attr("d") ?? "").match(/M/gu)).toHaveLength(2);
    expect($("circle").length).toBe(1);
  });

  it("numbers and words are those of the chart's language", () => {
    expect(
      textOf(chartSvg(bars(["Huế"], { lang: "en", bars: [{ name: "Huế", value: 1234.5, bound: "at_least", rank: 1, isDerived: false }] }))),
    ).toMatch(/1,234\.5/u);
    expect(textOf(chartSvg(tiles("34", { lang: "en", tiles: [] })))).toContain("no figure yet (34)");
  });
});

describe("a tile map", () => {
  it("has every tile named with its figure, linked, and the islands with the unit they belong to", () => {
    const names = namesIn(chartSvg(tiles("63")));
    expect(names).toHaveLength(65);
    expect(names.filter((name) => name.startsWith("Lạng Sơn: "))).toHaveLength(1);
    expect(names.filter((name) => name.includes("Sa ("))).toEqual([
      expect.stringMatching(/^Hoàng Sa \(Đà Nẵng\): /u),
      expect.stringMatching(/^Trường Sa \(Khánh Hòa\): /u),
    ]);
    expect(read(chartSvg(tiles("63")))("a").length).toBe(65);
  });

  it("draws a tile without a figure empty, never in the colour of little", () => {
    const $ = read(chartSvg(tiles("34", { tiles: [{ province: "34-20", name: "Lạng Sơn", value: 0, text: "0" }] })));
    const filled = $("g[role] > rect[rx]")
      .toArray()
      .filter(({ attribs }) => attribs.fill !== "none");
    expect(filled).toHaveLength(1);
    expect($.root().text()).toContain("chưa có số liệu (33)");
    expect($.root().text()).toContain("Cao Bằng: chưa có số liệu");
  });

  it("tells figures of a province that has no tile", () => {
    const svg = chartSvg(tiles("63", { tiles: [{ province: "63-28", name: "Hà Tây", value: 512, text: "hơn 512" }] }));
    expect(textOf(svg)).toContain("Không có ô trên bản đồ này: Hà Tây hơn 512.");
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "//example.org/", " javascript:x", "vbscript:x"])("does not lead to %s", (href) => {
    const svg = chartSvg(tiles("34", { tiles: [{ province: "34-20", name: "Lạng Sơn", value: 1, text: "1", href }] }));
    expect(read(svg)("a").length).toBe(0);
  });

  it("escapes an address", () => {
    const href = '/bang?i=a&y=2020"><script>';
    const svg = chartSvg(tiles("34", { tiles: [{ province: "34-20", name: "Lạng Sơn", value: 1, text: "1", href }] }));
    expect(read(svg)("a").attr("href")).toBe(href);
    expect(read(svg)("script").length).toBe(0);
  });
});

const HOSTILE = [
  "<script>alert(1)</script>",
  '" onload="alert(1)',
  "a & b &amp; c",
  "</title></svg><img src=x>",
  "chuông\u0007 và \u0000 và \uD800 nửa",
  "dòng\nmới\ttab",
  "dài ".repeat(50),
  "👩‍👩‍👧 ﷽ Ẩ\u0301\u0302\u0303",
  "]]><!--",
  "",
];
const charts = (text: string, value: number): readonly Chart[] => {
  const frame = { ...FRAME, title: text, description: text, unit: text, source: text };
  const columns = [{ key: text, label: text }, ...YEARS];
  return [
    { ...frame, kind: "bars", bars: [{ name: text, value, bound: "about", rank: value, isDerived: true }] },
    {
      ...frame,
      kind: "lines",
      columns,
      series: [{ name: text, segments: [[{ key: text, value }], [{ key: "2016", value, isUnfinished: true }], []] }],
      breaks: [{ beforeKey: "2016", note: text }],
    },
    { ...frame, kind: "slope", from: text, to: text, lines: [{ name: text, from: value, to: -value }] },
    { ...frame, kind: "scatter", x: { title: text, unit: text }, points: [{ name: text, x: value, y: value }] },
    { ...frame, kind: "tiles", system: "34", tiles: [{ province: "34-20", name: text, value, text, href: text }] },
    { ...frame, kind: "spark", values: [value, null, value] },
  ];
};

describe("texts and numbers from outside", () => {
  it.each(HOSTILE)("keeps %j a text in every chart", (text) => {
    for (const chart of charts(text, 5)) {
      const svg = chartSvg(chart);
      const $ = read(svg);
      expect($("script, img, [onload]").length).toBe(0);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(svg).not.toMatch(/[\u0000-\u001f]|\p{Surrogate}/u);
      expect($.root().children().length).toBe(1);
      expect($("svg").length).toBe(1);
    }
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])("says of %d that there is no figure yet", (value) => {
    for (const chart of charts("Huế", value)) {
      const svg = chartSvg(chart);
      expect(svg).not.toMatch(/NaN|Infinity|∞/u);
      if (chart.kind !== "spark") expect(textOf(svg)).toContain("chưa có số liệu");
    }
  });

  it.each([
    ["bars", bars([])],
    ["lines", lines([])],
    ["lines without columns", lines(["Huế"], { columns: [] })],
    ["slope", slope([])],
    ["scatter", scatter([])],
    ["tiles", tiles("63", { tiles: [] })],
  ])("says of %s without anything that there is no figure yet", (_, chart) => {
    expect(textOf(chartSvg(chart))).toContain("chưa có số liệu");
  });

  it("draws a dashed line for a sparkline without values", () => {
    expect(chartSvg(spark([null, null]))).toContain("stroke-dasharray");
    expect(chartSvg(spark([]))).toContain("stroke-dasharray");
  });

  it("draws one point, and equal values, in the middle of their axis", () => {
    for (const chart of [
      lines(["Huế"], { columns: YEARS.slice(0, 1) }),
      scatter([], { points: [{ name: "Huế", x: 7, y: 7 }] }),
      bars(["Huế"]),
    ])
      expect(namesIn(chartSvg(chart)).length).toBeGreaterThan(0);
    expect(textOf(chartSvg(scatter([], { points: NAMES.map((name) => ({ name, x: 5, y: 5 })) })))).toContain("5");
    expect(namesIn(chartSvg(slope([], { lines: NAMES.map((name) => ({ name, from: 5, to: 5 })) })))).toHaveLength(63);
  });

  it("draws whatever names and numbers come", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), fc.double(), (text, value) => {
        for (const chart of charts(text, value)) {
          const svg = chartSvg(chart);
          expect(read(svg)("svg").length).toBe(1);
          expect(svg).not.toMatch(/ (?:d|x|y|x2|y2|width|height|transform)="[^"]*(?:NaN|Infinity)/u);
        }
      }),
      { numRuns: 60 },
    );
  });
});
