import type { IndicatorInfo, ProvinceInfo } from "../../pipeline/serve/services.ts";
import type { RunRecord } from "../../pipeline/types/store.ts";
import { type Stored, store } from "./press.ts";

export const INDICATORS: readonly IndicatorInfo[] = [
  {
    code: "members.admitted",
    kind: "flow",
    label: { vi: "Đảng viên mới kết nạp", en: "Members admitted" },
    definition: { vi: "Số người được kết nạp vào Đảng trong thời gian nêu.", en: "People admitted to the Party in the period." },
    dims: [
      {
        name: "group",
        label: { vi: "Nhóm", en: "Group" },
        values: [
          { code: "female", label: { vi: "nữ", en: "women" } },
          { code: "youth", label: { vi: "thanh niên", en: "youth" } },
        ],
      },
    ],
    measures: ["count", "attainment", "share"],
  },
  {
    code: "orgs.rating",
    kind: "flow",
    label: { vi: "Xếp loại tổ chức đảng", en: "Organisations by grade" },
    definition: { vi: "Số hoặc tỷ lệ tổ chức đảng ở một mức.", en: "Organisations in a grade." },
    dims: [
      {
        name: "grade",
        label: { vi: "Mức", en: "Grade" },
        values: [{ code: "tsvm", label: { vi: "trong sạch, vững mạnh", en: "clean and strong" } }],
      },
      {
        name: "cumulative",
        label: { vi: "… trở lên", en: "or better" },
        values: [{ code: true, label: { vi: "trở lên", en: "or better" } }],
      },
    ],
    measures: ["share", "count"],
  },
  {
    code: "members.total",
    kind: "stock",
    label: { vi: "Tổng số đảng viên", en: "Party members" },
    definition: { vi: "Số đảng viên tại một thời điểm.", en: "Members at a date." },
    dims: [],
    measures: ["count"],
  },
];

const NAMES_63 = [
  "Hà Nội",
  "Hà Giang",
  "Cao Bằng",
  "Lạng Sơn",
  "Bắc Giang",
  "Bắc Ninh",
  "Nghệ An",
  "Thừa Thiên Huế",
  "Bà Rịa - Vũng Tàu",
  "Thành phố Hồ Chí Minh",
  "Cần Thơ",
  "Cà Mau",
];
const CODES_63 = ["01", "02", "04", "20", "24", "27", "40", "46", "77", "79", "92", "96"];

const NORTH = { vi: "Trung du và miền núi phía Bắc", en: "Northern Midlands and Mountains" };
const MERGED = { validFrom: null, validTo: "2025-07-01" };
/** Lạng Sơn stayed as it was; Bắc Giang went into Bắc Ninh. */
const MERGERS: Readonly<Record<string, Partial<ProvinceInfo>>> = {
  "63-20": { ...MERGED, mergedInto: "34-20", fullName: "Tỉnh Lạng Sơn", region: NORTH },
  "63-24": { ...MERGED, mergedInto: "34-24" },
  "63-27": { ...MERGED, mergedInto: "34-24" },
};

export const PROVINCES: readonly ProvinceInfo[] = [
  ...NAMES_63.map((name, i): ProvinceInfo => ({ id: `63-${CODES_63[i]}`, name, system: "63", ...MERGERS[`63-${CODES_63[i]}`] })),
  { id: "34-20", name: "Lạng Sơn", system: "34", validFrom: "2025-07-01", validTo: null, region: NORTH },
  { id: "34-24", name: "Bắc Ninh", system: "34", validFrom: "2025-07-01", validTo: null },
];

export const RUNS: readonly RunRecord[] = [
  { id: "run-1", startedAt: "2026-11-19T18:00:00Z", finishedAt: "2026-11-19T18:07:00Z", job: "nightly", counters: { "fetch/200": 131 } },
  {
    id: "run-2",
    startedAt: "2026-11-20T18:00:00Z",
    finishedAt: "2026-11-20T18:04:00Z",
    job: "nightly",
    counters: { "fetch/200": 12, "fetch/304": 119 },
  },
  { id: "run-3", startedAt: "2026-11-21T18:00:00Z", finishedAt: null, job: "nightly", counters: {} },
];

export const LANG_SON = "00000000000000aa-0";
export const OLD_VERSION = "00000000000000bb-0";
export const NEW_VERSION = "00000000000000cc-0";
export const HOSTILE = "00000000000000dd-0";
export const BAC_GIANG = "00000000000000ee-0";

const CORRECTED = "https://bao.example/da-sua";
const OVER = [
  { what: "sum" as const, holds: false, parts: [144, 69, 15, 15], computed: 243, printed: 233, detail: "các hình thức cộng lại khác tổng" },
];

