// Runs dangvu with the arguments that follow, and says last on standard error how much memory the process has held at most, in MB.
process.on("exit", () => process.stderr.write(`\npeak ${Math.round(process.resourceUsage().maxRSS / 1024)}\n`));
await import("../../dangvu.mjs");
