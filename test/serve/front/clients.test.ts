import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { clientOf, isOurHost, limiter } from "../../../pipeline/serve/front/clients.ts";

const RATES = { loopback: { perSecond: 100, burst: 1000 }, others: { perSecond: 2, burst: 3 } };

describe("the rate of a client", () => {
  it("lets a burst through, then as much as fills up again, and says how long to wait", () => {
    let now = 0;
    const wait = limiter(RATES, () => now);
    expect([1, 2, 3, 4].map(() => wait("192.0.2.1"))).toEqual([0, 0, 0, 1]);
    now = 500;
    expect([1, 2].map(() => wait("192.0.2.1"))).toEqual([0, 1]);
    now = 60_000;
    expect([1, 2, 3, 4].map(() => wait("192.0.2.1"))).toEqual([0, 0, 0, 1]);
  });

  it("is each client's own, and wider for this machine", () => {
    const wait = limiter(RATES, () => 0);
    for (let i = 0; i < 5; i++) wait("192.0.2.1");
    expect([wait("192.0.2.1"), wait("192.0.2.2")]).toEqual([1, 0]);
    expect(Array.from({ length: 50 }, () => wait("127.0.0.1")).every((seconds) => seconds === 0)).toBe(true);
  });
});

const requestOf = (remoteAddress: string, forwarded?: string): IncomingMessage =>
  Object.assign(Object.create(null), { headers: { "x-forwarded-for": forwarded }, socket: { remoteAddress } });

describe("whose a request is", () => {
  it.each([
    ["192.0.2.7", undefined, false, "192.0.2.7"],
    ["::ffff:192.0.2.7", undefined, false, "192.0.2.7"],
    ["::1", undefined, false, "::1"],
    ["2001:db8:1:2:3:4:5:6", undefined, false, "2001:db8:1:2::/64"],
    ["2001:db8::9", undefined, false, "2001:db8:0:0::/64"],
    ["127.0.0.1", "203.0.113.5", false, "127.0.0.1"],
    ["127.0.0.1", "203.0.113.5", true, "203.0.113.5"],
    ["127.0.0.1", "198.51.100.1, 203.0.113.5", true, "203.0.113.5"],
    ["127.0.0.1", "not an address", true, "127.0.0.1"],
    ["127.0.0.1", undefined, true, "127.0.0.1"],
  ])("%s, forwarded for %s with a trusted proxy %s, is %s", (remote, forwarded, trusted, client) => {
    expect(clientOf(requestOf(remote, forwarded), trusted)).toBe(client);
  });
});

describe("the names this host goes by", () => {
  it.each([
    ["localhost:8377", true],
    ["127.0.0.1", true],
    ["[::1]:8377", true],
    ["192.168.1.20:8377", true],
    ["so-lieu.example", true],
    ["SO-LIEU.example:80", true],
    ["evil.example", false],
    ["localhost.evil.example", false],
    ["so-lieu.example@evil.example", false],
    ["127.0.0.1/..", false],
    ["", false],
    ["a b", false],
  ])("%j: %s", (host, expected) => {
    expect(isOurHost(host, new Set(["so-lieu.example"]))).toBe(expected);
  });
});
