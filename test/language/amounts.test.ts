import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Amount } from "../../pipeline/language/amounts.ts";
import { findAmounts } from "../../pipeline/language/amounts.ts";
import { analyze } from "../../pipeline/language/layers.ts";
import { findTimes } from "../../pipeline/language/periods/times.ts";
import { GROWTH_LIMIT, growth, hostile } from "./hostile.ts";
import { writeNumeral } from "./write-numeral.ts";

const SIGNS = { exact: "", about: "~", more_than: ">", at_least: "≥", less_than: "<", at_most: "≤" } as const;

/** An amount on one line: quote, bound sign, value (with its range or denominator), kind, note. */
function say(text: string, amount: Amount): string {
  const { kind, value, upper, denominator, note, zero, boundAfter } = amount;
  const number = kind === "fraction" ? `${value}/${denominator}` : upper === undefined ? `${value}` : `${value}..${upper}`;
  const unit = kind === "percent" ? "%" : kind === "ratio" ? "×" : "";
  const marks = [note, zero ? "zero" : undefined, boundAfter === undefined ? undefined : "trở"].filter((mark) => mark !== undefined);
  return `${text.slice(amount.start, amount.end)} = ${SIGNS[amount.bound]}${number}${unit}${marks.length > 0 ? ` ${marks.join(" ")}` : ""}`;
}

function sayAll(text: string): string[] {
  return findAmounts(analyze(text)).map((amount) => say(text, amount));
}

