import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  findPlaces,
  loadGazetteer,
  type PlaceMention,
  parts,
  provinces,
  resolveProvince,
  successor,
} from "../../pipeline/language/gazetteer.ts";
import { analyze } from "../../pipeline/language/layers.ts";

interface Row {
  readonly text: string;
  readonly in?: string;
  readonly on?: string;
  /** "level province name form" of each mention, in order. */
  readonly expect: readonly string[];
  readonly why?: string;
}

const found = (text: string, province: string | null = null, date: string | null = null): readonly PlaceMention[] =>
  findPlaces(analyze(text), loadGazetteer(), { province, date });
const shown = ({ place, form }: PlaceMention): string => `${place.level} ${place.province ?? "?"} ${place.name ?? "-"} ${form}`;

const PROVINCES: readonly Row[] = [
  { text: "Tại tỉnh Lạng Sơn, công tác phát triển Đảng được chú trọng.", expect: ["province 63-20 - name"] },
  { text: "Tại Lâm Đồng có 12 chi bộ.", expect: ["province 63-68 - name"] },
  { text: "Thừa Thiên - Huế và Bà Rịa – Vũng Tàu", expect: ["province 63-46 - name", "province 63-77 - name"] },
  { text: "TT-Huế, TP.HCM, BR-VT", expect: ["province 63-46 - name", "province 63-79 - name", "province 63-77 - name"] },
  { text: "Đăk Lăk, Đắc Nông và Kontum", expect: ["province 63-66 - name", "province 63-67 - name", "province 63-62 - name"] },
  { text: "tỉnh Thanh Hoá và tỉnh Thanh Hóa", expect: ["province 63-38 - name", "province 63-38 - name"], why: "hai cách đặt dấu" },
  { text: "thành phố Cần Thơ", expect: ["province 63-92 - name"] },
  { text: "TP. Hải Phòng và TP Đà Nẵng", expect: ["province 63-31 - name", "province 63-48 - name"] },
  { text: "Thủ đô Hà Nội", expect: ["province 63-01 - name"] },
  { text: "tỉnh Tuyên Quang", on: "2025-08-01", expect: ["province 34-08 - name"] },
  { text: "tỉnh Tuyên Quang", on: "2025-06-30", expect: ["province 63-08 - name"] },
  { text: "tỉnh Hà Giang trước đây", on: "2025-09-01", expect: ["province 63-02 - name"], why: "đã nhập, vẫn nói tới" },
  { text: "Sau sáp nhập, tỉnh Đồng Tháp có 102 xã.", expect: ["province 34-82 - name"], why: "bài không ngày, nói về đơn vị mới" },
  { text: "Tỉnh Quảng Ngãi", in: "34-51", expect: ["province 34-51 - name"] },
  { text: "thành phố Bắc Ninh", on: "2026-10-01", expect: ["province 34-24 - name"] },
  { text: "thành phố Bắc Ninh", on: "2020-10-01", expect: ["district 63-27 thành phố Bắc Ninh name"] },
  { text: "thành phố Huế", on: "2025-02-01", expect: ["province 63-46 - name"] },
  { text: "TP Huế", on: "2019-02-01", expect: ["district 63-46 TP Huế name"] },
  { text: "HĐND tỉnh Hoà Bình", expect: ["province 63-17 - name"] },
  { text: "TỈNH LẠNG SƠN", expect: ["province 63-20 - name"] },
];

