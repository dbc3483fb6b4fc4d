import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OpenArticle } from "../../../pipeline/jobs/bulletin/evidence.ts";
import { cutQuote, gatherModels } from "../../../pipeline/jobs/bulletin/models.ts";
import { readPeriod } from "../../../pipeline/jobs/bulletin/period.ts";
import { cutSentences } from "../../../pipeline/serve/sentences.ts";
import type { ArticleHead, ArticleQuery } from "../../../pipeline/types/store.ts";
import { makeHead } from "../../store/documents.ts";

const quoteOf = (sentence: string): string | null => {
  const span = cutQuote(sentence);
  return span === null ? null : sentence.slice(span.start, span.end);
};

describe("a quotation about a model", () => {
  it.each([
    [
      "a whole sentence without its full stop",
      "Chi bộ thôn Nà Lầu dựng mô hình “Ba cùng với dân bản” từ đầu mùa mưa.",
      "Chi bộ thôn Nà Lầu dựng mô hình “Ba cùng với dân bản” từ đầu mùa mưa",
    ],
    [
      "the clauses that fit, from the beginning",
      "Đảng ủy xã Tân Lập chọn mô hình “Chi bộ điện tử” làm việc đột phá của nhiệm kỳ, giao từng cấp ủy viên phụ trách một tổ dân cư, hằng tháng họp rút kinh nghiệm và báo cáo kết quả lên cấp trên.",
      "Đảng ủy xã Tân Lập chọn mô hình “Chi bộ điện tử” làm việc đột phá của nhiệm kỳ",
    ],
    [
      "the clause that tells of it, where the beginning is too long",
      "Sau nhiều lần bàn bạc với các đoàn thể, bộ đội biên phòng cùng già làng, trưởng bản ở những cụm dân cư xa nhất của xã trong suốt mùa khô vừa rồi, đảng ủy mở mô hình “Lớp học dưới trăng” cho thanh niên.",
      "đảng ủy mở mô hình “Lớp học dưới trăng” cho thanh niên",
    ],
    [
      "digits inside a name",
      "Thị ủy phát động mô hình “5 không, 3 sạch” trong toàn thể chi bộ khu phố.",
      "Thị ủy phát động mô hình “5 không, 3 sạch” trong toàn thể chi bộ khu phố",
    ],
    [
      "a way of doing that is praised",
      "Một cách làm hay là “mỗi tuần một buổi họp dân” ở các khu phố mới.",
      "Một cách làm hay là “mỗi tuần một buổi họp dân” ở các khu phố mới",
    ],
  ])("is %s", (_, sentence, quote) => {
    expect(quoteOf(sentence)).toBe(quote);
  });

  it.each([
    ["figures alone", "Toàn huyện hiện duy trì 45 mô hình dân vận khéo ở 12 xã, thị trấn."],
    ["what is still to be done", "Thời gian tới, huyện tiếp tục nhân rộng mô hình “Chi bộ bốn tốt” ra các xã."],
    ["what is lacking", "Nhiều chi bộ chưa có mô hình nào phù hợp với người dân vùng cao của mình."],
    ["forms of administration", "Mô hình chính quyền địa phương hai cấp đi vào vận hành thông suốt ở các xã mới."],
    ["a model that a sentence before names", "Mô hình này được bà con đồng tình, nhiều chi bộ trong huyện đến học hỏi."],
    ["what points back", "Đây là mô hình “Họp dân đầu tuần” do bí thư chi bộ đề xướng từ mùa xuân."],
    ["a few words", "Mô hình “Tiếng loa làng”."],
    ["praise without a model", "Các chi bộ thi đua xây dựng mô hình hay trong từng thôn, từng xóm của mình."],
    ["a question", "Mô hình “Chi bộ bốn tốt” đã giúp gì cho người dân ở bản xa nhất của xã?"],
  ])("is not made of %s", (_, sentence) => {
    expect(quoteOf(sentence)).toBeNull();
  });

  it("is always a part of the sentence of 25 words at most", () => {
    const word = fc.constantFrom(
      "mô hình",
      "“Chi bộ điện tử”",
      "đảng ủy xã",
      "cách làm hay",
      "bà con",
      ",",
      ";",
      "và",
      "(ở bản xa",
      ")",
      "12",
      "chi bộ",
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 60 }), (words) => {
        const quote = quoteOf(`${words.join(" ")}.`);
        if (quote === null) return;
        expect(words.join(" ")).toContain(quote);
        expect(quote.split(/\s+/u).length).toBeLessThanOrEqual(25 + words.filter((one) => /^[,;()]$/u.test(one)).length);
        expect(quote).toBe(quote.trim());
      }),
    );
  });
});

