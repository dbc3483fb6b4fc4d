import type { Lang } from "./format.ts";

/** What the server refuses before any page has been asked. */
export type FrontStatus = 400 | 405 | 408 | 413 | 414 | 421 | 429 | 431 | 500 | 503;

interface Words {
  readonly title: string;
  readonly detail: string;
}

const vi: Readonly<Record<FrontStatus, Words>> = {
  400: { title: "Yêu cầu không hợp lệ", detail: "Máy chủ không hiểu yêu cầu này. Kiểm tra lại địa chỉ." },
  405: { title: "Cách gọi không được nhận", detail: "Máy chủ không nhận cách gọi (phương thức HTTP) này." },
  408: { title: "Yêu cầu đến quá chậm", detail: "Yêu cầu không đến trọn trong thời gian cho phép. Gửi lại." },
  413: { title: "Nội dung gửi quá lớn", detail: "Nội dung gửi lên vượt giới hạn. Gửi ít hơn." },
  414: { title: "Địa chỉ quá dài", detail: "Địa chỉ dài quá giới hạn. Rút gọn câu hỏi." },
  421: { title: "Tên máy không được nhận", detail: "Máy chủ không trả lời dưới tên này. Người vận hành thêm tên bằng --allow-host." },
  429: { title: "Quá nhiều yêu cầu", detail: "Bạn gửi yêu cầu nhanh hơn mức cho phép. Chờ ít giây rồi thử lại." },
  431: { title: "Phần đầu yêu cầu quá lớn", detail: "Phần đầu của yêu cầu vượt giới hạn. Xóa cookie của trang rồi thử lại." },
  500: { title: "Có lỗi ở máy chủ", detail: "Máy chủ gặp lỗi khi trả lời; lỗi đã được ghi lại. Thử lại sau." },
  503: {
    title: "Máy chủ đang bận",
    detail: "Câu hỏi cần quá nhiều thời gian, hoặc có quá nhiều người đang hỏi. Chờ ít giây, hoặc hỏi hẹp hơn.",
  },
};

const en: typeof vi = {
  400: { title: "Bad request", detail: "The server does not understand this request. Check the address." },
  405: { title: "Method not allowed", detail: "The server does not take this method." },
  408: { title: "Request too slow", detail: "The request did not arrive in time. Send it again." },
  413: { title: "Too much was sent", detail: "What was sent is over the limit. Send less." },
  414: { title: "Address too long", detail: "The address is over the limit. Shorten the question." },
  421: { title: "Host name not taken", detail: "The server does not answer under this name. The operator can add it with --allow-host." },
  429: { title: "Too many requests", detail: "You send requests faster than allowed. Wait a few seconds and try again." },
  431: {
    title: "Request headers too large",
    detail: "The headers of the request are over the limit. Delete the cookies of this site and try again.",
  },
  500: { title: "Server error", detail: "The server failed to answer; the failure was logged. Try again later." },
  503: { title: "Server busy", detail: "The question takes too long, or too many people ask. Wait a few seconds, or ask for less." },
};

/** Title and explanation of what the server refuses before any page has been asked, and the link home. */
export function frontWords(status: FrontStatus, lang: Lang): Words & { readonly home: string } {
  return lang === "en" ? { ...en[status], home: "To the home page" } : { ...vi[status], home: "Về trang chủ" };
}
