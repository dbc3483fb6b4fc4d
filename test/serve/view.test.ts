import { describe, expect, test } from "vitest";
import { labelsOf } from "../../pipeline/labels/format.ts";
import { href, otherLanguageHref, safeHref, type View } from "../../pipeline/serve/view.ts";
import { fakeServices } from "./fake-services.ts";

function view(path: string, query = "", lang: View["lang"] = "vi"): View {
  return { services: fakeServices(), lang, labels: labelsOf(lang), path, query: new URLSearchParams(query), headers: new Headers() };
}

describe("links out of the site", () => {
  test.each([
    ["https://bao.example/bài viết", "https://bao.example/b%C3%A0i%20vi%E1%BA%BFt"],
    ["http://127.0.0.1:9001/1", "http://127.0.0.1:9001/1"],
    ["javascript:alert(1)", null],
    [" JaVaScRiPt:alert(1)", null],
    ["data:text/html,<script>1</script>", null],
    ["vbscript:x", null],
    ["file:///etc/passwd", null],
    ["//bao.example/x", null],
    ["https://user:secret@bao.example/", null],
    ["báo cáo.txt", null],
    [null, null],
  ])("%s leads to %s", (url, expected) => {
    expect(safeHref(url)).toBe(expected);
  });
});

describe("links inside the site", () => {
  test("leave out what is empty and keep the language", () => {
    expect(href(view("/"), "/bang", { chiso: "members.total", phep: undefined, nam: "" })).toBe("/bang?chiso=members.total");
    expect(href(view("/", "lang=en", "en"), "/bai/a#o12")).toBe("/bai/a?lang=en#o12");
  });

  test("the other language is the same page", () => {
    expect(otherLanguageHref(view("/tim", "q=kết nạp&trang=2"))).toBe("/tim?q=k%E1%BA%BFt+n%E1%BA%A1p&trang=2&lang=en");
    expect(otherLanguageHref(view("/tim", "q=a&lang=en", "en"))).toBe("/tim?q=a");
  });

  test.each(["//elsewhere.example/x", "/\\elsewhere.example/x", "///elsewhere.example/x"])(
    "%s never becomes a link to another host",
    (path) => {
      expect(otherLanguageHref(view(path))).toBe("/elsewhere.example/x?lang=en");
    },
  );
});
