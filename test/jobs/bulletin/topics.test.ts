import { describe, expect, it } from "vitest";
import { bulletinTopics, parseTopics, topicsNamed } from "../../../pipeline/jobs/bulletin/topics.ts";
import { BadEntry } from "../../../pipeline/types/errors.ts";

describe("the topics of bulletins", () => {
  it("are those of the file, with figures and documents among them", () => {
    const topics = bulletinTopics();
    expect(topics.map(({ name }) => name)).toEqual(expect.arrayContaining(["admitted", "tsvm", "discipline", "documents"]));
    expect(topics.find(({ name }) => name === "documents")?.kind).toBe("documents");
    expect(topics.find(({ name }) => name === "tsvm")?.questions[0]).toEqual({
      indicator: "orgs.rating",
      dims: { grade: "tsvm", kind: "grassroots" },
      measure: "share",
      status: "actual",
    });
  });

  it("come in the order in which they are named", () => {
    expect(topicsNamed(["discipline", "admitted"]).map(({ name }) => name)).toEqual(["discipline", "admitted"]);
  });

  const entry = (questions: string, name = "thu"): string =>
    `topics:\n  - name: ${name}\n    label: { vi: Thử, en: Test }\n    kind: figures\n    questions: [${questions}]\n`;

  it.each([
    ["a text that is no YAML", "topics: [", "không phải YAML"],
    ["a topic without a question", entry(""), "topics.0.questions"],
    ["a code that the codebook does not have", entry("{ indicator: members.admited }"), "topics.0.questions.0.indicator"],
    ["a word that no question has", entry("{ indicator: members.admitted, nhom: nu }"), "nhom"],
    ["a dimension that the indicator does not have", entry("{ indicator: members.admitted, dims: { form: warning } }"), "form=warning"],
    ["a measure that the indicator does not have", entry("{ indicator: members.total, measure: attainment }"), "attainment"],
    ["a name that does not fit an address", entry("{ indicator: members.admitted }", "Kết nạp"), "topics.0.name"],
    ["a name twice", `${entry("{ indicator: members.admitted }")}${entry("{ indicator: members.total }").slice(8)}`, "hai lần"],
  ])("cannot be %s", (_, yaml, message) => {
    expect(() => parseTopics(yaml, "thu.yaml")).toThrow(BadEntry);
    expect(() => parseTopics(yaml, "thu.yaml")).toThrow(message);
    expect(() => parseTopics(yaml, "thu.yaml")).toThrow("thu.yaml");
  });
});
