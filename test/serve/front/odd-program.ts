import { answerInWorker, type Opened } from "../../../pipeline/serve/front/worker.ts";
import { WrongUse } from "../../../pipeline/types/errors.ts";

/** Keeps the worker busy: nothing else happens in it meanwhile. */
function work(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

async function* pieces(count: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < count; i++) yield new Uint8Array(100_000).fill(65 + (i % 26));
}

function fillMemory(): never {
  const kept: unknown[] = [];
  for (;;) kept.push(Array.from({ length: 100_000 }, (_, i) => ({ i })));
}

/** What a worker keeps for itself. */
let times = 0;

/** An application that does what applications should not. */
const ODD: Readonly<Record<string, (value: number, request: Request) => Response | Promise<Response>>> = {
  "/worker": () => new Response(String(process.pid)),
  "/busy": (ms) => {
    work(ms);
    return new Response("done");
  },
  "/slower": () => {
    times += 1;
    work(50);
    return new Response(`asked ${times} times`);
  },
  "/throws": () => {
    throw new Error("secret /home/someone");
  },
  "/crashes": () => {
    setTimeout(() => {
      throw new Error("out of the blue");
    });
    return new Promise(() => undefined);
  },
  "/exits": () => process.exit(3),
  "/memory": () => fillMemory(),
  "/pieces": (count) => new Response(ReadableStream.from(pieces(count)), { headers: { "Content-Type": "text/csv" } }),
  "/echo": async (_value, request) => new Response(`${request.headers.get("x-dangvu-client")} ${await request.text()}`, { status: 201 }),
};

/** What the workers of the tests run. `refuses`: it cannot be opened. */
export function run({ refuses }: { readonly refuses: boolean }): Promise<void> {
  return answerInWorker((): Opened => {
    if (refuses) throw new WrongUse("Không mở được kho.", "Xem lại thư mục.");
    const fetch = (request: Request): Response | Promise<Response> => {
      const { pathname, searchParams } = new URL(request.url);
      return ODD[pathname]?.(Number(searchParams.get("n")), request) ?? new Response(null, { status: 404 });
    };
    return { fetch, close: () => undefined };
  });
}
