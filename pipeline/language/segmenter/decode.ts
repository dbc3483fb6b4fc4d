import { APART, PAD, type Stretch, TOGETHER } from "./stretch.ts";

const IMPOSSIBLE = -1e9;

/**
 * Viterbi over "begins a word" and "continues one": fills `joined` from `score` (of continuing) and `allow`. `transitions` are the weights of
 * begin→begin, continue→begin, begin→continue, continue→continue.
 */
export function decode(stretch: Stretch, transitions: Float64Array): void {
  const { score, allow, joined, back } = stretch;
  const toBegin = [transitions[0]!, transitions[1]!] as const;
  const toContinue = [transitions[2]!, transitions[3]!] as const;
  const behind = stretch.length + PAD;
  let begin = 0;
  let goOn = IMPOSSIBLE;
  for (let at = PAD + 1; at < behind; at++) {
    const b0 = begin + toBegin[0];
    const b1 = goOn + toBegin[1];
    const c0 = begin + toContinue[0];
    const c1 = goOn + toContinue[1];
    back[2 * at] = b1 > b0 ? 1 : 0;
    back[2 * at + 1] = c1 > c0 ? 1 : 0;
    begin = allow[at] === TOGETHER ? IMPOSSIBLE : Math.max(b0, b1);
    goOn = allow[at] === APART ? IMPOSSIBLE : Math.max(c0, c1) + score[at]!;
  }
  let state = goOn > begin ? 1 : 0;
  for (let at = behind - 1; at >= PAD; at--) {
    joined[at] = state;
    state = back[2 * at + state]!;
  }
}
