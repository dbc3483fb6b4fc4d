import { Readable } from "node:stream";
import type { NotifySettings } from "../notify.ts";
import type { MailText } from "./message.ts";
import { notTaken, type Outcome, sayingOf, unsure } from "./outcome.ts";

export type MailServer = NonNullable<NotifySettings["email"]>;

export interface MailCall {
  readonly server: MailServer;
  readonly password: string;
  readonly to: string;
  /** Part of the Message-ID, the same for each try of a message. */
  readonly id: string;
  readonly mail: MailText;
  readonly timeoutMilliseconds: number;
  readonly signal?: AbortSignal;
}

/**
 * Sends one mail to one receiver and says what is known of it. It is taken when the server says so after the last line; before the first byte of it went out, or when
 * the server refused it, it certainly is not; between the two nobody knows. Never throws.
 */
export async function sendMail(call: MailCall): Promise<Outcome> {
  const progress = { hasBegun: false };
  try {
    const letter = await compose(call);
    await converse(call, letter, progress);
    return { kind: "taken" };
  } catch (error) {
    const code = (error as { responseCode?: unknown }).responseCode;
    const isRefused = typeof code === "number" && code >= 400;
    if (progress.hasBegun && !isRefused) return unsure(sayingOf(error));
    // 5xx: the server will not change its mind before somebody changes the settings.
    return notTaken(sayingOf(error), !(isRefused && code >= 500));
  }
}

async function compose({ server, to, id, mail }: MailCall): Promise<Buffer> {
  const { default: MailComposer } = await import("nodemailer/lib/mail-composer");
  const host = server.from.split("@")[1] ?? "dangvu.invalid";
  const composer = new MailComposer({
    from: server.from,
    to,
    messageId: `<${id}@${host}>`,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    headers: { "Auto-Submitted": "auto-generated", Precedence: "bulk" },
  });
  return await composer.compile().build();
}

/** One session with the mail server. `progress` tells whether the letter itself has begun to go out. */
async function converse(call: MailCall, letter: Buffer, progress: { hasBegun: boolean }): Promise<void> {
  const { default: SMTPConnection } = await import("nodemailer/lib/smtp-connection");
  const { server, password, to, timeoutMilliseconds: limit, signal } = call;
  const { host, port, secure, user, from } = server;
  const connection = new SMTPConnection({ host, port, secure, connectionTimeout: limit, greetingTimeout: limit, socketTimeout: limit });
  // Asked for only when the server has agreed to take the letter.
  const stream = Readable.from(
    (function* () {
      progress.hasBegun = true;
      yield letter;
    })(),
  );
  const lost = new Promise<never>((_resolve, reject) => {
    connection.on("error", reject);
    connection.once("end", () => reject(new Error("máy chủ thư ngắt kết nối")));
    signal?.addEventListener("abort", () => reject(new Error("bị dừng")), { once: true });
  });
  try {
    await Promise.race([lost, step((done) => connection.connect(done))]);
    if (user !== undefined) await Promise.race([lost, step((done) => connection.login({ user, pass: password }, done))]);
    await Promise.race([lost, step((done) => connection.send({ from, to: [to], size: letter.length }, stream, done))]);
    connection.quit();
  } finally {
    // What happens on the way out changes nothing any more.
    lost.catch(() => undefined);
    connection.close();
  }
}

const step = (run: (done: (error?: Error | null) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => run((error) => (error === null || error === undefined ? resolve() : reject(error))));
