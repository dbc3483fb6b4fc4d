import { load } from "cheerio/slim";
import { beforeEach, describe, expect, it } from "vitest";
import { CaseShape, DecisionShape, LogAnswer, QueueAnswer } from "../../../pipeline/serve/review/shapes.ts";
import { createApp } from "../../../pipeline/serve/server.ts";
import { ProblemShape } from "../../../pipeline/serve/shapes/problem.ts";
import { fakeDesk, TOKEN } from "../fake-desk.ts";
import { fakeServices } from "../fake-services.ts";

let desk: ReturnType<typeof fakeDesk>;
let services: ReturnType<typeof fakeServices>;
let app: ReturnType<typeof createApp>;
let now: Date;
beforeEach(() => {
  now = new Date("2026-11-22T05:00:00Z");
  desk = fakeDesk();
  services = fakeServices({ review: desk, now: () => now });
  app = createApp(services);
});

const COOKIE = { cookie: "dangvu-soat=session-of-lan" };
const BEARER = { authorization: `Bearer ${TOKEN}` };
const FORM = { "content-type": "application/x-www-form-urlencoded" };
const JSON_TYPE = { "content-type": "application/json" };

const post = (path: string, fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = COOKIE) =>
  app.request(path, { method: "POST", headers: { ...FORM, ...headers }, body: String(new URLSearchParams(fields)) });
const postJson = (path: string, body: unknown, headers: Readonly<Record<string, string>> = BEARER) =>
  app.request(path, { method: "POST", headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(body) });
const page = async (path: string, headers: Readonly<Record<string, string>> = COOKIE) =>
  load(await (await app.request(path, { headers })).text());

interface Shown {
  readonly id: string;
  readonly article: string;
  readonly mark: string;
}

async function first(): Promise<Shown> {
  const response = await app.request("/api/v1/review/queue?limit=1", { headers: BEARER });
  const queue = QueueAnswer.parse(await response.json());
  const item = queue.state === "ready" ? queue.items[0] : undefined;
  if (item === undefined) throw new Error("no case");
  return { id: item.id, article: item.observation.article, mark: item.mark };
}

const formOf = ({ id, article, mark }: Shown, more: Readonly<Record<string, string>> = {}) => ({
  token: "form-token",
  ...{ id, article, seen: mark, verdict: "confirm", why: "như câu văn", sau: "" },
  ...more,
});

describe("without a session", () => {
  it("the queue shows the way in and nothing of itself", async () => {
    const $ = await page("/soat", {});
    expect($(".sign-in input[type=password]").length).toBe(1);
    expect($(".case").length).toBe(0);
  });

  it("the page tells the operator how to make a first reviewer when there is none", async () => {
    app = createApp(fakeServices({ review: fakeDesk({ isEmpty: true }) }));
    const $ = await page("/soat", {});
    expect($("main").text()).toContain("dangvu review --add-reviewer");
    expect($("form").length).toBe(0);
  });

  it.each([
    ["GET", "/api/v1/review/queue"],
    ["GET", "/soat.json"],
    ["GET", "/soat/bai/00000000000000aa-0/0000aa000000"],
    ["GET", "/api/v1/review/cases/00000000000000aa-0/0000aa000000"],
  ])("%s %s is refused with 401", async (method, path) => {
    expect((await app.request(path, { method })).status).toBe(401);
  });

  it("no decision is taken, whatever the form says", async () => {
    const shown = await first();
    expect((await post("/soat/quyet-dinh", formOf(shown), {})).status).toBe(401);
    expect((await postJson("/api/v1/review/decisions", { ...shown, mark: undefined, verdict: "confirm", why: "x" }, {})).status).toBe(401);
    expect(desk.made).toEqual([]);
  });

  it("the log may be read, but nothing taken back", async () => {
    await post("/soat/quyet-dinh", formOf(await first()));
    const $ = await page("/soat/nhat-ky", {});
    expect($(".log li").text()).toContain("Lan");
    expect($(".log form").length).toBe(0);
  });
});

