import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeTable, neededFor } from "../../pipeline/compare/table.ts";
import { provinceUnits, tableOf } from "../../pipeline/jobs/tables.ts";
import { listMigrations, migrate } from "../../pipeline/store/schema.ts";
import { openStore } from "../../pipeline/store/sqlite.ts";
import { StoreBroken, WrongUse } from "../../pipeline/types/errors.ts";
import type { ObservationQuery, Portion, Store, StoredObservation } from "../../pipeline/types/store.ts";
import type { TableSpec } from "../../pipeline/types/table.ts";
import { SyntheticPress } from "../../scripts/bench/support/synthetic.ts";
import type { OpenedStore } from "./contract.ts";
import { engines } from "./databases.ts";
import { makeArticle, makeObservation, makePage, makeRead } from "./documents.ts";

/** A store over a made press of so many articles, with reprints, older versions and pages that have gone. */
function fill(store: Store, articles: number): Store {
  const press = new SyntheticPress(articles);
  store.startRun({ id: "run-1", job: "test", startedAt: "2026-11-21T00:00:00Z" });
  for (let number = 0; number < articles; number++) {
    for (const version of press.hasOlder(number) ? ([0, 1] as const) : ([1] as const)) {
      const { page, read } = press.document(number, version);
      store.saveDocument({ page, articles: [read], run: "run-1", rules: "rules-1" });
    }
    const { page, isGone } = press.document(number);
    if (isGone) store.noteGone({ url: page.url, at: "2026-11-20T00:00:00Z", status: 404 });
  }
  return store;
}

/** As a value of its own, all that is read later read. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const inOrder = (figures: readonly StoredObservation[]): readonly StoredObservation[] =>
  [...figures].sort((a, b) =>
    `${a.head.id} ${String(a.observation.start).padStart(9, "0")}` < `${b.head.id} ${String(b.observation.start).padStart(9, "0")}`
      ? -1
      : 1,
  );

/** All items of a list, portion by portion. */
function* walk<T>(list: (after: string | undefined) => Portion<T>): Generator<T> {
  for (let after: string | undefined; ; ) {
    const { items, next } = list(after);
    yield* items;
    if (next === null) return;
    after = next;
  }
}

