import { describe, expect, it, onTestFinished } from "vitest";
import { engines } from "./databases.ts";
import { makeArticle, makePage, makeRead } from "./documents.ts";

const url = "https://bao.test/1";

describe.each(engines())("an address that has gone, in $name", (engine) => {
  function open() {
    const { store, dispose } = engine.open();
    onTestFinished(dispose);
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

  it("comes back to all that it had, and only to that", () => {
    const { store, save, head } = open();
    save("một");
    save("hai", "2024-02-02T12:00:00Z");
    store.noteGone({ url, at: "2026-11-20T02:00:00Z", status: 404 });
    const gone = store.versions(url).map(({ id }) => store.head(id)?.goneAt);
    expect(gone).toEqual(["2026-11-20T02:00:00Z", "2026-11-20T02:00:00Z"]);
    const page = { ...makePage(url, "cũ"), fetchedAt: "2020-01-01T00:00:00Z" };
    store.saveDocument({ page, articles: [makeRead(makeArticle(page))], run: "r", rules: "1", isArchived: true });
    expect(head()?.goneAt).toBe("2026-11-20T02:00:00Z");
    expect(store.head(`${page.sha256.slice(0, 16)}-0`)?.goneAt).toBe("2026-11-20T02:00:00Z");
    save("một", "2026-11-25T02:00:00Z");
    expect(store.versions(url).map(({ id }) => store.head(id)?.goneAt)).toEqual([undefined, undefined, undefined]);
  });
});
