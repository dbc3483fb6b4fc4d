import { load } from "cheerio/slim";
import { describe, expect, test } from "vitest";
import { createApp } from "../../../pipeline/serve/server.ts";
import type { CellCard } from "../../../pipeline/serve/table/card.ts";
import type { TableView } from "../../../pipeline/serve/table/view.ts";
import type { Table, TableSpec } from "../../../pipeline/types/table.ts";
import { fakeServices, fakeTable } from "../fake-services.ts";
import { LANG_SON, PRESS } from "../fixtures.ts";

const asked: TableSpec[] = [];
const app = createApp(
  fakeServices({
    table: (spec) => {
      asked.push(spec);
      return fakeTable(spec);
    },
  }),
);
const pageOf = async (query: string) => load(await (await app.request(`/bang?${query}`)).text());
const textOf = (id: string) => PRESS.find(({ head }) => head.id === id)?.read.article.text ?? "";

describe("the question", () => {
  test.each([
    [
      "/bang",
      { indicator: "members.admitted", dims: {}, measure: "count", status: "actual", years: { from: 2006, to: 2026 }, boundaries: "then" },
    ],
    ["/bang?chiso=orgs.rating", { indicator: "orgs.rating", measure: "share" }],
    ["/bang?chiso=orgs.rating&grade=tsvm&cumulative=true&phep=count", { dims: { grade: "tsvm", cumulative: true }, measure: "count" }],
    [
      "/bang?chiso=members.admitted&nam=2012..2014&ranhgioi=now&trangthai=target",
      { years: { from: 2012, to: 2014 }, boundaries: "now", status: "target" },
    ],
    ["/bang?group=&tu=2013&den=2016", { dims: {}, years: { from: 2013, to: 2016 } }],
    ["/bang?nam=2012..2014&den=2013", { years: { from: 2012, to: 2013 } }],
    [
      "/api/v1/table?indicator=orgs.rating&grade=tsvm&years=2015..2015&measure=share",
      { indicator: "orgs.rating", dims: { grade: "tsvm" }, years: { from: 2015, to: 2015 } },
    ],
  ])("%s is read as it is meant", async (path, spec) => {
    expect((await app.request(path)).status).toBe(200);
    expect(asked.at(-1)).toMatchObject(spec);
  });

  test("the form sends the question back as it was", async () => {
    const page = await pageOf(
      "chiso=orgs.rating&grade=tsvm&phep=count&nam=2012..2020&ky=half&ranhgioi=now&hang=high&thaydoi=1&tong=1&lang=en",
    );
    const form = page("form.choices[aria-label]").last();
    const fields = form
      .find("input:not([type=checkbox]), select")
      .toArray()
      .map((field) => [page(field).attr("name"), page(field).find("option[selected]").attr("value") ?? page(field).attr("value")]);
    const boxes = form
      .find("input[checked]")
      .toArray()
      .map((box) => page(box).attr("name"));
    expect(fields).toEqual([
      ["chiso", "orgs.rating"],
      ["grade", "tsvm"],
      ["cumulative", ""],
      ["phep", "count"],
      ["trangthai", "actual"],
      ["tu", "2012"],
      ["den", "2020"],
      ["ky", "half"],
      ["ranhgioi", "now"],
      ["hang", "high"],
      ["lang", "en"],
    ]);
    expect(boxes).toEqual(["thaydoi", "tong"]);
    for (const field of form.find("select, input[type=number]").toArray())
      expect(form.find(`label[for="${page(field).attr("id")}"]`)).toHaveLength(1);
  });

  test("every link asks the same question, by permalink", async () => {
    const page = await pageOf("chiso=orgs.rating&grade=tsvm&nam=2012..2020&xep=-2014&ghim=63-20");
    const link = "i=orgs.rating~grade.tsvm~share&y=2012-2020&xep=-2014&ghim=63-20";
    expect(page("#permalink").attr("value")).toBe(`/bang?${link}`);
    const hrefs = page(".files a")
      .toArray()
      .map((one) => page(one).attr("href"));
    expect(hrefs).toEqual([
      `/api/v1/table/export/csv?${link}`,
      `/api/v1/table/export/csv?${link}&dang=wide`,
      `/api/v1/table/export/xlsx?${link}`,
      `/api/v1/table?${link}`,
    ]);
    for (const path of [`/bang?${link}`, ...hrefs]) expect((await app.request(path ?? "")).status, path).toBe(200);
  });

  test("keeps changes, ranks, totals and the kind of period in the permalink", async () => {
    await pageOf("chiso=members.admitted&nam=2014..2016&ky=half&thaydoi=1&hang=low&tong=1&nghi=1");
    expect(asked.at(-1)).toMatchObject({ period: "half", changes: true, ranks: "low", totals: true, untrusted: true });
  });

  test.each([
    ["/bang?nam=2006..2026&ky=month", 400],
    [`/bang?${Array.from({ length: 11 }, () => "i=members.admitted").join("&")}&y=2014`, 400],
    [`/api/v1/table?${Array.from({ length: 10 }, () => "i=members.admitted").join("&")}&y=1990-2026`, 400],
    ["/bang?xem=pie", 400],
    ["/bang?cot=abc", 400],
    ["/bang?xep=2014;drop", 400],
    ["/bang?ghim=63-20,x", 400],
    ["/bang?i=members.admitted&y=2014&xem=pie", 400],
    ["/bang?i=members.admitted&y=2014&la=1", 400],
    ["/bang?chiso=members.admitted&voi=%3Cscript%3E", 400],
    ["/api/v1/table/export/exe?i=members.admitted&y=2014", 404],
    ["/api/v1/table/export/xlsx?i=members.admitted&y=2014&dang=wide", 400],
    ["/bang/o?i=members.admitted&y=2014&o=63-99.2014", 404],
    ["/bang/o?i=members.admitted&y=2014&o=63-20.2013", 404],
    ["/bang/o?i=members.admitted&y=2014&o=x", 400],
    ["/api/v1/chart.svg?i=members.total&y=2014&xem=map", 404],
    ["/bang?i=members.admitted&y=2014&utm_source=x&lang=en", 200],
  ])("%s answers %d", async (path, status) => {
    const response = await app.request(path);
    expect(response.status).toBe(status);
    if (path.startsWith("/api/") && status >= 400) expect(await response.json()).toMatchObject({ status, detail: expect.any(String) });
  });
});

