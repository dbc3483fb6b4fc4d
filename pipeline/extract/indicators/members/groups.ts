import type { Dim } from "../../../types/indicator.ts";

/** Codebook section 2: the dimension `group` of members. */
export const GROUP: Dim = {
  name: "group",
  label: { vi: "Nhóm", en: "Group" },
  values: [
    { code: "probationary", label: { vi: "đảng viên dự bị", en: "probationary" } },
    { code: "female", label: { vi: "nữ", en: "female" } },
    { code: "ethnic_minority", label: { vi: "dân tộc thiểu số", en: "ethnic minority" } },
    { code: "religious", label: { vi: "có đạo", en: "religious" } },
    { code: "youth", label: { vi: "đoàn viên, thanh niên", en: "youth" } },
    { code: "worker", label: { vi: "công nhân", en: "worker" } },
    { code: "private_sector", label: { vi: "khu vực ngoài nhà nước", en: "private sector" } },
  ],
};
