import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeTable } from "../../pipeline/compare/table.ts";
import type { Observation } from "../../pipeline/types/observation.ts";
import type { StoredObservation } from "../../pipeline/types/store.ts";
import type { Cell, Table, TableSpec } from "../../pipeline/types/table.ts";
import { makeStored } from "../store/documents.ts";
import { NEW, OLD, partsOf, percentOf, shareOf, stands, sumOf, toldOf } from "./oracle.ts";
import { makeSpec, provinces, yearOf } from "./provinces.ts";

const REGIONS: Readonly<Record<string, string>> = {
  "63-01": "DBSH",
  "63-28": "DBSH",
  "63-02": "TDMNPB",
  "63-08": "TDMNPB",
  "63-04": "TDMNPB",
  "34-01": "DBSH",
  "34-08": "TDMNPB",
  "34-04": "TDMNPB",
};
const units = provinces.filter(({ id }) => id in REGIONS).map((unit) => ({ ...unit, region: REGIONS[unit.id] ?? null }));
const YEARS = { from: 2006, to: 2026 };
const years = Array.from({ length: 21 }, (_, n) => 2006 + n);
const STOCKS = ["members.total", "orgs.total"];

function fact(indicator: string, province: string, year: number, more: Partial<Observation>): StoredObservation {
  const period = STOCKS.includes(indicator) ? { at: `${year}-12-31` } : yearOf(year);
  const place = { level: "province" as const, province, name: null };
  return makeStored({ indicator, place, period, ...more }, { id: `${indicator}-${province}-${year}` });
}

/** Some provinces and years say something, each at most once. */
function said(indicator: string, more: fc.Arbitrary<Partial<Observation>>): fc.Arbitrary<readonly StoredObservation[]> {
  const one = fc.record({ province: fc.constantFrom(...OLD, ...NEW), year: fc.integer({ min: 2006, max: 2026 }), more });
  const few = fc.uniqueArray(one, { selector: ({ province, year }) => `${province} ${year}`, maxLength: 120, minLength: 0, size: "max" });
  return few.map((list) => list.map(({ province, year, more: fields }) => fact(indicator, province, year, fields)));
}

const counts = (indicator: string, max = 3000): fc.Arbitrary<readonly StoredObservation[]> =>
  said(indicator, fc.record({ value: fc.integer({ min: 0, max }) }));
const tsvm = { dims: { grade: "tsvm" }, measure: "share" as const };
const shares = said(
  "orgs.rating",
  fc.oneof(
    fc
      .record({ numerator: fc.integer({ min: 0, max: 400 }), denominator: fc.integer({ min: 400, max: 900 }) })
      .map(({ numerator, denominator }) => ({
        ...tsvm,
        numerator,
        denominator,
        value: Math.round((1000 * numerator) / denominator) / 10,
      })),
    fc.integer({ min: 0, max: 1000 }).map((tenths) => ({ ...tsvm, value: tenths / 10 })),
  ),
);

function table(observations: readonly StoredObservation[], spec: Partial<TableSpec>): Table {
  return makeTable({ spec: makeSpec({ years: YEARS, ...spec }), observations, provinces: units });
}

function cellOf({ rows, years: shown }: Table, province: string, year: number): Cell | null {
  return rows.find((row) => row.province === province)?.cells[shown.indexOf(year)] ?? null;
}

const boundaries = fc.constantFrom("then" as const, "now" as const);
const runs = { numRuns: 80, seed: 7 };

/** Has the province a figure of its own in a table on these boundaries? Under `now` an unmerged one speaks under either id. */
function ownOf(stored: readonly StoredObservation[], province: string, year: number, indicator: string): number | null {
  const own = toldOf(stored, province, year, indicator);
  if (own !== null) return own.observation.value;
  const [only, ...others] = partsOf(province, year);
  return only === undefined || others.length > 0 ? null : (toldOf(stored, only, year, indicator)?.observation.value ?? null);
}

