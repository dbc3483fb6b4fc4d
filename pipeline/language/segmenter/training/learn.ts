import { decode } from "../decode.ts";
import { WEIGHTS } from "../features.ts";
import { APART, createStretch, FREE, PAD, TOGETHER } from "../stretch.ts";

/** One stretch of training text: the features of each token in a row, what the rules allow, and what is right (1: continues a word). */
export interface Example {
  readonly length: number;
  readonly features: Int32Array;
  readonly allow: Uint8Array;
  readonly joined: Uint8Array;
}

export interface Weights {
  readonly weights: Float64Array;
  readonly transitions: Float64Array;
}

/** A small generator of random numbers, so that training gives the same model each time. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

function shuffle<T>(items: T[], random: () => number): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [items[i], items[j]] = [items[j] as T, items[i] as T];
  }
}

/** Weights, and the sum of their changes times the step of each: what the average over all steps needs. */
interface Running {
  readonly now: Float64Array;
  readonly summed: Float64Array;
}
const createRunning = (size: number): Running => ({ now: new Float64Array(size), summed: new Float64Array(size) });

function change(running: Running, at: number, by: number, step: number): void {
  running.now[at] = (running.now[at] as number) + by;
  running.summed[at] = (running.summed[at] as number) + by * step;
}

const averaged = (running: Running, steps: number): Float64Array =>
  running.now.map((value, i) => value - (running.summed[i] as number) / steps);

/** An averaged perceptron over whole stretches (Collins 2002). */
function trainOnce(
  examples: readonly Example[],
  options: { readonly epochs: number; readonly seed: number; readonly features: number },
): Weights {
  const { epochs, features } = options;
  const random = createRandom(options.seed);
  const order = [...examples];
  const weights = createRunning(WEIGHTS);
  const transitions = createRunning(4);
  const stretch = createStretch();
  let step = 1;
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (const example of order) {
      stretch.length = example.length;
      stretch.allow.set(example.allow, PAD);
      for (let i = 0; i < example.length; i++) {
        let sum = 0;
        for (let k = i * features; k < (i + 1) * features; k++) sum += weights.now[example.features[k]!]!;
        stretch.score[i + PAD] = sum;
      }
      decode(stretch, transitions.now);
      correct(example, stretch.joined.subarray(PAD), { weights, transitions, step, features });
      step++;
    }
  }
  return { weights: averaged(weights, step), transitions: averaged(transitions, step) };
}

interface Correction {
  readonly weights: Running;
  readonly transitions: Running;
  readonly step: number;
  readonly features: number;
}

function correct(example: Example, guess: Uint8Array, { weights, transitions, step, features }: Correction): void {
  let isWrong = false;
  for (let i = 0; i < example.length; i++) {
    if (example.allow[i] !== FREE || guess[i] === example.joined[i]) continue;
    isWrong = true;
    const by = example.joined[i] === 1 ? 1 : -1;
    for (let k = i * features; k < (i + 1) * features; k++) change(weights, example.features[k]!, by, step);
  }
  if (!isWrong) return;
  for (let i = 1; i < example.length; i++) {
    const right = example.joined[i]! * 2 + example.joined[i - 1]!;
    const wrong = guess[i]! * 2 + guess[i - 1]!;
    if (right === wrong) continue;
    change(transitions, right, 1, step);
    change(transitions, wrong, -1, step);
  }
}

/** What the rules force counts as right, so that the transitions are learnt from what decoding can do. */
export function obeyRules(allow: Uint8Array, joined: Uint8Array): Uint8Array {
  return joined.map((value, i) => (allow[i] === APART ? 0 : allow[i] === TOGETHER ? 1 : value));
}

/** The sum of several trainings from different orders: steadier than any of them. */
export function train(
  examples: readonly Example[],
  options: { readonly epochs: number; readonly seeds: number; readonly features: number },
): Weights {
  const runs = Array.from({ length: options.seeds }, (_, i) =>
    trainOnce(examples, { epochs: options.epochs, seed: (i + 1) * 7919, features: options.features }),
  );
  const sum = (pick: (run: Weights) => Float64Array): Float64Array =>
    runs.map(pick).reduce((a, b) => a.map((value, i) => value + (b[i] as number)));
  return { weights: sum((run) => run.weights), transitions: sum((run) => run.transitions) };
}

/** Whole numbers of 16 bits, the transitions in the same unit. */
export function quantize({ weights, transitions }: Weights): { weights: Int16Array; transitions: Float64Array } {
  const largest = weights.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const unit = 32767 / Math.max(largest, 1e-9);
  return { weights: Int16Array.from(weights, (value) => Math.round(value * unit)), transitions: transitions.map((value) => value * unit) };
}
