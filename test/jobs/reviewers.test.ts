import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addReviewer, listReviewers, openSession, readSession, removeReviewer, reviewerOf } from "../../pipeline/jobs/reviewers.ts";
import { readSettings, type Settings } from "../../pipeline/jobs/settings.ts";
import { StoreBroken, WrongUse } from "../../pipeline/types/errors.ts";

const NOW = new Date("2026-11-22T02:00:00Z");
const LATER = new Date("2026-11-22T14:00:00Z");

let settings: Settings;
beforeEach(() => {
  settings = readSettings({ data: mkdtempSync(join(tmpdir(), "dangvu-reviewers-")) }, { env: {} });
});
afterEach(() => rmSync(settings.data, { recursive: true, force: true }));

const file = (): string => join(settings.data, "reviewers.json");

describe("a token", () => {
  it("is known again, with the reviewer's name", () => {
    const token = addReviewer(settings, " Lan ", NOW);
    expect(token).toMatch(/^dvs_[\w-]{43}$/u);
    expect(reviewerOf(settings, token)).toEqual({ name: "Lan", addedAt: NOW.toISOString() });
  });

  it("is kept as a hash only, in a file that nobody else may read", () => {
    const token = addReviewer(settings, "Lan", NOW);
    expect(readFileSync(file(), "utf8")).not.toContain(token.slice(4));
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    addReviewer(settings, "Hoa", NOW);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  it.each(["", "dvs_", "sai", "x".repeat(10_000), "dvs_ă"])("that is none opens nothing: %.20s", (token) => {
    addReviewer(settings, "Lan", NOW);
    expect(reviewerOf(settings, token)).toBeNull();
  });

  it("is worth nothing any more when it is taken back; the others' stay", () => {
    const [lan, hoa] = [addReviewer(settings, "Lan", NOW), addReviewer(settings, "Hoa", NOW)];
    removeReviewer(settings, "lan");
    expect([reviewerOf(settings, lan), reviewerOf(settings, hoa)?.name]).toEqual([null, "Hoa"]);
    expect(listReviewers(settings).map(({ name }) => name)).toEqual(["Hoa"]);
  });

  it.each(["", "  ", "a\nb", "x".repeat(61), "Lan", "LAN"])("is not given to the name %j", (name) => {
    addReviewer(settings, "Lan", NOW);
    expect(() => addReviewer(settings, name, NOW)).toThrow(WrongUse);
  });

  it("of nobody cannot be taken back", () => {
    expect(() => removeReviewer(settings, "Lan")).toThrow(WrongUse);
  });
});

describe("a session", () => {
  const open = (name: string): string => {
    const reviewer = reviewerOf(settings, addReviewer(settings, name, NOW));
    if (reviewer === null) throw new Error("no reviewer");
    return openSession(settings, reviewer, LATER);
  };

  it("holds until its end, for every process that has the folder", () => {
    const session = open("Nguyễn Thị Lan");
    expect(readSession(settings, session, NOW)?.reviewer.name).toBe("Nguyễn Thị Lan");
    expect(readSession(settings, session, LATER)).toBeNull();
    expect(session).toMatch(/^[\w.-]+$/u);
  });

  it("has a form token of its own, which is not the session's signature", () => {
    const [one, two] = [open("Lan"), open("Hoa")];
    const tokens = [one, two].map((session) => readSession(settings, session, NOW)?.formToken ?? "");
    expect(new Set([...tokens, one.split(".").at(-1)]).size).toBe(3);
    expect(readSession(settings, one, NOW)?.formToken).toBe(tokens[0]);
  });

  it("ends with the reviewer's token, and is not the next one's of the same name", () => {
    const session = open("Lan");
    removeReviewer(settings, "Lan");
    expect(readSession(settings, session, NOW)).toBeNull();
    addReviewer(settings, "Lan", NOW);
    expect(readSession(settings, session, NOW)).toBeNull();
  });

  it("does not hold when anything of it is changed", () => {
    const parts = open("Lan").split(".");
    const hoa = Buffer.from("Hoa").toString("base64url");
    addReviewer(settings, "Hoa", NOW);
    for (const [index, other] of [
      [0, hoa],
      [1, (LATER.getTime() + 1).toString(36)],
      [2, "AAAA"],
      [3, "AAAA"],
    ] as const)
      expect(readSession(settings, parts.with(index, other).join("."), NOW)).toBeNull();
    for (const text of ["", "...", `${parts.join(".")}.x`, "x"]) expect(readSession(settings, text, NOW)).toBeNull();
  });
});

it("a damaged file is named, and opens for nobody", () => {
  writeFileSync(file(), "{");
  expect(() => reviewerOf(settings, "x")).toThrow(StoreBroken);
});
