// The thread in which PDFs are taken apart: Node 20 cannot run TypeScript by itself.
import { register } from "tsx/esm/api";

register();
await import("./worker.ts");
