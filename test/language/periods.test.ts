import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyze } from "../../pipeline/language/layers.ts";
import type { PeriodContext, PeriodMention } from "../../pipeline/language/periods.ts";
import { findPeriods } from "../../pipeline/language/periods.ts";
import { GROWTH_LIMIT, growth, hostile } from "./hostile.ts";

/** A mention on one line: quote, kind, dates (— when unknown), then what is not usual: relative, base, owner. */
function say(text: string, { start, end, kind, period, basis, compared, owner }: PeriodMention): string {
  const dates = period === null ? "—" : "at" in period ? period.at : `${period.from ?? "*"}..${period.to ?? "*"}`;
  const marks = [basis === "relative" ? "relative" : undefined, compared ? "base" : undefined, owner].filter((mark) => mark !== undefined);
  return [`${text.slice(start, end)} = ${kind} ${dates}`, ...marks].join(" ");
}

function sayAll(text: string, context: PeriodContext): string[] {
  return findPeriods(analyze(text), context).map((mention) => say(text, mention));
}

type Row = readonly [string, ...string[]];

/** Nothing but the text tells the time. */
const undated: readonly Row[] = [
  // years
  ["Năm 2014, có 23 chi bộ.", "Năm 2014 = span 2014-01-01..2014-12-31"],
  ["năm 2010 Đảng bộ kết nạp 5", "năm 2010 = span 2010-01-01..2010-12-31"],
  ["năm 2014 và 2015, kết nạp", "năm 2014 = span 2014-01-01..2014-12-31", "2015 = span 2015-01-01..2015-12-31"],
  ["các năm 2016, 2017", "năm 2016 = span 2016-01-01..2016-12-31", "2017 = span 2017-01-01..2017-12-31"],
  [
    "các năm 2016, 2017 và 2018",
    "năm 2016 = span 2016-01-01..2016-12-31",
    "2017 = span 2017-01-01..2017-12-31",
    "2018 = span 2018-01-01..2018-12-31",
  ],
  ["2 năm 2011, 2012", "năm 2011 = span 2011-01-01..2011-12-31", "2012 = span 2012-01-01..2012-12-31"],
  ["năm 2014 và năm 2015", "năm 2014 = span 2014-01-01..2014-12-31", "năm 2015 = span 2015-01-01..2015-12-31"],
  ["năm 2020, 2000 đảng viên", "năm 2020 = span 2020-01-01..2020-12-31"],
  ["cả năm 2019", "năm 2019 = span 2019-01-01..2019-12-31"],
  ["Chi bộ ra đời (2017).", "2017 = span 2017-01-01..2017-12-31"],
  ["(2014: 95%; 2015: 97%)", "2014 = span 2014-01-01..2014-12-31", "2015 = span 2015-01-01..2015-12-31"],
  ["đầu năm 2011", "đầu năm 2011 = point 2011-01-01"],
  ["cuối năm 2017", "cuối năm 2017 = point 2017-12-31"],
  ["giữa năm 2015", "giữa năm 2015 = point 2015-06"],
  ["hết năm 2019", "hết năm 2019 = point 2019-12-31"],
  // months of a year
  ["6 tháng đầu năm 2022", "6 tháng đầu năm 2022 = span 2022-01-01..2022-06-30"],
  ["Sáu tháng đầu năm 2023", "Sáu tháng đầu năm 2023 = span 2023-01-01..2023-06-30"],
  ["6 tháng cuối năm 2022", "6 tháng cuối năm 2022 = span 2022-07-01..2022-12-31"],
  ["3 tháng cuối năm 2022", "3 tháng cuối năm 2022 = span 2022-10-01..2022-12-31"],
  ["9 tháng năm 2025", "9 tháng năm 2025 = span 2025-01-01..2025-09-30"],
  ["9 tháng đầu năm 2017", "9 tháng đầu năm 2017 = span 2017-01-01..2017-09-30"],
  ["8 tháng năm 2018", "8 tháng năm 2018 = span 2018-01-01..2018-08-31"],
  ["8 tháng của năm 2018", "8 tháng của năm 2018 = span 2018-01-01..2018-08-31"],
  ["2 tháng đầu năm 2020", "2 tháng đầu năm 2020 = span 2020-01-01..2020-02-29"],
  ["nửa đầu năm 2021", "nửa đầu năm 2021 = span 2021-01-01..2021-06-30"],
  ["nửa cuối năm 2021", "nửa cuối năm 2021 = span 2021-07-01..2021-12-31"],
  ["quý I/2021", "quý I/2021 = span 2021-01-01..2021-03-31"],
  ["quý 1/2021", "quý 1/2021 = span 2021-01-01..2021-03-31"],
  ["quý IV năm 2021", "quý IV năm 2021 = span 2021-10-01..2021-12-31"],
  ["quý III-2021", "quý III-2021 = span 2021-07-01..2021-09-30"],
  ["quý II và III năm 2021", "quý II = span 2021-04-01..2021-06-30", "III năm 2021 = span 2021-07-01..2021-09-30"],
  ["quý I, II/2022", "quý I = span 2022-01-01..2022-03-31", "II/2022 = span 2022-04-01..2022-06-30"],
  ["2 quý đầu năm 2022", "2 quý đầu năm 2022 = span 2022-01-01..2022-06-30"],
  ["quý đầu năm 2022", "quý đầu năm 2022 = span 2022-01-01..2022-03-31"],
  ["tháng 3/2022", "tháng 3/2022 = span 2022-03-01..2022-03-31"],
  ["tháng 02/2021", "tháng 02/2021 = span 2021-02-01..2021-02-28"],
  ["tháng 6-2015", "tháng 6-2015 = span 2015-06-01..2015-06-30"],
  ["tháng 6.2015", "tháng 6.2015 = span 2015-06-01..2015-06-30"],
  ["tháng 6 năm 2015", "tháng 6 năm 2015 = span 2015-06-01..2015-06-30"],
  ["tháng mười một năm 2015", "tháng mười một năm 2015 = span 2015-11-01..2015-11-30"],
  ["tháng 7, 8/2022", "tháng 7 = span 2022-07-01..2022-07-31", "8/2022 = span 2022-08-01..2022-08-31"],
  ["tháng 1-9/2021", "tháng 1-9/2021 = span 2021-01-01..2021-09-30"],
  ["từ tháng 1 đến hết tháng 6/2021", "từ tháng 1 đến hết tháng 6/2021 = span 2021-01-01..2021-06-30"],
  ["cuối tháng 6/2023", "cuối tháng 6/2023 = point 2023-06-30"],
  // days, in every separator
  ["ngày 14/9/2022", "ngày 14/9/2022 = point 2022-09-14"],
  ["ngày 14-9-2022", "ngày 14-9-2022 = point 2022-09-14"],
  ["ngày 14.9.2022", "ngày 14.9.2022 = point 2022-09-14"],
  ["ngày 2 tháng 9 năm 2019", "ngày 2 tháng 9 năm 2019 = point 2019-09-02"],
  ["ngày 07 tháng 01 năm 2022", "ngày 07 tháng 01 năm 2022 = point 2022-01-07"],
  ["ngày 2 tháng 9/2019", "ngày 2 tháng 9/2019 = point 2019-09-02"],
  ["ngày 14/9 năm 2019", "ngày 14/9 năm 2019 = point 2019-09-14"],
  ["Sáng 22/01/2021, hội nghị", "Sáng 22/01/2021 = point 2021-01-22"],
  ["Thứ Năm, 08/04/2021", "08/04/2021 = point 2021-04-08"],
  ["từ ngày 1/1/2020 đến 30/6/2020", "từ ngày 1/1/2020 đến 30/6/2020 = span 2020-01-01..2020-06-30"],
  ["(15-12-2019 đến 14-12-2020)", "15-12-2019 đến 14-12-2020 = span 2019-12-15..2020-12-14"],
  ["từ ngày 15-12 đến ngày 14-12-2020", "từ ngày 15-12 đến ngày 14-12-2020 = span 2019-12-15..2020-12-14"],
  ["từ 15/7 đến 15/8/2021", "từ 15/7 đến 15/8/2021 = span 2021-07-15..2021-08-15"],
  ["từ ngày 14 đến 16/10/2020", "từ ngày 14 đến 16/10/2020 = span 2020-10-14..2020-10-16"],
  // up to, since, before, after
  ["tính đến 10-9-2018", "tính đến 10-9-2018 = point 2018-09-10"],
  ["Tính đến ngày 30/6/2022", "Tính đến ngày 30/6/2022 = point 2022-06-30"],
  ["tính đến tháng 11/2022", "tính đến tháng 11/2022 = point 2022-11"],
  ["đến hết quý I/2013", "đến hết quý I/2013 = point 2013-03-31"],
  ["đến hết tháng 9/2021", "đến hết tháng 9/2021 = point 2021-09-30"],
  ["đến cuối năm 2013, xã đã xong", "đến cuối năm 2013 = point 2013-12-31"],
  ["Đến năm 2013, huyện đã có 5 chi bộ", "Đến năm 2013 = point 2013"],
  ["đến năm 2025 có 7.000", "đến năm 2025 = deadline *..2025"],
  ["Phấn đấu đến năm 2025", "đến năm 2025 = deadline *..2025"],
  ["đến cuối nhiệm kỳ", "đến cuối nhiệm kỳ = deadline —"],
  ["đến cuối nhiệm kỳ 2020 - 2025", "đến cuối nhiệm kỳ 2020 - 2025 = deadline *..2025"],
  ["từ năm 2016 đến 2020", "từ năm 2016 đến 2020 = span 2016..2020"],
  ["từ năm 2016 đến năm 2020", "từ năm 2016 đến năm 2020 = span 2016..2020"],
  ["từ 2016 đến hết năm 2020", "từ 2016 đến hết năm 2020 = span 2016..2020-12-31"],
  ["từ năm 2010 đến tháng 6/2016", "từ năm 2010 đến tháng 6/2016 = span 2010..2016-06-30"],
  ["từ năm 2015 đến nay", "từ năm 2015 đến nay = span 2015..*"],
  ["từ đầu năm 2019 đến nay", "từ đầu năm 2019 đến nay = span 2019-01-01..*"],
  ["Từ đầu năm đến tháng 9/2021", "Từ đầu năm đến tháng 9/2021 = span 2021-01-01..2021-09-30"],
  ["từ đầu năm 2017 đến ngày 15-11", "từ đầu năm 2017 đến ngày 15-11 = span 2017-01-01..2017-11-15"],
  ["Tính từ đầu năm 2024 đến ngày 22/11/2024", "Tính từ đầu năm 2024 đến ngày 22/11/2024 = span 2024-01-01..2024-11-22"],
  ["kể từ ngày 1/7/2025", "kể từ ngày 1/7/2025 = span 2025-07-01..*"],
  ["từ năm 2022, quận đề nghị", "từ năm 2022 = span 2022..*"],
  ["trước năm 2010", "trước năm 2010 = span *..2010"],
  ["sau năm 2010", "sau năm 2010 = span 2010..*"],
  ["từ đầu nhiệm kỳ 2015 - 2020 đến nay", "từ đầu nhiệm kỳ 2015 - 2020 đến nay = span 2015..*"],
  // terms and stages
  ["nhiệm kỳ 2015 – 2020", "nhiệm kỳ 2015 – 2020 = span 2015..2020"],
  ["nhiệm kỳ 2015-2020", "nhiệm kỳ 2015-2020 = span 2015..2020"],
  ["nhiệm kỳ (2015 - 2020)", "nhiệm kỳ (2015 - 2020) = span 2015..2020"],
  ["nhiệm kỳ 2020 - 2025, 2021 - 2026", "nhiệm kỳ 2020 - 2025 = span 2020..2025", "2021 - 2026 = span 2021..2026"],
  ["giai đoạn 2011 - 2015", "giai đoạn 2011 - 2015 = span 2011..2015"],
  ["thời kỳ 1930-1945", "thời kỳ 1930-1945 = span 1930..1945"],
  ["trong 2015-20", "2015-20 = span 2015..2020"],
  ["10 năm (2008 - 2018)", "10 năm (2008 - 2018) = span 2008..2018"],
  ["5 năm 2016 - 2020", "5 năm 2016 - 2020 = span 2016..2020"],
  ["hai năm 2011 - 2012", "hai năm 2011 - 2012 = span 2011..2012"],
  ["Vào đầu nhiệm kỳ 2020 - 2025", "đầu nhiệm kỳ 2020 - 2025 = point 2020"],
  ["nửa nhiệm kỳ 2015 - 2020", "nửa nhiệm kỳ 2015 - 2020 = span 2015..2018"],
  ["Trong 10 năm (2008 - 2018) có 5; cũng trong 10 năm này", "10 năm (2008 - 2018) = span 2008..2018", "10 năm này = span 2008..2018"],
  ["Nhiệm kỳ 2015 - 2020 có 5. Trong nhiệm kỳ này, có 7", "Nhiệm kỳ 2015 - 2020 = span 2015..2020", "nhiệm kỳ này = span 2015..2020"],
  ["nhiệm kỳ 2022 – 2022", "nhiệm kỳ 2022 – 2022 = span —"],
  ["giai đoạn 2022-2020", "giai đoạn 2022-2020 = span —"],
  // times that nothing resolves
  ["6 tháng đầu năm, kết nạp", "6 tháng đầu năm = span —"],
  ["6 tháng đầu năm nay", "6 tháng đầu năm nay = span —"],
  ["quý I vừa được thông báo", "quý I = span —"],
  ["Từ đầu năm đến nay, kết nạp", "Từ đầu năm đến nay = span —"],
  ["từ đầu nhiệm kỳ đến nay", "từ đầu nhiệm kỳ đến nay = span —"],
  ["Nửa nhiệm kỳ qua", "Nửa nhiệm kỳ qua = span —"],
  ["nhiệm kỳ này", "nhiệm kỳ này = span —"],
  ["nhiệm kỳ vừa qua", "nhiệm kỳ vừa qua = span —"],
  ["trong gần 3 năm", "3 năm = span —"],
  ["sau 10 năm xây dựng", "10 năm = span —"],
  ["5 năm qua", "5 năm qua = span —"],
  ["những năm qua", "những năm qua = span —"],
  ["những tháng cuối năm 2022", "những tháng cuối năm 2022 = span —"],
  ["tháng 2 âm lịch", "tháng 2 âm lịch = span —"],
  ["tháng Giêng", "tháng Giêng = span —"],
  ["ngày 10/3 âm lịch", "ngày 10/3 âm lịch = span —"],
  ["Hiện nay, đảng bộ có", "Hiện nay = point —"],
  ["đảng bộ hiện có 5 chi bộ", "hiện = point —"],
  ["Đến nay, đảng bộ", "Đến nay = point —"],
  ["đợt 2/9", "đợt 2/9 = point —"],
  // a year nearby completes
  [
    "Năm 2018, tỉnh vượt khó; 9 tháng đầu năm kết nạp 9.",
    "Năm 2018 = span 2018-01-01..2018-12-31",
    "9 tháng đầu năm = span 2018-01-01..2018-09-30",
  ],
  [
    "9 tháng đầu năm, giảm 4% so với cùng kỳ năm 2018",
    "9 tháng đầu năm = span 2019-01-01..2019-09-30",
    "cùng kỳ năm 2018 = same_period 2018-01-01..2018-09-30 base",
  ],
  [
    "tổng kết 6 tháng đầu năm và nhiệm vụ 6 tháng cuối năm 2022",
    "6 tháng đầu năm = span 2022-01-01..2022-06-30",
    "6 tháng cuối năm 2022 = span 2022-07-01..2022-12-31",
  ],
  ["Năm 2019, kết nạp 5. Trong năm, kỷ luật 3.", "Năm 2019 = span 2019-01-01..2019-12-31", "Trong năm = span 2019-01-01..2019-12-31"],
  [
    "6 tháng đầu năm 2020, kết nạp 5.\nCũng trong 6 tháng, kỷ luật 3.",
    "6 tháng đầu năm 2020 = span 2020-01-01..2020-06-30",
    "6 tháng = span 2020-01-01..2020-06-30",
  ],
  ["Năm 2016 có 5, tăng so với năm trước", "Năm 2016 = span 2016-01-01..2016-12-31", "năm trước = span 2015-01-01..2015-12-31 base"],
  // comparisons, rates, documents, owners
  ["tăng 14% so với năm 2010", "năm 2010 = span 2010-01-01..2010-12-31 base"],
  ["so với tổng số đảng viên cuối năm 2018", "cuối năm 2018 = point 2018-12-31 base"],
  ["tăng so với năm 2016 và 2015", "năm 2016 = span 2016-01-01..2016-12-31 base", "2015 = span 2015-01-01..2015-12-31 base"],
  ["tăng 2% so với 2016", "2016 = span 2016-01-01..2016-12-31 base"],
  ["giảm 87 vụ so với cùng kỳ", "cùng kỳ = same_period — base"],
  ["bằng 93% cùng kỳ năm trước", "cùng kỳ năm trước = same_period — base"],
  [
    "6 tháng đầu năm 2021 có 5; cùng kỳ năm trước có 4",
    "6 tháng đầu năm 2021 = span 2021-01-01..2021-06-30",
    "cùng kỳ năm trước = same_period 2020-01-01..2020-06-30",
  ],
  ["so với nhiệm kỳ trước", "nhiệm kỳ trước = span — base"],
  ["Hằng năm có trên 90%", "Hằng năm = rate —"],
  ["hàng năm", "hàng năm = rate —"],
  ["mỗi năm kết nạp 90", "mỗi năm = rate —"],
  ["bình quân 93,28%/năm", "/năm = rate —"],
  ["kết nạp 90 đảng viên/năm", "/năm = rate —"],
  ["bình quân một năm có 5", "bình quân một năm = rate —"],
  ["Nghị quyết số 33-NQ/TU, ngày 17/2/2017 của Tỉnh ủy", "ngày 17/2/2017 = document 2017-02-17"],
  ["Nghị quyết 09 – NQ/TU ngày 13-3-2012", "ngày 13-3-2012 = document 2012-03-13"],
  ["Kết luận số 19 ngày 23/10/2018 của Ban Bí thư", "ngày 23/10/2018 = document 2018-10-23"],
  ["Nghị quyết 21-NQ/TW của Trung ương khóa XIII ngày 16/6/2022", "ngày 16/6/2022 = document 2022-06-16"],
  ["Quy định 59-QĐ/TW năm 2022", "năm 2022 = document 2022-01-01..2022-12-31"],
  ["Thực hiện Nghị quyết 33-NQ/TU, trong năm 2017, kết nạp 5", "năm 2017 = span 2017-01-01..2017-12-31"],
  ["đạt 94,7% kế hoạch năm 2019", "năm 2019 = span 2019-01-01..2019-12-31 plan"],
  ["so nghị quyết năm 2009", "năm 2009 = span 2009-01-01..2009-12-31 base plan"],
  ["Đại hội Đảng bộ tỉnh lần thứ XI, nhiệm kỳ 2020 - 2025", "nhiệm kỳ 2020 - 2025 = span 2020..2025 congress"],
  ["Đại hội Đảng bộ phường (tỉnh Bình An) nhiệm kỳ 2020 - 2025", "nhiệm kỳ 2020 - 2025 = span 2020..2025 congress"],
  ["kỷ niệm 90 năm Ngày thành lập (14/10/1930-14/10/2020)", "14/10/1930-14/10/2020 = point 2020-10-14 anniversary"],
];

