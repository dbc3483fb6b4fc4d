import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../../pipeline/serve/server.ts";
import { fakeDesk } from "../serve/fake-desk.ts";
import { BAC_GIANG, HOSTILE, LANG_SON, NEW_VERSION, OLD_VERSION } from "../serve/fixtures.ts";
import { SAMPLE_PAGES, sampleServices } from "../serve/samples.ts";
import { findViolations, OPENING_MS, type OpenSite, openSite, RULES } from "./visit.ts";

/** Every page of the site, and what pages look like in other states, in English, and when the answer is no. */
const PAGES: readonly string[] = [
  ...new Set([
    ...SAMPLE_PAGES.filter((path) => !path.startsWith("/ban-goc/")),
    ...[OLD_VERSION, NEW_VERSION, BAC_GIANG, HOSTILE].map((article) => `/bai/${article}`),
    `/bai/${LANG_SON}/giai-thich?vitri=9`,
    "/bang?chiso=members.total",
    "/soat",
    "/soat/nhat-ky",
    "/khong-co",
    "/bang?nam=x",
    "/van-ban?so=zzz",
    "/van-ban/khong-co",
    "/van-ban?tinh=63-20",
    "/tinh/63-24",
    "/tinh/34-24",
    "/chi-so/members.admitted",
    "/tim?q=đảng viên&tinh63=63-20,63-24&nam=2015",
    "/tim?q=doanh nghiệp&nam=1990&chiso=orgs.rating",
    "/tim?q=ket nạp",
    ...["/", "/bang", "/tim?q=kết nạp", "/tinh", "/tinh/63-20", "/chi-so", "/van-ban", "/luot-chay", "/nguon", "/soat", "/api"].map(
      (path) => `${path}${path.includes("?") ? "&" : "?"}lang=en`,
    ),
  ]),
];

let site: OpenSite;

beforeAll(async () => {
  site = await openSite(createApp(sampleServices({ review: fakeDesk() })));
}, OPENING_MS);

afterAll(() => site?.close());

test.each(PAGES)("%s, with everything on it opened: no axe violation, light or dark, and no sideways scrolling at 360 px", async (path) => {
  await site.visit(path, {}, async (page) => {
    await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
    expect(await findViolations(page, RULES.light)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await findViolations(page, RULES.dark)).toEqual([]);
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.locator("html").evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(360);
  });
});

test("every page has a title of its own", async () => {
  const titles = new Map<string, string>();
  for (const path of PAGES.filter((one) => !one.includes("?") && !/^\/bai\/|\/so-lieu\//u.test(one))) {
    const answer = await fetch(site.url + path);
    // All that is not there is the same.
    if (answer.status === 404) continue;
    const title = /<title>([^<]*)<\/title>/u.exec(await answer.text())?.[1] ?? "";
    expect([path, titles.get(title)]).toEqual([path, undefined]);
    titles.set(title, path);
  }
});