describe("on the provinces of today, an oracle agrees with", () => {
  it.each(["members.admitted", "members.total"])("sums of %s", (indicator) => {
    fc.assert(
      fc.property(counts(indicator), (stored) => {
        const made = table(stored, { indicator, boundaries: "now" });
        for (const province of NEW) {
          for (const year of years) {
            // Both ids of an unmerged province may speak: who wins is another test's.
            if (partsOf(province, year).length === 1 && toldOf(stored, province, year, indicator) !== null) continue;
            const own = ownOf(stored, province, year, indicator);
            const parts = partsOf(province, year);
            const expected = own ?? (parts.length < 2 ? null : sumOf(stored, parts, year, indicator));
            const cell = cellOf(made, province, year);
            expect([province, year, cell?.value ?? null]).toEqual([province, year, expected]);
            const silent = parts.filter((part) => toldOf(stored, part, year, indicator) === null);
            if (own === null && parts.length > 1 && silent.length === 1) expect(cell).toMatchObject({ kind: "partial", missing: silent });
          }
        }
      }),
      runs,
    );
  });

  it("shares out of fractions, or weighted by what was rated, or none", () => {
    fc.assert(
      fc.property(shares, counts("orgs.rated", 800), (rating, rated) => {
        const stored = [...rating, ...rated];
        const made = table(stored, { indicator: "orgs.rating", ...tsvm, boundaries: "now" });
        for (const year of years.filter((one) => one <= 2025)) {
          if (toldOf(stored, "34-08", year, "orgs.rating") !== null) continue;
          const parts = ["63-02", "63-08"];
          const cell = cellOf(made, "34-08", year);
          expect([year, cell?.value ?? null]).toEqual([year, shareOf(stored, parts, year)]);
          if (cell === null || cell.value === null) continue;
          const bare = parts.some((part) => toldOf(stored, part, year, "orgs.rating")?.observation.numerator === undefined);
          expect([cell.kind, cell.method, cell.bound]).toEqual(["derived", bare ? "weighted" : "fractions", bare ? "about" : "exact"]);
        }
      }),
      runs,
    );
  });
});

describe("for the country and its regions, an oracle agrees with", () => {
  /** Which provinces make up the whole, and what each says; one that came out of a merger that year also by its parts. */
  function enter(
    system: "then" | "now",
    year: number,
    read: (province: string) => number | null,
  ): { value: number | null; region: string }[] {
    const whole = system === "now" ? NEW : [...OLD, ...NEW].filter((province) => stands(province, year));
    return whole.map((province) => {
      const parts = partsOf(province, year);
      const own = read(province);
      const told = parts.map(read).filter((value) => value !== null);
      const byParts = parts.length > 0 && told.length === parts.length ? told.reduce((sum, value) => sum + value, 0) : null;
      const mayAdd = system === "now" || year === 2025;
      return { value: own ?? (mayAdd && province.startsWith("34-") ? byParts : null), region: REGIONS[province] ?? "" };
    });
  }

  it("sums, with how many provinces entered them", () => {
    fc.assert(
      fc.property(counts("members.admitted"), boundaries, (stored, system) => {
        // One voice a province: an unmerged one speaks under the id of the time.
        const clear = stored.filter(({ observation: { place, period } }) => {
          const year = period !== null && "from" in period ? Number(period.from?.slice(0, 4)) : 0;
          return !(
            place.province?.startsWith("34-") &&
            year <= 2025 &&
            (system === "now" ? partsOf(place.province, year).length === 1 : year < 2025)
          );
        });
        const made = table(clear, { boundaries: system, totals: true });
        for (const [at, year] of years.entries()) {
          const all = enter(system, year, (province) => toldOf(clear, province, year, "members.admitted")?.observation.value ?? null);
          for (const row of made.totals ?? []) {
            const inside = all.filter(
              ({ region }) => row.code === null || row.code === `${system === "now" || year >= 2025 ? 34 : 63}-${region}`,
            );
            const told = inside.flatMap(({ value }) => (value === null ? [] : [value]));
            const cell = row.cells[at];
            expect([row.code, year, cell?.sum, cell?.reported, cell?.of]).toEqual([
              row.code,
              year,
              told.length === 0 ? null : told.reduce((sum, value) => sum + value, 0),
              told.length,
              inside.length,
            ]);
            if (told.length > 0) expect(cell?.bound).toBe(told.length === inside.length ? "exact" : "at_least");
          }
        }
      }),
      runs,
    );
  });

  it("the share of a country of five provinces, told only when all five are known", () => {
    fc.assert(
      fc.property(shares, counts("orgs.rated", 800), (rating, rated) => {
        const stored = [...rating, ...rated].filter(({ observation }) => observation.place.province?.startsWith("63-"));
        const spec = makeSpec({ indicator: "orgs.rating", ...tsvm, years: { from: 2006, to: 2024 }, totals: true });
        const made = makeTable({ spec, observations: stored, provinces: units.filter(({ id }) => OLD.includes(id)) });
        for (const [at, year] of years.slice(0, 19).entries()) {
          const usable = OLD.filter((province) => stands(province, year) && shareOf(stored, [province], year) !== null);
          const cell = made.totals?.[0]?.cells[at];
          expect([year, cell?.sum, cell?.reported]).toEqual([
            year,
            usable.length > 0 && usable.length === cell?.of ? shareOf(stored, usable, year) : null,
            usable.length,
          ]);
        }
      }),
      runs,
    );
  });

  it("keeps what a report says of the whole beside the sum", () => {
    const whole = makeStored(
      { value: 190_000, bound: "more_than", place: { level: "national", province: null, name: null }, period: yearOf(2014) },
      { id: "n" },
    );
    const south = makeStored(
      { value: 900, place: { level: "region", province: null, name: "vùng Đồng bằng sông Hồng" }, period: yearOf(2014) },
      { id: "r" },
    );
    const spec = { years: { from: 2014, to: 2014 }, totals: true as const };
    const made = table([fact("members.admitted", "63-01", 2014, { value: 700 }), whole, south], spec);
    expect(
      made.totals?.map(({ code, cells }) => [code, cells[0]?.published?.value ?? null, cells[0]?.sum, cells[0]?.reported, cells[0]?.of]),
    ).toEqual([
      [null, 190_000, 700, 1, 4],
      ["63-DBSH", 900, 700, 1, 1],
      ["63-TDMNPB", null, null, 0, 3],
    ]);
  });
});

