import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlainAnswer, PlainRequest, Turn } from "../../../pipeline/serve/front/plain.ts";
import { Pool } from "../../../pipeline/serve/front/pool.ts";

const logged: string[] = [];
const program = { module: new URL("./odd-program.ts", import.meta.url), input: { refuses: false }, memoryMb: 100 };
const QUICK: Turn = { lane: "quick", limitMs: 5000 };
const SLOW: Turn = { lane: "slow", limitMs: 5000 };

let pool: Pool;
beforeAll(async () => {
  pool = await Pool.open({ program, workers: 2, waitMs: 20_000, log: (_level, event) => logged.push(event) });
});
afterAll(() => pool.close());

const ask = (path: string, turn = QUICK): Promise<PlainAnswer> =>
  pool.ask({ method: "GET", url: `http://localhost${path}`, headers: [], body: null }, turn);

async function textOf({ body }: PlainAnswer): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of body instanceof Uint8Array ? [body] : body) parts.push(part);
  return Buffer.concat(parts).toString();
}

const text = async (path: string, turn = QUICK): Promise<string> => textOf(await ask(path, turn));

describe("the application in worker processes", () => {
  it("answers out of other processes than this one", async () => {
    const pids = await Promise.all(Array.from({ length: 8 }, () => text("/worker")));
    expect(new Set(pids).size).toBe(2);
    expect(pids).not.toContain(String(process.pid));
  });

  it("hands over method, headers and what was sent", async () => {
    const answer = await pool.ask(
      {
        method: "POST",
        url: "http://localhost/echo",
        headers: [["x-dangvu-client", "192.0.2.1"]],
        body: new TextEncoder().encode("Lạng Sơn"),
      },
      QUICK,
    );
    expect([answer.status, await textOf(answer)]).toEqual([201, "192.0.2.1 Lạng Sơn"]);
  });

  it("answers quick questions while slow ones wait for each other", async () => {
    const slow = [text("/busy?n=400", SLOW), text("/busy?n=400", SLOW), text("/busy?n=400", SLOW)];
    const began = performance.now();
    for (let i = 0; i < 20; i++) await text("/worker");
    expect(performance.now() - began).toBeLessThan(350);
    expect(await Promise.all(slow)).toEqual(["done", "done", "done"]);
  });

  it("ends a question over its time, and goes on with a new worker", async () => {
    await expect(ask("/busy?n=60000", { lane: "slow", limitMs: 200 })).rejects.toThrow("200 ms");
    expect(await Promise.all([text("/worker"), text("/busy?n=1", SLOW)])).toEqual([expect.any(String), "done"]);
    expect(logged).toContain("serve/overrun");
  });

  it.each(["/crashes", "/exits", "/memory"])("outlives an application that ends its process: %s", { timeout: 60_000 }, async (path) => {
    await expect(ask(path, { lane: "quick", limitMs: 50_000 })).rejects.toThrow(expect.objectContaining({ name: "Crashed" }));
    expect(await text("/worker")).not.toBe("");
  });

  it("keeps the worker of a question that failed", async () => {
    const before = new Set(await Promise.all(Array.from({ length: 8 }, () => text("/worker"))));
    await expect(ask("/throws")).rejects.toThrow(expect.objectContaining({ name: "Crashed" }));
    expect(before).toContain(await text("/worker"));
  });

  it("passes long bodies on in pieces, others going on between them", async () => {
    const { body } = await ask("/pieces?n=50", SLOW);
    if (body instanceof Uint8Array) expect.unreachable("a long body is not whole");
    let bytes = 0;
    for await (const piece of body as AsyncIterable<Uint8Array>) {
      bytes += piece.byteLength;
      if (bytes % 1_000_000 === 0) await text("/worker");
    }
    expect(bytes).toBe(5_000_000);
  });

  it("lets a long body go that nobody takes to its end", async () => {
    const { body } = await ask("/pieces?n=1000", SLOW);
    for await (const _piece of body as AsyncIterable<Uint8Array>) break;
    expect(await text("/busy?n=1", SLOW)).toBe("done");
  });

  it("turns away who would wait too long", async () => {
    const small = await Pool.open({ program, workers: 1, waitMs: 300, log: () => undefined });
    const one = (path: string) => small.ask({ method: "GET", url: `http://localhost${path}`, headers: [], body: null }, QUICK);
    const [first, second] = await Promise.allSettled([one("/busy?n=1500"), one("/worker")]);
    expect(first.status).toBe("fulfilled");
    expect(second).toMatchObject({ status: "rejected", reason: { name: "Overloaded" } });
    await small.close();
    await expect(one("/worker")).rejects.toThrow(expect.objectContaining({ name: "Overloaded" }));
  });

  it("does not begin what nobody waits for any more", async () => {
    const wanted = { ...QUICK, isWanted: () => true };
    const [busy, left, stayed] = await Promise.allSettled([
      Promise.all([text("/busy?n=200"), text("/busy?n=200")]),
      ask("/worker", { ...QUICK, isWanted: () => false }),
      text("/worker", wanted),
    ]);
    expect([busy.status, stayed.status]).toEqual(["fulfilled", "fulfilled"]);
    expect(left).toMatchObject({ status: "rejected", reason: { name: "Unwanted" } });
  });

  it("answers many short questions before a long one, once it knows them", async () => {
    const small = await Pool.open({ program, workers: 1, log: () => undefined });
    const one = (path: string) => small.ask({ method: "GET", url: `http://localhost${path}`, headers: [], body: null }, QUICK);
    await one("/busy?n=150");
    for (let i = 0; i < 30; i++) await one("/worker");
    const order: string[] = [];
    await Promise.all(["/busy?n=1", "/busy?n=2", "/worker?n=1", "/worker?n=2"].map(async (path) => order.push((await one(path)) && path)));
    await small.close();
    expect(order).toEqual(["/busy?n=1", "/worker?n=1", "/worker?n=2", "/busy?n=2"]);
  });

  it("asks every worker, and knows when all are free", async () => {
    const small = await Pool.open({ program, workers: 2, log: () => undefined });
    const request = (path: string): PlainRequest => ({ method: "GET", url: `http://localhost${path}`, headers: [], body: null });
    expect(small.isIdle()).toBe(true);
    const asked = small.askEach(request("/slower"), 5000);
    expect(small.isIdle()).toBe(false);
    await asked;
    const times = await Promise.all([1, 2].map(() => small.ask(request("/slower"), QUICK).then(textOf)));
    expect(times).toEqual(["asked 2 times", "asked 2 times"]);
    expect(small.isIdle()).toBe(true);
    await small.close();
  });

  it("says why it cannot be opened", async () => {
    const refusing = Pool.open({ program: { ...program, input: { refuses: true } }, workers: 2, log: () => undefined });
    await expect(refusing).rejects.toThrow(expect.objectContaining({ message: "Không mở được kho.", hint: "Xem lại thư mục." }));
  });
});
