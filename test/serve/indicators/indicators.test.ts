import { load } from "cheerio/slim";
import { describe, expect, test } from "vitest";
import { createApp } from "../../../pipeline/serve/server.ts";
import type { Table, TotalRow } from "../../../pipeline/types/table.ts";
import { fakeServices, fakeTable } from "../fake-services.ts";
import { LANG_SON } from "../fixtures.ts";

const pageOf = async (path: string, app = createApp(fakeServices())) => load(await (await app.request(path)).text());

/** The fake table with Lạng Sơn's figure of 2014 said of the country. */
function withNational(table: Table): Table {
  const published = table.rows.find(({ province }) => province === "63-20")?.cells.find((cell) => cell !== null) ?? null;
  const row: TotalRow = {
    level: "national",
    code: null,
    name: { vi: "Cả nước", en: "Country" },
    cells: [{ period: "2014", published, sum: null, bound: "exact", method: "sum", reported: 0, of: 63 }],
  };
  return { ...table, totals: [row] };
}

describe("an indicator's page", () => {
  test("draws the provinces with most years and a map of how many years each has", async () => {
    const page = await pageOf("/chi-so/members.admitted");
    expect(page("svg[data-kind=lines]")).toHaveLength(1);
    expect(page("svg[data-kind=tiles]")).toHaveLength(1);
    expect(page("table.years").text()).toContain("2014");
    expect(page("a.button").attr("href")).toContain("/bang?chiso=members.admitted");
  });

  test("shows what reports say of the country, with the article, apart from the provinces", async () => {
    const app = createApp(fakeServices({ table: (spec) => withNational(fakeTable(spec)) }));
    const page = await pageOf("/chi-so/members.admitted", app);
    const link = page("section[aria-labelledby=ca-nuoc] tbody a").first();
    expect(link.attr("href")).toContain(`/bai/${LANG_SON}#o`);
  });

  test("of one without figures says so and asks for no table", async () => {
    const app = createApp(fakeServices({ table: () => expect.unreachable("no table is needed") }));
    const page = await pageOf("/chi-so/members.total", app);
    expect(page("main").text()).toContain("Chưa có số liệu nào");
    expect(page("svg")).toHaveLength(0);
  });

  test("names its feed", async () => {
    const page = await pageOf("/chi-so/members.admitted");
    expect(page("link[type='application/atom+xml']").attr("href")).toBe("/api/v1/indicators/members.admitted.atom");
  });

  test("answers as data how many years each province has", async () => {
    const answer = await createApp(fakeServices()).request("/api/v1/indicators/members.admitted");
    const { answers } = (await answer.json()) as { answers: { perProvince: { province: string; years: number }[] } };
    expect(answers.perProvince[0]).toEqual({ province: "63-20", name: "Lạng Sơn", years: 2 });
  });
});
