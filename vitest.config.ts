import { defineConfig } from "vitest/config";

export default defineConfig({ test: { globalSetup: "test/postgres.ts", include: ["test/**/*.test.ts"], testTimeout: 30_000, hookTimeout: 180_000, maxWorkers: 2 } });