const DISTRICTS: readonly Row[] = [
  { text: "huyện Bắc Sơn", expect: ["district 63-20 huyện Bắc Sơn name"] },
  { text: "TP. Móng Cái", expect: ["district 63-22 TP. Móng Cái name"] },
  { text: "thị xã Sa Pa", expect: ["district 63-10 thị xã Sa Pa name"] },
  { text: "Q.9 và quận 9", expect: ["district 63-79 Q.9 name", "district 63-79 quận 9 name"] },
  { text: "T.X Phổ Yên, T.P Thái Nguyên", expect: ["district 63-19 T.X Phổ Yên name", "district 63-19 T.P Thái Nguyên name"] },
  { text: "huyện Cư M’gar và huyện Cư M'gar", expect: ["district 63-66 huyện Cư M’gar name", "district 63-66 huyện Cư M'gar name"] },
  { text: "huyện đảo Phú Quý", expect: ["district 63-60 huyện đảo Phú Quý name"] },
  { text: "thành phố Buôn Mê Thuột", expect: ["district 63-66 thành phố Buôn Mê Thuột name"] },
  { text: "huyện Quảng Ninh", expect: ["district 63-44 huyện Quảng Ninh name"], why: "huyện của Quảng Bình" },
  { text: "huyện Châu Thành", expect: ["district ? huyện Châu Thành name"], why: "có ở mười tỉnh" },
  { text: "huyện Châu Thành", in: "63-82", expect: ["district 63-82 huyện Châu Thành name"] },
  { text: "huyện Châu Thành, tỉnh Long An", in: "63-82", expect: ["district 63-80 huyện Châu Thành name", "province 63-80 - name"] },
  { text: "huyện Phong Điền (Cần Thơ)", expect: ["district 63-92 huyện Phong Điền name", "province 63-92 - name"] },
  { text: "huyện Mê Linh", on: "2007-05-01", expect: ["district 63-26 huyện Mê Linh name"] },
  { text: "huyện Mê Linh", on: "2012-05-01", expect: ["district 63-01 huyện Mê Linh name"] },
  {
    text: "các huyện Bắc Sơn, Chi Lăng và Hữu Lũng",
    expect: ["district 63-20 huyện Bắc Sơn name", "district 63-20 huyện Chi Lăng name", "district 63-20 huyện Hữu Lũng name"],
  },
  { text: "huyện Chi Lăng, Lạng Sơn", expect: ["district 63-20 huyện Chi Lăng name", "province 63-20 - name"] },
  { text: "Bảo Lộc 45 đảng viên, Di Linh 30", in: "63-68", expect: ["district 63-68 Bảo Lộc name", "district 63-68 Di Linh name"] },
  { text: "Bảo Lộc 45 đảng viên", expect: [], why: "không biết tỉnh nào" },
  { text: "huyện Tân Lập Mới", in: "63-20", expect: ["district 63-20 huyện Tân Lập Mới name"], why: "không có trong danh mục" },
];

const COMMUNES: readonly Row[] = [
  { text: "xã Hòa Sơn, huyện Hữu Lũng", expect: ["commune 63-20 xã Hòa Sơn name", "district 63-20 huyện Hữu Lũng name"] },
  { text: "phường Hưng Bình", expect: ["commune 63-40 phường Hưng Bình name"] },
  { text: "TT. Phước Hải", in: "63-77", expect: ["commune 63-77 TT. Phước Hải name"] },
  { text: "phường 5", in: "63-86", expect: ["commune 63-86 phường 5 name"] },
  { text: "xã Sơn Kim 1", expect: ["commune 63-42 xã Sơn Kim 1 name"] },
  { text: "xã Tân Hương Mới", in: "34-20", on: "2026-01-05", expect: ["commune 34-20 xã Tân Hương Mới name"], why: "xã lập năm 2025" },
  { text: "đặc khu Vân Đồn", in: "34-22", on: "2025-08-05", expect: ["commune 34-22 đặc khu Vân Đồn name"] },
  { text: "các xã Hòa Sơn, Minh Sơn", in: "63-20", expect: ["commune 63-20 xã Hòa Sơn name", "commune 63-20 xã Minh Sơn name"] },
  { text: "các vấn đề xã hội, kinh tế - xã hội", expect: [] },
  { text: "14 xã và 2 phường", expect: [] },
];

