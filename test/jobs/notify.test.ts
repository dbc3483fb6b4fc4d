import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import { type AddressInfo, createServer as createSocket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type Message, notify, notifySchema } from "../../pipeline/jobs/notify.ts";

const open: { close: () => unknown }[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

const FAST = { pauses: [1, 1], timeoutMilliseconds: 1_000 };
const bad: Message = {
  failed: true,
  subject: "Đêm 22/11: 1 nguồn hỏng",
  text: "Báo Cao Tân: không trả lời",
  html: "<p>Báo Cao Tân</p>",
  data: { run: "r1" },
};

interface Asked {
  readonly body: string;
  readonly signature: string | undefined;
}

/** A receiver that answers with these codes in turn, then 204. */
async function receiver(codes: readonly number[]): Promise<{ url: string; asked: Asked[] }> {
  const asked: Asked[] = [];
  const server: Server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const code = codes[asked.length] ?? 204;
    asked.push({ body, signature: request.headers["x-dangvu-signature"]?.toString() });
    response.writeHead(code).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(server);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, asked };
}

/** A mail server that takes everything; what was said to it line by line. */
async function mailServer(): Promise<{ port: number; lines: string[] }> {
  const lines: string[] = [];
  const server = createSocket((socket) => {
    let inData = false;
    socket.write("220 thu.test\r\n");
    let rest = "";
    socket.on("data", (chunk) => {
      const parts = (rest + chunk.toString()).split("\r\n");
      rest = parts.pop() ?? "";
      for (const line of parts) {
        lines.push(line);
        if (inData && line !== ".") continue;
        const isEnd = inData;
        inData = line === "DATA";
        socket.write(inData ? "354 go on\r\n" : isEnd ? "250 taken\r\n" : line === "QUIT" ? "221 bye\r\n" : "250 ok\r\n");
      }
    });
    socket.on("error", () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(server);
  return { port: (server.address() as AddressInfo).port, lines };
}

describe("a webhook", () => {
  it("gets the report as JSON, signed with the secret of the environment", async () => {
    const { url, asked } = await receiver([]);
    const settings = notifySchema.parse({ webhook: { url } });
    expect(await notify(settings, bad, { ...FAST, env: { DANGVU_WEBHOOK_SECRET: "khoa" } })).toEqual([{ channel: "webhook", error: null }]);
    const body = '{"run":"r1"}';
    expect(asked).toEqual([{ body, signature: `sha256=${createHmac("sha256", "khoa").update(body).digest("hex")}` }]);
  });

  it("is tried three times; what failed is told and does not throw", async () => {
    const { url, asked } = await receiver([500, 503, 204]);
    expect(await notify(notifySchema.parse({ webhook: { url } }), bad, { ...FAST, env: {} })).toEqual([
      { channel: "webhook", error: null },
    ]);
    expect(asked).toHaveLength(3);
    const dead = await receiver([500, 500, 500]);
    const told = await notify(notifySchema.parse({ webhook: { url: dead.url } }), bad, { ...FAST, env: {} });
    expect(told).toEqual([{ channel: "webhook", error: expect.stringContaining("500") }]);
  });

  it("hears of good nights only when it asked to", async () => {
    const { url, asked } = await receiver([]);
    const good = { ...bad, failed: false };
    expect(await notify(notifySchema.parse({ webhook: { url } }), good, FAST)).toEqual([]);
    await notify(notifySchema.parse({ when: "always", webhook: { url } }), good, FAST);
    expect(asked).toHaveLength(1);
  });
});

describe("a mail", () => {
  const settings = (port: number) =>
    notifySchema.parse({ email: { host: "127.0.0.1", port, from: "dangvu@thu.test", to: ["truc@thu.test"] } });

  it("carries subject, text and page", async () => {
    const { port, lines } = await mailServer();
    expect(await notify(settings(port), bad, FAST)).toEqual([{ channel: "email", error: null }]);
    expect(lines).toContain("RCPT TO:<truc@thu.test>");
    const mail = lines.join("\n");
    expect(mail).toMatch(/^Subject: =\?UTF-8\?/mu);
    expect(mail).toMatch(/text\/plain[\s\S]*text\/html/u);
  });

  it("that no server takes is told", async () => {
    expect(await notify(settings(1), bad, FAST)).toEqual([{ channel: "email", error: expect.stringMatching(/ECONNREFUSED/u) }]);
  });
});

it.each([
  ["a mail without a receiver", { email: { host: "a", from: "a@b.vn", to: [] } }],
  ["a webhook of another scheme", { webhook: { url: "file:///etc/passwd" } }],
  ["a password in the file", { email: { host: "a", from: "a@b.vn", to: ["a@b.vn"], password: "x" } }],
])("settings with %s are refused", (_case, value) => {
  expect(notifySchema.safeParse(value).success).toBe(false);
});