const found: readonly (readonly [string, ...string[]])[] = [
  // digits
  ["Đảng bộ có 1.168 đảng viên.", "1.168 = 1168"],
  ["Cử 08 quần chúng đi học.", "08 = 8"],
  ["Kết nạp 1250 đảng viên.", "1250 = 1250"],
  ["Toàn tỉnh có 2000 đảng viên trẻ.", "2000 = 2000"],
  ["Có 1 168 đảng viên.", "1 168 = 1168 spaced"],
  ["Có 1,783 đảng viên dự lễ.", "1,783 = 1783 comma"],
  ["Kiểm tra 2.015tổ chức.", "2.015 = 2015"],
  ["Có 6.5 nghìn đảng viên.", "6.5 nghìn = 6500 point"],
  // multipliers
  ["Toàn tỉnh có 32,7 nghìn đảng viên.", "32,7 nghìn = 32700"],
  ["Cả nước có gần 4,7 triệu đảng viên.", "gần 4,7 triệu = ~4700000"],
  ["Có 5 ngàn đảng viên.", "5 ngàn = 5000"],
  ["Hơn 1,2 vạn hội viên.", "Hơn 1,2 vạn = >12000"],
  ["Khoảng 2 triệu 300 nghìn người.", "Khoảng 2 triệu 300 nghìn = ~2300000"],
  ["Số thu đạt 12, tỷ lệ cao.", "12 = 12"],
  ["Trồng 5 vạn cây.", "5 vạn = 50000"],
  // words
  ["Kỷ luật cảnh cáo ba đảng viên.", "ba = 3"],
  ["Khai trừ bốn đồng chí.", "bốn = 4"],
  ["Có hai mươi ba đảng viên mới.", "hai mươi ba = 23"],
  ["Một trăm linh năm chi bộ đã đại hội.", "Một trăm linh năm = 105"],
  ["Hai triệu ba trăm nghìn người tham gia.", "Hai triệu ba trăm nghìn = 2300000"],
  ["Kết nạp năm đảng viên là nữ.", "năm = 5"],
  ["Chỉ còn tám thôn chưa có chi bộ.", "tám = 8"],
  ["Khiển trách sáu, cách chức bốn, khai trừ hai.", "sáu = 6", "bốn = 4", "hai = 2"],
  ["Thi hành kỷ luật một đảng viên.", "một = 1"],
  ["Kiểm tra một tổ chức đảng và hai đảng viên.", "một = 1", "hai = 2"],
  ["Chỉ một chi bộ yếu kém.", "một = 1"],
  ["Giúp đỡ từ hai đến ba đảng viên mới.", "từ hai đến ba = ≥2..3"],
  ["Đạt bảy mươi phần trăm kế hoạch.", "bảy mươi phần trăm = 70%"],
  ["Giảm mười chi bộ ghép.", "mười = 10"],
  ["Ba xã đã hoàn thành.", "Ba = 3"],
  // percent
  ["Đạt 69,99% chỉ tiêu.", "69,99% = 69.99%"],
  ["Đạt 90 % kế hoạch.", "90 % = 90%"],
  ["Đạt 93.28% chỉ tiêu.", "93.28% = 93.28% point"],
  ["Đạt 100%NQ.", "100% = 100%"],
  ["Chiếm 12 phần trăm.", "12 phần trăm = 12%"],
  ["Bình quân 93,28%/năm.", "93,28% = 93.28%"],
  ["Tăng 2,5 điểm phần trăm.", "2,5 điểm phần trăm = 2.5% points"],
  ["Giảm 3 điểm % so với trước.", "3 điểm % = 3% points"],
  ["Giảm 91,57% số thôn trắng.", "91,57% = 91.57%"],
  ["Tỷ lệ: 87%.", "87% = 87%"],
  // fractions
  ["Có 46/46 TCCSĐ đạt TSVM.", "46/46 = 46/46"],
  ["Có 08/08 chi bộ.", "08/08 = 8/8"],
  ["Có 1/5 đạt TSVM; 3/5 đạt HTTNV.", "1/5 = 1/5", "3/5 = 3/5"],
  ["Kết nạp 957/1.679 đảng viên.", "957/1.679 = 957/1679"],
  ["Có 45 / 48 chi bộ.", "45 / 48 = 45/48"],
  ["Có 45/ 48 chi bộ.", "45/ 48 = 45/48"],
  ["Đã kiểm tra 5/6 cuộc.", "5/6 = 5/6"],
  ["Đạt loại tốt 71,4% (5/7).", "71,4% = 71.4%", "5/7 = 5/7"],
  ["Kết nạp 80 đảng viên/85 chỉ tiêu.", "80 = 80", "85 = 85"],
  ["Kết nạp 7.979/8.000 - 8500 đảng viên.", "7.979/8.000 = 7979/8000", "8500 = 8500"],
  ["Hơn 2/3 số đảng viên là nữ.", "Hơn 2/3 = >2/3 proportion"],
  ["Một nửa số chi bộ đã họp.", "Một nửa = 1/2 proportion"],
  ["Gần một nửa là thanh niên.", "Gần một nửa = ~1/2 proportion"],
  ["Hai phần ba đại biểu tán thành.", "Hai phần ba = 2/3 proportion"],
  ["Chiếm 1/2 tổng số đảng viên.", "1/2 = 1/2 proportion"],
  // bounds before
  ["Kết nạp hơn 320 đảng viên.", "hơn 320 = >320"],
  ["Có trên 99.000 người.", "trên 99.000 = >99000"],
  ["Gần 600 đảng viên.", "Gần 600 = ~600"],
  ["Khoảng 70 chi bộ.", "Khoảng 70 = ~70"],
  ["Xấp xỉ 300 quần chúng.", "Xấp xỉ 300 = ~300"],
  ["Ước 5% đảng viên.", "Ước 5% = ~5%"],
  ["Ước đạt 95% kế hoạch.", "Ước đạt 95% = ~95%"],
  ["Ước tính 40 hồ sơ.", "Ước tính 40 = ~40"],
  ["Yếu kém dưới 1%.", "dưới 1% = <1%"],
  ["Chưa đến 3% bị kỷ luật.", "Chưa đến 3% = <3%"],
  ["Chưa đầy 20 đảng viên.", "Chưa đầy 20 = <20"],
  ["Không quá 5% hoàn thành xuất sắc.", "Không quá 5% = ≤5%"],
  ["Không dưới 30 đảng viên.", "Không dưới 30 = ≥30"],
  ["Tối đa 15 cấp ủy viên.", "Tối đa 15 = ≤15"],
  ["Tối thiểu 3% so với tổng số.", "Tối thiểu 3% = ≥3%"],
  ["Kết nạp ít nhất 7.000 đảng viên.", "ít nhất 7.000 = ≥7000"],
  ["Kết nạp ít nhất là 40 đảng viên.", "ít nhất là 40 = ≥40"],
  ["Kết nạp không ít hơn 25 đảng viên.", "không ít hơn 25 = ≥25"],
  ["Nâng tổng số lên gần 7.000 đảng viên.", "gần 7.000 = ~7000"],
  ["Nâng tổng số lên gần gần 7.000 đảng viên.", "gần gần 7.000 = ~7000"],
  ["Ước khoảng trên 50% số hộ.", "Ước khoảng trên 50% = >50%"],
  ["Đạt >90% chỉ tiêu.", ">90% = >90%"],
  ["Đạt ≥ 85%.", "≥ 85% = ≥85%"],
  ["Khảo sát trên 5 lĩnh vực.", "5 = 5"],
  // bounds behind
  ["Đạt từ 85% trở lên.", "từ 85% trở lên = ≥85%"],
  ["Chỉ tiêu đạt 90% trở lên.", "90% trở lên = ≥90%"],
  ["Kết nạp từ 90 đảng viên trở lên.", "từ 90 = ≥90 trở"],
  ["Mỗi năm kết nạp 90 đảng viên trở lên.", "90 = ≥90 trở"],
  ["Có 80% TCCSĐ trở lên hoàn thành tốt nhiệm vụ.", "80% = ≥80% trở"],
  ["Luôn đạt trên 90% trở lên.", "trên 90% trở lên = >90%"],
  ["Có trên 90% đảng viên hoàn thành tốt nhiệm vụ trở lên.", "trên 90% = >90%"],
  ["Có 95% chi bộ xếp loại khá trở lên.", "95% = 95%"],
  ["Chi bộ từ 9 ủy viên trở xuống.", "từ 9 = ≤9 trở"],
  ["Kết nạp 200 trở lên, hơn năm trước.", "200 trở lên = ≥200"],
  ["Có 40 đảng viên, trong đó 5 người từ bậc cao trở lên.", "40 = 40", "5 = ≥5 trở"],
  // ranges
  ["Đạt 3-4% mỗi khóa.", "3-4% = ≥3..4%"],
  ["Đạt từ 3 đến 4%.", "từ 3 đến 4% = ≥3..4%"],
  ["Đạt từ 3% đến 4%.", "từ 3% đến 4% = ≥3..4%"],
  ["Đạt 3% - 4%.", "3% - 4% = ≥3..4%"],
  ["Kết nạp từ 50 đến 70 đảng viên.", "từ 50 đến 70 = ≥50..70"],
  ["Kết nạp 50 - 60 đảng viên.", "50 - 60 = ≥50..60"],
  ["Kết nạp từ 180 – 200 đảng viên.", "từ 180 – 200 = ≥180..200"],
  ["Có 6.000 - 6500 đảng viên.", "6.000 - 6500 = ≥6000..6500"],
  ["Có 4-5 nghìn đảng viên.", "4-5 nghìn = ≥4000..5000"],
  ["Có khoảng 20 đến 25 người.", "khoảng 20 đến 25 = ~20..25"],
  ["Mỗi chi bộ giúp 3 - 4 đảng viên.", "3 - 4 = ≥3..4"],
  ["Giảm từ 210 xuống còn 53 chi bộ.", "210 = 210", "53 = 53"],
  ["Tăng từ 80% lên 95%.", "80% = 80%", "95% = 95%"],
  ["Từ 50 đảng viên đến 70 đảng viên.", "50 = 50", "70 = 70"],
  // ratios
  ["Gấp 1,5 lần cùng kỳ.", "1,5 lần = 1.5×"],
  ["Gấp hơn 2 lần trước đây.", "hơn 2 lần = >2×"],
  ["Tăng 3 lần so với trước.", "3 lần = 3×"],
  ["Gấp đôi chỉ tiêu.", "Gấp đôi = 2×"],
  ["Gấp rưỡi trước kia.", "Gấp rưỡi = 1.5×"],
  ["Gấp hai lần.", "hai lần = 2×"],
  // zeros
  ["Không có đảng viên vi phạm tư cách.", "Không có = 0 zero"],
  ["Tỉnh không còn chi bộ ghép.", "không còn = 0 zero"],
  ["Đến nay về cơ bản không còn thôn trắng.", "về cơ bản không còn = ~0 zero"],
  ["Cơ bản không còn bản trắng đảng viên.", "Cơ bản không còn = ~0 zero"],
  ["Không TCCSĐ nào yếu kém.", "Không = 0 zero"],
  ["Không có thi hành kỷ luật tổ chức đảng.", "Không có = 0 zero"],
  ["Hơn 50 bản không có chi bộ.", "Hơn 50 = >50"],
  // neighbours that could mislead
  ["Trong tổng số 686 TCCSĐ có 662 được xếp loại.", "686 = 686", "662 = 662"],
  ["Trong số 5 đảng viên bị kỷ luật.", "5 = 5"],
  ["Con số 1.616 người.", "1.616 = 1616"],
  ["Kế hoạch 300 đảng viên.", "300 = 300"],
  ["Ban hành hướng dẫn 5 chi bộ làm điểm.", "5 = 5"],
  ["Mỗi chi bộ 12 đồng chí.", "12 = 12"],
  ["(khiển trách 8, cảnh cáo 3)", "8 = 8", "3 = 3"],
  ["Khiển trách (12), cảnh cáo (7).", "12 = 12", "7 = 7"],
  ["Khai trừ: 2.", "2 = 2"],
  ["Khai trừ 15 năm 2019.", "15 = 15"],
  ["Hoàn thành tốt nhiệm vụ 12, chiếm 60%.", "12 = 12", "60% = 60%"],
  ["Trao Huy hiệu 30 năm tuổi Đảng cho 59 đảng viên.", "59 = 59"],
  ["Có 3 chi bộ ở thôn 5.", "3 = 3"],
  ["Năm 2014 có 23 chi bộ.", "23 = 23"],
  ["Ngày 14/9 có 3/5 chi bộ đại hội.", "3/5 = 3/5"],
];

