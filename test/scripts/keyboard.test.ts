import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { makeAsk } from "../../scripts/keyboard.ts";

describe("questions at the keyboard", () => {
  function sit() {
    const [input, output] = [new PassThrough(), new PassThrough()];
    let shown = "";
    output.on("data", (chunk) => {
      shown += chunk;
    });
    return { input, ask: makeAsk({ input, output }), shown: () => shown };
  }

  it("shows the question and gives the line", async () => {
    const { input, ask, shown } = sit();
    const first = ask("Tên: ");
    input.write("Lan\n");
    expect(await first).toBe("Lan");
    const second = ask("Lý do: ");
    input.write("bản gốc\n");
    expect(await second).toBe("bản gốc");
    expect(shown()).toMatch(/Tên: [\s\S]*Lý do: /u);
  });

  it("keeps lines that were pasted at once for their questions", async () => {
    const { input, ask } = sit();
    const first = ask("1 ");
    input.write("a\nb\nc\n");
    expect([await first, await ask("2 "), await ask("3 ")]).toEqual(["a", "b", "c"]);
  });

  it("gives null at the end of the input, and from then on", async () => {
    const { input, ask } = sit();
    const first = ask("1 ");
    input.end("a\n");
    expect([await first, await ask("2 "), await ask("3 ")]).toEqual(["a", null, null]);
  });
});
