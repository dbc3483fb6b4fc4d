import * as z from "zod";
import { WrongUse } from "../../types/errors.ts";

/** A bucket, as its address and the environment tell of it. */
export interface Bucket {
  readonly bucket: string;
  /** Without slashes at its ends; may be empty. */
  readonly prefix: string;
  /** Null: AWS itself. */
  readonly endpoint: string | null;
  /** Null: as the profile of the machine says. */
  readonly region: string | null;
  /** `https://host/bucket/key` instead of `https://bucket.host/key`. */
  readonly isPathStyle: boolean;
  /** Whether the server knows `If-None-Match: *`; one that says it does not is believed. */
  readonly isConditional: boolean;
}

const HINT =
  "Dạng đúng: s3://kho/thu-muc?endpoint=https://s3.example&region=us-east-1&pathStyle=1; khóa đặt ở AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY.";

const flag = z.enum(["0", "1"]).transform((text) => text === "1");
const settings = z.strictObject({
  endpoint: z.url({ protocol: /^https?$/u }).optional(),
  region: z.string().min(1).optional(),
  pathStyle: flag.optional(),
  conditional: flag.optional(),
});

/** Reads `s3://bucket/prefix?endpoint=…&region=…&pathStyle=1&conditional=0`. Throws WrongUse, which repeats nothing that may be a key. */
export function readBucket(place: string, env: Readonly<Record<string, string | undefined>>): Bucket {
  if (!URL.canParse(place)) throw new WrongUse("Địa chỉ của kho đối tượng không đọc được.", HINT);
  const url = new URL(place);
  if (url.username !== "" || url.password !== "") throw new WrongUse("Địa chỉ của kho đối tượng không được chứa khóa.", HINT);
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/u.test(url.host))
    throw new WrongUse("Địa chỉ của kho đối tượng không có tên bucket hợp lệ.", HINT);
  const read = settings.safeParse(Object.fromEntries(url.searchParams));
  if (!read.success) throw new WrongUse(`Địa chỉ của kho đối tượng s3://${url.host} có chỗ sai: ${wrongParts(read.error)}.`, HINT);
  // An empty variable counts as one that is not set.
  const { endpoint = env.AWS_ENDPOINT_URL_S3 || env.AWS_ENDPOINT_URL || null, pathStyle, conditional = true, region } = read.data;
  if (endpoint !== null) checkEndpoint(endpoint);
  return {
    bucket: url.host,
    prefix: prefixOf(url.pathname).replace(/^\/+|\/+$/gu, ""),
    endpoint,
    // Servers of one's own mostly take any.
    region: region ?? (env.AWS_REGION || env.AWS_DEFAULT_REGION || null) ?? (endpoint === null ? null : "us-east-1"),
    isPathStyle: pathStyle ?? endpoint !== null,
    isConditional: conditional,
  };
}

/** The bucket as messages name it. */
export function placeOfBucket({ bucket, prefix, endpoint }: Bucket): string {
  const path = `s3://${bucket}${prefix === "" ? "" : `/${prefix}`}`;
  return endpoint === null ? path : `${path} (${new URL(endpoint).host})`;
}

function prefixOf(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (cause) {
    if (!(cause instanceof URIError)) throw cause;
    throw new WrongUse("Địa chỉ của kho đối tượng có dấu % không theo sau bởi hai chữ số thập lục phân.", HINT, cause);
  }
}

function checkEndpoint(endpoint: string): void {
  const isGood = URL.canParse(endpoint) && new URL(endpoint).username === "" && new URL(endpoint).password === "";
  if (!isGood) throw new WrongUse("Endpoint của kho đối tượng không đọc được, hoặc chứa khóa.", HINT);
}

/** Names only: a value may be a key that was put in the wrong place. */
function wrongParts(error: z.ZodError): string {
  const names = error.issues.flatMap((issue) => (issue.code === "unrecognized_keys" ? issue.keys : [issue.path.join(".")]));
  return names.map((name) => `"${name}"`).join(", ");
}
