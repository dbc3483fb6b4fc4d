// First module of a worker process. Node 20 cannot run TypeScript by itself: tsx translates the modules as they are imported.
import { register } from "tsx/esm/api";

register();
// Ctrl-C and a stop by the service manager reach every process: when to end is said by the parent, and by its end.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => undefined);
process.on("disconnect", () => process.exit());
process.once("message", async ({ module, input }) => {
  const { run } = await import(module);
  await run(input);
});
