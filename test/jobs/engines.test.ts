import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { makeServices } from "../../pipeline/jobs/services.ts";
import { readSettings, type Settings } from "../../pipeline/jobs/settings.ts";
import { openLibrary, openLibraryForReading, openSearch } from "../../pipeline/jobs/workspace.ts";
import { createApp } from "../../pipeline/serve/server.ts";
import { type Fresh, freshDatabase } from "../database/fresh.ts";
import { type Called, call } from "../scripts/cli.ts";

/** A store that the sample press was read into, and how commands are told of it. */
interface Site {
  readonly settings: Settings;
  readonly flags: readonly string[];
  readonly started: Called;
}

let folder: string;
let database: Fresh;
let files: Site;
let postgres: Site;

async function start(name: string, databaseUrl: string): Promise<Site> {
  const [data, indexes] = [join(folder, name, "data"), join(folder, name, "indexes")];
  const flags = ["--data", data, "--indexes", indexes, "--database-url", databaseUrl];
  const started = await call("start", "--no-serve", ...flags);
  return { settings: readSettings({ data, indexes, databaseUrl }, { env: {} }), flags, started };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "dangvu-engines-"));
  database = freshDatabase();
  [files, postgres] = await Promise.all([start("tep", ""), start("postgres", database.url)]);
}, 120_000);
afterAll(() => {
  database.drop();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * Without what differs from one run of the same press to the next: times, names of runs, seconds, the places of the files, where a search goes on, and the last digits of scores, which sums
 * in another order have otherwise.
 */
function plain(text: string): string {
  return text
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:?\d\d:?\d\d(?:[.\d]*Z|-[0-9a-f]{8})/gu, "<time>")
    .replaceAll(/\d\d:\d\d(?::\d\d)?,? \d{1,2}\/\d{1,2}\/\d{4}/gu, "<time>")
    .replaceAll(/\d[\d.,]* (?:giây|ms)/gu, "<seconds>")
    .replaceAll(/(?<="score":\s*\d+\.\d{6})\d+/gu, "")
    .replaceAll(/eyJ[\w-]{20,}/gu, "<cursor>")
    .replaceAll(join(folder, "tep"), "<folder>")
    .replaceAll(join(folder, "postgres"), "<folder>");
}

/** Sources are read side by side, and lists are in the order in which their articles were stored: the same lines in any order. */
const sorted = (text: string): string => plain(text).split("\n").sort().join("\n");

/** The articles of a store that a question about one is asked of: a few of the sample press, by their addresses, as ids are the same. */
function articleIds({ settings }: Site): readonly string[] {
  const store = openLibrary(settings);
  try {
    return store.articles({}).map(({ id }) => id);
  } finally {
    store.close();
  }
}

describe("the sample press read into files and into PostgreSQL", () => {
  it("is told of by the same report, line for line", () => {
    expect(files.started).toMatchObject({ code: 0, err: "" });
    expect(postgres.started).toMatchObject({ code: 0, err: "" });
    expect(plain(postgres.started.out)).toBe(plain(files.started.out));
    expect(articleIds(postgres)).toEqual(articleIds(files));
  });

  const commands: readonly (readonly string[])[] = [
    ["table", "members.admitted"],
    ["table", "members.admitted", "--format", "json"],
    ["table", "orgs.rating", "--dims", "kind=grassroots,grade=tsvm", "--measure", "share", "--boundaries", "now"],
    ["search", "kết nạp đảng viên"],
    ["search", "ky luat khien trach", "--facets", "--json"],
    ["search", "không có gì như thế này cả"],
    ["show", "Lạng Sơn"],
    ["show", "63-10", "--json"],
    ["cite", "132-QĐ/TW"],
  ];
  it.each(commands.map((argv) => [argv.join(" "), argv] as const))("answers %s alike", async (_, argv) => {
    const [one, other] = [await call(...argv, ...files.flags), await call(...argv, ...postgres.flags)];
    expect({ code: other.code, out: plain(other.out), err: plain(other.err) }).toEqual({
      code: one.code,
      out: plain(one.out),
      err: plain(one.err),
    });
    expect(one.code).toBe(0);
  });

  it("shows each article alike, with all that was read out of it", async () => {
    for (const id of articleIds(files).slice(0, 3))
      for (const more of [[], ["--json"]]) {
        const [one, other] = [await call("show", id, ...more, ...files.flags), await call("show", id, ...more, ...postgres.flags)];
        expect(plain(other.out)).toBe(plain(one.out));
      }
  });

  it.each(["csv", "jsonl"])("exports the same rows as %s", async (format) => {
    const taken = async ({ flags }: Site, name: string): Promise<string> => {
      const path = join(folder, `${name}.${format}`);
      expect(await call("export", "--output", path, ...flags)).toMatchObject({ code: 0, err: "" });
      return plain(readFileSync(path, "utf8"));
    };
    expect(await taken(postgres, "postgres")).toBe(await taken(files, "tep"));
  });
});

describe("the web page and the API over both", () => {
  /** Answers of the application as a worker process gives them. */
  function serve({ settings }: Site) {
    const store = openLibraryForReading(settings);
    const search = openSearch(settings, store);
    const app = createApp(makeServices(store, search, settings));
    const close = (): void => {
      search.close();
      store.close();
    };
    return { close, ask: async (path: string) => await app.request(path) };
  }
  let ours: ReturnType<typeof serve>;
  let theirs: ReturnType<typeof serve>;
  beforeAll(() => {
    ours = serve(files);
    theirs = serve(postgres);
  });
  afterAll(() => {
    ours.close();
    theirs.close();
  });

  const inOrder: readonly string[] = [
    ...[
      "/",
      "/chi-so",
      "/tinh",
      "/bang",
      "/tim?q=k%E1%BA%BFt%20n%E1%BA%A1p",
      "/van-ban",
      "/nguon",
      "/tinh/63-10",
      "/chi-so/members.admitted",
    ],
    ...["/api/v1/indicators", "/api/v1/provinces", "/api/v1/provinces/63-10", "/api/v1/documents", "/api/v1/indicators/members.admitted"],
    ...["/api/v1/table?indicator=members.admitted&years=2010..2024", "/api/v1/table.csv?indicator=members.admitted&years=2010..2024"],
    ...["/api/v1/search?query=k%E1%BA%BFt%20n%E1%BA%A1p", "/api/v1/suggest?query=ket%20nap", "/api/v1/search?query=khien+trach&sort=date"],
  ];
  it.each(inOrder)("answer %s alike", async (path) => {
    const [one, other] = [await ours.ask(path), await theirs.ask(path)];
    expect(other.status).toBe(one.status);
    expect(one.status).toBe(200);
    expect(plain(await other.text())).toBe(plain(await one.text()));
  });

  const inAnyOrder: readonly string[] = [
    ...["/api/v1/observations.csv?indicator=members.admitted&limit=500", "/api/v1/observations.csv?province=63-10&limit=500"],
  ];
  it.each(inAnyOrder)("answer %s with the same lines", async (path) => {
    const [one, other] = [await ours.ask(path), await theirs.ask(path)];
    expect(one.status).toBe(200);
    expect(sorted(await other.text())).toBe(sorted(await one.text()));
  });

  const portionSchema = z.looseObject({ next: z.string().nullable() });
  it.each(["observations", "citations", "articles"])("list all %s, portion by portion", async (name) => {
    const walk = async (ask: (path: string) => Promise<Response>): Promise<readonly string[]> => {
      const items: string[] = [];
      for (let path = `/api/v1/${name}?limit=40`; ; ) {
        const portion = portionSchema.parse(await (await ask(path)).json());
        const list = z.array(z.unknown()).parse(portion[name]);
        items.push(...list.map((item) => plain(JSON.stringify(item))));
        if (portion.next === null) return items.sort();
        path = `/api/v1/${name}?limit=40&cursor=${encodeURIComponent(portion.next)}`;
      }
    };
    const [one, other] = [await walk(ours.ask), await walk(theirs.ask)];
    expect(one.length).toBeGreaterThan(20);
    expect(other).toEqual(one);
  });

  it("answer for each article alike", async () => {
    for (const id of articleIds(files).slice(0, 3))
      for (const path of [`/api/v1/articles/${id}`, `/api/v1/articles/${id}/similar`, `/bai/${id}`]) {
        const [one, other] = [await ours.ask(path), await theirs.ask(path)];
        expect([path, other.status]).toEqual([path, one.status]);
        expect(plain(await other.text())).toBe(plain(await one.text()));
      }
  });
});
