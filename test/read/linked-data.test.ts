import { describe, expect, it } from "vitest";
import { readLinkedData } from "../../pipeline/read/linked-data.ts";

const at = "2021-05-06T07:08:00+07:00";

describe("the JSON-LD of a page", () => {
  it.each([
    ["an article", `{"@type":"NewsArticle","datePublished":"${at}"}`],
    ["an array", `[{"@type":"BreadcrumbList"},{"@type":"NewsArticle","datePublished":"${at}"}]`],
    [
      "a graph, whose site is older than the article",
      `{"@graph":[{"@type":"WebSite","datePublished":"2010-01-01"},{"@type":"Article","datePublished":"${at}"}]}`,
    ],
    ["several types", `{"@type":["Article","NewsArticle"],"datePublished":"${at}"}`],
    ["a thing within a thing", `{"@type":"WebPage","mainEntity":{"@type":"BlogPosting","datePublished":"${at}"}}`],
    ["a thing within a property of another name", `{"@type":"WebPage","hasPart":[{"@type":"NewsArticle","datePublished":"${at}"}]}`],
    ["a page when there is no article", `{"@type":"WebPage","datePublished":"${at}"}`],
    ["the day of creation when that is all", `{"@type":"NewsArticle","dateCreated":"${at}"}`],
    ["the day of a film", `{"@type":"VideoObject","uploadDate":"${at}"}`],
    ["stray commas", `{"@type":"NewsArticle","datePublished":"${at}",}`],
    ["a CDATA section", `//<![CDATA[\n{"@type":"NewsArticle","datePublished":"${at}"}\n//]]>`],
    ["line feeds in strings", `{"@type":"NewsArticle","description":"một\nhai","datePublished":"${at}"}`],
    ["what is no JSON at all", `{"@type":"NewsArticle","headline":"Nói "thật"","datePublished":"${at}"}`],
  ])("gives the day of %s", (_case, script) => {
    expect(readLinkedData([script]).published).toBe("2021-05-06T07:08+07:00");
  });

  it("keeps the day of the last change, also where a comma is astray", () => {
    expect(readLinkedData([`{"@type":"NewsArticle","datePublished":"${at}","dateModified":"2021-05-09T10:00:00+07:00",}`]).modified).toBe(
      "2021-05-09T10:00+07:00",
    );
  });

  it.each([
    ['{"@type":"Comment","datePublished":"2021-05-06"}', "a comment's day"],
    ['{"@type":"WebSite","datePublished":"2010-01-01"}', "the site's day"],
    ['{"@type":"Event","startDate":"2021-05-06"}', "an event's day"],
    ["", "nothing"],
    ["null", "nothing"],
  ])("gives none in %s: %s", (script) => {
    expect(readLinkedData([script]).published).toBeNull();
  });
});