const ORGANISATIONS: readonly Row[] = [
  { text: "Đảng bộ huyện Bắc Sơn", expect: ["district 63-20 huyện Bắc Sơn organisation"] },
  { text: "Đảng bộ xã Đồng Ý", in: "63-20", expect: ["commune 63-20 xã Đồng Ý organisation"] },
  { text: "Huyện ủy Chi Lăng", expect: ["district 63-20 huyện Chi Lăng organisation"] },
  { text: "Huyện uỷ Chi Lăng", expect: ["district 63-20 huyện Chi Lăng organisation"] },
  { text: "Thành ủy Lạng Sơn", expect: ["district 63-20 thành phố Lạng Sơn organisation"] },
  { text: "Thành ủy Cần Thơ", expect: ["province 63-92 - organisation"] },
  { text: "Thành ủy TP.HCM", expect: ["province 63-79 - organisation"] },
  { text: "Thị ủy Nghĩa Lộ", expect: ["district 63-15 thị xã Nghĩa Lộ organisation"] },
  { text: "Quận ủy Cái Răng", expect: ["district 63-92 quận Cái Răng organisation"] },
  { text: "Tỉnh ủy Lạng Sơn Nguyễn Văn An", expect: ["province 63-20 - organisation"], why: "tên người theo sau" },
  { text: "Bí thư Huyện ủy Trần Văn Bình", in: "63-20", expect: ["district 63-20 - self"] },
  { text: "Bí thư Đảng ủy xã Nguyễn Văn An", in: "63-20", expect: ["commune 63-20 - self"] },
  {
    text: "Chủ tịch UBND xã Trần Văn Bình; phường Nguyễn Trãi",
    in: "63-20",
    expect: ["commune 63-20 phường Nguyễn Trãi name"],
    why: "tên người, rồi tên phường",
  },
  { text: "Đảng bộ Lạng Sơn", in: "63-20", expect: ["province 63-20 - organisation"] },
  { text: "Đảng bộ Bắc Sơn", in: "63-20", expect: ["district 63-20 Bắc Sơn organisation"] },
  { text: "Đảng bộ Hòa Bình", in: "63-95", expect: ["district 63-95 Hòa Bình organisation"], why: "huyện của Bạc Liêu" },
  { text: "Đảng bộ Hòa Bình", in: "63-17", expect: ["province 63-17 - organisation"] },
  {
    text: "Đảng bộ các huyện: Cao Lộc, Văn Lãng",
    in: "63-20",
    expect: ["district 63-20 huyện Cao Lộc organisation", "district 63-20 huyện Văn Lãng organisation"],
  },
  { text: "ĐẢNG BỘ HUYỆN BẮC SƠN KẾT NẠP ĐẢNG VIÊN", expect: ["district 63-20 HUYỆN BẮC SƠN organisation"] },
  { text: "Đảng ủy Khối các cơ quan tỉnh đã họp", in: "63-20", expect: ["unit 63-20 Khối các cơ quan tỉnh organisation"] },
  { text: "Đảng bộ Khối Doanh nghiệp kết nạp 25", in: "63-22", expect: ["unit 63-22 Khối Doanh nghiệp organisation"] },
  {
    text: "Đảng bộ Khối cơ quan và doanh nghiệp tỉnh. Đảng bộ Khối có 5",
    in: "63-67",
    expect: ["unit 63-67 Khối cơ quan và doanh nghiệp tỉnh organisation", "unit 63-67 Khối cơ quan và doanh nghiệp tỉnh organisation"],
  },
  {
    text: "Đảng bộ Quân sự tỉnh và Đảng bộ Công an tỉnh",
    in: "63-20",
    expect: ["unit 63-20 Quân sự tỉnh organisation", "unit 63-20 Công an tỉnh organisation"],
  },
  {
    text: "Công an tỉnh 12, Bộ CHQS tỉnh 5; Giám đốc Công an tỉnh",
    in: "63-20",
    expect: ["unit 63-20 Công an tỉnh organisation", "unit 63-20 Bộ CHQS tỉnh organisation"],
  },
  { text: "Đảng bộ Bộ đội Biên phòng tỉnh", in: "63-20", expect: ["unit 63-20 Bộ đội Biên phòng tỉnh organisation"] },
  { text: "Đảng bộ Than Quảng Ninh có 25 nghìn đảng viên", expect: ["unit 63-22 Than Quảng Ninh organisation"] },
  { text: "Đảng ủy Công an Trung ương", in: "63-20", expect: ["unit ? Công an Trung ương organisation"] },
  { text: "Đảng bộ Công ty CP Gang thép Thái Nguyên", expect: ["unit 63-19 Công ty CP Gang thép Thái Nguyên organisation"] },
  {
    text: "Đảng bộ Sở Nông nghiệp và Phát triển nông thôn kết nạp 5",
    in: "63-20",
    expect: ["unit 63-20 Sở Nông nghiệp và Phát triển nông thôn organisation"],
  },
  { text: "Trường Cao đẳng Sư phạm Nghệ An có 8 chi bộ", expect: ["unit 63-40 Trường Cao đẳng Sư phạm Nghệ An organisation"] },
  { text: "Chi bộ thôn Nà Lầu có 12 đảng viên", in: "63-20", expect: ["unit 63-20 Chi bộ thôn Nà Lầu organisation"] },
  { text: "Chi bộ khu phố 3", in: "63-20", expect: ["unit 63-20 Chi bộ khu phố 3 organisation"] },
];

