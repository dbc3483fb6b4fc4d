import * as z from "zod";

/** What a request that cannot be answered gets: RFC 9457, with the parameter that was wrong where one was. */
export const ProblemShape = z
  .strictObject({
    /** The status says all that there is to say of the kind. */
    type: z.literal("about:blank"),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    /** The path asked for. */
    instance: z.string(),
    parameter: z.exactOptional(z.string()),
    value: z.exactOptional(z.string()),
    allowed: z.exactOptional(z.string()),
  })
  .readonly();

export type ProblemAnswer = z.infer<typeof ProblemShape>;
