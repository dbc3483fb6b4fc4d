import { describe, expect, it } from "vitest";
import { originOf } from "../../pipeline/language/normalize.ts";
import { readWrittenPage } from "../../pipeline/read/read.ts";
import type { Article } from "../../pipeline/types/article.ts";
import { bodyOf, pageOf, textOfKinds } from "./bench.ts";

const readAll = (text: string): readonly Article[] =>
  readWrittenPage(pageOf(text, { url: "file:bai.txt", mediaType: "text/plain" }), { source: null });
const readOne = (text: string): Article => {
  const articles = readAll(text);
  expect(articles).toHaveLength(1);
  return articles[0] as Article;
};

const first =
  "Ngay từ đầu quý, Đảng ủy xã Hạ Lang giao cho mỗi chi bộ một việc khó, có người phụ trách và có ngày phải xong, không để việc trôi sang quý sau như trước.";
const second =
  "Chi bộ thôn Trung nhận việc vận động bà con hiến đất mở đường; sau ba cuộc họp, con đường qua thôn đã rộng thêm hai mét, xe chở nông sản vào tận sân.";
const third = "Theo báo cáo của Đảng ủy, 6 tháng đầu năm toàn xã kết nạp 14 đảng viên mới, trong đó có 5 người ở các thôn xa trung tâm.";

describe("a plain text saved by a crawler", () => {
  it("is freed of menus, banners, counters and teasers", () => {
    const article = readOne(
      `Trang chủ\nThời sự\nChính trị\nChào mừng Đại hội đại biểu Đảng bộ huyện lần thứ X, nhiệm kỳ 2020-2025\n\nHạ Lang giao việc khó cho từng chi bộ In trang\n\n12/07/2021, 09:15 - Lượt đọc: 1,204\n\n${first}\n\nNhững việc đã xong\n\n${second}\n\n${third}\n\nVI HOA\n\n(0) Bình luận\nBài liên quan\nHuyện bên kết nạp 95 đảng viên\n${second.replace("Trung", "Đoài")}\nThống kê truy cập\n • 001840033\nPOWERED BY ONECMS`,
    );
    expect(article.title).toBe("Hạ Lang giao việc khó cho từng chi bộ");
    expect([article.publishedAt, article.publishedFrom, article.byline]).toEqual(["2021-07-12T09:15+07:00", "dateline", "VI HOA"]);
    expect(bodyOf(article)).toBe(`${first}\nNhững việc đã xong\n${second}\n${third}`);
    expect(textOfKinds(article, "heading")).toBe("Những việc đã xong");
    expect(article.removed.map((removal) => removal.reason)).toEqual(expect.arrayContaining(["thực đơn", "khẩu hiệu", "bình luận"]));
  });

  it("keeps captions, picture names and second prints out of the body", () => {
    const article = readOne(
      `Hạ Lang giao việc khó cho từng chi bộ\nLãnh đạo Đảng ủy xã Hạ Lang thăm mô hình trồng hồi ở thôn Trung\n${first}\n\n${first}\n\nChi bộ thôn Trung họp bàn mở đường.\n\n${second}\n202107120915.jpeg\nĐường mới qua thôn Trung\n\n${third}`,
    );
    expect(article.captions).toEqual([
      "Lãnh đạo Đảng ủy xã Hạ Lang thăm mô hình trồng hồi ở thôn Trung",
      "Chi bộ thôn Trung họp bàn mở đường.",
      "Đường mới qua thôn Trung",
    ]);
    expect(bodyOf(article)).toBe(`${first}\n${second}\n${third}`);
    expect(article.removed).toContainEqual(expect.objectContaining({ step: "body", reason: "lặp lại" }));
  });

  it("takes a visitor's clock on top for no date, and joins a kicker that ends with a colon to the title", () => {
    const article = readOne(`Thứ ba,  25/01/2022\nChuyện ở Hạ Lang:\n\nViệc khó giao từng chi bộ\n\nLSO-${first}\n\n${second}\n\nLÝ SEO`);
    expect([article.title, article.publishedAt, article.publisher]).toEqual([
      "Chuyện ở Hạ Lang: Việc khó giao từng chi bộ",
      null,
      "Báo Lạng Sơn",
    ]);
    expect(bodyOf(article).startsWith("LSO-Ngay từ đầu quý")).toBe(true);
  });

  it("marks a lead that stands above the paper's code", () => {
    const article = readOne(`Hạ Lang giao việc khó cho từng chi bộ\n\n${second}\n\n(QBĐT) - ${first}\n\n${third}`);
    expect(textOfKinds(article, "sapo")).toBe(second);
    expect(bodyOf(article)).toBe(`(QBĐT) - ${first}\n${third}`);
  });

  it("goes on behind a list of links that was set into the article", () => {
    const article = readOne(
      `Hạ Lang giao việc khó cho từng chi bộ\n\n${first}\n\nTin liên quan\nHuyện bên kết nạp 95 đảng viên\n\n${second}\n\n${third}\n\nVI HOA\n\nTin cùng chuyên mục\nXã Thượng kết nạp 3 đảng viên`,
    );
    expect(bodyOf(article)).toBe(`${first}\n${second}\n${third}`);
    expect(article.byline).toBe("VI HOA");
  });

  it("drops the headline of another article between its paragraphs", () => {
    const article = readOne(
      `Hạ Lang giao việc khó cho từng chi bộ\n\n${first}\n\nThi hành kỷ luật 17 đảng viên vi phạm quy định về đất đai\n\n${second}`,
    );
    expect(article.text).not.toContain("17 đảng viên");
  });

  it("takes one line for a text, and a first short line for its title", () => {
    expect(bodyOf(readOne("Đảng bộ huyện kết nạp 12 đảng viên."))).toBe("Đảng bộ huyện kết nạp 12 đảng viên.");
    expect(readOne("Tin vắn từ xã\nXã có 12 đảng viên mới.\nHọp vào mồng ba.").title).toBe("Tin vắn từ xã");
  });

  it("reads the header, and counts offsets from behind it", () => {
    const body = `Hạ Lang giao việc khó cho từng chi bộ\n\n${first}\n\n${second}\n`;
    const article = readOne(`URL: https://bao.test/ha-lang\nPublished: 2021-07-12\nPublisher: Báo Thử\n\n${body}`);
    expect([article.url, article.publishedAt, article.publishedFrom, article.publisher]).toEqual([
      "https://bao.test/ha-lang",
      "2021-07-12",
      "header",
      "Báo Thử",
    ]);
    const paragraph = article.blocks.find((block) => block.kind === "paragraph");
    const span = originOf(article.offsets as NonNullable<Article["offsets"]>, paragraph as NonNullable<typeof paragraph>);
    expect(body.slice(span.start, span.end)).toBe(first);
  });
});

