import { createHmac } from "node:crypto";
import * as z from "zod";

/** Whom to tell how a night went. Secrets never stand in the file: see `SECRETS`. */
export const notifySchema = z.strictObject({
  /** `failure`: only when a source or the run failed. */
  when: z.enum(["failure", "always"]).default("failure"),
  webhook: z.strictObject({ url: z.url({ protocol: /^https?$/ }) }).optional(),
  email: z
    .strictObject({
      host: z.string().min(1),
      port: z.int().min(1).max(65_535).default(587),
      /** TLS from the first byte (port 465); otherwise STARTTLS where the server offers it. */
      secure: z.boolean().default(false),
      user: z.string().optional(),
      from: z.email(),
      to: z.array(z.email()).min(1),
    })
    .optional(),
});

export type NotifySettings = z.infer<typeof notifySchema>;

/** Environment variables that hold what must not stand in a file: the key of the webhook's signature, the mail password. */
export const SECRETS = { webhook: "DANGVU_WEBHOOK_SECRET", email: "DANGVU_SMTP_PASSWORD" } as const;

export interface Message {
  readonly failed: boolean;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** What the webhook gets as JSON. */
  readonly data: unknown;
}

/** What became of one channel; `error` is null when the message went out. */
export interface Delivery {
  readonly channel: "webhook" | "email";
  readonly error: string | null;
}

export interface NotifyOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds before the second and third try; tests shorten them. */
  readonly pauses?: readonly number[];
  readonly timeoutMilliseconds?: number;
}

const PAUSES = [2_000, 10_000];
const TIMEOUT = 15_000;

/** Tells the channels of the settings; never throws, since a night that went well is no failure because nobody heard of it. */
export async function notify(settings: NotifySettings, message: Message, options: NotifyOptions = {}): Promise<readonly Delivery[]> {
  if (settings.when === "failure" && !message.failed) return [];
  const { webhook, email } = settings;
  return Promise.all([
    ...(webhook === undefined ? [] : [attempt("webhook", () => callWebhook(webhook.url, message, options), options)]),
    ...(email === undefined ? [] : [attempt("email", () => sendMail(email, message, options), options)]),
  ]);
}

async function attempt(channel: Delivery["channel"], send: () => Promise<void>, { pauses = PAUSES }: NotifyOptions): Promise<Delivery> {
  for (let tried = 0; ; tried++) {
    try {
      await send();
      return { channel, error: null };
    } catch (error) {
      const pause = pauses[tried];
      if (pause === undefined) return { channel, error: error instanceof Error ? error.message : String(error) };
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

/** `X-Dangvu-Signature: sha256=<hex>` over the body lets the receiver know the sender. */
function signature(body: string, secret: string | undefined): Record<string, string> {
  if (secret === undefined || secret === "") return {};
  return { "x-dangvu-signature": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}` };
}

async function callWebhook(
  url: string,
  message: Message,
  { env = process.env, timeoutMilliseconds = TIMEOUT }: NotifyOptions,
): Promise<void> {
  const { request } = await import("undici");
  const body = JSON.stringify(message.data);
  const response = await request(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...signature(body, env[SECRETS.webhook]) },
    body,
    signal: AbortSignal.timeout(timeoutMilliseconds),
  });
  await response.body.dump({ limit: 64 * 1024 });
  if (response.statusCode >= 300) throw new Error(`mã trả lời ${response.statusCode}`);
}

async function sendMail(
  { host, port, secure, user, from, to }: NonNullable<NotifySettings["email"]>,
  { subject, text, html }: Message,
  { env = process.env, timeoutMilliseconds = TIMEOUT }: NotifyOptions,
): Promise<void> {
  // Loaded when there is something to send: the settings of every command import this file.
  const { createTransport } = await import("nodemailer");
  const auth = user === undefined ? {} : { auth: { user, pass: env[SECRETS.email] ?? "" } };
  const limits = { connectionTimeout: timeoutMilliseconds, greetingTimeout: timeoutMilliseconds, socketTimeout: timeoutMilliseconds };
  const transport = createTransport({ host, port, secure, ...auth, ...limits });
  try {
    await transport.sendMail({ from, to: [...to], subject, text, html });
  } finally {
    transport.close();
  }
}
