import { expect, it } from "vitest";
import { Costs, kindOf } from "../../../pipeline/serve/front/costs.ts";

const SITE = "http://localhost:8377";

it.each([
  ["/", "/"],
  ["/bang?chiso=members.admitted", "/bang"],
  ["/tinh/63-20", "/tinh/*"],
  ["/tinh/63-20.json", "/tinh/*.json"],
  ["/chi-so/orgs.rating", "/chi-so/*"],
  ["/bai/0123456789abcdef-0/giai-thich", "/bai/*/giai-thich"],
  ["/api/v1/table.csv?indicator=a", "/api/v1/table.csv"],
  ["/api/v1/articles/0123456789abcdef-0", "/api/v1/articles/*"],
])("%s is answered in the way of %s", (path, kind) => {
  expect(kindOf(SITE + path)).toBe(kind);
});

it("expects of an address what others of its kind took, the last ones most", () => {
  const costs = new Costs();
  expect([costs.expect(`${SITE}/bai/a`, "quick"), costs.expect(`${SITE}/tim?q=a`, "slow")]).toEqual([20, 100]);
  costs.note(`${SITE}/bai/a`, 2);
  expect(costs.expect(`${SITE}/bai/b`, "quick")).toBe(2);
  for (let i = 0; i < 100; i++) costs.note(`${SITE}/bai/${i}`, 40);
  expect(costs.expect(`${SITE}/bai/b`, "quick")).toBeCloseTo(40, 1);
});

it("remembers kinds, not addresses: odd ones push nothing out that is asked for", () => {
  const costs = new Costs();
  costs.note(`${SITE}/bai/a`, 2);
  for (let i = 0; i < 1000; i++) {
    costs.note(`${SITE}/odd${i}`, 500);
    expect(costs.expect(`${SITE}/bai/a`, "quick")).toBe(2);
  }
});
