import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../../pipeline/types/store.ts";
import { SyntheticPress } from "../../scripts/bench/support/synthetic.ts";
import { fakeTallies } from "../serve/fake-tallies.ts";
import type { Stored } from "../serve/press.ts";
import type { OpenedStore } from "./contract.ts";
import { engines } from "./databases.ts";

const ARTICLES = 150;

/** A store over a made press, and all that is in it as the slow, obvious counts take it. */
function fill(store: Store): Store {
  const press = new SyntheticPress(ARTICLES);
  for (let number = 0; number < ARTICLES; number++) {
    for (const version of press.hasOlder(number) ? ([0, 1] as const) : ([1] as const)) {
      const { page, read } = press.document(number, version);
      store.saveDocument({ page, articles: [read], run: "run-1", rules: "rules-1" });
    }
  }
  return store;
}

function pressOf(store: Store): readonly Stored[] {
  return store.articles({ superseded: true }).flatMap((head) => {
    const read = store.article(head.id);
    return read === null ? [] : [{ head, read, run: "run-1" }];
  });
}

describe.each(engines())("the counts of a store on $name are those of counting one by one", ({ open }) => {
  let opened: OpenedStore;
  let store: Store;
  let slow: ReturnType<typeof fakeTallies>["tallies"];
  beforeAll(() => {
    opened = open();
    store = fill(opened.store);
    slow = fakeTallies(pressOf(store)).tallies;
  });
  afterAll(() => opened.dispose());

  it("by indicator and by province", () => {
    expect([...store.tallies.indicators()].sort()).toEqual([...slow.indicators()].sort());
    expect([...store.tallies.provinces()]).toEqual([...slow.provinces()]);
    expect(store.articles({}).some(({ reprintOf }) => reprintOf !== undefined)).toBe(true);
  });

  it("by question", () => {
    const byKey = (all: readonly { readonly indicator: string }[]) => all.map((one) => JSON.stringify(one, Object.keys(one).sort())).sort();
    expect(
      byKey(
        store.tallies
          .questions()
          .map((one) => ({ ...one, dims: JSON.stringify(Object.entries(one.dims).sort()), years: JSON.stringify(one.years) })),
      ),
    ).toEqual(
      byKey(
        slow
          .questions()
          .map((one) => ({ ...one, dims: JSON.stringify(Object.entries(one.dims).sort()), years: JSON.stringify(one.years) })),
      ),
    );
    const figures = store.tallies.questions("members.total").map((one) => one.figures);
    expect(figures).toEqual([...figures].sort((a, b) => b - a));
  });

  it("by province and indicator", () => {
    for (const province of ["63-01", "34-01", "63-20"]) expect(store.tallies.ofProvince(province)).toEqual(slow.ofProvince(province));
    for (const code of ["discipline.members", "members.total"])
      expect(store.tallies.ofIndicator(code)).toEqual(slow.ofIndicator(code).filter(({ province }) => province !== "null"));
    expect(store.tallies.ofProvince("63-99")).toEqual([]);
  });

  it("by document", () => {
    const inOrder = <T extends { readonly citations: number; readonly id: string }>(all: readonly T[]): readonly T[] =>
      [...all].sort((a, b) => b.citations - a.citations || (a.id < b.id ? -1 : 1));
    for (const query of [{}, { province: "63-01" }, { issuerPlace: "63-01" }])
      expect(store.tallies.documents(query)).toEqual(inOrder(slow.documents(query)));
    expect(store.tallies.documents({ limit: 2 })).toEqual(store.tallies.documents({}).slice(0, 2));
  });

  it("of all", () => {
    expect(store.tallies.all({})).toEqual(slow.all({}));
    expect(store.tallies.all({ storedSince: "2024-01-01" })).toEqual(slow.all({ storedSince: "2024-01-01" }));
  });

  it("follow what is written", () => {
    const before = store.tallies.all({}).articles;
    const { page, read } = new SyntheticPress(ARTICLES + 1).document(ARTICLES);
    store.saveDocument({ page, articles: [read], run: "run-1", rules: "rules-1" });
    expect(store.tallies.all({}).articles).toBe(before + 1);
  });
});
