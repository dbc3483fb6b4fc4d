import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore } from "../../pipeline/store/sqlite.ts";
import type { ArticleHead } from "../../pipeline/types/store.ts";
import { saveText, windowOf } from "../store/reports-contract.ts";
import { call } from "./cli.ts";

describe("dangvu show", () => {
  let folder: string;
  let ids: readonly string[];
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "dangvu-show-"));
    const store = openStore(join(folder, "dangvu.sqlite"));
    ids = ["a", "b", "c"].map((host, n) => saveText(store, `https://${host}.test/1`, windowOf(0), { publishedAt: `2024-01-0${n + 1}` }));
    store.close();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const show = async (n: number, ...options: readonly string[]): Promise<string> =>
    (await call("show", ids[n] ?? "", "--data", folder, ...options)).out;

  it("says where the report of an article was first, and where else it stands", async () => {
    expect(await show(0)).toContain(`\nĐăng lại ở: https://b.test/1 (${ids[1]}), https://c.test/1 (${ids[2]})\n`);
    expect(await show(1)).toContain(`\nĐăng lại từ: https://a.test/1 (${ids[0]})\nCũng đăng lại ở: https://c.test/1 (${ids[2]})\n`);
    const { carriers } = JSON.parse(await show(2, "--json")) as { readonly carriers: readonly ArticleHead[] };
    expect(carriers.map(({ id }) => id)).toEqual([ids[0], ids[1]]);
  });
});
