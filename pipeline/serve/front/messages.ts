import type { Header, PlainRequest } from "./plain.ts";

/** What the main process says to a worker. `more` asks for the next piece of a long body, `cancel` that it is not wanted any more. */
export type ToWorker =
  | { readonly kind: "ask"; readonly id: number; readonly request: PlainRequest }
  | { readonly kind: "more" | "cancel"; readonly id: number }
  | { readonly kind: "close" };

/** What a worker says. A long body has no `body` in its answer and comes by pieces, null after the last. */
export type FromWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "failed"; readonly message: string; readonly hint: string }
  | {
      readonly kind: "answer";
      readonly id: number;
      readonly status: number;
      readonly headers: readonly Header[];
      readonly body: Uint8Array<ArrayBuffer> | null;
    }
  | { readonly kind: "piece"; readonly id: number; readonly bytes: Uint8Array | null }
  | { readonly kind: "broken"; readonly id: number; readonly message: string };
