import { expect, it } from "vitest";
import { makeFlights } from "../../../pipeline/serve/front/flights.ts";
import type { PlainAnswer, PlainRequest, Turn } from "../../../pipeline/serve/front/plain.ts";

const REQUEST: PlainRequest = { method: "GET", url: "http://localhost/tim?q=a", headers: [], body: null };
const TURN: Turn = { lane: "slow", limitMs: 1000 };

/** What was asked, and how it is answered. */
function asking(body: PlainAnswer["body"]) {
  const turns: Turn[] = [];
  const answers: ((answer: PlainAnswer) => void)[] = [];
  const { ask } = makeFlights({
    ask: (_request, turn) => {
      turns.push(turn);
      return new Promise((resolve) => answers.push(resolve));
    },
  });
  const settle = (): void => answers.forEach((answer) => void answer({ status: 200, headers: [], body }));
  return { ask, turns, settle };
}

it("asks once for all who ask the same at the same moment, and again after", async () => {
  const { ask, turns, settle } = asking(new Uint8Array(3));
  const all = [1, 2, 3].map(() => ask("a", REQUEST, TURN));
  settle();
  expect((await Promise.all(all)).map(({ status }) => status)).toEqual([200, 200, 200]);
  const later = ask("a", REQUEST, TURN);
  settle();
  await later;
  expect(turns).toHaveLength(2);
});

it("is wanted as long as one of them waits", () => {
  const { ask, turns } = asking(new Uint8Array());
  const waiting = new Set(["first", "second"]);
  for (const name of waiting) void ask("a", REQUEST, { ...TURN, isWanted: () => waiting.has(name) });
  const wanted = [turns[0]?.isWanted?.()];
  for (const name of ["first", "second"]) {
    waiting.delete(name);
    wanted.push(turns[0]?.isWanted?.());
  }
  expect(wanted).toEqual([true, true, false]);
});

it("asks for each alone what comes in pieces", async () => {
  const { ask, turns, settle } = asking((async function* () {})());
  const [first, second] = [ask("a", REQUEST, TURN), ask("a", REQUEST, TURN)];
  settle();
  await first;
  await new Promise((resolve) => setTimeout(resolve, 1));
  settle();
  await second;
  expect(turns).toHaveLength(2);
});