describe("signing in", () => {
  it("sets a cookie that scripts and other sites do not get, and leads to the queue only", async () => {
    const response = await post("/soat/vao", { token: TOKEN }, {});
    expect([response.status, response.headers.get("location")]).toEqual([303, "/soat"]);
    const cookie = response.headers.get("set-cookie") ?? "";
    expect(cookie).toBe("dangvu-soat=session-of-lan; Path=/; HttpOnly; SameSite=Strict");
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it("marks the cookie Secure behind https", async () => {
    const response = await post("/soat/vao", { token: TOKEN }, { "x-forwarded-proto": "https" });
    expect(response.headers.get("set-cookie")).toContain("; Secure");
  });

  it("says so when the token is wrong, and logs it", async () => {
    const response = await post("/soat/vao", { token: "sai" }, { "x-dangvu-client": "10.0.0.9" });
    expect(response.status).toBe(400);
    expect(response.headers.get("set-cookie")).toBeNull();
    expect(load(await response.text())("[role=alert]").text()).toContain("không đúng");
    expect(services.logged).toContainEqual({ event: "review/wrong-token", fields: { client: "10.0.0.9" } });
  });

  it("is refused for a minute after ten wrong tokens of one address, also with the right one; other addresses are not", async () => {
    const from = { "x-dangvu-client": "10.0.0.9" };
    for (let i = 0; i < 10; i++) expect((await post("/soat/vao", { token: `sai-${i}` }, from)).status).toBe(400);
    const refused = await post("/soat/vao", { token: TOKEN }, from);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "60"]);
    const byBearer = await app.request("/api/v1/review/queue", { headers: { ...BEARER, ...from } });
    expect(ProblemShape.parse(await byBearer.json()).status).toBe(429);
    expect((await post("/soat/vao", { token: TOKEN }, { "x-dangvu-client": "10.0.0.8" })).status).toBe(303);
    now = new Date(now.getTime() + 61_000);
    expect((await post("/soat/vao", { token: TOKEN }, from)).status).toBe(303);
  });

  it("a wrong Bearer token is no stranger: 401", async () => {
    expect((await app.request("/soat.json", { headers: { authorization: "Bearer sai" } })).status).toBe(401);
  });

  it("signing out ends the session", async () => {
    const response = await post("/soat/ra", { token: "form-token" });
    expect([response.status, response.headers.get("location")]).toEqual([303, "/soat"]);
    expect(response.headers.get("set-cookie")).toContain("Max-Age=0");
    expect((await post("/soat/ra", { token: "other" })).status).toBe(403);
  });
});

describe("forms of other sites", () => {
  it.each<[string, Record<string, string>, number]>([
    ["from our own page", { "sec-fetch-site": "same-origin" }, 303],
    ["typed by hand", { "sec-fetch-site": "none" }, 303],
    ["from another site", { "sec-fetch-site": "cross-site" }, 403],
    ["from another host of the same site", { "sec-fetch-site": "same-site" }, 403],
    ["of an older browser, from another site", { origin: "https://elsewhere.example", host: "localhost" }, 403],
    ["of an older browser, from a page that hides itself, as ours do", { origin: "null" }, 303],
    ["of an older browser, from our own page", { origin: "http://localhost", host: "localhost" }, 303],
  ])("%s", async (_, headers, status) => {
    expect((await post("/soat/quyet-dinh", formOf(await first()), { ...COOKIE, ...headers })).status).toBe(status);
    expect(desk.made.length).toBe(status === 303 ? 1 : 0);
  });

  it("without the token of the session are refused", async () => {
    expect((await post("/soat/quyet-dinh", formOf(await first(), { token: "form-tokeN" }))).status).toBe(403);
    expect(desk.made).toEqual([]);
  });

  it("a cookie alone decides nothing through the API", async () => {
    const { id, article } = await first();
    const sent = { id, article, verdict: "confirm", why: "x" };
    expect((await postJson("/api/v1/review/decisions", sent, COOKIE)).status).toBe(403);
    expect(desk.made).toEqual([]);
  });
});

