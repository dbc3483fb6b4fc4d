import { load } from "cheerio/slim";
import { describe, expect, test } from "vitest";
import type { ArticleData } from "../../../pipeline/serve/article/view.ts";
import { coverageOf } from "../../../pipeline/serve/coverage.ts";
import { createApp } from "../../../pipeline/serve/server.ts";
import { fakeSearch, fakeServices, fakeStore, fakeTable } from "../fake-services.ts";
import { INDICATORS } from "../fixtures.ts";
import { type Stored, store } from "../press.ts";

const idOf = (n: number): string => `${String(n).padStart(16, "0")}-0`;

/** A report and its reprints; the last of them gives another figure. */
function reportIn(papers: number): readonly Stored[] {
  return Array.from({ length: papers }, (_, n) => {
    const value = n > 0 && n === papers - 1 ? 921 : 912;
    const stored = store({
      id: idOf(n),
      url: `https://bao${n}.example/tin`,
      title: `Bài ở báo ${n}`,
      body: [["paragraph", `Đảng bộ tỉnh kết nạp ${value} đảng viên.`]],
      figures: [{ indicator: "members.admitted", value, quote: `${value} đảng viên` }],
    });
    return n === 0 ? stored : { ...stored, head: { ...stored.head, reprintOf: idOf(0) } };
  });
}

const press = reportIn(3);
const services = fakeServices({ store: fakeStore(press), search: fakeSearch(press) });
const app = createApp(services);
const pageOf = async (path: string, of = app) => load(await (await of.request(path)).text());
const factsOf = async (n: number, of = app): Promise<ReadonlyMap<string, string>> => {
  const page = await pageOf(`/bai/${idOf(n)}`, of);
  const rows = page("dl.facts > div").toArray();
  return new Map(rows.map((row) => [page(row).find("dt").text(), page(row).find("dd").text()]));
};

describe("an article's page", () => {
  test("says where its report was printed again, and a reprint whose it is", async () => {
    const original = await factsOf(0);
    expect(original.get("Đăng lại ở")).toBe("bao1.example, bao2.example");
    expect(original.has("Đăng lại từ")).toBe(false);
    const reprint = await factsOf(1);
    expect([reprint.get("Đăng lại từ"), reprint.get("Cũng đăng lại ở")]).toEqual(["bao0.example", "bao2.example"]);
    const page = await pageOf(`/bai/${idOf(1)}?lang=en`);
    expect(page(`dl.facts a[href="/bai/${idOf(0)}?lang=en"]`).text()).toBe("bao0.example");
    const data = (await (await app.request(`/api/v1/articles/${idOf(1)}`)).json()) as ArticleData;
    expect(data.carriers.map(({ id }) => id)).toEqual([idOf(0), idOf(2)]);
  });

  test("names twenty of a thousand and counts the rest", async () => {
    const many = createApp(fakeServices({ store: fakeStore(reportIn(1001)) }));
    const named = (await factsOf(0, many)).get("Đăng lại ở") ?? "";
    expect(named.split(", ")).toHaveLength(20);
    expect(named).toMatch(/và 980 nơi khác$/u);
  });
});

test("a hit says how many papers have its report, and a reprint where it is from", async () => {
  const page = await pageOf("/tim?q=đảng viên");
  const notes = page(".hits > li .muted")
    .toArray()
    .map((note) =>
      page(note)
        .text()
        .split(" · ")
        .find((part) => part.startsWith("đăng lại")),
    );
  expect(notes).toEqual(["đăng lại ở 2 nơi khác", "đăng lại từ bao0.example", "đăng lại từ bao0.example"]);
});

test("a cell's card says of a reprint's other figure what it is", async () => {
  const table = createApp(
    fakeServices({
      store: fakeStore(press),
      table: (spec) => {
        const made = fakeTable(spec, press);
        const mark = <T extends { readonly head: Stored["head"] }>(one: T) =>
          one.head.reprintOf === undefined ? one : { ...one, changesOriginal: true as const };
        const cells = (row: (typeof made.rows)[number]) =>
          row.cells.map((cell) => (cell === null ? null : { ...cell, dissent: cell.dissent.map(mark) }));
        return { ...made, rows: made.rows.map((row) => ({ ...row, cells: cells(row) })) };
      },
    }),
  );
  const page = await pageOf("/bang/o?i=members.admitted&y=2014&o=63-20.2014", table);
  const tags = page("main .tag").toArray();
  expect(tags.map((tag) => page(tag).text())).toEqual(["đăng lại, khác số của bản gốc"]);
});

test("figures of reprints are not counted among what is known", () => {
  expect(coverageOf(services, INDICATORS[0]!)).toMatchObject({ figures: 1, provinces: ["63-20"] });
});