/** The tests of one engine share a store: those that write come last, and what they write is looked for by itself. */
describe.each(engines())("on $name", ({ open }) => {
  let opened: OpenedStore;
  let store: Store;
  beforeAll(() => {
    opened = open();
    store = fill(opened.store, 120);
  });
  afterAll(() => opened.dispose());

  describe("figures of one question", () => {
    it("are what `observations` has of them, but for parts and what has no period", () => {
      const all = store.observations({});
      const asked = new Set(all.map(({ observation: o }) => JSON.stringify([o.indicator, o.dims, o.measure, o.status, o.place.level])));
      expect(asked.size).toBeGreaterThan(100);
      let found = 0;
      for (const key of asked) {
        const [indicator, dims, measure, status, level] = JSON.parse(key);
        const figures = store.figures({ indicator, dims, measure, status, level });
        const expected = all.filter(
          ({ observation: o }) => JSON.stringify([o.indicator, o.dims, o.measure, o.status, o.place.level]) === key,
        );
        const whole = expected.filter(
          ({ observation: o }) => o.period !== null && !o.subset && o.per === undefined && o.decidedBy === undefined,
        );
        expect(plain(inOrder(figures))).toEqual(plain(inOrder(whole)));
        found += figures.length;
      }
      expect(found).toBeGreaterThan(1000);
    });
  });

  describe("tables out of figures", () => {
    const specs: readonly Partial<TableSpec>[] = [
      {},
      { boundaries: "now", changes: true, ranks: "high", totals: true },
      { period: "half" },
      { indicator: "members.total", boundaries: "now" },
      { indicator: "orgs.rating", dims: { kind: "grassroots", grade: "tsvm" }, measure: "share", boundaries: "now" },
      { indicator: "members.rating", dims: { grade: "excellent" }, measure: "share", boundaries: "now" },
      { indicator: "discipline.orgs", dims: { form: "warning" } },
      { indicator: "ratio.admitted", measure: "share", boundaries: "now", totals: true },
      { indicator: "discipline.members", status: "target" },
    ];

    it.each(specs.map((spec) => [JSON.stringify(spec), spec] as const))("%s are those out of all observations, hash and all", (_, more) => {
      const spec: TableSpec = {
        ...{ indicator: "discipline.members", dims: {}, measure: "count", status: "actual", boundaries: "then" },
        years: { from: 2006, to: 2026 },
        ...more,
      };
      const levels = ["province", "national", "region"] as const;
      const observations = neededFor(spec).flatMap(({ indicator, status }) =>
        levels.flatMap((level) => store.observations({ indicator, status, level })),
      );
      const { homeOf, ...wanted } = { ...makeTable({ spec, observations, provinces: provinceUnits() }), homeOf: undefined };
      expect(homeOf).toBeUndefined();
      const made = tableOf(store, spec);
      expect(made.data).toEqual(wanted.data);
      expect(plain(made.coverage)).toEqual(plain(wanted.coverage));
      expect(plain(made.totals ?? null)).toEqual(plain(wanted.totals ?? null));
      expect(made.rows.map(({ province, cells }) => [province, cells.map((cell) => cell?.value ?? null)])).toEqual(
        wanted.rows.map(({ province, cells }) => [province, cells.map((cell) => cell?.value ?? null)]),
      );
    });
  });

  describe("portions", () => {
    const queries: readonly ObservationQuery[] = [
      {},
      { superseded: true },
      { indicator: "discipline.members" },
      { provinces: ["63-20", "63-01", "34-01"] },
      { provinces: ["63-01"], status: "actual", level: "province" },
      { year: 2020, minConfidence: 0.9 },
      { doubtfulBelow: 0.7 },
      { storedSince: "2024-01-01T00:00:00.000Z" },
    ];

    it.each(queries)("of observations %j hold each that `observations` has once", (query) => {
      const portions = [...walk((after) => store.listObservations({ ...query, limit: 37, ...(after === undefined ? {} : { after }) }))];
      const key = ({ head, observation }: StoredObservation): string => `${head.id} ${observation.start}`;
      expect(portions.map(key).sort()).toEqual(store.observations(query).map(key).sort());
      expect(new Set(portions.map(key)).size).toBe(portions.length);
    });

    it("of articles and mentions hold each once, the articles last stored first", () => {
      const heads = [...walk((after) => store.listArticles({ limit: 7, ...(after === undefined ? {} : { after }) }))];
      expect(heads.map(({ id }) => id).sort()).toEqual(
        store
          .articles({})
          .map(({ id }) => id)
          .sort(),
      );
      const mentions = [...walk((after) => store.listCitations({ limit: 7, ...(after === undefined ? {} : { after }) }))];
      expect(mentions).toHaveLength(store.citations({}).length);
      expect(() => store.listArticles({ limit: 7, after: "x' OR 1" })).toThrow(WrongUse);
      expect(() => store.listObservations({ limit: 7, after: "1.2" })).toThrow(WrongUse);
    });
  });

  describe("articles and mentions of a province", () => {
    it("are those about it", () => {
      const province = store.articles({}).find(({ place }) => place !== null)?.place?.province ?? "";
      const about = store.articles({}).filter(({ place }) => place?.province === province);
      expect(store.articles({ province })).toEqual(about);
      expect(store.articles({ province, limit: 1 })).toEqual(about.slice(0, 1));
      expect(store.citations({ province }).map(({ head }) => head.id)).toEqual(
        store.citations({}).flatMap(({ head }) => (head.place?.province === province ? [head.id] : [])),
      );
      const issued = store.citations({}).filter(({ citation }) => citation.issuerPlace !== null);
      const place = issued[0]?.citation.issuerPlace ?? "";
      expect(store.citations({ issuerPlace: place })).toEqual(issued.filter(({ citation }) => citation.issuerPlace === place));
    });

    it("can be those of a time", () => {
      const since = "2024-06-01";
      expect(store.articles({ since })).toEqual(
        store.articles({}).filter(({ publishedAt }) => publishedAt !== null && publishedAt >= since),
      );
      const isBefore = (date: string | null): boolean => date !== null && date < since;
      expect(store.articles({ before: since })).toEqual(store.articles({}).filter(({ publishedAt }) => isBefore(publishedAt)));
      expect(store.articles({ storedSince: since })).toEqual(store.articles({}).filter(({ fetchedAt }) => fetchedAt >= since));
    });
  });

  describe("figures of several questions", () => {
    it("are those of each question, in the order of the questions, of these provinces only", () => {
      const questions = store.tallies.questions().slice(0, 8);
      const asked = questions.map(({ indicator, dims, measure, status }) => ({
        indicator,
        dims,
        measure,
        status,
        level: "province" as const,
      }));
      const unknown = { indicator: "members.none", dims: {}, measure: "count", status: "actual", level: "province" } as const;
      const provinces = [
        ...new Set(asked.flatMap((query) => store.figures(query)).map(({ observation }) => observation.place.province ?? "")),
      ];
      const some = provinces.slice(0, 20);
      const apart = [...asked, unknown, ...asked.slice(0, 1)].map((query) => store.figures({ ...query, provinces: some }));
      expect(apart.flat().length).toBeGreaterThan(10);
      expect(plain(store.manyFigures([...asked, unknown, ...asked.slice(0, 1)], some))).toEqual(plain(apart));
    });
  });

  describe("the version of a store", () => {
    it("changes with every write that changes something, runs too, and only then", () => {
      const seen = [store.version()];
      const note = (): number => seen.push(store.version());
      store.startRun({ id: "run-2", job: "test", startedAt: "2026-11-21T00:00:00Z" });
      note();
      store.finishRun("run-2", "2026-11-21T01:00:00Z", {});
      note();
      store.noteGone({ url: store.articles({})[0]?.url ?? "", at: "2026-11-21", status: 410 });
      note();
      expect(new Set(seen).size).toBe(seen.length);
      const { page, read } = new SyntheticPress(120).document(2);
      store.saveDocument({ page, articles: [read], run: "run-1", rules: "rules-1" });
      store.observations({ limit: 1 });
      expect(store.version()).toBe(seen.at(-1));
    });
  });

  describe("figures", () => {
    it("keep numbers as they were read, whatever their digits, and fields that few figures have", () => {
      const page = makePage("https://bao.test/so", "số");
      const review = { id: "abc", verdict: "correct", by: "Lan", at: "2026-01-01", why: "nhầm" } as const;
      const observations = [
        makeObservation({ value: 33.333333333333336, confidence: 0.1 + 0.2, measure: "share", numerator: 1, denominator: 3 }),
        makeObservation({ value: 1e21, measure: "share", start: 30, against: "year_before" }),
        makeObservation({ value: 7, measure: "share", start: 40, review, dims: { b: true, a: "x" } }),
      ];
      store.saveDocument({ page, articles: [makeRead(makeArticle(page), { observations })], run: "run-1", rules: "rules-1" });
      const asked = { indicator: "members.admitted", measure: "share", status: "actual", level: "province", provinces: ["63-10"] } as const;
      const own = (figures: readonly StoredObservation[]) => inOrder(figures.filter(({ head }) => head.url === page.url));
      expect(own(store.figures({ ...asked, dims: {} })).map(({ observation }) => plain(observation))).toEqual(
        own(store.observations({ ...asked, dims: {} })).map(({ observation }) => plain(observation)),
      );
      expect(own(store.figures({ ...asked, dims: { a: "x", b: true } }))[0]?.observation.review).toEqual(review);
    });
  });

  describe("portions while more is stored", () => {
    it("hold what was there once, also when more comes between two of them", () => {
      const before = store
        .observations({ indicator: "discipline.members" })
        .map(({ head, observation }) => `${head.id} ${observation.start}`);
      const [page] = [makePage("https://bao.test/them", "thêm")];
      let isAdded = false;
      const seen = [
        ...walk((after) => {
          const portion = store.listObservations({ indicator: "discipline.members", limit: 20, ...(after === undefined ? {} : { after }) });
          const observations = [makeObservation({ indicator: "discipline.members" })];
          if (!isAdded)
            store.saveDocument({ page, articles: [makeRead(makeArticle(page), { observations })], run: "run-1", rules: "rules-1" });
          isAdded = true;
          return portion;
        }),
      ].map(({ head, observation }) => `${head.id} ${observation.start}`);
      expect(before.filter((key) => seen.filter((one) => one === key).length !== 1)).toEqual([]);
    });
  });
});