describe("what is sent", () => {
  it.each<[string, RequestInit, number]>([
    ["a form to the API", { headers: { ...FORM, ...BEARER }, body: "id=1" }, 415],
    ["nothing", { headers: BEARER }, 415],
    ["broken JSON", { headers: { ...JSON_TYPE, ...BEARER }, body: "{" }, 400],
    ["a wrong shape", { headers: { ...JSON_TYPE, ...BEARER }, body: "[]" }, 400],
    ["an unknown field", { headers: { ...JSON_TYPE, ...BEARER }, body: '{"x":1}' }, 400],
    ["too much", { headers: { ...JSON_TYPE, ...BEARER }, body: JSON.stringify({ why: "x".repeat(20_000) }) }, 413],
  ])("%s is refused as a problem", async (_, init, status) => {
    const response = await app.request("/api/v1/review/decisions", { method: "POST", ...init });
    expect(ProblemShape.parse(await response.json()).status).toBe(status);
  });

  it("a field that is sent twice is refused", async () => {
    const body = `${new URLSearchParams(formOf(await first()))}&verdict=reject`;
    const response = await app.request("/soat/quyet-dinh", { method: "POST", headers: { ...FORM, ...COOKIE }, body });
    expect(response.status).toBe(400);
  });

  it("other methods are told what there is", async () => {
    const response = await app.request("/api/v1/review/decisions", { method: "DELETE" });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD, POST"]);
    expect((await app.request("/soat/quyet-dinh")).status).toBe(405);
  });
});

describe("the queue", () => {
  it("shows each figure with its sentence, what others say, the failed check and the three forms", async () => {
    const $ = await page("/soat?loai=failed_check");
    const card = $(".case").first();
    expect(card.find("blockquote mark").first().text()).toBe("2.030 đảng viên mới");
    expect(card.find("h2").text()).toContain("2.030");
    expect(card.find(".candidates").text()).toContain("1.168");
    expect(card.find(".checks .fails").text()).toContain("không khớp");
    expect(
      card
        .find("form")
        .map((_, form) => $(form).attr("class"))
        .get(),
    ).toEqual(["confirm", "correct", "reject"]);
  });

  it("escapes what articles smuggle in", async () => {
    const $ = await page("/soat?so=50");
    expect($("main script").length).toBe(0);
    expect($('main a[href^="javascript"]').length).toBe(0);
  });

  it("is narrowed, paged and counted", async () => {
    const $ = await page("/soat?chiso=orgs.rating");
    expect($(".case").length).toBe(1);
    expect($(".progress").text()).toContain("1 số liệu khớp");
    expect((await page("/soat?so=2&trang=2"))(".paging a").length).toBe(2);
    expect((await page("/soat?tinh=34-24"))("main").text()).toContain("Không có số liệu nào cần soát");
  });

  it("answers as JSON what it shows, kept nowhere", async () => {
    const response = await app.request("/soat.json", { headers: COOKIE });
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(QueueAnswer.parse(await response.json())).toMatchObject({ state: "ready", decided: 0 });
    const { id, article } = await first();
    const one = await app.request(`/api/v1/review/cases/${article}/${id}`, { headers: BEARER });
    expect(CaseShape.parse(await one.json()).id).toBe(id);
  });

  it("says that it is being made while it is", async () => {
    app = createApp(fakeServices({ review: { ...desk, queue: async () => ({ state: "building", done: 1200 }) } }));
    expect((await page("/soat"))("#building").text()).toContain("1.200");
  });
});

