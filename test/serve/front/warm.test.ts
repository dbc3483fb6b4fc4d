import { setTimeout as pause } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { keepWarm } from "../../../pipeline/serve/front/warm.ts";

const PACE = { lookMs: 10, quietMs: 200, betweenMs: 1 };

function warmed(): { readonly asked: string[]; readonly change: (state: string | null) => void } {
  const asked: string[] = [];
  let state: string | null = "1";
  const warm = async (address: string): Promise<boolean> => asked.push(`${state} ${address}`) > 0;
  onTestFinished(keepWarm({ state: () => state, warm }, ["/", "/tinh"], PACE));
  const change = (next: string | null): void => {
    state = next;
  };
  return { asked, change };
}

it("has pages made at once, and again when the data have changed and come to rest", async () => {
  const { asked, change } = warmed();
  await pause(80);
  expect(asked).toEqual(["1 /", "1 /tinh"]);
  for (const state of ["2", "3", "4"]) {
    change(state);
    await pause(40);
  }
  expect(asked).toHaveLength(2);
  await pause(500);
  expect(asked).toEqual(["1 /", "1 /tinh", "4 /", "4 /tinh"]);
});

it("leaves it while the store cannot say what it holds", async () => {
  const { asked, change } = warmed();
  change(null);
  await pause(300);
  expect(asked.filter((line) => line.startsWith("null"))).toEqual([]);
});
