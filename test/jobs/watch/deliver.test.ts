import { describe, expect, it, onTestFinished } from "vitest";
import { makeRun } from "../../../pipeline/jobs/run.ts";
import type { Settings } from "../../../pipeline/jobs/settings.ts";
import { type DeliverInput, deliver } from "../../../pipeline/jobs/watch/deliver.ts";
import { Ledger } from "../../../pipeline/jobs/watch/ledger.ts";
import { targetsOf } from "../../../pipeline/jobs/watch/lists.ts";
import { notTaken, type Outcome, unsure } from "../../../pipeline/jobs/watch/outcome.ts";
import type { WatchFact, WatchList } from "../../../pipeline/types/watch.ts";
import { makeHead, makeObservation } from "../../store/documents.ts";
import { day, inFolder, makeList } from "./library.ts";

const fact = (key: string): WatchFact => ({
  kind: "figure",
  key,
  head: makeHead(),
  observation: makeObservation(),
  change: "new",
  was: [],
  correctedBy: null,
  isDoubtful: false,
});

const withHook = (dropsRepeats: boolean): WatchList =>
  makeList({ webhooks: [{ url: "https://nhan.test/tin", allowPrivate: false, dropsRepeats }] });

/** A book with these facts waiting. */
function withFacts(list: WatchList, keys: readonly string[], settings: Settings = inFolder()): Settings {
  const ledger = new Ledger(settings);
  ledger.note(list.name, { facts: keys.map(fact), targets: targetsOf(list).map(({ id }) => id), at: day(3) });
  ledger.close();
  return settings;
}

/** What a receiver has got: messages by their key in the order in which they came. */
interface Got {
  readonly id: string;
  readonly keys: string;
}

/** A night's delivery by a receiver that does these things in turn, then takes all. */
async function night(
  settings: Settings,
  list: WatchList,
  { answers = [], at = day(3), got = [] }: { answers?: readonly (Outcome & { readonly comes?: boolean })[]; at?: string; got?: Got[] },
) {
  const ledger = new Ledger(settings);
  const left = [...answers];
  try {
    const told = await deliver({
      ...plain(list, at),
      ledger,
      send: async (_target, { id, message }) => {
        const answer = left.shift() ?? { kind: "taken" as const };
        if (answer.kind === "taken" || answer.comes === true) got.push({ id, keys: message });
        return answer;
      },
    });
    return {
      got,
      errors: told.map(({ error }) => error),
      state: ledger.stateOf(
        list.name,
        targetsOf(list).map(({ id }) => id),
      ).targets[0],
    };
  } finally {
    ledger.close();
  }
}

const plain = (list: WatchList, at: string): Pick<DeliverInput, "lists" | "write" | "run" | "pauses"> => ({
  lists: [list],
  write: ({ facts }) => facts.map(({ key }) => key).join(" "),
  run: makeRun({ now: () => new Date(at) }),
  pauses: [1, 1],
});

describe("a message", () => {
  it("tells all that waits, once", async () => {
    const list = withHook(false);
    const settings = withFacts(list, ["a", "b"]);
    expect((await night(settings, list, {})).got.map(({ keys }) => keys)).toEqual(["a b"]);
    expect((await night(settings, list, {})).got).toEqual([]);
    withFacts(list, ["b", "c"], settings);
    expect((await night(settings, list, {})).got.map(({ keys }) => keys)).toEqual(["c"]);
  });

  it("that was refused is tried again in the night under the same key, and goes with the next night's facts in the end", async () => {
    const list = withHook(false);
    const settings = withFacts(list, ["a"]);
    const no = notTaken("mã trả lời 503");
    const first = await night(settings, list, { answers: [no, no, no] });
    expect([first.got, first.errors, first.state]).toEqual([[], ["mã trả lời 503"], expect.objectContaining({ waiting: 1, sent: 0 })]);
    withFacts(list, ["b"], settings);
    const second = await night(settings, list, { answers: [no], at: day(4) });
    expect(second.got.map(({ keys }) => keys)).toEqual(["a b"]);
    expect(second.state).toMatchObject({ waiting: 0, sent: 2, last: { state: "sent" } });
  });

  it("that is refused for good is not tried again before the next night", async () => {
    const list = withHook(false);
    const settings = withFacts(list, ["a"]);
    expect((await night(settings, list, { answers: [notTaken("mã trả lời 400", false)] })).got).toEqual([]);
    expect((await night(settings, list, {})).got).toHaveLength(1);
  });

  it("that may have come is never sent again, and is told as that", async () => {
    const list = withHook(false);
    const settings = withFacts(list, ["a"]);
    const { got, errors, state } = await night(settings, list, { answers: [{ ...unsure("hết giờ"), comes: true }] });
    expect([got.length, errors]).toEqual([1, ["hết giờ"]]);
    expect(state).toMatchObject({ uncertain: 1, waiting: 0, last: { state: "uncertain", error: "hết giờ" } });
    expect((await night(settings, list, { at: day(4) })).got).toEqual([]);
  });

  it("that may have come goes again as it is, also nights later, to one who drops repeats", async () => {
    const list = withHook(true);
    const settings = withFacts(list, ["a"]);
    const got: Got[] = [];
    const lost = { ...unsure("hết giờ"), comes: true };
    await night(settings, list, { answers: [lost, notTaken("mã trả lời 503"), lost], got });
    withFacts(list, ["b"], settings);
    await night(settings, list, { at: day(4), got });
    expect(got.map(({ keys }) => keys)).toEqual(["a", "a", "a", "b"]);
    expect(new Set(got.map(({ id }) => id)).size).toBe(2);
  });

  it("that could not be told for two weeks is given up", async () => {
    const list = withHook(false);
    const settings = withFacts(list, ["a"]);
    expect((await night(settings, list, { at: day(18) })).got).toEqual([]);
  });
});