describe("the grid", () => {
  test("has a caption, headers with scope, and a row for each province that has a figure", async () => {
    const page = await pageOf("nam=2013..2016");
    expect(page(".grid caption").text()).toContain("Đảng viên mới kết nạp");
    expect(page(".grid th:not([scope])")).toHaveLength(0);
    expect(
      page(".grid tbody th")
        .toArray()
        .map((cell) => page(cell).text()),
    ).toEqual(["Lạng Sơn", "Bắc Giang", "Nghệ An", "Cà Mau"]);
    expect(page(".without").text()).toContain("Hà Nội, Hà Giang, Cao Bằng");
  });

  test("says how many provinces reported, each year and when that is too few", async () => {
    const page = await pageOf("nam=2013..2016");
    expect(
      page(".coverage td")
        .toArray()
        .map((cell) => page(cell).text()),
    ).toEqual(["1/12", "4/12", "1/12", "0/12"]);
    expect(page(".note").text()).toContain("4/12");
  });

  test("an empty table says so instead of showing an empty grid", async () => {
    const page = await pageOf("chiso=members.total");
    expect(page(".grid")).toHaveLength(0);
    expect(page(".note").text()).toContain("Chưa có số liệu");
  });

  test("a blank cell is empty, and no zero", async () => {
    const page = await pageOf("nam=2013..2016");
    expect(page(".grid tbody td:empty").length).toBeGreaterThan(3);
    expect(page(".grid tbody td").text()).not.toMatch(/(?:^|\D)0(?:\D|$)/u);
  });

  test("marks derived, partial, dissenting and doubtful cells, for eyes and ears", async () => {
    const page = await pageOf("nam=2013..2016");
    const cells = page(".grid td button")
      .toArray()
      .map((cell) => page(cell).text());
    expect(cells).toEqual([
      "1.090",
      "1.168≠ (có số khác)",
      "2.210≠ (có số khác)",
      "97,12* (tính ra)",
      "…thiếu phần",
      "2.030! (kiểm tra không khớp)",
      "78",
    ]);
  });

  /** The fake table with what the cells of some years hold taken out. */
  const withoutYears = async (years: readonly number[], query: string, breaks: Table["breaks"] = []) => {
    const table = (spec: TableSpec) => {
      const whole = fakeTable(spec);
      const rows = whole.rows.map((row) => ({
        ...row,
        cells: row.cells.map((cell) => (cell !== null && years.includes(cell.year) ? null : cell)),
      }));
      return { ...whole, rows, breaks };
    };
    return load(await (await createApp(fakeServices({ table })).request(`/bang?${query}`)).text());
  };

  test("names the years without any figure and lets them be shown", async () => {
    const page = await withoutYears([2013, 2014], "nam=2013..2016");
    expect(page(".grid th.empty-year").text()).toBe("20132014");
    expect(page(".grid tbody tr").first().find("td.empty-year")).toHaveLength(2);
    expect(page(".empty-years").text()).toContain("Không tỉnh nào có số liệu: 2013–2014.");
    expect(page(".empty-years label").text()).toContain("Hiện cả các năm này");
    expect(page(".empty-years label input#empty-years-1").attr("type")).toBe("checkbox");
  });

  test("marks a break that lies in a hidden year at the next one that shows", async () => {
    const breaks = [{ beforeYear: 2013, note: { vi: "Đại hội.", en: "Congress." } }];
    const page = await withoutYears([2013, 2014], "nam=2013..2016", breaks);
    expect(page(".grid th.late-break").text()).toBe("2015†");
    expect(page(".grid th.late-break a.sign").attr("href")).toBe("#break-2013");
    expect(page("#break-2013").text()).toBe("Năm 2013: Đại hội.");
  });

  test("says nothing of empty years where there are none", async () => {
    const page = await withoutYears([], "nam=2014..2015");
    expect(page(".empty-years, .empty-year")).toHaveLength(0);
  });

  test("marks a break of the series and explains it below", async () => {
    const page = await pageOf("nam=2016..2019");
    expect(page(".grid").length).toBe(1);
    expect(page(".grid th.break").text()).toBe("2018†");
    expect(page(page(".grid th.break a.sign").attr("href") ?? "").text()).toContain("Đổi thang xếp loại.");
  });

  test("each cell asks for its card by a form that repeats the question", async () => {
    const page = await pageOf("nam=2014..2014&lang=en");
    const button = page(".grid td button").first();
    const form = page(`form#${button.attr("form")}`);
    const query = new URLSearchParams(
      form
        .find("input")
        .toArray()
        .map((field): [string, string] => [page(field).attr("name") ?? "", page(field).attr("value") ?? ""]),
    );
    query.append(button.attr("name") ?? "", button.attr("value") ?? "");
    expect(form.attr("action")).toBe("/bang/o");
    expect(query.toString()).toBe("i=members.admitted&y=2014&lang=en&o=63-20.2014");
    expect((await app.request(`/bang/o?${query}`)).status).toBe(200);
  });

  test("heads sort: largest first, then smallest first, then as usual; blanks stand last", async () => {
    const names = async (sort: string) => {
      const page = await pageOf(`nam=2013..2016${sort}`);
      return {
        rows: page(".grid tbody tr")
          .toArray()
          .map((row) => page(row).attr("data-province")),
        next: new URL(page('.grid a[data-sort="2014"]').attr("href") ?? "", "http://test").searchParams.get("xep"),
        state: page('.grid th:has(a[data-sort="2014"])').attr("aria-sort"),
      };
    };
    expect(await names("")).toMatchObject({ next: "-2014", state: undefined });
    expect(await names("&xep=-2014")).toEqual({ rows: ["63-24", "63-40", "63-20", "63-96"], next: "2014", state: "descending" });
    expect(await names("&xep=2014")).toEqual({ rows: ["63-96", "63-20", "63-40", "63-24"], next: null, state: "ascending" });
    expect((await names("&xep=2013")).rows[0]).toBe("63-20");
    expect((await names("&xep=-2014&ghim=63-96")).rows[0]).toBe("63-96");
    expect((await names("&xep=name")).rows).toEqual(["63-24", "63-96", "63-20", "63-40"]);
  });

  test("filters by the province's name, with marks or without, and says so", async () => {
    const page = await pageOf("nam=2013..2016&loc=lang");
    expect(page(".grid tbody tr")).toHaveLength(1);
    expect(page(".filtered").text()).toContain("1 tỉnh có tên giống “lang”");
    expect(page(".filtered a").attr("href")).not.toContain("loc=");
  });

  test("pins come from the boxes of a form one by one", async () => {
    const page = await pageOf("i=members.admitted&y=2013-2016&ghim=63-40&ghim=63-96");
    expect(
      page("tr.pinned")
        .toArray()
        .map((row) => page(row).attr("data-province")),
    ).toEqual(["63-40", "63-96"]);
    expect(page("#permalink").attr("value")).toContain("ghim=63-40,63-96");
    expect(page('.pins input[name="ghim"][checked]')).toHaveLength(2);
  });

  test("a full table of 63 provinces and 20 years stays under 150 kB", async () => {
    const full = createApp(fakeServices({ table: fullTable }));
    const html = await (await full.request("/bang?chiso=orgs.rating&phep=share&grade=tsvm&cumulative=true&nam=2007..2026")).text();
    expect(html.match(/<button form/gu)?.length).toBe(63 * 20);
    expect(Buffer.byteLength(html)).toBeLessThan(150_000);
  });
});

