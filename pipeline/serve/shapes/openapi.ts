import * as z from "zod";
import { named } from "./named.ts";

/** A description of OpenAPI 3.1; what it may hold is said there. */
export const ApiDocumentAnswer = named("OpenApi", z.looseObject({ openapi: z.literal("3.1.0"), paths: z.record(z.string(), z.unknown()) }));
