import { describe, expect, it } from "vitest";
import { Answers, canonicalAddress, isKnown, watchState } from "../../../pipeline/serve/front/answers.ts";
import type { Header, PlainAnswer } from "../../../pipeline/serve/front/plain.ts";

const answer = (text: string, headers: readonly Header[] = [], status = 200): PlainAnswer => ({
  status,
  headers: [["Content-Type", "text/html"], ...headers],
  body: new TextEncoder().encode(text),
});

describe("kept answers", () => {
  it("are found while the data are the same, and forgotten after", () => {
    const answers = new Answers();
    expect(answers.find("/a", "1")).toBeNull();
    answers.keep("/a", "1", answer("một"));
    expect(answers.find("/a", "1")?.etag).toMatch(/^W\/"/u);
    expect(answers.find("/a", "2")).toBeNull();
    expect(answers.find("/a", "1")).toBeNull();
  });

  it("of a question asked before the data changed are not taken for new ones", () => {
    const answers = new Answers();
    answers.find("/a", "1");
    answers.find("/a", "2");
    answers.keep("/a", "1", answer("cũ"));
    expect(answers.find("/a", "2")).toBeNull();
  });

  it.each([
    ["a problem", answer("", [], 404)],
    ["what says no-store", answer("", [["Cache-Control", "no-store"]])],
    ["what is private", answer("", [["cache-control", "private, max-age=60"]])],
    ["what sets a cookie", answer("", [["Set-Cookie", "a=b"]])],
    ["what depends on the cookie", answer("", [["Vary", "Accept-Encoding, Cookie"]])],
    ["what comes in pieces", { ...answer(""), body: (async function* () {})() }],
  ])("never are %s", (_what, given) => {
    const answers = new Answers();
    answers.find("/a", "1");
    expect(answers.keep("/a", "1", given)).toBeNull();
    expect(answers.find("/a", "1")).toBeNull();
  });

  it("take no more memory than allowed, encoded forms among it", async () => {
    const answers = new Answers(50_000);
    answers.find("/", "1");
    for (let i = 0; i < 100; i++) {
      const kept = answers.keep(`/${i}`, "1", answer("chữ ".repeat(1000)));
      if (kept !== null) await answers.encoded(`/${i}`, kept, "br");
      expect(answers.bytes).toBeLessThanOrEqual(50_000);
    }
    expect(answers.find("/99", "1")?.encoded.has("br")).toBe(true);
    expect(answers.find("/0", "1")).toBeNull();
  });
});

describe("addresses that ask the same", () => {
  it.each([
    ["http://localhost/tim?q=a&trang=2", "http://localhost/tim?trang=2&q=a", true],
    ["http://localhost/tim?q=a", "http://localhost/tim?q=a&lang=en", false],
    ["http://localhost/bang?i=a&i=b", "http://localhost/bang?i=b&i=a", false],
    ["http://localhost/tim?q=a", "http://127.0.0.1/tim?q=a", false],
    ["http://localhost/tim?q=%C4%91", "http://localhost/tim?q=đ", true],
  ])("%s and %s: %s", (one, other, expected) => {
    expect(canonicalAddress(new URL(one)) === canonicalAddress(new URL(other))).toBe(expected);
  });
});

describe("what a client knows", () => {
  it.each([
    [undefined, false],
    ['"a"', true],
    ['W/"a"', true],
    ['"b", W/"a"', true],
    ["*", true],
    ['"b"', false],
    ["", false],
  ])("%j has the version tagged a: %s", (header, expected) => {
    expect(isKnown(header, 'W/"a"')).toBe(expected);
  });
});

describe("the state of the data", () => {
  it("is asked seldom, and anew when something was written", () => {
    let version = 1;
    const asked: number[] = [];
    const ask = () => {
      asked.push(version);
      return String(version);
    };
    const data = watchState({ version: ask, now: () => new Date("2026-11-21T12:00:00Z"), everyMs: 60_000 });
    const first = data.state();
    version = 2;
    expect(data.state()).toBe(first);
    data.renew();
    expect(data.state()).not.toBe(first);
    expect(asked).toEqual([1, 2]);
  });

  it("changes with the day here and in Viet Nam", () => {
    const at = (time: string) => watchState({ version: () => "1", now: () => new Date(time) }).state();
    expect(at("2026-11-21T16:59:00Z")).toBe(at("2026-11-21T09:00:00Z"));
    expect(at("2026-11-21T17:01:00Z")).not.toBe(at("2026-11-21T16:59:00Z"));
    expect(at("2026-11-22T00:01:00Z")).not.toBe(at("2026-11-21T23:59:00Z"));
  });

  it("is unknown while the store cannot say", () => {
    const version = () => {
      throw new Error("locked");
    };
    expect(watchState({ version, now: () => new Date() }).state()).toBeNull();
  });
});
