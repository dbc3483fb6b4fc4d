import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import type { Evaluation, Score } from "../../pipeline/jobs/score.ts";
import { temporaryFolder } from "../crawl/temporary-folder.ts";
import { call } from "./cli.ts";

const TEXT = "Lạng Sơn kết nạp đảng viên\n\nNăm 2023, Đảng bộ tỉnh Lạng Sơn kết nạp 1.168 đảng viên.\n";

let [gold, texts]: string[] = [];
beforeEach(() => {
  const folder = temporaryFolder();
  gold = join(folder, "gold.jsonl");
  texts = join(folder, "texts");
  mkdirSync(texts);
  writeFileSync(join(texts, "a.txt"), TEXT);
  const start = TEXT.indexOf("kết nạp 1.168");
  const place = { level: "province", province: "63-20", name: null };
  const found = {
    kind: "observation",
    doc: "a",
    article: 0,
    indicator: "members.admitted",
    dims: {},
    measure: "count",
    value: 1168,
    bound: "exact",
    status: "actual",
    place,
    period: { from: "2023", to: "2023" },
    basis: "explicit",
    quote: "kết nạp 1.168 đảng viên",
    start,
    end: start + 23,
  };
  const lines = [
    {
      kind: "article",
      doc: "a",
      article: 0,
      title: "Lạng Sơn kết nạp đảng viên",
      begins: "Năm",
      ends: "viên.",
      start: TEXT.indexOf("Năm"),
      end: TEXT.length - 1,
      publisher: null,
      published: null,
      year_inferred: null,
      place,
      trust: "ok",
    },
    found,
    { ...found, indicator: "members.total", value: 5000 },
  ];
  writeFileSync(gold, lines.map((line) => JSON.stringify(line)).join("\n"));
});

const evaluate = (...more: string[]) => call("evaluate", "--gold", gold as string, "--texts", texts as string, ...more);

describe("evaluate", () => {
  it("gives the scores as JSON, overall and per indicator", async () => {
    const { code, out } = await evaluate("--json");
    expect(code).toBe(0);
    const { gold: scores } = JSON.parse(out) as { gold: Record<"strict" | "lenient", Score> & Pick<Evaluation, "perIndicator" | "fields"> };
    expect(scores.strict).toMatchObject({ gold: 2, found: 1, right: 1, precision: 1, recall: 0.5 });
    expect(scores.lenient).toMatchObject({ right: 1 });
    expect(scores.perIndicator["members.admitted"]).toMatchObject({ lenient: { f1: 1 }, strict: { f1: 1 } });
    expect(scores.perIndicator["members.total"]?.lenient.recall).toBe(0);
    expect(scores.fields).toMatchObject({ span: 1, bound: 1 });
  });

  it("prints the same for people, and lists every miss with --errors", async () => {
    const plain = await evaluate();
    expect(plain.out).toMatch(/số liệu, chặt +P 100\.0 +R +50\.0 +F1 +66\.7 +\(1 đúng \/ 1 tìm \/ 2 gold\)/u);
    expect(plain.out).not.toContain("sót");
    expect(plain.out).toMatch(/độ tin cậy +số liệu +đúng chặt +đúng lỏng\n +0\.9 – 1 +1 +100\.0% +100\.0%\n/u);
    const { out } = await evaluate("--errors");
    const [missed] = out.split("\n").filter((line) => line.startsWith("  sót "));
    expect(JSON.parse(missed?.slice("  sót ".length) ?? "")).toMatchObject({ indicator: "members.total", value: 5000 });
    expect(out).not.toContain("  thừa ");
  });

  it("keeps --json readable when misses are asked for too", async () => {
    const { out } = await evaluate("--json", "--errors");
    const { gold: scores } = JSON.parse(out) as { gold: { errors: { observations: { missed: { value: number }[] } } } };
    expect(scores.errors.observations.missed.map(({ value }) => value)).toEqual([5000]);
  });

  it("measures the sample press when no gold is named", async () => {
    const { code, out } = await call("evaluate", "--json");
    expect(code).toBe(0);
    const found = JSON.parse(out) as Record<string, { lenient: Score }>;
    expect(found.sample?.lenient.gold).toBeGreaterThan(400);
    expect(found.sample?.lenient.f1).toBeGreaterThan(0.6);
  });

  it("ignores what is found behind the last article of gold in documents that it covers in part", async ({ skip }) => {
    skip(!existsSync("../shared/gold/seeds-dev.jsonl"), "the gold is not beside the repository");
    const { out } = await call("evaluate", "--gold", "../shared/gold/seeds-dev.jsonl", "--texts", "../shared/seeds", "--json");
    const { gold: scores } = JSON.parse(out) as { gold: { lenient: Score; citationsByParts: Score } };
    expect(scores.lenient.gold).toBe(40);
    expect(scores.citationsByParts.gold).toBe(33);
    expect(scores.citationsByParts.found).toBeLessThan(60);
  });
});

describe("evaluate with floors", () => {
  const floors = () => join(corpus, "gold", "floors.json");
  let corpus: string;
  const run = (...more: string[]) => call("evaluate", "--corpus", corpus, ...more);
  const setFloor = (value: number): void => {
    const file = JSON.parse(readFileSync(floors(), "utf8")) as { own: { floors: Record<string, number> } };
    file.own.floors.lenientF1 = value;
    writeFileSync(floors(), JSON.stringify(file));
  };
  beforeEach(() => {
    corpus = temporaryFolder();
    mkdirSync(join(corpus, "gold"));
    cpSync(gold as string, join(corpus, "gold", "a.jsonl"));
    cpSync(texts as string, join(corpus, "gold", "texts"), { recursive: true });
    cpSync("corpus/sample", join(corpus, "sample"), { recursive: true });
  });

  it("makes the file, and then holds", async () => {
    expect((await run("--write-floors")).code).toBe(0);
    expect(JSON.parse(readFileSync(floors(), "utf8"))).toMatchObject({ own: { floors: { strictPrecision: 0.99 } } });
    const { code, out } = await run("--floors");
    expect([code, out]).toEqual([0, expect.stringMatching(/\d+ passed, 0 failed\n$/u)]);
  });

  it("fails when gold or a text has changed, until the floors are written again", async () => {
    await run("--write-floors");
    writeFileSync(join(corpus, "gold", "texts", "a.txt"), TEXT.replace("đảng viên\n\n", "đảng viên \n\n"));
    const { code, out } = await run("--floors");
    expect([code, out]).toEqual([1, expect.stringMatching(/own: gold hoặc văn bản của nó đã đổi[\s\S]* 1 failed/u)]);
    expect((await run("--write-floors")).code).toBe(0);
    expect((await run("--floors")).code).toBe(0);
  });

  it("lowers a floor with --lower-floors alone", async () => {
    await run("--write-floors");
    setFloor(0.999);
    const kept = await run("--write-floors");
    expect([kept.code, kept.out]).toEqual([1, expect.stringMatching(/giữ sàn own lenientF1 0\.999.*--lower-floors/u)]);
    expect((await run("--lower-floors")).code).toBe(0);
    expect(readFileSync(floors(), "utf8")).not.toContain("0.999");
  });

  it("keeps --json readable, and has no floors for a gold of one's own", async () => {
    await run("--write-floors");
    const { out, err } = await run("--floors", "--json");
    expect(JSON.parse(out)).toHaveProperty("own");
    expect(err).toContain("0 failed");
    expect((await evaluate("--floors")).code).toBe(2);
    expect((await evaluate("--lower-floors")).code).toBe(2);
  });
});
