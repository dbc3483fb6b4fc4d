import { load } from "cheerio/slim";
import { describe, expect, test } from "vitest";
import { createApp } from "../../../pipeline/serve/server.ts";
import { fullestQuestion, variantsOf } from "../../../pipeline/serve/table/variants.ts";
import type { Observation } from "../../../pipeline/types/observation.ts";
import { fakeServices, fakeStore } from "../fake-services.ts";
import { PRESS } from "../fixtures.ts";

const RATING = fakeServices().indicators.find(({ code }) => code === "orgs.rating")!;
const YEAR = { from: "2019-01-01", to: "2019-12-31" };
const DONE = { indicator: "orgs.rating", dims: { grade: "tsvm" }, measure: "share", status: "actual", period: YEAR } as const;

/** Services whose store holds figures like the given ones, each of one province. */
function servicesWith(figures: readonly Partial<Observation>[]) {
  const [stored] = PRESS;
  const [model] = PRESS.flatMap(({ read }) => read.observations);
  if (stored === undefined || model === undefined) throw new Error("no article");
  const place = { level: "province", province: "63-20", name: null } as const;
  const observations = figures.map((figure): Observation => ({ ...model, ...DONE, place, ...figure }));
  return fakeServices({ store: fakeStore([{ ...stored, read: { ...stored.read, observations } }]) });
}

describe("the questions about an indicator that have an answer", () => {
  test("are told apart by dimensions, measure and status; results come first, then those with more figures", () => {
    const services = servicesWith([
      DONE,
      { ...DONE, status: "target" },
      { ...DONE, status: "target" },
      { ...DONE, measure: "count" },
      { ...DONE, measure: "count" },
    ]);
    expect(variantsOf(services, RATING).map(({ measure, status, figures }) => `${status} ${measure} ${figures}`)).toEqual([
      "actual count 2",
      "actual share 1",
      "target share 2",
    ]);
    expect(fullestQuestion(services, RATING)).toEqual({ dims: { grade: "tsvm" }, measure: "count", status: "actual" });
  });

  test.each<[string, Partial<Observation>]>([
    ["a half-year", { period: { from: "2019-01-01", to: "2019-06-30" } }],
    ["a term of office", { period: { from: "2015-01-01", to: "2020-12-31" } }],
    ["no period", { period: null }],
    ["a change", { status: "change" }],
    ["chosen bodies", { subset: true }],
    ["a yearly average", { per: "year" }],
    ["one decider's part", { decidedBy: "commission" }],
    ["a district", { place: { level: "district", province: "63-20", name: "Chi Lăng" } }],
    ["a province that is not known", { place: { level: "province", province: null, name: null } }],
  ])("leave out %s, which no table shows", (_, figure) => {
    expect(variantsOf(servicesWith([figure]), RATING)).toEqual([]);
    expect(fullestQuestion(servicesWith([figure]), RATING)).toEqual({});
  });
});

describe("an empty table", () => {
  const app = createApp(servicesWith([DONE]));

  test("leads to the questions that have figures", async () => {
    const page = load(await (await app.request("/bang?chiso=orgs.rating&nam=2015..2020")).text());
    const links = page("#variants + ul a").toArray();
    expect(links).toHaveLength(1);
    expect(page(links[0]).text()).toContain("Tỷ lệ (%) · Kết quả");
    const query = new URL(page(links[0]).attr("href") ?? "", "http://test").searchParams;
    expect([query.get("chiso"), query.get("grade"), query.get("phep"), query.get("nam")]).toEqual([
      "orgs.rating",
      "tsvm",
      "share",
      "2015..2020",
    ]);
  });

  test("is not what the page of the indicator leads to", async () => {
    const page = load(await (await app.request("/chi-so/orgs.rating")).text());
    expect(page('main a[href^="/bang?chiso=orgs.rating"]').attr("href")).toContain("grade=tsvm");
  });
});
