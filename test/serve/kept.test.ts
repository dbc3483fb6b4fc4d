import { describe, expect, test } from "vitest";
import { createApp } from "../../pipeline/serve/server.ts";
import type { Services } from "../../pipeline/serve/services.ts";
import { fakeServices } from "./fake-services.ts";
import { LANG_SON } from "./fixtures.ts";

const ARTICLE = `/api/v1/articles/${LANG_SON}`;

async function tagOf(address: string, changes: Partial<Services> = {}, headers: Record<string, string> = {}): Promise<string | null> {
  return (await createApp(fakeServices(changes)).request(address, { headers })).headers.get("ETag");
}

describe("an answer may be kept until what it depends on changes", () => {
  test.each([
    ["the data", { dataVersion: () => "data-2" }],
    ["the program", { version: "0.2.0" }],
    ["the day in UTC", { now: () => new Date("2026-11-22T00:00:00Z") }],
    ["the day in Viet Nam", { now: () => new Date("2026-11-21T17:00:00Z") }],
  ])("%s", async (_, changes) => {
    expect(await tagOf(ARTICLE, changes)).not.toBe(await tagOf(ARTICLE));
  });

  test.each([
    ["the address", "/api/v1/indicators"],
    ["the language", `${ARTICLE}?lang=en`],
  ])("%s", async (_, address) => {
    expect(await tagOf(address)).not.toBe(await tagOf(ARTICLE));
  });

  test("the host, as feeds name it", async () => {
    expect(await tagOf(ARTICLE, {}, { Host: "localhost:1" })).not.toBe(await tagOf(ARTICLE, {}, { Host: "localhost:2" }));
  });

  test("not the hour, nor the order of the parameters", async () => {
    expect(await tagOf(ARTICLE, { now: () => new Date("2026-11-21T16:59:59Z") })).toBe(await tagOf(ARTICLE));
    expect(await tagOf("/api/v1/observations?limit=2&year=2014")).toBe(await tagOf("/api/v1/observations?year=2014&limit=2"));
  });
});

describe("who has the answer already", () => {
  const services = fakeServices({
    explain: () => {
      throw new Error("no work should be done");
    },
  });
  const address = `/bai/${LANG_SON}/giai-thich?vitri=162`;
  const tag = "W/";

  test("gets 304 before any work is done, with the headers that say how to keep it", async () => {
    const known = (await tagOf(address)) ?? tag;
    for (const given of [known, `"x", ${known}`, known.replace("W/", "")]) {
      const response = await createApp(services).request(address, { headers: { "If-None-Match": given } });
      expect([response.status, await response.text()]).toEqual([304, ""]);
      expect([response.headers.get("ETag"), response.headers.get("Cache-Control")]).toEqual([known, "no-cache"]);
      expect(response.headers.get("Content-Security-Policy")).toContain("default-src 'self'");
    }
    expect(services.logged).toEqual([]);
  });

  test.each(['"other"', "*", "", "W/"])("gets the answer when it names %s", async (given) => {
    const response = await createApp(fakeServices()).request(ARTICLE, { headers: { "If-None-Match": given } });
    expect(response.status).toBe(200);
  });
});

describe("not kept", () => {
  test.each(["/khong-co", "/api/v1/khong-co", "/api/v1/search?x=1"])("%s, a problem", async (address) => {
    const { headers } = await createApp(fakeServices()).request(address);
    expect([headers.get("Cache-Control"), headers.get("ETag")]).toEqual(["no-store", null]);
  });

  test.each(["/soat", "/soat/vao", "/api/v1/review/queue"])("%s, where reviewers work", async (address) => {
    const { headers } = await createApp(fakeServices()).request(address);
    expect([headers.get("Cache-Control"), headers.get("ETag")]).toEqual(["no-store", null]);
  });

  test("the style sheet is kept for good under the address of its content", async () => {
    const { headers } = await createApp(fakeServices()).request("/style.css");
    expect([headers.get("Cache-Control"), headers.get("ETag")]).toEqual(["public, max-age=31536000, immutable", null]);
  });
});