describe("the short rows", () => {
  /** All of them, by what they say and not by their numbers. */
  function shortRows(path: string): unknown {
    const db = new Database(path);
    const cards = db
      .prepare("SELECT * FROM cards ORDER BY id")
      .all()
      .map((row) => ({ ...(row as object), n: 0, _metadata: 0 }));
    const figures = db
      .prepare(
        "SELECT q.indicator, q.dims, q.measure, q.status, q.level, c.id, f.* FROM figures f JOIN questions q ON q.n = f.question JOIN cards c ON c.n = f.card ORDER BY c.id, f.n",
      )
      .all()
      .map((row) => ({ ...(row as object), question: 0, card: 0, _metadata: 0 }));
    db.close();
    return { cards, figures };
  }

  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "dangvu-figures-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** The store as the release before it had it: without what this one adds. */
  function before(path: string): void {
    const db = new Database(path);
    db.exec("PRAGMA foreign_keys = OFF");
    const old = new Database(join(folder, "cu.db"));
    migrate(
      old,
      listMigrations().filter(({ version }) => version <= 5),
    );
    old.close();
    db.exec(`ATTACH '${join(folder, "cu.db")}' AS old`);
    for (const table of ["runs", "warc_files", "pages", "versions", "articles", "decisions", "gone", "carriers", "bands", "links"])
      db.exec(`INSERT INTO old.${table} SELECT * FROM main.${table}`);
    for (const table of ["observations", "citations", "checks", "readings"])
      db.exec(`INSERT INTO old.${table} (article, n, data) SELECT article, n, data FROM main.${table}`);
    db.exec("UPDATE old.fingerprint SET total = (SELECT total FROM main.fingerprint)");
    db.close();
  }

  it("are the same after whatever has happened as when they are made at once from an older store, and nothing is lost", () => {
    const path = join(folder, "dangvu.db");
    const made = fill(openStore(path), 60);
    const press = new SyntheticPress(60);
    // Back to an older version; gone and back; other rules; decided on.
    const first = press.document(0, 0);
    made.saveDocument({ page: first.page, articles: [first.read], run: "run-2", rules: "rules-1" });
    const gone = press.document(1);
    made.saveDocument({ page: gone.page, articles: [gone.read], run: "run-2", rules: "rules-2" });
    const other = press.document(4);
    made.saveReading({ page: other.page, articles: [{ ...other.read, observations: other.read.observations.slice(2) }], rules: "rules-3" });
    const [figure] = made.observations({ article: press.document(5).read.article.id });
    if (figure === undefined) throw new Error("no figure");
    made.decide({
      ...{
        id: "abc",
        verdict: "reject",
        by: "Lan",
        at: "2026-11-21T00:00:00Z",
        why: "nhầm",
        url: figure.head.url,
        article: figure.head.id,
      },
      ...{
        passage: press.document(5).read.article.text.split("\n")[5] ?? "",
        passageStart: 0,
        reading: figure.observation,
        hasTwins: false,
        correction: null,
      },
    });
    const answers = (one: Store) =>
      plain([
        one.articles({ superseded: true }),
        one.observations({ superseded: true }),
        one.citations({}),
        one.fingerprint(),
        one.runs(),
        one.decisions({}),
      ]);
    const [wanted, told] = [shortRows(path), answers(made)];
    made.close();
    before(path);
    const migrated = openStore(join(folder, "cu.db"));
    expect(shortRows(join(folder, "cu.db"))).toEqual(wanted);
    expect(answers(migrated)).toEqual(told);
    migrated.close();
  });

  it("are made anew at the next opening when code that knows none of them has written meanwhile, and it is said before", () => {
    const path = join(folder, "dangvu.db");
    fill(openStore(path), 20).close();
    const wanted = shortRows(path);
    const db = new Database(path);
    db.exec("DELETE FROM figures; DELETE FROM cards; UPDATE fingerprint SET total = total || '0'");
    db.close();
    let told = 0;
    openStore(path, { onUpgrade: () => told++ }).close();
    expect(told).toBe(1);
    expect(shortRows(path)).toEqual(wanted);
    openStore(path, { onUpgrade: () => told++ }).close();
    expect(told).toBe(1);
  });

  it("are told of before an older store is brought forward, and not of a new one", () => {
    const told: string[] = [];
    const path = join(folder, "dangvu.db");
    fill(openStore(path, { onUpgrade: () => told.push("new") }), 3).close();
    before(path);
    openStore(join(folder, "cu.db"), { onUpgrade: () => told.push("older") }).close();
    expect(told).toEqual(["older"]);
  });

  it("refuse what was opened before newer code has brought the store forward", () => {
    const path = join(folder, "dangvu.db");
    const store = openStore(path);
    const db = new Database(path);
    db.exec("PRAGMA user_version = 900");
    db.close();
    expect(() => store.startRun({ id: "run-1", job: "nightly", startedAt: "2026-11-22T00:00:00Z" })).toThrow(
      /vừa được nâng cấp lên phiên bản 900/u,
    );
    store.close();
  });

  it("are no store for reading alone as long as they are not there", () => {
    const path = join(folder, "dangvu.db");
    const db = new Database(path);
    migrate(
      db,
      listMigrations().filter(({ version }) => version <= 5),
    );
    db.close();
    expect(() => openStore(path, { readOnly: true })).toThrow(/cũ hơn/u);
  });
});

