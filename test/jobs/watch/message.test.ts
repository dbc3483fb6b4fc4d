import { load } from "cheerio";
import { expect, it } from "vitest";
import { writeMail, writeWebhook } from "../../../pipeline/jobs/watch/message.ts";
import type { FigureFact, WatchFact } from "../../../pipeline/types/watch.ts";
import { makeCitation, makeHead, makeObservation } from "../../store/documents.ts";
import { day, makeList } from "./library.ts";

const figure = (more: Partial<FigureFact> = {}): FigureFact => ({
  kind: "figure",
  key: "k",
  head: makeHead(),
  observation: makeObservation(),
  change: "new",
  was: [],
  correctedBy: null,
  isDoubtful: false,
  ...more,
});

const corrected = figure({ change: "corrected", was: [{ value: 1170, bound: "more_than" }], correctedBy: "paper", isDoubtful: true });
const citation: WatchFact = {
  kind: "citation",
  key: "c",
  head: makeHead({ id: "b-0", title: "Bài <hai>", url: "javascript:alert(1)" }),
  citation: makeCitation(),
};
const about = (facts: readonly WatchFact[], publicUrl?: string) => ({ id: "m-1", list: makeList(), facts, at: day(3), publicUrl });

it("a mail tells corrections first, with what was said before, and how many facts there are", () => {
  const { subject, text } = writeMail(
    about([figure(), corrected, citation, { kind: "more", key: "m", count: 1234 }], "https://so-lieu.example/"),
  );
  expect(subject).toBe("Kết nạp ở Lào Cai: 1.237 tin mới, 1 đính chính");
  const lines = text.split("\n").filter((line) => line.startsWith("  - "));
  expect(lines[0]).toBe(
    "  - Đính chính (báo đã sửa): 1.168 Đảng viên mới kết nạp — Lào Cai, năm 2023; trước đó: hơn 1.170 [chưa chắc, cần xem lại]",
  );
  expect(lines[2]).toBe("  - dẫn 21-NQ/TW: «21-NQ/TW»");
  expect(text).toContain("https://so-lieu.example/api/v1/watch/ket-nap.atom");
  expect(text).toContain("1.234 tin nữa");
});

it("a mail of a machine without a public address leads to the papers, and to web addresses only", () => {
  const page = load(writeMail(about([figure(), citation])).html);
  expect(
    page("a")
      .get()
      .map((link) => page(link).attr("href")),
  ).toEqual(["https://bao.test/1"]);
  expect(page("h2").last().text()).toBe("Bài <hai>");
});

it("a mail of very many facts says how many it does not tell", () => {
  const facts = Array.from({ length: 500 }, (_, n) => figure({ key: String(n), head: makeHead({ id: `${Math.floor(n / 20)}-0` }) }));
  const { text } = writeMail(about(facts));
  expect(text).toContain("… và 300 tin nữa không kể ở đây.");
  expect(text).toContain("… và 8 tin nữa trong bài này");
});

it("a webhook gets figures and words, and where to read them", () => {
  const body: unknown = JSON.parse(writeWebhook(about([corrected], "https://so-lieu.example")));
  expect(body).toMatchObject({
    format: 1,
    id: "m-1",
    list: { name: "ket-nap" },
    total: 1,
    left: 0,
    facts: [
      { change: "corrected", was: [{ value: 1170 }], figure: { value: 1168 }, article: { page: "https://so-lieu.example/bai/a-0#o18" } },
    ],
  });
});