const SELVES: readonly Row[] = [
  { text: "toàn tỉnh", in: "63-20", expect: ["province 63-20 - self"] },
  { text: "toàn Đảng bộ tỉnh", in: "63-20", expect: ["province 63-20 - self"] },
  { text: "Đảng bộ tỉnh có 5", in: "63-20", expect: ["province 63-20 - self"] },
  { text: "Tỉnh ủy đã họp", in: "63-20", expect: ["province 63-20 - self"] },
  { text: "các mặt của tỉnh", in: "63-20", expect: ["province 63-20 - self"] },
  { text: "toàn huyện", in: "63-20", expect: ["district 63-20 - self"] },
  { text: "Đảng bộ huyện có 40 chi bộ", in: "63-20", expect: ["district 63-20 - self"] },
  { text: "toàn thành phố", in: "63-92", expect: ["province 63-92 - self"], why: "thành phố trực thuộc Trung ương" },
  { text: "toàn thành phố", in: "63-20", expect: ["district 63-20 - self"] },
  { text: "cả nước; toàn Đảng; toàn quốc", in: "63-20", expect: ["national ? - self", "national ? - self", "national ? - self"] },
];

const NONE: readonly Row[] = [
  { text: "đồng chí Hồ Chí Minh", expect: [] },
  { text: "ông Hòa Bình", expect: [] },
  { text: "tư tưởng Hồ Chí Minh", expect: [] },
  { text: "đồng chí Nguyễn Thái Bình", expect: [] },
  { text: "đường Điện Biên Phủ, chiến thắng Điện Biên Phủ", expect: [] },
  { text: "sông Đồng Nai, biển Thái Bình Dương", expect: [] },
  { text: "vì hòa bình", expect: [] },
  { text: "Báo Lạng Sơn", expect: [] },
  { text: "các đảng bộ xã, phường; 11 đảng bộ xã; các huyện ủy", in: "63-20", expect: [] },
  { text: "24 chi bộ nông thôn; đảng bộ cơ sở; chi bộ trực thuộc", in: "63-20", expect: [] },
  { text: "3 đảng bộ HTTNV, 2 đảng bộ TSVM", in: "63-20", expect: [] },
  { text: "Hội nghị toàn quốc; Đại hội đại biểu toàn quốc; toàn đảng viên", expect: [] },
  { text: "trong xã hội, của xã hội", in: "63-20", expect: [] },
];

