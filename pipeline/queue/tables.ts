import { type CompiledQuery, DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from "kysely";
import * as z from "zod";
import type { Binding, Connection, Row } from "../database/statements.ts";
import type { Stage } from "../types/queue.ts";

/** The tables of migrations-postgres/, as far as kysely writes statements for them. */
interface Tables {
  readonly jobs: {
    readonly lane: string;
    readonly stage: Stage;
    readonly id: number;
    readonly key: string;
    readonly host: string | null;
    readonly priority: number;
    readonly state: "waiting" | "behind" | "held" | "dead";
    readonly due: string;
    readonly tries: number;
    readonly error: string | null;
    readonly failed: string | null;
  };
  readonly jobs_done: { readonly stage: Stage; readonly shard: number; readonly jobs: number };
}

/** Writes statements and runs none: those run through the one connection of the process, in its transactions. */
export const db = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (any) => new PostgresIntrospector(any),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

const bindings = z.array(z.union([z.string(), z.number(), z.null()])) satisfies z.ZodType<readonly Binding[]>;

/** The rows of a statement that kysely has written. */
export const rowsOf = (connection: Connection, { sql, parameters }: CompiledQuery): readonly Row[] =>
  connection.rows(sql, bindings.parse(parameters));
