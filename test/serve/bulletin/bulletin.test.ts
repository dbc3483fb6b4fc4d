import { load } from "cheerio/slim";
import { describe, expect, test } from "vitest";
import { createApp } from "../../../pipeline/serve/server.ts";
import { BULLETIN, FIGURE, fakeBulletins, HOSTILE_FIGURE } from "../fake-bulletins.ts";
import { fakeServices } from "../fake-services.ts";

const app = createApp(fakeServices());
const pageOf = async (path: string) => load(await (await app.request(path)).text());
const problemOf = async (path: string) => {
  const response = await app.request(path);
  return [response.status, ((await response.json()) as { detail: string }).detail] as const;
};
const send = (bulletins: ReturnType<typeof fakeBulletins>, fields: Readonly<Record<string, string>>) =>
  createApp(fakeServices({ bulletins })).request("/ban-tin/xuat", {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin" },
  });

describe("a bulletin that is asked for", () => {
  test.each([
    "ky=2014-Q1&tinh=63-20,63-24&chude=admitted&nghingo=mark&ranhgioi=now",
    "nam=2014&phan=Q1&vung=63-20&tinh=63-24&chude=admitted&nghingo=mark&ranhgioi=now",
  ])("by %s is the same question, by form as by link", async (query) => {
    const page = await pageOf(`/ban-tin/xem?${query}`);
    const link = new URL(page("link[rel=alternate][type='application/json']").attr("href") ?? "", "http://x");
    expect(Object.fromEntries(link.searchParams)).toEqual({
      ...{ period: "2014-Q1", provinces: "63-20,63-24", topics: "admitted", doubtful: "mark", boundaries: "now" },
    });
  });

  test("needs a period, and tells what a wrong name or an empty period is", async () => {
    expect(await problemOf("/api/v1/bulletins/preview")).toMatchObject([400, expect.stringMatching(/kỳ/u)]);
    expect(await problemOf("/api/v1/bulletins/preview?period=2014-Q7")).toMatchObject([400, expect.stringMatching(/2014-Q7/u)]);
    expect(await problemOf("/api/v1/bulletins/preview?period=2014&provinces=Atlantis")).toMatchObject([
      400,
      expect.stringMatching(/Atlantis/u),
    ]);
    expect(await problemOf("/api/v1/bulletins/preview?period=1999")).toMatchObject([400, expect.stringMatching(/2014/u)]);
  });

  test("shows each figure in its sentence, its box and its source", async () => {
    const page = await pageOf("/ban-tin/xem?ky=2014");
    expect(page(`.bulletin a[data-figure="${FIGURE}"]`).first().attr("href")).toBe(`#s-${FIGURE}`);
    expect(page(`#s-${FIGURE}`).text()).toMatch(/Lạng Sơn, kỳ này: *1\.168.*Báo Mẫu/su);
    expect(page(`#s-${HOSTILE_FIGURE} .tag`).text()).toBe("chưa chắc");
    expect(page(".bulletin sup a").first().attr("href")).toBe("#n1");
    expect(page("#n1").text()).toContain("Báo Mẫu");
  });

  test("leaves a figure out whose box was ticked, and keeps the box at hand", async () => {
    const page = await pageOf(`/ban-tin/xem?ky=2014&bo-${FIGURE}=1`);
    expect(page(`.bulletin [data-figure="${FIGURE}"]`)).toHaveLength(0);
    expect(page(`input[name="bo-${FIGURE}"]`).attr("checked")).toBeDefined();
    expect(page(`input[name="bo-${HOSTILE_FIGURE}"]`).attr("checked")).toBeUndefined();
  });

  test("lets nothing of a report run", async () => {
    for (const path of ["/ban-tin/xem?ky=2014", `/ban-tin/${BULLETIN}`, `/ban-tin/${BULLETIN}/so-lieu/${HOSTILE_FIGURE}`]) {
      const page = await pageOf(path);
      expect(page("script:not([src])").length + page("a[href^='javascript:']").length + page("img").length).toBe(0);
    }
  });
});

describe("a bulletin that is made", () => {
  test("is kept as asked, and its file is the next thing asked for", async () => {
    const bulletins = fakeBulletins();
    const answer = await send(bulletins, { ky: "2014", chude: "admitted", [`bo-${FIGURE}`]: "1", dang: "docx" });
    const [made] = bulletins.made;
    expect([answer.status, answer.headers.get("Location")]).toEqual([303, `/api/v1/bulletins/${made?.id}.docx`]);
    expect(made?.spec).toMatchObject({ period: "2014", topics: ["admitted"], without: [FIGURE] });
  });

  test("is shown where nothing is taken away yet, in the language of the page", async () => {
    const bulletins = fakeBulletins();
    const answer = await send(bulletins, { ky: "2014", dang: "", lang: "en" });
    expect(answer.headers.get("Location")).toBe(`/ban-tin/${bulletins.made[0]?.id}?lang=en`);
    expect(bulletins.made[0]?.spec.lang).toBe("en");
  });

  test.each([{ ky: "2014", dang: "exe" }, { ky: "2014" }, { dang: "docx" }, { ky: "2014", dang: "md", khac: "1" }])(
    "is refused for %j, and nothing is kept",
    async (fields) => {
      const bulletins = fakeBulletins();
      expect((await send(bulletins, fields)).status).toBe(400);
      expect(bulletins.made).toHaveLength(1);
    },
  );

  test("is refused to other sites' forms", async () => {
    const response = await app.request("/ban-tin/xuat", {
      ...{ method: "POST", body: "ky=2014&dang=md" },
      headers: { "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "cross-site" },
    });
    expect(response.status).toBe(403);
  });

  test("is handed out as a file with a name", async () => {
    const response = await app.request(`/api/v1/bulletins/${BULLETIN}.docx`);
    expect(response.headers.get("Content-Disposition")).toBe(`attachment; filename="ban-tin-${BULLETIN}.docx"`);
    expect(await response.text()).toBe(`docx ${BULLETIN}`);
  });
});

test("an empty archive says what will be in it", async () => {
  const page = load(await (await createApp(fakeServices({ bulletins: fakeBulletins({ isEmpty: true }) })).request("/ban-tin")).text());
  expect(page("[role=status]").text()).toMatch(/Chưa có bản tin nào/u);
});

test("a figure of a kept bulletin leads to what was then and what is now", async () => {
  const kept = await pageOf(`/ban-tin/${BULLETIN}`);
  expect(kept(`.bulletin a[data-figure="${HOSTILE_FIGURE}"]`).first().attr("href")).toBe(`/ban-tin/${BULLETIN}/so-lieu/${HOSTILE_FIGURE}`);
  const page = await pageOf(`/ban-tin/${BULLETIN}/so-lieu/${HOSTILE_FIGURE}`);
  expect(page("main").text()).toMatch(/Người soát đã loại số liệu này\. Lý do của người soát: <b>nhầm nơi<\/b>/u);
  expect(page("main").text()).toMatch(/không còn số liệu/u);
});
