import fc from "fast-check";
import { analyze } from "../../pipeline/language/layers.ts";
import type { TokenLayers } from "../../pipeline/types/tokens.ts";

/** Pieces that readers of numbers and times react to, in any order. */
const PIECES =
  "năm tháng quý ngày từ đến nay hết cuối đầu giữa nửa trước sau tới kể tính trong cả nhiệm kỳ giai đoạn cùng kỳ hằng mỗi bình quân hiện hôm sáng qua vừa này so với số hơn trên gần khoảng không có còn trở lên trở xuống phần trăm điểm % một hai ba bốn mười mươi trăm nghìn triệu tỷ lần gấp đôi đảng viên chi bộ tuổi Đảng Đại hội lần thứ XI I II III 2014 2015 2020 14/9 3/5 46/46 14/10/1930 9/2021 1.168 69,99% 3 08 15 / - – ( ) , . ; : \n 21-NQ/TW Nghị quyết kế hoạch chỉ tiêu".split(
    " ",
  );

/** Texts made of such pieces, glued or spaced, and of arbitrary characters. */
export const hostile: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 9, arbitrary: fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom(" ", " ", " ", "")).map((pair) => pair.join("")) },
      { weight: 1, arbitrary: fc.string() },
    ),
    { maxLength: 40, size: "max" },
  )
  .map((pieces) => pieces.join(""));

/** Processor time, not time on the clock: what else the machine does must not count. */
function cpuMs(read: (layers: TokenLayers) => unknown, layers: TokenLayers): number {
  const before = process.cpuUsage();
  read(layers);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** How many times longer reading takes when 200 kB of a repeated unit stand in one line instead of a quarter of it: the best of five turns each. */
export function growth(read: (layers: TokenLayers) => unknown, unit: string): number {
  const text = unit.repeat(Math.ceil(200_000 / unit.length));
  const [large, small] = [analyze(text), analyze(text.slice(0, text.length / 4))];
  let [slow, fast] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let turn = 0; turn < 5; turn++) {
    fast = Math.min(fast, cpuMs(read, small));
    slow = Math.min(slow, cpuMs(read, large));
  }
  return slow / Math.max(fast, 0.5);
}

/** Four times the text may cost four times the time, with room for noise; a quadratic pass would cost sixteen times as much. */
export const GROWTH_LIMIT = 10;
