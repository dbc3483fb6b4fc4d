import { createHmac } from "node:crypto";
import { lookup } from "node:dns";
import { createServer, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createSocket, type Socket } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { sendMail } from "../../../pipeline/jobs/watch/mail.ts";
import { postWebhook } from "../../../pipeline/jobs/watch/webhook.ts";

interface Asked {
  readonly path: string;
  readonly body: string;
  readonly key: string | undefined;
  readonly signature: string | undefined;
}

/** A receiver on this machine. */
async function receiver(answer: (response: ServerResponse, n: number) => void): Promise<{ url: string; asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const { "idempotency-key": key, "x-dangvu-signature": signature } = request.headers;
    asked.push({ path: request.url ?? "", body, key: key?.toString(), signature: signature?.toString() });
    answer(response, asked.length);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tin`, asked };
}

const post = (url: string, more: Partial<Parameters<typeof postWebhook>[0]> = {}) =>
  postWebhook({ url, allowPrivate: true, id: "m-1", body: '{"a":1}', secret: "khoa", timeoutMilliseconds: 300, ...more });

describe("a webhook", () => {
  it("gets the body once, signed, with the key that names the message", async () => {
    const { url, asked } = await receiver((response) => response.writeHead(204).end());
    expect(await post(url)).toEqual({ kind: "taken" });
    const signature = `sha256=${createHmac("sha256", "khoa").update('{"a":1}').digest("hex")}`;
    expect(asked).toEqual([{ path: "/tin", body: '{"a":1}', key: "m-1", signature }]);
  });

  it.each([
    [400, "not_taken", false],
    [404, "not_taken", false],
    [429, "not_taken", true],
    [500, "not_taken", true],
    [503, "not_taken", true],
    [502, "unsure", undefined],
    [504, "unsure", undefined],
    [302, "not_taken", false],
  ])("that answers %i has %s the message", async (code, kind, isWorthwhile) => {
    const { url, asked } = await receiver((response) => response.writeHead(code, { location: "/khac" }).end());
    expect(await post(url)).toMatchObject({ kind, ...(isWorthwhile === undefined ? {} : { isWorthwhile }) });
    expect(asked.map(({ path }) => path)).toEqual(["/tin"]);
  });

  it("that says when to come again is believed, up to two minutes", async () => {
    const { url } = await receiver((response, n) => response.writeHead(503, { "retry-after": n === 1 ? "7" : "3600" }).end());
    expect(await post(url)).toMatchObject({ isWorthwhile: true, afterSeconds: 7 });
    expect(await post(url)).toMatchObject({ isWorthwhile: false });
  });

  it("that took it and then said nothing, or hung up, may have it", async () => {
    const silent = await receiver(() => undefined);
    expect(await post(silent.url)).toMatchObject({ kind: "unsure" });
    expect(silent.asked).toHaveLength(1);
    const cut = await receiver((response) => response.destroy());
    expect(await post(cut.url)).toMatchObject({ kind: "unsure" });
  });

  it("that sends more than it should is heard to its status only", async () => {
    const { url } = await receiver((response) => void response.writeHead(200).end("x".repeat(1_000_000)));
    expect(await post(url)).toEqual({ kind: "taken" });
  });

  it("that nobody listens for has not got it", async () => {
    expect(await post("http://127.0.0.1:1/tin")).toMatchObject({ kind: "not_taken", isWorthwhile: true });
  });

  it.each([
    "http://127.0.0.1/tin",
    "http://2130706433/",
    "http://[::1]/",
    "http://10.0.0.8/",
    "http://localhost/",
    "http://[::ffff:10.0.0.1]/",
  ])("at %s is refused unless the operator allows it", async (url) => {
    expect(await post(url, { allowPrivate: false })).toMatchObject({ kind: "not_taken", isWorthwhile: false });
  });

  it("whose name leads into a private network is not asked", async () => {
    const { url, asked } = await receiver((response) => response.end());
    const inside = Object.assign(
      (_host: string, ...given: readonly unknown[]) => {
        const done = given.at(-1);
        if (typeof done === "function") done(null, [{ address: "127.0.0.1", family: 4 }]);
      },
      { __promisify__: lookup.__promisify__ },
    );
    const outcome = await post(`http://nhan.test:${new URL(url).port}/tin`, { allowPrivate: false, lookup: inside });
    expect([outcome, asked]).toEqual([expect.objectContaining({ kind: "not_taken", isWorthwhile: false }), []]);
  });
});

/** A mail server that answers each command as told, by its first word; `.` is the end of the letter. */
async function mailServer(answers: Readonly<Record<string, string | null>>): Promise<{ port: number; letters: string[] }> {
  const letters: string[] = [];
  const say = (socket: Socket, command: string, usual: string): void => {
    const told = answers[command];
    if (told === null) socket.destroy();
    else socket.write(`${told ?? usual}\r\n`);
  };
  const server = createSocket((socket) => {
    let [inData, rest, letter] = [false, "", ""];
    socket.write("220 thu.test\r\n");
    socket.on("error", () => socket.destroy());
    socket.on("data", (chunk) => {
      const lines = (rest + chunk.toString()).split("\r\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (inData && line !== ".") {
          letter += `${line}\n`;
          continue;
        }
        const command = line.split(/[\s:]/u)[0] ?? "";
        if (inData) letters.push(letter);
        inData = command === "DATA" && answers.DATA === undefined;
        say(socket, command, command === "DATA" ? "354 go on" : "250 ok");
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, letters };
}

const mail = (port: number) =>
  sendMail({
    server: { host: "127.0.0.1", port, secure: false, from: "dangvu@thu.test", to: ["truc@thu.test"] },
    password: "",
    to: "lan@thu.test",
    id: "m-1",
    mail: { subject: "Hai tin mới", text: "Một\nHai\n", html: "<p>Một</p>" },
    timeoutMilliseconds: 500,
  });

describe("a mail", () => {
  it("goes to its one receiver with the name of the message", async () => {
    const { port, letters } = await mailServer({});
    expect(await mail(port)).toEqual({ kind: "taken" });
    expect(letters).toHaveLength(1);
    expect(letters[0]).toMatch(/^To: lan@thu\.test$/mu);
    expect(letters[0]).toMatch(/^Message-ID: <m-1@thu\.test>$/mu);
  });

  it.each<[string, Readonly<Record<string, string | null>>, object]>([
    ["hangs up before the letter", { RCPT: null }, { kind: "not_taken", isWorthwhile: true }],
    ["puts off the receiver", { RCPT: "450 later" }, { kind: "not_taken", isWorthwhile: true }],
    ["refuses the receiver", { RCPT: "550 nobody" }, { kind: "not_taken", isWorthwhile: false }],
    ["refuses the letter", { DATA: "554 no" }, { kind: "not_taken", isWorthwhile: false }],
    ["refuses what it read", { ".": "554 spam" }, { kind: "not_taken", isWorthwhile: false }],
    ["hangs up when it has all of the letter", { ".": null }, { kind: "unsure" }],
  ])("to a server that %s", async (_case, answers, outcome) => {
    const { port } = await mailServer(answers);
    expect(await mail(port)).toMatchObject(outcome);
  });

  it("that no server takes has not come", async () => {
    expect(await mail(1)).toMatchObject({ kind: "not_taken", isWorthwhile: true });
  });
});