describe("changes on the year before, by an oracle", () => {
  it("are differences and percentages of counts, and say which breaks and mergers lie between", () => {
    fc.assert(
      fc.property(counts("members.admitted"), (stored) => {
        const made = table(stored, { years: { from: 2007, to: 2024 }, changes: true });
        for (const province of OLD) {
          for (const year of years.filter((one) => one > 2006 && one < 2025)) {
            const [now, before] = [
              toldOf(stored, province, year, "members.admitted"),
              toldOf(stored, province, year - 1, "members.admitted"),
            ];
            if (!stands(province, year) && !(province === "63-28" && year === 2008)) continue;
            const change = cellOf(made, province, year)?.change ?? null;
            if (now === null || before === null) {
              expect(change).toBeNull();
              continue;
            }
            const [a, b] = [before.observation.value, now.observation.value];
            const size = a === 0 ? null : percentOf(BigInt(Math.abs(b - a)), BigInt(a));
            const percent = size === null ? null : b < a && size !== 0 ? -size : size;
            expect(change).toMatchObject({ on: String(year - 1), before: a, absolute: b - a, points: null });
            expect(change?.percent === 0 ? 0 : change?.percent).toBe(percent);
            const marks = [...([2010, 2015, 2020].includes(year) ? [year] : []), ...(province === "63-01" && year === 2008 ? [2008] : [])];
            expect(change?.across.map(({ beforeYear }) => beforeYear)).toEqual(marks);
          }
        }
      }),
      runs,
    );
  });

  it("are points of percentages, marked where the scale of 2018 comes between", () => {
    const stored = [
      fact("orgs.rating", "63-04", 2017, { ...tsvm, value: 70.5 }),
      fact("orgs.rating", "63-04", 2018, { ...tsvm, value: 69.99 }),
    ];
    const made = table(stored, { indicator: "orgs.rating", ...tsvm, years: { from: 2018, to: 2018 }, changes: true });
    expect(made.years).toEqual([2018]);
    expect(made.breaks).toEqual([]);
    const change = cellOf(made, "63-04", 2018)?.change;
    expect(change).toMatchObject({ points: -0.51, absolute: null, percent: null, bound: "exact" });
    expect(change?.across.map(({ beforeYear }) => beforeYear)).toEqual([2018]);
  });

  it("are none on a figure of early December", () => {
    const early = fact("members.admitted", "63-04", 2015, { value: 90, period: { from: "2015-01-01", to: "2015-12-05" } });
    const made = table([fact("members.admitted", "63-04", 2014, { value: 80 }), early], { changes: true, ranks: "high" });
    expect(cellOf(made, "63-04", 2015)).toMatchObject({ value: 90, isUnfinished: true, change: null });
    expect(cellOf(made, "63-04", 2015)?.rank).toBeUndefined();
  });
});

