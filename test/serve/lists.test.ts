import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createApp } from "../../pipeline/serve/server.ts";
import type { Store } from "../../pipeline/types/store.ts";
import { fakeLists } from "./fake-lists.ts";
import { fakeServices, fakeStore } from "./fake-services.ts";
import { BAC_GIANG, LANG_SON, PRESS } from "./fixtures.ts";
import type { Stored } from "./press.ts";

const app = createApp(fakeServices());
const json = async (address: string, of = app) => (await of.request(address)).json() as Promise<Record<string, never>>;

interface Portion {
  readonly observations: readonly { readonly id: string; readonly observation: { readonly article: string } }[];
  readonly articles: readonly { readonly id: string }[];
  readonly next: string | null;
  readonly nextHref: string | null;
}

/** The ids of a list, portion after portion; `between` runs after each. */
async function walk(address: string, of = app, between: () => void = () => undefined): Promise<string[]> {
  const ids: string[] = [];
  for (let next: string | null = address; next !== null; between()) {
    const portion: Portion = (await json(next, of)) as unknown as Portion;
    ids.push(...portion.observations.map(({ id }) => id));
    next = portion.nextHref;
  }
  return ids;
}

const ALL = PRESS.filter(({ head }) => head.current).flatMap(({ head, read }) => read.observations.map((_, n) => `${head.id}.${n}`));

describe("all figures", () => {
  test("come once each, whatever the size of a portion", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 12 }), async (limit) => {
        const ids = await walk(`/api/v1/observations?limit=${limit}`);
        expect([...ids].sort()).toEqual([...ALL].sort());
        expect(ids).toEqual([...new Set(ids)]);
      }),
      { numRuns: 12, seed: 20261122 },
    );
  });

  test("come once each when more is stored meanwhile", async () => {
    const press: Stored[] = [...PRESS];
    // Made anew for each question: it holds what is there at that moment.
    const listObservations: Store["listObservations"] = (query) => fakeLists(press).listObservations(query);
    const growing = createApp(fakeServices({ store: { ...fakeStore(), listObservations } }));
    let added = 0;
    const add = () => {
      const [first] = PRESS;
      if (first === undefined || added++ > 3) return;
      press.push({ ...first, head: { ...first.head, id: `${String(added).padStart(16, "0")}-9` } });
    };
    const ids = await walk("/api/v1/observations?limit=2", growing, add);
    expect(ids.filter((id) => ALL.includes(id)).sort()).toEqual([...ALL].sort());
    expect(ids).toEqual([...new Set(ids)]);
    expect(press.length).toBe(PRESS.length + 4);
  });

  test("are narrowed by what is asked, each with its article once", async () => {
    const { observations, articles } = (await json(
      `/api/v1/observations?article=${LANG_SON}&indicator=members.admitted&year=2014&status=actual&measure=count`,
    )) as unknown as Portion;
    expect(observations.length).toBeGreaterThan(1);
    expect(observations.every(({ observation }) => observation.article === LANG_SON)).toBe(true);
    expect(articles.map(({ id }) => id)).toEqual([LANG_SON]);
    expect(await json("/api/v1/observations?year=1999")).toEqual({ observations: [], articles: [], next: null, nextHref: null });
  });

  test("keep question and language on the way to the next portion", async () => {
    const { nextHref } = (await json("/api/v1/observations?status=actual&limit=1&lang=en")) as unknown as Portion;
    const { pathname, searchParams } = new URL(nextHref ?? "", "http://x");
    expect([pathname, searchParams.get("status"), searchParams.get("limit"), searchParams.get("lang")]).toEqual([
      "/api/v1/observations",
      "actual",
      "1",
      "en",
    ]);
    expect(searchParams.getAll("cursor")).toHaveLength(1);
  });

  test("come as CSV, whose header Link leads on", async () => {
    const response = await app.request("/api/v1/observations.csv?limit=1");
    expect(response.headers.get("Content-Disposition")).toBe('attachment; filename="observations.csv"');
    expect((await response.text()).split("\n")[0]).toBe("id,value");
    const next = /^<(\/api\/v1\/observations\.csv\?[^>]+)>; rel="next"$/.exec(response.headers.get("Link") ?? "")?.[1];
    expect((await app.request(next ?? "/none")).status).toBe(200);
  });

  test.each(["limit=0", "limit=1001", "article=x", "confidence=2", "province=63-99", "since=hom-qua", "cursor=%00"])(
    "%s is refused",
    async (query) => {
      expect((await app.request(`/api/v1/observations?${query}`)).status).toBe(400);
    },
  );
});

test("articles come by province, citations by document and issuer", async () => {
  const articles = (await json("/api/v1/articles?province=63-24")) as unknown as { articles: { id: string }[] };
  expect(articles.articles.map(({ id }) => id)).toContain(BAC_GIANG);
  const cited = (await json("/api/v1/citations?document=21-NQ/TW@2022-06-16")) as unknown as { citations: { citation: { id: string } }[] };
  expect(new Set(cited.citations.map(({ citation }) => citation.id))).toEqual(new Set(["21-NQ/TW@2022-06-16"]));
  expect(await json("/api/v1/citations?issuer=63-01")).toMatchObject({ citations: [] });
});