/** One article of each kind that the pages must cope with. */
export const PRESS: readonly Stored[] = [
  store({
    id: LANG_SON,
    url: "http://127.0.0.1:9001/tin/1",
    title: "Lạng Sơn kết nạp 1.168 đảng viên trong năm 2014",
    body: [
      ["sapo", "Công tác phát triển Đảng ở tỉnh biên giới có bước tiến so với năm trước."],
      [
        "paragraph",
        "Theo báo cáo tổng kết, toàn Đảng bộ tỉnh kết nạp được 1.168 đảng viên mới, bằng 101% kế hoạch; trong đó hơn 320 đảng viên là nữ. Số còn lại ở khối doanh nghiệp.",
      ],
      ["heading", "Xếp loại cơ sở"],
      [
        "paragraph",
        "Có 45/48 tổ chức cơ sở đảng, tức 93,75%, đạt trong sạch, vững mạnh. Đảng bộ tiếp tục thực hiện Nghị quyết số 21-NQ/TW về xây dựng tổ chức cơ sở.",
      ],
      ["list", "Huyện Chi Lăng kết nạp 96 đảng viên\nHuyện Hữu Lũng kết nạp 110 đảng viên"],
      ["table", "Năm | Kết nạp\n2013 | 1.090 người"],
    ],
    figures: [
      { indicator: "members.admitted", value: 1168, quote: "kết nạp được 1.168 đảng viên mới" },
      { indicator: "members.admitted", value: 101, measure: "attainment", quote: "1.168 đảng viên mới, bằng 101% kế hoạch" },
      { indicator: "members.admitted", value: 320, bound: "more_than", dims: { group: "female" }, quote: "hơn 320 đảng viên là nữ" },
      {
        indicator: "orgs.rating",
        value: 93.75,
        measure: "share",
        dims: { grade: "tsvm" },
        numerator: 45,
        denominator: 48,
        quote: "45/48 tổ chức cơ sở đảng, tức 93,75%, đạt trong sạch, vững mạnh",
      },
      {
        indicator: "members.admitted",
        value: 96,
        place: { level: "district", province: "63-20", name: "Huyện Chi Lăng" },
        quote: "Huyện Chi Lăng kết nạp 96 đảng viên",
      },
      { indicator: "members.admitted", value: 1090, period: { from: "2013-01-01", to: "2013-12-31" }, quote: "1.090 người" },
    ],
    citations: [
      {
        quote: "Nghị quyết số 21-NQ/TW",
        id: "21-NQ/TW@2022-06-16",
        number: "21",
        type: "NQ",
        issuer: "TW",
        issued: "2022-06-16",
        documentKind: "resolution",
        basis: "inferred",
      },
    ],
  }),
  store({
    id: OLD_VERSION,
    url: CORRECTED,
    title: "Kỷ luật đảng viên sáu tháng đầu năm",
    province: "63-40",
    current: false,
    fetchedAt: "2026-11-18T18:00:00Z",
    run: "run-1",
    body: [["paragraph", "Tỉnh có 2.300 đảng viên mới được kết nạp."]],
    figures: [{ indicator: "members.admitted", value: 2300, quote: "2.300 đảng viên mới" }],
  }),
  store({
    id: NEW_VERSION,
    url: CORRECTED,
    title: "Kỷ luật đảng viên sáu tháng đầu năm",
    province: "63-40",
    body: [["paragraph", "Tỉnh có 2.030 đảng viên mới được kết nạp, đã đính chính."]],
    figures: [{ indicator: "members.admitted", value: 2030, quote: "2.030 đảng viên mới", checks: OVER }],
  }),
  store({
    id: HOSTILE,
    url: "javascript:alert(1)",
    basedOn: "javascript:alert('nguồn')",
    title: `<script>alert("tiêu đề")</script> & 'Cà Mau' kết nạp 77 người`,
    publisher: `<img src=x onerror=alert(2)>`,
    province: "63-96",
    publishedAt: null,
    trust: "years_rewritten",
    body: [["paragraph", `Đảng bộ kết nạp 77 người </p><script>alert(3)</script> "trong" năm.`]],
    figures: [
      {
        indicator: "members.admitted",
        value: 77,
        quote: `77 người </p><script>alert(3)</script>`,
        rule: "<b>quy tắc</b>",
        basis: "unknown",
        period: null,
      },
      {
        indicator: "members.admitted",
        value: 78,
        quote: `</p><script>alert(3)</script> "trong"`,
        period: { from: "2014-01-01", to: "2014-12-31" },
      },
    ],
    citations: [{ quote: "<script>alert(3)</script>" }],
  }),
  store({
    id: BAC_GIANG,
    url: "https://bao.example/bac-giang",
    title: "Bắc Giang qua ba năm kết nạp đảng viên",
    province: "63-24",
    body: [
      [
        "paragraph",
        "Năm 2014 kết nạp 2.210 đảng viên, có nơi ghi 2.310 đảng viên; năm 2015 kết nạp 45 đảng viên ở miền núi; năm 2016 là 52 đảng viên ở thị trấn.",
      ],
    ],
    figures: [
      { indicator: "members.admitted", value: 2210, quote: "2.210 đảng viên" },
      { indicator: "members.admitted", value: 2310, quote: "2.310 đảng viên" },
      { indicator: "members.admitted", value: 45, quote: "45 đảng viên", period: { from: "2015-01-01", to: "2015-12-31" } },
      { indicator: "members.admitted", value: 52, quote: "52 đảng viên", period: { from: "2016-01-01", to: "2016-12-31" } },
    ],
  }),
];