/** The process ends here: nothing after it happens. */
class Killed extends Error {}

/** The same book, whose process is killed at its nth step, before or after doing it; sending is a step, too. */
function mortal(settings: Settings, at: number, isAfter: boolean) {
  const ledger = new Ledger(settings);
  let steps = 0;
  let isDead = false;
  const live = <T>(work: () => T): T => {
    if (isDead) throw new Killed();
    const isLast = ++steps === at;
    if (isLast && !isAfter) isDead = true;
    if (isDead) throw new Killed();
    const result = work();
    if (isLast) isDead = true;
    if (isDead) throw new Killed();
    return result;
  };
  const book = new Proxy(ledger, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? (...given: readonly unknown[]) => live(() => value.apply(target, given) as unknown) : value;
    },
  });
  return { book, live, steps: () => steps, close: () => ledger.close() };
}

describe.each([
  ["a receiver that does not drop repeats", false],
  ["a receiver that drops repeats", true],
])("a process that is killed, and %s", (_case, dropsRepeats) => {
  const list = withHook(dropsRepeats);
  // Refused, then lost on the way back: every kind of step is there.
  const answers: readonly (Outcome & { readonly comes?: boolean })[] = [notTaken("mã trả lời 503"), { kind: "taken", comes: true }];

  async function killedAt(step: number, isAfter: boolean): Promise<{ got: Got[]; steps: number; settings: Settings }> {
    const settings = withFacts(list, ["a", "b"]);
    const { book, live, steps, close } = mortal(settings, step, isAfter);
    const got: Got[] = [];
    const left = [...answers];
    const input: DeliverInput = {
      ...plain(list, day(3)),
      ledger: book,
      send: async (_target, { id, message }) =>
        live(() => {
          const answer = left.shift() ?? { kind: "taken" as const };
          if (answer.comes === true) got.push({ id, keys: message });
          return answer;
        }),
    };
    await deliver(input).catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error;
    });
    close();
    return { got, steps: steps(), settings };
  }

  it("tells no fact twice, at whatever step it was, and forgets none that certainly was not told", async () => {
    const { steps } = await killedAt(Number.POSITIVE_INFINITY, false);
    expect(steps).toBeGreaterThan(7);
    const lost: string[] = [];
    for (let step = 1; step <= steps; step++)
      for (const isAfter of [false, true]) {
        const { got, settings } = await killedAt(step, isAfter);
        for (const at of [4, 5]) await night(settings, list, { at: day(at), got });
        const kept = dropsRepeats ? [...new Map(got.map((one) => [one.id, one])).values()] : got;
        const keys = kept.flatMap((one) => one.keys.split(" "));
        expect([step, isAfter, keys.length]).toEqual([step, isAfter, new Set(keys).size]);
        if (keys.length === 0) lost.push(`${step} ${isAfter}`);
        else expect(keys).toEqual(["a", "b"]);
      }
    // Killed between the note and the answer: whether it went out is not known, so it does not go again. Never where repeats are dropped.
    expect(lost.length > 0).toBe(!dropsRepeats);
    expect(lost.length).toBeLessThan(steps);
  });
});

it("two receivers of a list are told each by itself", async () => {
  const list = makeList({ email: ["a@thu.test"] });
  const settings = withFacts(list, ["a"]);
  const ledger = new Ledger(settings);
  onTestFinished(() => ledger.close());
  const asked: string[] = [];
  const told = await deliver({
    ...plain(list, day(3)),
    ledger,
    send: async ({ channel }) => {
      asked.push(channel);
      return channel === "email" ? { kind: "taken" } : notTaken("mã trả lời 404", false);
    },
  });
  expect(asked.sort()).toEqual(["email", "webhook"]);
  expect(told.map(({ channel, error }) => [channel, error]).sort()).toEqual([
    ["email", null],
    ["webhook", "mã trả lời 404"],
  ]);
});
