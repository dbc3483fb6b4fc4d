import { describe, expect, it } from "vitest";
import { hostLiteral, isPrivateAddress, publicLookup } from "../../pipeline/crawl/addresses.ts";

describe("isPrivateAddress", () => {
  it.each([
    "127.0.0.1",
    "127.8.8.8",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fd00::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "::127.0.0.1",
    "64:ff9b::a00:1",
    "2002:7f00:1::",
    "2001:db8::1",
  ])("counts %s as private", (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each(["8.8.8.8", "::ffff:8.8.8.8", "172.32.0.1", "100.128.0.1", "192.169.0.1", "2606:4700::1111", "2404:6800::1", "bao.vn"])(
    "does not count %s",
    (address) => {
      expect(isPrivateAddress(address)).toBe(false);
    },
  );
});

it.each([
  ["http://2130706433/", "127.0.0.1"],
  ["http://0x7f.1/", "127.0.0.1"],
  ["http://127.1/", "127.0.0.1"],
  ["http://0177.0.0.1/", "127.0.0.1"],
  ["http://[::ffff:127.0.0.1]/", "::ffff:7f00:1"],
  ["http://bao.vn/", null],
])("sees the address that %s writes", (url, literal) => {
  expect(hostLiteral(url)).toBe(literal);
});

describe("publicLookup", () => {
  const answer = (addresses: readonly string[], all: boolean) =>
    new Promise((resolve) => {
      const fake = ((_: string, __: unknown, done: (error: null, found: unknown) => void) =>
        done(
          null,
          addresses.map((address) => ({ address, family: 4 })),
        )) as Parameters<typeof publicLookup>[0];
      publicLookup(fake)("bao.vn", { all }, (error, found) => resolve(error === null ? found : error.code));
    });

  it("passes public answers on, one or all", async () => {
    expect(await answer(["1.1.1.1", "8.8.8.8"], false)).toBe("1.1.1.1");
    expect(await answer(["1.1.1.1", "8.8.8.8"], true)).toHaveLength(2);
  });

  it.each([false, true])("fails when any answer is private (all: %s)", async (all) => {
    expect(await answer(["1.1.1.1", "10.0.0.1"], all)).toBe("EPRIVATE");
  });
});