/** The same article, published on 20 October 2020. */
const dated: readonly Row[] = [
  ["6 tháng đầu năm, kết nạp", "6 tháng đầu năm = span 2020-01-01..2020-06-30 relative"],
  ["6 tháng cuối năm", "6 tháng cuối năm = span 2020-07-01..2020-12-31 relative"],
  ["9 tháng đầu năm nay", "9 tháng đầu năm nay = span 2020-01-01..2020-09-30 relative"],
  ["trong 9 tháng, kết nạp", "9 tháng = span 2020-01-01..2020-09-30 relative"],
  ["sau ba quý", "ba quý = span 2020-01-01..2020-09-30 relative"],
  ["Quý I, kết nạp", "Quý I = span 2020-01-01..2020-03-31 relative"],
  ["quý II và III", "quý II = span 2020-04-01..2020-06-30 relative", "III = span 2020-07-01..2020-09-30 relative"],
  ["trong tháng 9", "tháng 9 = span 2020-09-01..2020-09-30 relative"],
  ["tháng qua", "tháng qua = span 2020-09-01..2020-09-30 relative"],
  ["tháng này", "tháng này = span 2020-10-01..2020-10-31 relative"],
  ["9 tháng qua", "9 tháng qua = span 2020-01-01..2020-09-30 relative"],
  ["3 tháng qua", "3 tháng qua = span 2020-07..2020-10-20 relative"],
  ["từ đầu năm đến nay", "từ đầu năm đến nay = span 2020-01-01..2020-10-20 relative"],
  ["Tính từ đầu năm đến thời điểm này", "Tính từ đầu năm đến thời điểm này = span 2020-01-01..2020-10-20 relative"],
  ["từ đầu năm 2019 đến nay", "từ đầu năm 2019 đến nay = span 2019-01-01..2020-10-20 relative"],
  ["Từ đầu năm, xã đã", "Từ đầu năm = span 2020-01-01..2020-10-20 relative"],
  ["Ngay từ đầu năm, xã giao", "từ đầu năm = point 2020-01-01 relative"],
  ["Từ đầu năm đến ngày 17/9", "Từ đầu năm đến ngày 17/9 = span 2020-01-01..2020-09-17 relative"],
  ["từ 2015 đến nay", "từ 2015 đến nay = span 2015..2020-10-20 relative"],
  ["từ đầu nhiệm kỳ đến nay", "từ đầu nhiệm kỳ đến nay = span *..2020-10-20 relative"],
  ["từ đầu nhiệm kỳ 2015 - 2020 đến nay", "từ đầu nhiệm kỳ 2015 - 2020 đến nay = span 2015..2020-10-20 relative"],
  ["5 năm qua", "5 năm qua = span 2015..2020-10-20 relative"],
  ["hai năm gần đây", "hai năm gần đây = span 2018..2020-10-20 relative"],
  ["trong gần 3 năm", "3 năm = span —"],
  ["5 năm tới", "5 năm tới = span —"],
  ["Hiện nay", "Hiện nay = point 2020-10-20 relative"],
  ["đến nay", "đến nay = point 2020-10-20 relative"],
  ["đảng bộ hiện có 5", "hiện = point 2020-10-20 relative"],
  ["hôm nay", "hôm nay = point 2020-10-20 relative"],
  ["hôm qua", "hôm qua = point 2020-10-19 relative"],
  ["Chiều nay (19/10)", "Chiều nay (19/10 = point 2020-10-19 relative"],
  ["chiều 14/9", "chiều 14/9 = point 2020-09-14 relative"],
  ["Sáng 16.10, tại", "Sáng 16.10 = point 2020-10-16 relative"],
  ["ngày 15-9", "ngày 15-9 = point 2020-09-15 relative"],
  ["ngày 14 và 15/9", "ngày 14 và 15/9 = span 2020-09-14..2020-09-15 relative"],
  ["(2/7) - Hội nghị", "2/7 = point 2020-07-02 relative"],
  ["(Bình An, 13/10) - Đại hội", "13/10 = point 2020-10-13 relative"],
  ["đợt 2/9", "đợt 2/9 = point 2020-09-02 relative"],
  ["dịp 3/2 và 19/5", "dịp 3/2 = point 2020-02-03 relative", "19/5 = point 2020-05-19 relative"],
  ["đúng ngày thành lập Đảng 3/2 vừa qua", "3/2 = point 2020-02-03 relative"],
  ["ngày 29/12", "ngày 29/12 = point 2019-12-29 relative"],
  ["ngày 10/12", "ngày 10/12 = point 2020-12-10 relative"],
  ["năm nay", "năm nay = span 2020-01-01..2020-12-31 relative"],
  ["Năm qua", "Năm qua = span 2020-01-01..2020-12-31 relative"],
  ["năm ngoái", "năm ngoái = span 2019-01-01..2019-12-31 relative"],
  ["tăng so với năm trước", "năm trước = span 2019-01-01..2019-12-31 relative base"],
  ["năm tới", "năm tới = span 2021-01-01..2021-12-31 relative"],
  ["Đầu năm, xã giao", "Đầu năm = point 2020-01-01 relative"],
  ["từ nay đến cuối năm", "từ nay đến cuối năm = deadline 2020-10-20..2020-12-31 relative"],
  ["đến cuối năm, kết nạp 5", "đến cuối năm = deadline *..2020-12-31 relative"],
  ["đến năm 2025", "đến năm 2025 = deadline *..2025"],
  ["đến năm 2013", "đến năm 2013 = point 2013"],
  ["Trong năm, xã giao", "Trong năm = span 2020-01-01..2020-12-31 relative"],
  ["Nghị quyết Trung ương 4; nửa nhiệm kỳ 2018 - 2023", "nửa nhiệm kỳ 2018 - 2023 = span 2018..2020-10-20 relative"],
];

