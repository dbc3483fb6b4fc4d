import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { openStore } from "../../pipeline/store/sqlite.ts";
import { makeArticle, makePage, makeRead } from "./documents.ts";

const url = "https://bao.test/1";

function open() {
  const folder = mkdtempSync(join(tmpdir(), "dangvu-gone-"));
  const store = openStore(join(folder, "kho.db"));
  onTestFinished(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const save = (text: string, fetchedAt = "2024-01-02T12:00:00Z") => {
    const page = { ...makePage(url, text), fetchedAt };
    return store.saveDocument({ page, articles: [makeRead(makeArticle(page))], run: "r", rules: "1" });
  };
  return { store, save, head: () => store.articles({ url })[0] };
}

it("keeps an article that its site no longer has, and says since when", () => {
  const { store, save, head } = open();
  save("một");
  expect(head()).not.toHaveProperty("goneAt");
  store.noteGone({ url, at: "2026-11-20T02:00:00Z", status: 410 });
  store.noteGone({ url, at: "2026-11-21T02:00:00Z", status: 404 });
  expect(head()).toMatchObject({ goneAt: "2026-11-20T02:00:00Z", current: true });
  expect(store.head(head()?.id ?? "")?.goneAt).toBe("2026-11-20T02:00:00Z");
  expect(store.versions(url)).toHaveLength(1);
});

it("forgets it when the article comes back in another version", () => {
  const { store, save, head } = open();
  save("một");
  store.noteGone({ url, at: "2026-11-20T02:00:00Z", status: 404 });
  save("một, có sửa", "2026-11-25T02:00:00Z");
  expect(head()).not.toHaveProperty("goneAt");
});

it("does not note it of an address that it does not hold, and changes no fingerprint", () => {
  const { store, save, head } = open();
  store.noteGone({ url, at: "2026-11-20T02:00:00Z", status: 404 });
  save("một");
  expect(head()).not.toHaveProperty("goneAt");
  const before = store.fingerprint();
  store.noteGone({ url, at: "2026-11-20T02:00:00Z", status: 404 });
  expect(store.fingerprint()).toBe(before);
});
