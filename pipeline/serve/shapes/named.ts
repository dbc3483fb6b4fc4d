import * as z from "zod";

const NAMED = new Map<z.ZodType, string>();

/** The shape under a name (`Observation`), which the API's description gives it; other shapes are described where they are used. */
export function named<Shape extends z.ZodType>(id: string, shape: Shape): Shape {
  NAMED.set(shape, id);
  return shape;
}

/** All shapes that have a name. */
export function namedShapes(): ReadonlyMap<z.ZodType, string> {
  return NAMED;
}

/** An object with these keys and no others. */
export function record<Keys extends z.core.$ZodLooseShape>(keys: Keys) {
  return z.strictObject(keys).readonly();
}

/** A list that is not changed. */
export function list<Item extends z.ZodType>(item: Item) {
  return z.array(item).readonly();
}

/** A key that may be absent, and is never undefined. */
export const optional = z.exactOptional;
