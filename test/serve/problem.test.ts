import { load } from "cheerio/slim";
import { Hono } from "hono";
import { describe, expect, test } from "vitest";
import { labelsOf } from "../../pipeline/labels/format.ts";
import {
  answerProblem,
  BusyProblem,
  notFound,
  PROBLEM_STATUSES,
  problemJson,
  problemOf,
  RequestProblem,
  usualProblem,
} from "../../pipeline/serve/problem.ts";
import { ProblemShape } from "../../pipeline/serve/shapes/problem.ts";
import { StoreAway, WrongUse } from "../../pipeline/types/errors.ts";
import { fakeServices } from "./fake-services.ts";

const USUAL = PROBLEM_STATUSES.filter((status) => status !== 400);

/** An application in which everything fails so. */
function failing(error: unknown) {
  const services = fakeServices();
  const app = new Hono();
  app.all("*", () => {
    throw error;
  });
  app.onError((cause, c) => answerProblem(c, services, problemOf(cause, services, c)));
  return { app, services };
}

describe.each(["vi", "en"] as const)("in %s", (lang) => {
  test.each(USUAL)("%i has its words, as problem under /api and as page elsewhere", async (status) => {
    const problem = usualProblem(lang, status);
    const { app } = failing(problem);
    const data = await app.request(`/api/v1/x?lang=${lang}`);
    expect([data.status, data.headers.get("Content-Type"), data.headers.get("Cache-Control")]).toEqual([
      status,
      "application/problem+json; charset=utf-8",
      "no-store",
    ]);
    const { errors } = labelsOf(lang);
    expect(ProblemShape.parse(await data.json())).toEqual({
      type: "about:blank",
      title: errors.title[status],
      status,
      detail: errors.explain[status],
      instance: "/api/v1/x",
    });
    const page = await app.request(`/x?lang=${lang}`);
    expect([page.status, load(await page.text())("h1").text()]).toEqual([status, errors.title[status]]);
  });
});

test("a store that is away for now is no fault of the program: 503, with when to come back", async () => {
  const { app } = failing(new StoreAway("Mất kết nối.", "Kiểm tra máy chủ."));
  const answer = await app.request("/api/v1/x");
  expect([answer.status, answer.headers.get("Retry-After")]).toEqual([503, "5"]);
  expect(await answer.text()).not.toContain("Mất kết nối");
});

test("every status has other words in each language", () => {
  for (const status of PROBLEM_STATUSES) expect(labelsOf("vi").errors.title[status]).not.toBe(labelsOf("en").errors.title[status]);
});

test("a wrong parameter is named with its value and what is allowed", async () => {
  const problem = new RequestProblem(400, "Tham số sai.", { name: "page", value: "<0>", allowed: "1–9" });
  const { app } = failing(problem);
  expect(ProblemShape.parse(await (await app.request("/api/v1/x")).json())).toMatchObject({
    parameter: "page",
    value: "<0>",
    allowed: "1–9",
  });
  const page = load(await (await app.request("/x")).text());
  expect(
    page("dl.facts dd")
      .toArray()
      .map((fact) => page(fact).text()),
  ).toEqual(["page", "<0>", "1–9"]);
});

test.each([
  [429, 0.2, "1"],
  [503, 5, "5"],
] as const)("%i says after how many seconds to ask again", async (status, seconds, header) => {
  const response = await failing(new BusyProblem(status, "vi", seconds)).app.request("/api/v1/x");
  expect([response.status, response.headers.get("Retry-After")]).toEqual([status, header]);
});

test("401 says which kind of token is wanted", async () => {
  const response = await failing(usualProblem("vi", 401)).app.request("/api/v1/review/queue");
  expect(response.headers.get("WWW-Authenticate")).toBe('Bearer realm="dangvu"');
});

test("what was not thrown for the user's eyes is logged and not shown", async () => {
  const { app, services } = failing(new Error("cannot open /var/lib/secret.db"));
  for (const address of ["/api/v1/x", "/x"]) expect(await (await app.request(address)).text()).not.toContain("secret");
  expect(services.logged).toHaveLength(2);
});

test("a question without an answer is the asker's to mend", async () => {
  const { app } = failing(new WrongUse("Không có tỉnh 63-99.", "Xem danh sách tỉnh."));
  expect(await (await app.request("/api/v1/x")).json()).toMatchObject({ status: 400, detail: "Không có tỉnh 63-99. Xem danh sách tỉnh." });
});

test("a problem outside of a request has the same shape", () => {
  expect(ProblemShape.parse(problemJson(notFound("en"), { lang: "en", instance: "/api/v1/x" }))).toMatchObject({
    status: 404,
    title: "Not found",
  });
});