interface Report {
  readonly text: string;
  readonly head: Partial<ArticleHead>;
}

const MODEL = (name: string): string => `Chi bộ thôn dựng mô hình “${name}” được bà con trong xã tham gia đều đặn.`;

/** What a bulletin of 2024-Q1 quotes of these reports. */
function quoted(reports: readonly Report[], provinces: ReadonlySet<string> | null = null) {
  const articles = new Map<string, OpenArticle>(
    reports.map(({ text, head }, n) => {
      const made = makeHead({ id: `${n}-0`, url: `https://bao.test/${n}`, publishedAt: "2024-02-01", title: "Tin ngắn", ...head });
      return [made.id, { head: made, text, sentences: cutSentences(text), citations: [] }];
    }),
  );
  const asked: ArticleQuery[] = [];
  const store = {
    articles: (query: ArticleQuery) => {
      asked.push(query);
      return [...articles.values()].map(({ head }) => head);
    },
  };
  const models = gatherModels({ store, column: readPeriod("2024-Q1").column, provinces, open: (id) => articles.get(id) ?? null });
  return { models, asked };
}

const at = (province: string, name: string | null = null) => ({
  level: name === null ? ("province" as const) : ("district" as const),
  province,
  name,
});

describe("models of a period", () => {
  it("are asked of its days, quote their report word for word, and say where", () => {
    const text = `Mở đầu.\n${MODEL("Ba cùng")} Kết thúc.`;
    const { models, asked } = quoted([{ text, head: { place: at("63-20", "Chi Lăng") } }]);
    expect(asked).toEqual([{ since: "2024-01-01", before: "2024-04-01" }]);
    const [model] = models;
    expect(model?.place).toBe("Chi Lăng, Lạng Sơn");
    expect(text.slice(model?.evidence.start, model?.evidence.end)).toBe(model?.quote);
    expect(model?.evidence).toMatchObject({ quote: model?.quote, sentence: { text: MODEL("Ba cùng") }, article: { id: "0-0" } });
  });

  it("are one a province and five in all, those first whose title names one", () => {
    const provinces = ["63-20", "63-20", "63-22", "63-68", "63-10", "63-11", "63-12"];
    const reports = provinces.map((province, n) => ({
      text: MODEL(`Số ${"abcdefg".charAt(n)}`),
      head: { place: at(province), title: n === 6 ? "Hiệu quả từ một mô hình" : "Tin ngắn" },
    }));
    const { models } = quoted(reports);
    expect(models.map(({ evidence }) => evidence.article.id)).toEqual(["6-0", "0-0", "2-0", "3-0", "4-0"]);
  });

  it("are not taken from reprints, untrusted reports, those of no known province or of other provinces", () => {
    const heads: readonly Partial<ArticleHead>[] = [
      { place: at("63-20"), reprintOf: "x-0" },
      { place: at("63-20"), trust: "years_rewritten" },
      { place: null },
      { place: at("63-68") },
    ];
    expect(
      quoted(
        heads.map((head) => ({ text: MODEL("Ba cùng"), head })),
        new Set(["63-20"]),
      ).models,
    ).toEqual([]);
  });
});