const nothing: readonly string[] = [
  "Bài 2",
  "Bài 13: Xây dựng Đảng về đạo đức",
  "Đại hội lần thứ XI",
  "Kỳ họp thứ 5",
  "Theo Điều 23 Điều lệ Đảng",
  "Khoản 2 Điều 5",
  "Quy định 76 về sinh hoạt nơi cư trú",
  "Nghị quyết 09 của Tỉnh ủy",
  "Nghị quyết số 33 của Tỉnh ủy",
  "Nghị quyết Trung ương 4 khóa XII",
  "Chỉ thị 05 đi vào cuộc sống",
  "Kết luận số 18 ngày 22/9/2017",
  "Nghị quyết số 21-NQ/TW",
  "khóa 12",
  "quý II và quý 3",
  "năm 2014 và 2015",
  "các năm 2016, 2017",
  "nhiệm kỳ 2015-2020",
  "nhiệm kỳ 2015 – 2020",
  "giai đoạn 2011 - 2015",
  "(2017)",
  "so với 2016.",
  "tháng 9",
  "tháng 3/2022",
  "6 tháng đầu năm",
  "sáu tháng đầu năm",
  "trong 5 năm",
  "5 năm một lần",
  "hai năm qua",
  "ngày 14/9",
  "chiều 14/9",
  "(2/7)",
  "đợt 2/9",
  "ngày 17-2-2017",
  "ngày 2 tháng 9 năm 2019",
  "15 ngày",
  "lúc 14:11",
  "7h30",
  "19 giờ 30",
  "Huy hiệu 70 năm tuổi Đảng",
  "Huy hiệu 30, 40, 50 năm tuổi Đảng",
  "từ 30 năm đến 70 năm tuổi Đảng",
  "kỷ niệm 90 năm Ngày thành lập Đảng",
  "dưới 30 tuổi",
  "trong độ tuổi từ 18 đến 30",
  "Quận 9",
  "khu phố 3",
  "thôn 5",
  "ấp 4, xã An Bình",
  "tổ 7",
  "Chi bộ 3 họp thường kỳ",
  "sư đoàn 10",
  "lớp 12",
  "hạng 2",
  "Quốc lộ 1A",
  "Đường số 7",
  "1. Về công tác tổ chức",
  "2) Kết quả",
  "3- Nhiệm vụ",
  "1.2 Về phương hướng",
  "cả nước(1) và",
  "[2]",
  "ĐT: 0280.3855.688",
  "Điện thoại 0974 123 456",
  "số 002390294",
  "dịch Covid-19",
  "GMT+7",
  "rộng 5 km",
  "12 ha đất",
  "hàng trăm thôn",
  "hàng nghìn đảng viên",
  "vài chục người",
  "nhiều trăm hộ",
  "một số chi bộ",
  "một trong những nơi",
  "một cách nghiêm túc",
  "một cán bộ kể lại",
  "mỗi đảng viên",
  "cả hai đều trẻ",
  "hai bên cùng bàn",
  "huyện Ba Bể",
  "huyện Ba Vì",
  "thứ ba, thứ năm",
  "chỉ tiêu năm, Đảng bộ",
  "kế hoạch năm Đảng bộ giao",
  "hai mươi năm qua",
  "không có gì mới",
  "xóa tình trạng trắng chi bộ",
  "năm học 2019-2020",
  "Tháng Mười",
];

