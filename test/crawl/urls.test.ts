import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalUrl, pathAndQuery } from "../../pipeline/crawl/urls.ts";

const base = "http://bao.vn/muc/trang.html";

describe("canonicalUrl", () => {
  it.each([
    ["HTTP://BAO.vn:80/Tin/1.html#binh-luan", "http://bao.vn/Tin/1.html", "host and port, not the path"],
    ["https://bao.vn:443/", "https://bao.vn/", "default port of https"],
    ["http://bao.vn:8080/", "http://bao.vn:8080/", "another port stays"],
    ["../tin/2.html", "http://bao.vn/tin/2.html", "relative with dot segments"],
    ["/t?id=5&utm_source=zalo&p=2&fbclid=x", "http://bao.vn/t?id=5&p=2", "tracking goes, the order stays"],
    ["/t?p=2&id=5", "http://bao.vn/t?p=2&id=5", "the order is not sorted"],
    ["/t?utm_source=rss", "http://bao.vn/t", "nothing is left of the query"],
    ["/t?", "http://bao.vn/t", "an empty query"],
    ["/t???", "http://bao.vn/t", "several question marks with nothing behind them"],
    ["/t??p=2&?", "http://bao.vn/t?p=2", "question marks before and behind a query"],
    ["/t?p=2&utm_source?", "http://bao.vn/t?p=2", "what tells nothing once a question mark behind it has gone"],
    ["/t?103256", "http://bao.vn/t?103256", "a parameter without a value"],
    ["/xay-d%e1%bb%b1ng", "http://bao.vn/xay-d%E1%BB%B1ng", "percent codes in capitals"],
    [" /t ", "http://bao.vn/t", "spaces around"],
    ["http://bao.vn./t", "http://bao.vn/t", "the dot of a full name"],
  ])("writes %j as %j: %s", (address, expected) => {
    expect(canonicalUrl(address, base)).toBe(expected);
  });

  it.each(["mailto:a@bao.vn", "javascript:void(0)", "file:///etc/passwd", "http://ten:khoa@bao.vn/", "http://", `/t?${"x".repeat(2000)}`])(
    "has none for %s",
    (address) => {
      expect(canonicalUrl(address, base)).toBeNull();
    },
  );

  it("changes nothing when applied again", () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
        const once = canonicalUrl(address);
        expect(once === null ? null : canonicalUrl(once)).toBe(once);
      }),
      { numRuns: 40 },
    );
  });
});

it("takes path and query for matching", () => {
  expect(pathAndQuery("http://bao.vn/chitiet.asp?id=5")).toBe("/chitiet.asp?id=5");
});
