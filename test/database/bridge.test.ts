import { afterEach, describe, expect, it } from "vitest";
import { type Bridge, BridgeTimeout, makeBridge } from "../../pipeline/database/bridge.ts";

const THREAD = new URL("./waking-thread.mjs", import.meta.url);

describe("a bridge", () => {
  let bridge: Bridge | null = null;
  afterEach(() => bridge?.close());

  it("gives each question its own answer, even when it is woken before there is one", () => {
    bridge = makeBridge(THREAD, "mới");
    const asked = Array.from({ length: 20 }, (_, n) => n);
    expect(asked.map((n) => bridge?.ask({ n, afterMs: n % 3 }, 5000))).toEqual(asked.map((n) => ({ n, data: "mới" })));
  });

  it("begins anew after a question that nobody answered in time", () => {
    bridge = makeBridge(THREAD, "mới");
    expect(() => bridge?.ask({ n: 1, afterMs: 60_000 }, 100)).toThrow(BridgeTimeout);
    expect(bridge.ask({ n: 2, afterMs: 1 }, 5000)).toEqual({ n: 2, data: "mới" });
  });
});
