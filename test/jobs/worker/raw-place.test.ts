import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { memoryRawPages } from "../../../pipeline/store/raw/memory.ts";
import { StoreAway } from "../../../pipeline/types/errors.ts";
import { freshDatabase } from "../../database/fresh.ts";
import { type Called, call } from "../../scripts/cli.ts";
import { trialDesk, workOnce } from "./trial.ts";

const database = freshDatabase();
const folder = mkdtempSync(join(tmpdir(), "dangvu-"));
afterAll(() => {
  database.drop();
  rmSync(folder, { recursive: true });
});

const pages = join(folder, "pages");
const dangvu = (...args: readonly string[]): Promise<Called> => call("--data", folder, "--database-url", database.url, ...args);
const read = (...more: readonly string[]): Promise<Called> => dangvu("worker", "--once", "--stages", "read", "--health", "off", ...more);

it("a share that is not mounted ends workers and additions with what to do, is told of by the doctor, and stays empty", async () => {
  const press = join(folder, "press");
  mkdirSync(press);
  writeFileSync(join(press, "mot.txt"), "Tin\n\nNăm 2023, Đảng bộ tỉnh Nghệ An kết nạp 1.168 đảng viên.");
  expect(await dangvu("work", "add", press)).toMatchObject({ code: 0, err: "" });
  renameSync(pages, `${pages}-gỡ`);
  mkdirSync(pages);
  writeFileSync(join(press, "hai.txt"), "Tin khác\n\nNăm 2022, Đảng bộ tỉnh Hà Tĩnh kết nạp 968 đảng viên.");

  const told = expect.stringContaining(`${pages} không phải là nơi giữ trang gốc của cơ sở dữ liệu này`);
  expect(await read()).toMatchObject({ code: 1, err: told });
  expect(await dangvu("work", "add", press)).toMatchObject({ code: 1, err: told });
  expect((await dangvu("doctor")).out).toMatch(new RegExp(`hỏng {2}trang gốc: ${pages} không phải là nơi`, "u"));
  expect(readdirSync(pages)).toEqual([]);
  // Who does not need them goes on, and the jobs wait.
  expect((await dangvu("worker", "--once", "--stages", "extract", "--health", "off")).code).toBe(0);
  expect(JSON.parse((await dangvu("work", "counts", "--json")).out).queue).toMatchObject([{ stage: "read", state: "due", jobs: 1 }]);

  rmdirSync(pages);
  renameSync(`${pages}-gỡ`, pages);
  expect((await dangvu("doctor")).out).toMatch(/ổn {2}trang gốc: /u);
  expect((await read()).code).toBe(0);
  expect(JSON.parse((await dangvu("work", "counts", "--json")).out).queue).toMatchObject([{ stage: "extract", jobs: 1 }]);
});

it("a worker whose raw pages are away is not ready until they are back, and then goes on", async () => {
  const trial = trialDesk();
  trial.desk.queue.add([{ stage: "read", key: "a", data: { page: { ...PAGE }, run: "thử" } }]);
  let isAway = true;
  const raw = {
    ...memoryRawPages(),
    read: () => {
      if (isAway) throw new StoreAway("the share is not mounted", "mount it");
      return null;
    },
  };
  let address = "";
  const log = (_level: string, event: string, data?: object): void => {
    if (event === "worker/begun") address = String(Object.entries(data ?? {}).find(([key]) => key === "health")?.[1]);
  };
  const drain = new AbortController();
  const health = { host: "127.0.0.1", port: 0, isFixed: true };
  const options = { stages: ["read"], isOnce: false } as const;
  const ended = workOnce({ ...trial.desk, raw }, { options, health, log, drain: drain.signal });
  const untilReady = async (status: number): Promise<void> => {
    while (address === "" || (await fetch(`${address}/readyz`)).status !== status) await pause(20);
  };
  await untilReady(503);
  expect((await fetch(`${address}/healthz`)).status).toBe(200);
  isAway = false;
  await untilReady(200);
  drain.abort();
  await ended;
  trial.dispose();
});

const PAGE = {
  url: "https://bao.test/1",
  source: null,
  sha256: "1".repeat(64),
  fetchedAt: "2026-11-22",
  mediaType: "text/html",
  charset: null,
};