describe("a store that is open for reading alone", () => {
  it("answers, follows what another writes, and writes nothing", () => {
    const folder = mkdtempSync(join(tmpdir(), "dangvu-ro ?#%-"));
    const path = join(folder, "dangvu.db");
    try {
      expect(() => openStore(path, { readOnly: true })).toThrow(StoreBroken);
      const writing = fill(openStore(path), 10);
      const reading = openStore(path, { readOnly: true });
      expect(reading.articles({})).toEqual(writing.articles({}));
      expect(reading.page(reading.pages({ limit: 1 })[0]?.sha256 ?? "")?.body.length).toBeGreaterThan(0);
      const version = reading.version();
      expect(version).toBe(writing.version());
      const { page, read } = new SyntheticPress(11).document(10);
      writing.saveDocument({ page, articles: [read], run: "run-1", rules: "rules-1" });
      expect(reading.head(read.article.id)?.title).toBe(read.article.title);
      expect(reading.version()).not.toBe(version);
      expect(reading.version()).toBe(writing.version());
      expect(() => reading.saveDocument({ page, articles: [read], run: "run-1", rules: "rules-9" })).toThrow(/chỉ để đọc/u);
      expect(() => reading.noteGone({ url: page.url, at: "2026-11-21", status: 404 })).toThrow(StoreBroken);
      reading.close();
      writing.close();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
