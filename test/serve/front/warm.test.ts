import { setTimeout as pause } from "node:timers/promises";
import { expect, it, onTestFinished, vi } from "vitest";
import type { Kept } from "../../../pipeline/serve/front/answers.ts";
import { keepWarm } from "../../../pipeline/serve/front/warm.ts";

const PACE = { lookMs: 10, quietMs: 200, betweenMs: 1 };
const SITE = "http://localhost";
const HOME =
  '<a href="/bang?chiso=a&amp;nam=2013">1</a> <a href="/bang?chiso=b">2</a> <a href="/bai/x">3</a> <a href="https://elsewhere/bang?">4</a>';
const PAGES: Readonly<Record<string, string>> = { "/": HOME, "/tinh": '<a href="/bang?chiso=b">5</a>' };

interface Warmed {
  readonly asked: string[];
  readonly change: (state: string | null) => void;
  readonly busy: (isBusy: boolean) => void;
}

function page(path: string): Kept {
  const body = new TextEncoder().encode(PAGES[path] ?? "");
  return { headers: [["Content-Type", "text/html; charset=UTF-8"]], etag: "", body, encoded: new Map() };
}

function warmed(wanted: readonly string[] = []): Warmed {
  const asked: string[] = [];
  let [state, isBusy]: [string | null, boolean] = ["1", false];
  const note = (what: string) => asked.push(`${state} ${what}`);
  const front = {
    state: () => state,
    isIdle: () => !isBusy,
    takeWanted: () => wanted,
    prepare: async (address: string) => void note(`each ${address}`),
    warm: async (address: string) => {
      note(address.replace(SITE, ""));
      return page(new URL(address).pathname);
    },
  };
  const plan = { site: SITE, each: ["/"], paths: ["/", "/tinh"], isFollowed: (path: string) => path.startsWith("/bang?") };
  onTestFinished(keepWarm(front, plan, PACE));
  const change = (next: string | null): void => {
    state = next;
  };
  const busy = (now: boolean): void => {
    isBusy = now;
  };
  return { asked, change, busy };
}

const all = (state: string): readonly string[] =>
  ["each http://localhost/", "/", "/tinh", "/bang?chiso=b", "/bang?chiso=a&nam=2013"].map((line) => `${state} ${line}`);

it("has pages and what they link to made at once, and again when the data have changed and come to rest", async () => {
  const { asked, change } = warmed();
  await vi.waitFor(() => expect(asked).toEqual(all("1")), 5000);
  for (const state of ["2", "3", "4"]) {
    change(state);
    await pause(40);
  }
  expect(asked).toHaveLength(5);
  await vi.waitFor(() => expect(asked).toEqual([...all("1"), ...all("4")]), 5000);
});

it("begins with what was wanted most, under the name of the site that it was asked by", async () => {
  const { asked } = warmed(["https://so-lieu.example/bai/x?", "https://so-lieu.example/tinh"]);
  const first = ["each https://so-lieu.example/", ...["/bai/x?", "/tinh", "/"].map((path) => `https://so-lieu.example${path}`)];
  await vi.waitFor(() => expect(asked.slice(0, 4)).toEqual(first.map((line) => `1 ${line}`)), 5000);
});

it("waits while anybody does", async () => {
  const { asked, busy } = warmed();
  busy(true);
  await pause(100);
  expect(asked).toEqual([]);
  busy(false);
  await vi.waitFor(() => expect(asked).toHaveLength(5), 5000);
});

it("leaves it while the store cannot say what it holds", async () => {
  const { asked, change } = warmed();
  change(null);
  await pause(300);
  expect(asked.filter((line) => line.startsWith("null"))).toEqual([]);
});
