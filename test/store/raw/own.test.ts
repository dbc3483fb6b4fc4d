import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openPostgres } from "../../../pipeline/database/postgres.ts";
import type { Connection } from "../../../pipeline/database/statements.ts";
import { openPostgresStore } from "../../../pipeline/store/postgres.ts";
import { MARKER, type MarkedPages } from "../../../pipeline/store/raw/marker.ts";
import { type OwnRawPages, ownRawPages } from "../../../pipeline/store/raw/own.ts";
import { openRawPages } from "../../../pipeline/store/raw/raw-pages.ts";
import { recordOf } from "../../../pipeline/store/raw/record.ts";
import { StoreAway, StoreBroken } from "../../../pipeline/types/errors.ts";
import { temporaryFolder } from "../../crawl/temporary-folder.ts";
import { type Fresh, freshDatabase } from "../../database/fresh.ts";
import { makePage } from "../documents.ts";
import { KEYS, startS3 } from "./s3-server.ts";

const PAGE = makePage("https://bao.test/1", "một");
const OTHER = makePage("https://bao.test/2", "hai");
const NOBODY = "0".repeat(64);

let [fresh, connection, folder]: [Fresh, Connection, string] = [null as never, null as never, ""];
beforeEach(() => {
  [fresh, folder] = [freshDatabase(), join(temporaryFolder(), "pages")];
  connection = openPostgres(fresh.url);
  openPostgresStore({ connection, raw: openRawPages(folder) });
});
afterEach(() => {
  connection.close();
  fresh.drop();
});

/** As a process opens them. */
const open = (path = folder): OwnRawPages => ownRawPages(openRawPages(path), connection);
const keep = (raw: OwnRawPages, page = PAGE): void => raw.keep(page.sha256, recordOf(page));
/** As the store takes note of a page. */
const know = (page = PAGE): void =>
  void connection.run("INSERT INTO pages (document, sha256, rules, digest) VALUES (?, ?, '', '')", [page.sha256.slice(0, 16), page.sha256]);
const markerIn = (path = folder): unknown => JSON.parse(readFileSync(join(path, MARKER), "utf8"));
const noted = (): unknown => connection.row("SELECT id FROM raw_place", [])?.id;
const mark = (id: string, path = folder): void => writeFileSync(join(path, MARKER), JSON.stringify({ id }));