describe("a decision", () => {
  it("is stored under the reviewer's name and leads to the next figure, with the way back", async () => {
    const shown = await first();
    const response = await post("/soat/quyet-dinh", formOf(shown, { sau: "0000aa000001", loai: "conflict" }));
    expect(response.headers.get("location")).toBe(`/soat?loai=conflict&vua=${shown.id}#s-0000aa000001`);
    expect(desk.made).toMatchObject([{ id: shown.id, verdict: "confirm", by: "Lan", why: "như câu văn" }]);
    const $ = await page(`/soat?vua=${shown.id}`);
    expect($(".done").text()).toContain("Đã xác nhận");
    expect($(".done form").serializeArray()).toContainEqual({ name: "verdict", value: "withdraw" });
  });

  it("never leads out of the site, whatever the form carries", async () => {
    for (const bad of ["//evil.example", "https://evil.example", "/\\evil"]) {
      expect((await post("/soat/quyet-dinh", formOf(await first(), { sau: bad }))).status).toBe(400);
      const response = await post("/soat/quyet-dinh", formOf(await first(), { trang: bad }));
      expect(response.headers.get("location")).toMatch(/^\/soat\?/u);
    }
  });

  it("corrects only what was typed otherwise", async () => {
    const shown = await first();
    const typed = { verdict: "correct", "f-value": "1170", "f-bound": "exact", "f-status": "actual" };
    expect((await post("/soat/quyet-dinh", formOf(shown, typed))).status).toBe(303);
    expect(desk.made).toMatchObject([{ verdict: "correct", correction: { value: 1170 } }]);
  });

  it("on a figure that somebody has decided on meanwhile is refused with who and why, and not stored", async () => {
    const shown = await first();
    await post("/soat/quyet-dinh", formOf(shown));
    const late = await post("/soat/quyet-dinh", formOf(shown, { verdict: "reject", why: "sai" }));
    expect(late.status).toBe(409);
    expect(load(await late.text())("[role=alert]").text()).toMatch(/Lan.*như câu văn/su);
    const byApi = await postJson("/api/v1/review/decisions", {
      id: shown.id,
      article: shown.article,
      verdict: "reject",
      why: "sai",
      seen: shown.mark,
    });
    expect(ProblemShape.parse(await byApi.json())).toMatchObject({ status: 409, detail: expect.stringContaining("Lan") });
    expect(desk.made).toHaveLength(1);
  });

  it("can be made by a program with its token", async () => {
    const { id, article, mark } = await first();
    const response = await postJson("/api/v1/review/decisions", { id, article, verdict: "reject", why: "số của nơi khác", seen: mark });
    expect(response.status).toBe(200);
    expect(DecisionShape.parse(await response.json())).toMatchObject({ id, verdict: "reject", by: "Lan" });
    const unknown = await postJson("/api/v1/review/decisions", { id: "ffffffffffff", article, verdict: "reject", why: "x" });
    expect(unknown.status).toBe(404);
  });

  it("stands in the log with what held before and after, and can be taken back there", async () => {
    const shown = await first();
    await post("/soat/quyet-dinh", formOf(shown, { verdict: "reject", why: "số của nơi khác" }));
    const $ = await page("/soat/nhat-ky");
    const entry = $(".log li");
    expect(entry.text()).toMatch(/Đã loại.*Lan.*số của nơi khác.*1\.168.*không có số/su);
    const fields = Object.fromEntries(
      entry
        .find("form")
        .serializeArray()
        .map(({ name, value }) => [name, value]),
    );
    const response = await post("/soat/quyet-dinh", fields);
    expect(response.headers.get("location")).toBe("/soat/nhat-ky");
    expect(desk.made.map(({ verdict }) => verdict)).toEqual(["reject", "withdraw"]);
    const log = LogAnswer.parse(await (await app.request("/api/v1/review/decisions")).json());
    expect(log.entries.map(({ state }) => state)).toEqual(["withdrawn", "superseded"]);
  });

  it("that is refused is shown again with what was typed", async () => {
    const { WrongUse } = await import("../../../pipeline/types/errors.ts");
    const refusing = () => {
      throw new WrongUse("Giá trị lạ.", "Viết lại.");
    };
    const shown = await first();
    app = createApp(fakeServices({ review: { ...desk, decide: refusing } }));
    const response = await post("/soat/quyet-dinh", formOf(shown, { verdict: "correct", "f-value": "1x", why: "thử" }));
    expect(response.status).toBe(400);
    const $ = load(await response.text());
    expect($("[role=alert]").text()).toContain("Giá trị lạ.");
    expect($('.correct [name="f-value"]').attr("value")).toBe("1x");
    expect($('.correct [name="why"]').attr("value")).toBe("thử");
  });
});