describe("several articles in one text", () => {
  const links = (last: string): string =>
    ["Mẫu Đơn Xin Vào Đảng", "Cách Viết Bản Kiểm Điểm", "Hỏi Đáp Về Sinh Hoạt Đảng", last].map((text) => ` • ${text}`).join("\n");

  it("are parted where link lists stand between them; each list has swallowed a line of an article", () => {
    const text = `Giao Việc Khó Cho Chi Bộ\n\n--- Bài mới hơn ---\n\n${links(first)}\n\n${second}\n\nBài, ảnh: VI HOA\n\n--- Bài cũ hơn ---\n\n${links("Kết Nạp Đảng Viên Ở Thôn Xa")}\n\n--- Bài mới hơn ---\n\n${links("Ngày đăng: 26/03/2020 11:16")}\n\n${third}\n\n${second}\n\n--- Bài cũ hơn ---\n\n${links("Web hay")}`;
    const found = readAll(text).map((article) => ({
      title: article.title,
      body: bodyOf(article),
      byline: article.byline,
      published: article.publishedAt,
    }));
    expect(found).toEqual([
      { title: "Giao Việc Khó Cho Chi Bộ", body: `${first}\n${second}`, byline: "VI HOA", published: null },
      { title: "Kết Nạp Đảng Viên Ở Thôn Xa", body: `${third}\n${second}`, byline: null, published: "2020-03-26T11:16+07:00" },
    ]);
  });

  it("are parted where a title with its own date line opens a new text", () => {
    const text = `Giao việc khó cho từng chi bộ\n12/07/2021, 09:15\n${first}\n${second}\nVI HOA\n\nKết nạp đảng viên ở các thôn xa\n13/07/2021, 10:00\n${third}\n${second}\n${first}\nLÝ SEO`;
    expect(readAll(text).map(({ title, byline, publishedAt }) => [title, byline, publishedAt])).toEqual([
      ["Giao việc khó cho từng chi bộ", "VI HOA", "2021-07-12T09:15+07:00"],
      ["Kết nạp đảng viên ở các thôn xa", "LÝ SEO", "2021-07-13T10:00+07:00"],
    ]);
  });

  it("are not seen in teasers with dates below the article", () => {
    const text = `Giao việc khó cho từng chi bộ\n12/07/2021, 09:15\n${first}\n${second}\n${third}\nVI HOA\nBài liên quan\nKết nạp đảng viên ở các thôn xa\n13/07/2021, 10:00\nBà con thôn xa vui vì có chi bộ riêng.`;
    expect(readAll(text)).toHaveLength(1);
  });
});