describe("the folder of raw pages of a database", () => {
  it("is marked when the first page is kept, and the database takes note of the mark", () => {
    const raw = open();
    raw.verify();
    expect([raw.read(NOBODY), existsSync(folder)]).toEqual([null, false]);
    keep(raw);
    expect(markerIn()).toEqual({ id: noted() });
    expect(readdirSync(folder).sort()).toEqual([PAGE.sha256.slice(0, 2), MARKER, "tmp"].sort());
    keep(open(), OTHER);
    expect([open().read(PAGE.sha256), markerIn()]).toEqual([expect.anything(), { id: noted() }]);
  });

  it.each([
    ["gone", () => {}],
    ["an empty folder, as where a share was mounted", () => mkdirSync(folder)],
    [
      "another database's",
      () => {
        mkdirSync(folder);
        mark("khác");
      },
    ],
  ])("is away when it is %s, for who had it open and who opens it: nothing is kept there, and nothing said to be missing", (_, instead) => {
    const raw = open();
    keep(raw);
    know();
    renameSync(folder, `${folder}-gỡ`);
    instead();
    const before = existsSync(folder) ? readdirSync(folder) : null;
    for (const one of [raw, open()]) {
      expect(() => one.verify()).toThrow(StoreBroken);
      expect(() => keep(one, OTHER)).toThrow(StoreBroken);
      expect(() => one.read(NOBODY)).toThrow(StoreBroken);
      expect(() => one.read(PAGE.sha256)).toThrow(StoreBroken);
    }
    expect(existsSync(folder) ? readdirSync(folder) : null).toEqual(before);
    rmSync(folder, { recursive: true, force: true });
    renameSync(`${folder}-gỡ`, folder);
    keep(raw, OTHER);
    expect(raw.read(PAGE.sha256)).not.toBeNull();
  });

  it("says which folder, what is wrong with it, and what to do", () => {
    keep(open());
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    try {
      open().verify();
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(StoreAway);
      const { message, hint } = error as StoreAway;
      expect(message).toContain(`${folder} không phải là nơi giữ trang gốc của cơ sở dữ liệu này: không có tệp ${MARKER}`);
      expect(hint).toMatch(/^Gắn ổ dùng chung/u);
      // What the hint says is what helps where the place is new indeed.
      writeFileSync(join(folder, MARKER), /\{"id":"[^}]*\}/u.exec(hint)?.[0] ?? "");
    }
    open().verify();
  });

  it("is taken over when it holds pages that the database knows, from before there were marks or copied without its own", () => {
    openRawPages(folder).keep(PAGE.sha256, recordOf(PAGE));
    know();
    open().verify();
    keep(open(), OTHER);
    expect(markerIn()).toEqual({ id: noted() });
    rmSync(join(folder, MARKER));
    open().verify();
    keep(open(), OTHER);
    expect(markerIn()).toEqual({ id: noted() });
  });

  it("is not taken over by a database from before there were marks, when it holds none of its pages", () => {
    know();
    mkdirSync(folder);
    openRawPages(folder).keep(OTHER.sha256, recordOf(OTHER));
    expect(() => open().verify()).toThrow(/không có trang nào mà cơ sở dữ liệu đã ghi nhận/u);
    expect(() => keep(open(), OTHER)).toThrow(StoreAway);
    expect(existsSync(join(folder, MARKER))).toBe(false);
  });

  it("keeps its mark when a new database begins to use it", () => {
    mkdirSync(folder);
    mark("từ trước");
    keep(open());
    expect([markerIn(), noted()]).toEqual([{ id: "từ trước" }, "từ trước"]);
  });

  it("is theirs also when the transaction that took note of it was undone", () => {
    const raw = open();
    const undone = (): void =>
      connection.transact("write", () => {
        keep(raw);
        throw new Error("undone");
      });
    expect(undone).toThrow("undone");
    connection.transact("write", () => keep(raw, OTHER));
    expect(markerIn()).toEqual({ id: noted() });
  });

  it("is one of two where two machines begin with different ones", () => {
    const elsewhere = join(temporaryFolder(), "pages");
    const [one, other] = [open(), open(elsewhere)];
    keep(one);
    expect(() => keep(other)).toThrow(StoreAway);
    expect(markerIn()).toEqual({ id: noted() });
  });

  it("says that its mark is damaged", () => {
    keep(open());
    writeFileSync(join(folder, MARKER), "{");
    expect(() => open().verify()).toThrow(`Tệp ${join(folder, MARKER)} không đọc được.`);
  });
});

it("a bucket is marked as well, and asked for its mark once", async () => {
  for (const [name, value] of Object.entries(KEYS)) vi.stubEnv(name, value);
  const server = await startS3();
  const raw = openRawPages(server.place("thu", "&conditional=0"));
  let asked = 0;
  const counted: MarkedPages = {
    ...raw,
    marker: () => {
      asked++;
      return raw.marker();
    },
  };
  const own = ownRawPages(counted, connection);
  keep(own);
  expect([raw.marker(), noted()]).toEqual([noted(), expect.any(String)]);
  const before = asked;
  keep(own, OTHER);
  expect([own.read(NOBODY), asked - before]).toEqual([null, 0]);
  connection.run("UPDATE raw_place SET id = 'khác'", []);
  expect(() => ownRawPages(raw, connection).verify()).toThrow(StoreAway);
  raw.close();
  await server.close();
  vi.unstubAllEnvs();
});