describe("findPlaces", () => {
  for (const [title, rows] of Object.entries({
    provinces: PROVINCES,
    districts: DISTRICTS,
    communes: COMMUNES,
    organisations: ORGANISATIONS,
    selves: SELVES,
    none: NONE,
  })) {
    it.each(rows)(`${title}: reads "$text"`, ({ text, in: province, on, expect: wanted }) => {
      expect(found(text, province ?? null, on ?? null).map(shown)).toEqual(wanted);
    });
  }

  it("tells by selfLevel that 'toàn Đảng bộ' says no level", () => {
    expect(found("toàn Đảng bộ", "63-20")).toMatchObject([
      { form: "self", selfLevel: null, place: { level: "province", province: "63-20", name: null } },
    ]);
    expect(found("toàn Đảng bộ tỉnh", "63-20")).toMatchObject([{ form: "self", selfLevel: "province" }]);
    expect(found("huyện Bắc Sơn", "63-20")[0]).not.toHaveProperty("selfLevel");
  });

  it("gives offsets and token indexes of the same run, and mentions that do not overlap", () => {
    const text = "Đảng bộ huyện Bắc Sơn (Lạng Sơn), xã Đồng Ý và toàn tỉnh.";
    const layers = analyze(text);
    const mentions = findPlaces(layers, loadGazetteer(), { province: "63-20", date: null });
    for (const mention of mentions) {
      expect(layers.tokens[mention.from]?.start).toBe(mention.start);
      expect(layers.tokens[mention.to - 1]?.end).toBe(mention.end);
    }
    expect(mentions.map((mention) => text.slice(mention.start, mention.end))).toEqual([
      "Đảng bộ huyện Bắc Sơn",
      "Lạng Sơn",
      "xã Đồng Ý",
      "toàn tỉnh",
    ]);
    mentions.slice(1).forEach((mention, i) => {
      expect(mention.from).toBeGreaterThanOrEqual(mentions[i]?.to ?? 0);
    });
  });

  it("finds every province by its full name, in either system", () => {
    for (const { id, fullName, validTo } of provinces("63")) {
      const day = validTo !== null && validTo < "2025-01-01" ? "2008-01-01" : "2024-06-01";
      expect(found(fullName, null, day).map(({ place }) => place.province)).toEqual([id]);
    }
    for (const { id, fullName } of provinces("34"))
      expect(found(fullName, null, "2026-10-15").map(({ place }) => place.province)).toEqual([id]);
  });

  it("survives any mixture of its own words, with offsets inside the text", () => {
    const word = fc.constantFrom(
      "Đảng bộ",
      "các",
      "huyện",
      "TP.",
      "Lạng Sơn",
      "xã",
      "Hòa",
      ",",
      ":",
      "(",
      "và",
      "Khối",
      "Tỉnh ủy",
      "toàn",
      "9",
      "Q.",
      "của tỉnh",
      "\n",
      "Chi bộ",
      "Trường",
      "Nguyễn",
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 25 }), (words) => {
        const text = words.join(" ");
        for (const mention of found(text, "63-20"))
          expect(mention.start >= 0 && mention.end <= text.length && mention.start < mention.end).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe("provinces", () => {
  it("follows each province to its unit of today and back", () => {
    expect(successor("63-02")).toBe("34-08");
    expect(successor("63-28")).toBe("34-01");
    expect(parts("34-08")).toEqual(["63-02", "63-08"]);
    for (const { id } of provinces("34")) for (const part of parts(id)) expect(successor(part)).toBe(id);
    expect(successor("63-99")).toBeNull();
    expect(parts("34-99")).toEqual([]);
  });

  it.each([
    ["63-20", "63-20"],
    ["34-08", "34-08"],
    ["Lạng Sơn", "63-20"],
    ["lang son", "63-20"],
    ["Tỉnh Lạng Sơn", "63-20"],
    ["tp hcm", "63-79"],
    ["TP. Hồ Chí Minh", "63-79"],
    ["sai gon", "63-79"],
    ["hue", "63-46"],
    ["dak lak", "63-66"],
    ["vung tau", "63-77"],
    ["Hà Tây", "63-28"],
  ])("understands %s as %s", (typed, id) => {
    expect(resolveProvince(typed)).toEqual({ id });
  });

  it("reads a name in the system asked for, and suggests near names for a misprint", () => {
    expect(resolveProvince("lạng sơn", "34")).toEqual({ id: "34-20" });
    expect(resolveProvince("lang sonn")).toEqual({ suggestions: [{ id: "63-20", name: "Lạng Sơn" }] });
    expect(resolveProvince("quang nin")).toMatchObject({ suggestions: expect.arrayContaining([{ id: "63-22", name: "Quảng Ninh" }]) });
    expect(resolveProvince("zzzzzz")).toEqual({ suggestions: [] });
  });
});
