import { beforeEach, expect, it, onTestFinished } from "vitest";
import { makeGroupSaver, type Saving } from "../../pipeline/jobs/save-group.ts";
import { openStore } from "../../pipeline/store/sqlite.ts";
import type { Store } from "../../pipeline/types/store.ts";
import { makeArticle, makePage, makeRead } from "../store/documents.ts";

let store: Store;
/** How many documents each transaction was asked to hold. */
let groups: number[];
const watched: Pick<Store, "saveDocuments"> = {
  saveDocuments: (inputs) => {
    groups.push(inputs.length);
    return store.saveDocuments(inputs);
  },
};
beforeEach(() => {
  store = openStore(":memory:");
  onTestFinished(() => store.close());
  groups = [];
});

const numbered = (n: number): Saving => {
  const page = makePage(`https://bao.test/${n}`, `trang ${n}`);
  return { page, articles: [makeRead(makeArticle(page))], run: "run-1", rules: "rules-1" };
};

it("saves what comes close together in one transaction", async () => {
  const save = makeGroupSaver(watched);
  expect(await Promise.all([1, 2, 3, 1].map((n) => save(numbered(n))))).toEqual(["new", "new", "new", "same"]);
  expect(await save(numbered(4))).toBe("new");
  expect(groups).toEqual([4, 1]);
});

it("does not wait for more than twenty", async () => {
  const save = makeGroupSaver(watched);
  await Promise.all(Array.from({ length: 45 }, (_, n) => save(numbered(n))));
  expect(groups).toEqual([20, 20, 5]);
  expect(store.articles({})).toHaveLength(45);
});

it("lets a document that cannot be saved fail alone", async () => {
  const save = makeGroupSaver(watched);
  const { page, articles, ...rest } = numbered(2);
  const outcomes = await Promise.allSettled([
    save(numbered(1)),
    save({ page, articles: [...articles, ...articles], ...rest }),
    save(numbered(3)),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(store.articles({}).map(({ url }) => url)).toEqual(expect.arrayContaining(["https://bao.test/1", "https://bao.test/3"]));
  expect(store.articles({})).toHaveLength(2);
});
