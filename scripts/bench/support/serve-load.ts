// In a process of its own: asks a server for addresses and prints how long the answers took, as JSON. The order comes as JSON on standard input.
import { text } from "node:stream/consumers";
import autocannon from "autocannon";
import * as z from "zod";

const order = z
  .object({
    url: z.string(),
    paths: z.array(z.string()).min(1),
    connections: z.number(),
    amount: z.number(),
    /** Questions a second of all together, whether answers come or not; null: each connection asks again as soon as it has its answer. */
    perSecond: z.number().nullable(),
  })
  .parse(JSON.parse(await text(process.stdin)));

const taken: number[] = [];
/** How many answers were not 200, by status; 0: the connection broke. */
const wrong = new Map<number, number>();

/** Each connection its share of the addresses, so that no two go in step. */
function askLoop(): Promise<unknown> {
  const { url, paths, connections, amount } = order;
  let next = 0;
  const each = Math.ceil(amount / connections);
  return new Promise((resolve, reject) => {
    const instance = autocannon(
      {
        url,
        connections,
        amount,
        timeout: 60,
        setupClient: (client) => {
          const own = Array.from({ length: each }, () => ({ path: paths[next++ % paths.length] as string }));
          client.setRequests(own);
        },
      },
      (error, result) => (error ? reject(error) : resolve(result)),
    );
    instance.on("response", (_client, status, _bytes, ms) => note(status, ms));
    instance.on("reqError", () => note(0, 60_000));
  });
}

function note(status: number, ms: number): void {
  taken.push(ms);
  if (status !== 200) wrong.set(status, (wrong.get(status) ?? 0) + 1);
}

/** At fixed times: a server that stalls is asked on, as people do. */
async function askOpen(perSecond: number): Promise<void> {
  const running: Promise<void>[] = [];
  const began = performance.now();
  for (let i = 0; i < order.amount; i++) {
    const due = began + (i * 1000) / perSecond;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    running.push(askOne(order.url + order.paths[i % order.paths.length]));
  }
  await Promise.all(running);
}

async function askOne(url: string): Promise<void> {
  const began = performance.now();
  const status = await fetch(url).then(
    (response) => response.arrayBuffer().then(() => response.status),
    () => 0,
  );
  note(status, performance.now() - began);
}

const began = performance.now();
await (order.perSecond === null ? askLoop() : askOpen(order.perSecond));
taken.sort((a, b) => a - b);
const at = (share: number): number => taken[Math.min(taken.length - 1, Math.floor(share * taken.length))] ?? 0;
const seconds = (performance.now() - began) / 1000;
if (wrong.size > 0) console.error(`  wrong: ${JSON.stringify(Object.fromEntries(wrong))}`);
const allWrong = [...wrong.values()].reduce((sum, count) => sum + count, 0);
console.log(JSON.stringify({ p50: at(0.5), p95: at(0.95), p99: at(0.99), perSecond: taken.length / seconds, wrong: allWrong }));
