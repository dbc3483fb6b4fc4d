import { describe, expect, it } from "vitest";
import { findAlarms } from "../../pipeline/jobs/alarms.ts";
import type { NightReport, SourceNight } from "../../pipeline/jobs/report.ts";
import { nightReport, sourceNight } from "./night-report.ts";

const withSource = (more: Partial<SourceNight>): NightReport => ({ ...nightReport(), sources: [sourceNight("caobang", more)] });
const nights = (count: number, more: Partial<SourceNight>): NightReport[] => Array.from({ length: count }, () => withSource(more));
const alarmsOf = (tonight: Partial<SourceNight>, history: readonly NightReport[] = []) =>
  findAlarms(withSource(tonight), history).map(({ kind, values }) => ({ kind, ...values }));

/** A month in which the source brought five articles a night with ten figures, all dated. */
const HABIT = nights(30, {
  articles: 5,
  figures: 10,
  newPages: 5,
  selectors: { sapo: { tried: 5, matched: 5 }, caption: { tried: 5, matched: 1 } },
});

describe("alarms", () => {
  it.each<[string, Partial<SourceNight>, readonly NightReport[], readonly object[]]>([
    ["a quiet night", {}, HABIT, []],
    ["a source that was left", { stopped: "hết hạn mức" }, [], [{ kind: "stopped", reason: "hết hạn mức" }]],
    ["four failures", { failed: 4, failures: { timeout: 4 } }, [], []],
    ["five failures among a hundred requests", { fetched: 100, failed: 5, failures: { timeout: 5 } }, [], []],
    [
      "a fifth of the requests",
      { fetched: 20, failed: 2, refused: 3, failures: { timeout: 2, forbidden: 3 } },
      [],
      [{ kind: "failures", count: 5, kind_: "forbidden" }],
    ],
    ["two pages without title", { selectors: { title: { tried: 2, matched: 0 } } }, [], []],
    [
      "three pages without title",
      { selectors: { title: { tried: 3, matched: 0 } } },
      [],
      [{ kind: "selectors", fields: "title", pages: 3 }],
    ],
    ["one page of ten with a title", { selectors: { title: { tried: 10, matched: 1 } } }, [], []],
    [
      "ten pages without the usual sapo",
      { selectors: { sapo: { tried: 10, matched: 0 } } },
      HABIT,
      [{ kind: "selectors", fields: "sapo", pages: 10 }],
    ],
    ["ten pages without a sapo in the first night", { selectors: { sapo: { tried: 10, matched: 0 } } }, [], []],
    ["ten pages without captions, which are rare", { selectors: { caption: { tried: 10, matched: 0 } } }, HABIT, []],
    ["dates missing", { articles: 4, undated: 2 }, HABIT, [{ kind: "undated", undated: 2, articles: 4 }]],
    ["dates missing in two articles", { articles: 2, undated: 2 }, HABIT, []],
    ["dates missing as ever", { articles: 4, undated: 4 }, nights(30, { articles: 4, undated: 4 }), []],
    ["figures far below the habit", { articles: 10, figures: 4 }, HABIT, [{ kind: "few-figures", figures: 4, articles: 10, expected: 20 }]],
    ["a quarter of the usual figures", { articles: 10, figures: 5 }, HABIT, []],
    ["no figures in four articles", { articles: 4, figures: 0 }, HABIT, []],
    ["no figures from a source that never had any", { articles: 10, figures: 0 }, nights(30, { articles: 10 }), []],
    ["no figures from a source that is not known yet", { articles: 10, figures: 0 }, HABIT.slice(0, 5), []],
  ])("of %s", (_case, tonight, history, expected) => {
    const found = findAlarms(withSource(tonight), history).map(({ kind, values: { kind: failure, ...values } }) => ({
      kind,
      ...values,
      ...(failure === undefined ? {} : { kind_: failure }),
    }));
    expect(found).toEqual(expected);
  });

  it("tell of a source that has gone silent after seven nights, every morning from then on", () => {
    const quiet = (count: number) => [...nights(count, {}), ...HABIT];
    expect(alarmsOf({}, quiet(5))).toEqual([]);
    expect(alarmsOf({}, quiet(6))).toEqual([{ kind: "silent", nights: 7 }]);
    expect(alarmsOf({}, quiet(12))).toEqual([{ kind: "silent", nights: 7 }]);
    expect(alarmsOf({}, nights(30, {}))).toEqual([]);
    expect(alarmsOf({ newPages: 1 }, quiet(6))).toEqual([]);
  });

  it("of the whole night come with what ended it, unreadable pages, conflicts and a full disk", () => {
    const disk = { store: 1, warc: 1, frontier: 1, indexes: 1, runs: 1, free: 5 * 1024 ** 3 - 1 };
    const facts = {
      ...nightReport(),
      error: { message: "m", hint: "h" },
      counters: { "read/unreadable": 2 },
      conflicts: { total: 3, shown: [] },
      disk,
    };
    expect(findAlarms(facts, []).map(({ kind, values }) => [kind, values])).toEqual([
      ["ended", { message: "m", hint: "h" }],
      ["unreadable", { count: 2 }],
      ["conflicts", { count: 3 }],
      ["disk", { free: disk.free }],
    ]);
    expect(findAlarms({ ...nightReport(), disk: { ...disk, free: 5 * 1024 ** 3 } }, [])).toEqual([]);
  });

  it("look back a month and leave other jobs out", () => {
    const old = nights(60, { articles: 5, figures: 10 });
    expect(alarmsOf({ articles: 10 }, [...nights(30, { articles: 10 }), ...old])).toEqual([]);
    const other = old.map((night) => ({ ...night, job: "sample" }));
    expect(alarmsOf({ articles: 10 }, other)).toEqual([]);
  });
});
