import { load } from "cheerio/slim";
import { describe, expect, test } from "vitest";
import { createApp } from "../../../pipeline/serve/server.ts";
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
    const page = await pageOf("chiso=orgs.rating&grade=tsvm&phep=count&nam=2012..2020&ranhgioi=now&lang=en");
    const form = page("form.choices").last();
    const fields = form
      .find("input, select")
      .toArray()
      .map((field) => [page(field).attr("name"), page(field).find("option[selected]").attr("value") ?? page(field).attr("value")]);
    expect(fields).toEqual([
      ["chiso", "orgs.rating"],
      ["grade", "tsvm"],
      ["cumulative", ""],
      ["phep", "count"],
      ["trangthai", "actual"],
      ["tu", "2012"],
      ["den", "2020"],
      ["ranhgioi", "now"],
      ["lang", "en"],
    ]);
    for (const field of form.find("select, input:not([type=hidden])").toArray())
      expect(form.find(`label[for="${page(field).attr("id")}"]`)).toHaveLength(1);
  });

  test("CSV and JSON links ask the same question", async () => {
    const page = await pageOf("chiso=orgs.rating&grade=tsvm&nam=2012..2020");
    const links = page(".exports a")
      .toArray()
      .map((link) => page(link).attr("href"));
    expect(links).toEqual(
      ["/api/v1/table.csv", "/api/v1/table"].map(
        (path) => `${path}?indicator=orgs.rating&grade=tsvm&years=2012..2020&boundaries=then&measure=share&status=actual`,
      ),
    );
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

  test("a blank cell is no zero", async () => {
    const page = await pageOf("nam=2013..2016");
    expect(page(".grid td.none .hidden").first().text()).toBe("không có số liệu");
  });

  test("marks derived, partial, dissenting and doubtful cells, for eyes and ears", async () => {
    const page = await pageOf("nam=2013..2016");
    const cells = page(".grid summary")
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
    expect(page(".empty-years label input#empty-years").attr("type")).toBe("checkbox");
  });

  test("marks a break that lies in a hidden year at the next one that shows", async () => {
    const breaks = [{ beforeYear: 2013, note: { vi: "Đại hội.", en: "Congress." } }];
    const page = await withoutYears([2013, 2014], "nam=2013..2016", breaks);
    expect(page(".grid th.late-break").text()).toBe("2015†");
    expect(page(".grid th.late-break a").attr("href")).toBe("#break-2013");
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
    expect(page(page(".grid th.break a").attr("href") ?? "").text()).toContain("Đổi thang xếp loại.");
  });

  test("each cell's card leads to the article at the figure, with its sentence, source and the other reports", async () => {
    const page = await pageOf("nam=2014..2014");
    const card = page(".grid .card").first();
    const { start } = PRESS[0]?.read.observations[0] ?? { start: -1 };
    expect(card.find("a").first().attr("href")).toBe(`/bai/${LANG_SON}#o${start}`);
    expect(card.find("blockquote").first().text()).toMatch(/^Theo báo cáo tổng kết.*là nữ\.$/);
    expect(card.find("blockquote mark").first().text()).toBe("kết nạp được 1.168 đảng viên mới");
    expect(card.find("a[rel='noopener noreferrer']").first().attr("href")).toBe("https://bao.example/bai-goc");
    expect(card.find(".figure").length).toBeGreaterThan(1);
  });

  test("a derived cell shows its formula and inputs, a partial one what is missing", async () => {
    const page = await pageOf("nam=2015..2016");
    expect(page(".grid td.derived .card").text()).toMatch(/97 = 45 \+ 52[\s\S]*Số đầu vào[\s\S]*45/);
    expect(page(".grid td.partial .card").text()).toContain("Còn thiếu: Bắc Ninh");
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
    expect(text.slice(sentence?.start, sentence?.end)).toBe(sentence?.quote);
    expect(article).toMatchObject({ url: expect.any(String), basedOn: expect.any(String) });
  }
});