const nothing: readonly string[] = [
  "Huy hiệu 30 năm tuổi Đảng",
  "từ 30 năm đến 70 năm tuổi Đảng",
  "kỷ niệm 90 năm Ngày thành lập",
  "46/46 TCCSĐ",
  "thành lập 03/03 tổ chức đoàn",
  "đã thành lập 06/05 tổ chức công đoàn",
  "1/5 đạt TSVM",
  "đạt 71,4% (5/7)",
  "từ 3 - 4 đảng viên",
  "từ 3 đến 4%",
  "từ 50 đến 70 đảng viên",
  "đến 46/48 TCCSĐ",
  "kết nạp năm đảng viên",
  "thực hiện tốt, phát hiện sớm, biểu hiện mới",
  "hiện đại hóa, hiện thực",
  "huyện Phú Quý (120)",
  "quý báu",
  "ngày càng tốt",
  "15 ngày",
  "3 tháng 1 lần",
  "đảng viên dự bị đủ 12 tháng",
  "Cách mạng tháng Tám",
  "thứ Năm",
  "kết nạp 2000 đảng viên",
  "đến nơi đến chốn",
  "trước đây, sau này",
  "kiểm điểm cuối năm",
  "kế hoạch năm",
  "khóa XII",
  "lúc 14:11",
  "trong một thời gian",
  "hết lòng vì dân",
  "ngày 29/2/2019",
  "đại hội nhiệm kỳ",
];

