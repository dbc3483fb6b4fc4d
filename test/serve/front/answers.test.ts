import { describe, expect, it } from "vitest";
import { Answers, canonicalAddress, isKnown, OLD_MS, watchState } from "../../../pipeline/serve/front/answers.ts";
import type { Header, PlainAnswer } from "../../../pipeline/serve/front/plain.ts";

const answer = (text: string, headers: readonly Header[] = [], status = 200): PlainAnswer => ({
  status,
  headers: [["Content-Type", "text/html"], ...headers],
  body: new TextEncoder().encode(text),
});

describe("kept answers", () => {
  /** Answers under a clock of our own, and how that goes on. */
  function underClock(): { readonly answers: Answers; readonly wait: (ms: number) => void } {
    let time = 0;
    const wait = (ms: number): void => {
      time += ms;
    };
    return { answers: new Answers(1_000_000, () => time), wait };
  }

  const text = (answers: Answers, address: string, state: string): string | null => {
    const found = answers.find(address, state);
    return found === null ? null : `${found.isOld ? "old " : ""}${new TextDecoder().decode(found.kept.body)}`;
  };

  it("are found while the data are the same, for a while after as old ones, and then forgotten", () => {
    const { answers, wait } = underClock();
    expect(text(answers, "/a", "1")).toBeNull();
    answers.keep("/a", "1", answer("một"));
    expect(answers.find("/a", "1")?.kept.etag).toMatch(/^W\/"/u);
    wait(2 * OLD_MS);
    expect([text(answers, "/a", "1"), text(answers, "/a", "2")]).toEqual(["một", "old một"]);
    wait(OLD_MS);
    expect(text(answers, "/a", "2")).toBe("old một");
    wait(1);
    expect(text(answers, "/a", "2")).toBeNull();
  });

  it("grow old from when their state ended, whatever changes after", () => {
    const { answers, wait } = underClock();
    answers.find("/a", "1");
    answers.keep("/a", "1", answer("một"));
    for (const state of ["2", "3", "4"]) {
      expect(text(answers, "/a", state)).toBe("old một");
      wait(OLD_MS / 2);
    }
    expect(text(answers, "/a", "5")).toBeNull();
  });

  it("of a question asked before the data changed are taken for old ones, and never instead of a new one", () => {
    const { answers } = underClock();
    for (const state of ["1", "2"]) answers.find("/a", state);
    answers.keep("/a", "1", answer("cũ"));
    expect(text(answers, "/a", "2")).toBe("old cũ");
    answers.keep("/a", "2", answer("mới"));
    answers.keep("/a", "1", answer("cũ"));
    expect(text(answers, "/a", "2")).toBe("mới");
  });

  it("remember which were wanted most, and less of it each time that is asked", () => {
    const { answers } = underClock();
    for (const address of ["/b", "/a", "/a", "/a", "/b", "/c", "/a"]) answers.noteUse(address);
    expect(answers.takeWanted(9)).toEqual(["/a", "/b"]);
    expect(answers.takeWanted(9)).toEqual(["/a"]);
    expect(answers.takeWanted(9)).toEqual([]);
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
    expect(answers.find("/99", "1")?.kept.encoded.has("br")).toBe(true);
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