describe("amounts", () => {
  it.each(found)("reads %s", (text, ...expected) => {
    expect(sayAll(text)).toEqual(expected);
  });

  it.each(nothing)("finds no amount in '%s'", (text) => {
    expect(sayAll(text)).toEqual([]);
  });

  it("has at least 150 rows", () => {
    expect(found.length + nothing.length).toBeGreaterThanOrEqual(150);
  });

  it("tells where the bare number stands and which words bound it", () => {
    const text = "Kết nạp từ 90 đảng viên trở lên.";
    const [amount] = findAmounts(analyze(text));
    expect(amount).toMatchObject({
      from: 2,
      to: 4,
      numberFrom: 3,
      numberTo: 4,
      numberStart: text.indexOf("90"),
      boundAfter: 6,
      words: false,
    });
  });

  it("reads a grouped number back from any sentence", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9_999_999 }), (value) => {
        const written = value.toLocaleString("de-DE");
        fc.pre(!(written.length === 4 && value >= 1900 && value <= 2099));
        expect(sayAll(`Toàn tỉnh kết nạp ${written} đảng viên.`)).toEqual([`${written} = ${value}`]);
      }),
    );
  });

  it("reads a number in words back from a sentence", () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 9_999_999 }), (value) => {
        const [amount] = findAmounts(analyze(`Toàn tỉnh kết nạp ${writeNumeral(value)} đảng viên.`));
        expect(amount).toMatchObject({ value, words: true, kind: "count" });
      }),
    );
  });

  it("keeps amounts in order, apart from each other and from times, with quotes that are slices", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const layers = analyze(text);
        const times = findTimes(layers);
        const amounts = findAmounts(layers, times);
        const spans = [...amounts, ...times].sort((a, b) => a.from - b.from);
        for (const [i, { from, to }] of spans.entries()) {
          expect(from).toBeLessThan(to);
          expect(from).toBeGreaterThanOrEqual(spans[i - 1]?.to ?? 0);
        }
        for (const { from, to, start, end, numberFrom, numberTo, numberStart } of amounts) {
          expect(start).toBe(layers.tokens[from]?.start);
          expect(end).toBe(layers.tokens[to - 1]?.end);
          expect(numberStart).toBe(layers.tokens[numberFrom]?.start);
          expect(numberFrom).toBeGreaterThanOrEqual(from);
          expect(numberTo).toBeLessThanOrEqual(to);
        }
      }),
    );
  });

  it.each(["hết ", "từ 2015 đến ", "năm 2014, ", "1-", "(1/5 ", "hai mươi ", "không có ", "30, ", "1 168 ", "so với tổng số ", "trở lên "])(
    "takes time linear in the size of '%s…'",
    (unit) => {
      expect(growth((layers) => findAmounts(layers), unit)).toBeLessThan(GROWTH_LIMIT);
    },
  );
});