describe("periods", () => {
  it.each(undated)("reads %s from the text alone", (text, ...expected) => {
    expect(sayAll(text, { published: null })).toEqual(expected);
  });

  it.each(dated)("reads %s in a report of 20 October 2020", (text, ...expected) => {
    expect(sayAll(text, { published: "2020-10-20T08:15" })).toEqual(expected);
  });

  it.each(nothing)("finds no time in '%s'", (text) => {
    expect(sayAll(text, { published: "2020-10-20" })).toEqual([]);
  });

  it("has at least 150 rows", () => {
    expect(undated.length + dated.length + nothing.length).toBeGreaterThanOrEqual(150);
  });

  it.each([
    ["Năm qua", "2018-01-08", "2017-01-01..2017-12-31"], // a report of January looks back on the whole year before
    ["9 tháng đầu năm", "2018-01-12", "2017-01-01..2017-09-30"], // those months have not come yet
    ["6 tháng đầu năm", "2016-07-15", "2016-01-01..2016-06-30"],
    ["9 tháng đầu năm", "2019-09-22", "2019-01-01..2019-09-30"], // a report some days before the end of its period
    ["từ đầu năm đến nay", "2017-02-07", "2017-01-01..2017-02-07"],
    ["Trong năm, xã giao", "2018-01-08", "2017-01-01..2017-12-31"],
  ])("reads '%s' published %s as %s", (text, published, dates) => {
    expect(sayAll(text, { published }).join()).toContain(`span ${dates} relative`);
  });

  it.each([
    ["dịp 3/2", "2019-01-30", "2019-02-03"],
    ["đợt 2/9", "2025-08-28", "2025-09-02"],
    ["ngày 29/12", "2018-01-08", "2017-12-29"],
  ])("reads the day of '%s' published %s as %s", (text, published, day) => {
    expect(sayAll(text, { published }).join()).toContain(`point ${day} relative`);
  });

  it("falls back on the year that the article is known to speak of", () => {
    expect(sayAll("9 tháng đầu năm", { published: null, firstYear: 2019 })).toEqual([
      "9 tháng đầu năm = span 2019-01-01..2019-09-30 relative",
    ]);
    expect(sayAll("từ đầu năm đến nay", { published: null, firstYear: 2019 })).toEqual([
      "từ đầu năm đến nay = span 2019-01-01..* relative",
    ]);
  });

  it("does not complete a year from a document, a comparison or a plan", () => {
    const published = "2020-10-20";
    expect(sayAll("Theo Nghị quyết 33-NQ/TU ngày 17/2/2017, 9 tháng đầu năm", { published })[1]).toBe(
      "9 tháng đầu năm = span 2020-01-01..2020-09-30 relative",
    );
    expect(sayAll("Đạt 5% kế hoạch năm 2019, 9 tháng đầu năm", { published })[1]).toBe(
      "9 tháng đầu năm = span 2020-01-01..2020-09-30 relative",
    );
  });

  it("finds the same spans whatever the publication date", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const layers = analyze(text);
        const spans = (published: string | null): number[][] => findPeriods(layers, { published }).map(({ from, to }) => [from, to]);
        expect(spans("2020-10-20")).toEqual(spans(null));
      }),
    );
  });

  it("keeps mentions in order and apart, their quotes slices, their dates in the calendar", () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom("2020-10-20", "2016-02-29", null), (text, published) => {
        const layers = analyze(text);
        const mentions = findPeriods(layers, { published });
        for (const [i, { from, to, start, end, period, basis }] of mentions.entries()) {
          expect(from).toBeLessThan(to);
          expect(from).toBeGreaterThanOrEqual(mentions[i - 1]?.to ?? 0);
          expect(start).toBe(layers.tokens[from]?.start);
          expect(end).toBe(layers.tokens[to - 1]?.end);
          expect(period === null).toBe(basis === "unknown");
          if (period !== null && "from" in period && period.from !== null && period.to !== null)
            expect(period.from <= `${period.to}-99`).toBe(true);
          for (const date of Object.values(period ?? {})) if (date !== null) expect(isCalendarDate(date), date).toBe(true);
        }
      }),
    );
  });

  it.each([
    "hết ",
    "từ 2015 đến ",
    "năm 2014, ",
    "cùng kỳ ",
    "kế hoạch năm 2019 ",
    "ngày 14/9, ",
    "so với tổng số ",
    "nhiệm kỳ ",
    "(2017) ",
    "đến năm 2025 ",
    "6 tháng đầu năm, ",
  ])("takes time linear in the size of '%s…'", (unit) => {
    expect(growth((layers) => findPeriods(layers, { published: "2020-10-20" }), unit)).toBeLessThan(GROWTH_LIMIT);
  });
});

/** An ISO year, month or day that exists. */
function isCalendarDate(iso: string): boolean {
  if (!/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/u.test(iso)) return false;
  const full = `${iso}${"-01-01".slice(iso.length - 4)}`;
  const date = new Date(`${full}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(full);
}