describe("ranks, by an oracle", () => {
  it("are one behind the number of better provinces of the same system", () => {
    fc.assert(
      fc.property(counts("members.admitted", 6), fc.constantFrom("high" as const, "low" as const), (stored, ranks) => {
        const made = table(stored, { ranks });
        for (const year of years) {
          const values = [...OLD, ...NEW].flatMap((province) => {
            const value = cellOf(made, province, year)?.value ?? null;
            return value === null || !stands(province, year) ? [] : [value];
          });
          for (const province of [...OLD, ...NEW]) {
            const cell = cellOf(made, province, year);
            if (cell === null || !stands(province, year)) {
              expect(cell?.rank).toBeUndefined();
              continue;
            }
            const mine = cell.value ?? 0;
            const better = values.filter((value) => (ranks === "high" ? value > mine : value < mine)).length;
            const isTied = values.filter((value) => value === mine).length > 1;
            expect(cell.rank).toEqual({ place: better + 1, of: values.length, isTied });
          }
        }
      }),
      runs,
    );
  });
});

describe("ratios, by an oracle", () => {
  it("divide what the province says by its members of the same year, on any boundaries", () => {
    fc.assert(
      fc.property(counts("discipline.members", 400), counts("members.total", 60_000), boundaries, (disciplined, members, system) => {
        const stored = [...disciplined, ...members];
        const made = table(stored, { indicator: "ratio.disciplined", boundaries: system });
        const [top, bottom] = ["discipline.members", "members.total"].map((indicator) => table(stored, { indicator, boundaries: system }));
        let filled = 0;
        for (const province of [...OLD, ...NEW]) {
          for (const year of years) {
            const a = top === undefined ? null : (cellOf(top, province, year)?.value ?? null);
            const b = bottom === undefined ? null : (cellOf(bottom, province, year)?.value ?? null);
            const cell = cellOf(made, province, year);
            const expected = a === null || b === null || b === 0 ? null : percentOf(BigInt(a) * 10n, BigInt(b));
            expect([province, year, cell?.value ?? null]).toEqual([province, year, expected]);
            if (expected === null) continue;
            filled++;
            expect(cell).toMatchObject({ kind: "derived", method: "ratio", formula: `1000 × ${a} / ${b}` });
            expect(new Set(cell?.inputs?.map(({ role }) => role))).toEqual(new Set(["numerator", "denominator"]));
          }
        }
        expect(made.coverage.reduce((sum, { reported }) => sum + reported, 0)).toBeLessThanOrEqual(filled);
      }),
      { ...runs, numRuns: 40 },
    );
  });

  it("say which side is lacking, and take the year's members for a quarter", () => {
    const spec = { indicator: "ratio.admitted", measure: "share" as const, years: { from: 2014, to: 2014 } };
    const admitted = fact("members.admitted", "63-04", 2014, { value: 50 });
    expect(cellOf(table([admitted], spec), "63-04", 2014)).toMatchObject({ kind: "partial", value: null, lacks: "denominator" });
    const quarter = fact("members.admitted", "63-04", 2014, { value: 50, period: { from: "2014-04-01", to: "2014-06-30" } });
    const members = fact("members.total", "63-04", 2014, { value: 20_000 });
    const made = table([quarter, members], { ...spec, period: "quarter" });
    expect(made.rows[0]?.cells.map((cell) => cell?.value ?? null)).toEqual([null, 0.25, null, null]);
  });
});

describe("the hash of the data", () => {
  it("is the same in any order, and another when a figure that entered is another", () => {
    fc.assert(
      fc.property(counts("members.admitted"), fc.nat(), (stored, n) => {
        const made = table(stored, {});
        expect(table([...stored].reverse(), {}).data).toEqual(made.data);
        const shown = stored.filter(({ observation }) => observation.place.province !== null);
        const one = shown[n % Math.max(1, shown.length)];
        if (one === undefined) return;
        const other = { ...one, observation: { ...one.observation, value: one.observation.value + 1 } };
        expect(
          table(
            stored.map((each) => (each === one ? other : each)),
            {},
          ).data?.hash,
        ).not.toBe(made.data?.hash);
        const outside = fact("members.total", "63-04", 2014, { value: 5 });
        expect(table([...stored, outside], {}).data).toEqual(made.data);
      }),
      runs,
    );
  });
});