/** A table in which every province tells every year, one cell in four with a dissent. */
function fullTable(spec: TableSpec): Table {
  const model = fakeTable({ ...spec, indicator: "members.admitted", measure: "count", years: { from: 2014, to: 2014 } });
  const cell = model.rows.find(({ province }) => province === "63-20")?.cells[0];
  if (cell == null) throw new Error("no model");
  const years = Array.from({ length: spec.years.to - spec.years.from + 1 }, (_, i) => spec.years.from + i);
  const rows = Array.from({ length: 63 }, (_, i) => ({
    province: `63-${String(i + 10)}`,
    name: `Tỉnh thứ ${i}`,
    cells: years.map((year, at) => ({
      ...cell,
      province: `63-${i + 10}`,
      year,
      value: 70 + i / 7,
      dissent: (i + at) % 4 === 0 ? cell.candidates : [],
    })),
  }));
  return { spec, years, rows, coverage: years.map((year) => ({ year, reported: 63, of: 63 })), breaks: [] };
}

describe("the card of a cell", () => {
  const cardOf = async (query: string) => load(await (await app.request(`/bang/o?${query}`)).text());

  test("leads to the article at the figure, with its sentence, source and the other reports", async () => {
    const page = await cardOf("i=members.admitted&y=2014&o=63-20.2014");
    const { start } = PRESS[0]?.read.observations[0] ?? { start: -1 };
    expect(page(".figure a").first().attr("href")).toBe(`/bai/${LANG_SON}#o${start}`);
    expect(page("blockquote").first().text()).toMatch(/^Theo báo cáo tổng kết.*là nữ\.$/);
    expect(page("blockquote mark").first().text()).toBe("kết nạp được 1.168 đảng viên mới");
    expect(page("a[rel='noopener noreferrer']").first().attr("href")).toBe("https://bao.example/bai-goc");
    expect(page(".figure").length).toBeGreaterThan(1);
    expect(page(".trace a").eq(1).attr("href")).toBe(`/bai/${LANG_SON}/giai-thich?vitri=${start}`);
    expect(page('a[href^="/bang?i="]').last().text()).toBe("Về bảng");
  });

  test("shows the formula and inputs of a derived cell, of a partial one what is missing", async () => {
    expect((await cardOf("i=members.admitted&y=2015&o=63-24.2015"))(".card-body").text()).toMatch(
      /97 = 45 \+ 52[\s\S]*Số đầu vào[\s\S]*45/,
    );
    expect((await cardOf("i=members.admitted&y=2016&o=63-24.2016"))(".card-body").text()).toContain("Còn thiếu: Bắc Ninh");
  });

  test("links the stored copy only where there is one", async () => {
    const services = fakeServices();
    const page = { url: "", source: null, fetchedAt: "", mediaType: "text/html", charset: null, sha256: "aa", body: new Uint8Array() };
    const kept = createApp({ ...services, store: { ...services.store, page: () => page } });
    const query = "/bang/o?i=members.admitted&y=2014&o=63-20.2014";
    expect(await (await app.request(query)).text()).not.toContain("/ban-goc/");
    expect(await (await kept.request(query)).text()).toContain("/ban-goc/");
  });

  test("is the same in the API, every figure its slice of the article's text", async () => {
    const body = (await (await app.request("/api/v1/table/cell?i=members.admitted&y=2014&o=63-20.2014")).json()) as { cell: CellCard };
    const figures = [body.cell.winner, ...body.cell.others, ...body.cell.dissent].filter((figure) => figure !== null);
    expect(figures.length).toBeGreaterThan(1);
    for (const { observation, sentence, article } of figures) {
      const text = textOf(article.id);
      expect(text.slice(observation.start, observation.end)).toBe(observation.quote);
      expect(text.slice(sentence?.start, sentence?.end)).toBe(sentence?.quote);
    }
    expect((await app.request("/api/v1/table/cell?indicator=members.admitted&years=2014..2014&cell=63-20.2014")).status).toBe(200);
  });
});

test("every figure of the JSON table is its slice of the article's text", async () => {
  const table = (await (await app.request("/api/v1/table?years=2010..2020")).json()) as TableView;
  const cells = table.rows.flatMap(({ cells }) => cells).filter((cell) => cell !== null);
  const figures = cells.flatMap((cell) => [
    ...(cell.winner === null ? [] : [cell.winner]),
    ...cell.others,
    ...cell.dissent,
    ...cell.inputs.map(({ figure }) => figure),
  ]);
  expect(figures.length).toBeGreaterThan(6);
  for (const { observation, sentence, article } of figures) {
    const text = textOf(article.id);
    expect(text.slice(observation.start, observation.end)).toBe(observation.quote);
    expect(sentence).toBeNull();
    expect(article).toMatchObject({ url: expect.any(String), basedOn: expect.any(String) });
  }
});
