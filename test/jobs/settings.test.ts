import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { libraryPlace, rawPlace, shownRawPlace } from "../../pipeline/jobs/database.ts";
import { readSettings } from "../../pipeline/jobs/settings.ts";
import { BadEntry } from "../../pipeline/types/errors.ts";

const URL_OF = (name: string): string => `postgres://dangvu:mat-khau@may:5433/${name}`;

describe("where the database is said to be", () => {
  let folder: string;
  let config: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "dangvu-settings-"));
    config = join(folder, "dangvu.config.json");
    writeFileSync(config, JSON.stringify({ databaseUrl: URL_OF("tep") }));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("flags come before the variables of dangvu, these before DATABASE_URL, and that before the file", () => {
    const env = { DANGVU_DATABASE_URL: URL_OF("rieng"), DATABASE_URL: URL_OF("chung") };
    expect(readSettings({ databaseUrl: URL_OF("co") }, { env, config }).databaseUrl).toBe(URL_OF("co"));
    expect(readSettings({}, { env, config }).databaseUrl).toBe(URL_OF("rieng"));
    expect(readSettings({}, { env: { DATABASE_URL: URL_OF("chung") }, config }).databaseUrl).toBe(URL_OF("chung"));
    expect(readSettings({}, { env: {}, config }).databaseUrl).toBe(URL_OF("tep"));
    expect(readSettings({}, { env: {} }).databaseUrl).toBeUndefined();
  });

  it("an empty flag, and an empty variable, say that there is none", () => {
    expect(readSettings({ databaseUrl: "" }, { env: { DATABASE_URL: URL_OF("chung") } }).databaseUrl).toBeUndefined();
    expect(readSettings({}, { env: { DATABASE_URL: "", DANGVU_DATABASE_URL: "" } }).databaseUrl).toBeUndefined();
  });

  it.each([
    "postgres://may/dangvu",
    "postgresql://dangvu@127.0.0.1:5432/dangvu?sslmode=require",
    "postgres:///dangvu?host=/var/run/postgresql",
  ])("%s is taken", (databaseUrl) => expect(readSettings({ databaseUrl }, { env: {} }).databaseUrl).toBe(databaseUrl));

  it("another kind of address is refused by the name of where it was said, and never repeated: it may hold a password", () => {
    for (const wrong of ["mysql://dangvu:mat-khau@may/x", "may:mat-khau/dangvu"])
      for (const [read, where] of [
        [() => readSettings({}, { env: { DATABASE_URL: wrong } }), "biến môi trường DATABASE_URL"],
        [() => readSettings({}, { env: { DANGVU_DATABASE_URL: wrong } }), "biến môi trường DANGVU_DATABASE_URL"],
        [() => readSettings({ databaseUrl: wrong }, { env: {} }), "--database-url"],
      ] as const) {
        expect(read).toThrow(BadEntry);
        expect(read).toThrow(where);
        expect(read).not.toThrow(/mat-khau/u);
      }
  });
});

describe("the places of a store in PostgreSQL", () => {
  it("are refused where a password cuts the address short, and the password is not told", () => {
    for (const secret of ["hun@ter/2", "hun@ter#2", "hun@ter?2"]) {
      const read = (): unknown => readSettings({}, { env: { DATABASE_URL: `postgres://dangvu:${secret}@may:5433/bao` } });
      expect(read, secret).toThrow(/trong mật khẩu viết @ là %40/u);
      expect(read, secret).not.toThrow(/hun|ter/u);
    }
    const written = "postgres://dangvu:hun%40ter%2F2@may:5433/bao";
    expect(readSettings({}, { env: { DATABASE_URL: written } }).databaseUrl).toBe(written);
  });

  it("are told without passwords", () => {
    expect(libraryPlace({ data: "/srv/dangvu", databaseUrl: URL_OF("bao") })).toBe("postgres://dangvu@may:5433/bao");
    expect(libraryPlace({ data: "/srv/dangvu" })).toBe("/srv/dangvu");
    expect(shownRawPlace({ data: "/srv/dangvu", rawPages: "s3://kho/trang?endpoint=http://127.0.0.1:9000&pathStyle=1" })).toMatch(
      /^s3:\/\/kho\/trang(?!.*\?)/u,
    );
  });

  it("have raw pages in the folder of the data unless told", () => {
    expect(rawPlace({ data: "/srv/dangvu" })).toBe("/srv/dangvu/pages");
    expect(rawPlace({ data: "/srv/dangvu", rawPages: "s3://kho/trang" })).toBe("s3://kho/trang");
    expect(readSettings({}, { env: { DANGVU_RAW_PAGES: "s3://kho/trang" } }).rawPages).toBe("s3://kho/trang");
  });
});
