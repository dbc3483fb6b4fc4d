/** What is counted once over the whole store, and what is read once from the reference files, is wanted by these: a worker has it before anybody waits for it. */
export const FIRST: readonly string[] = ["/", "/chi-so", "/tinh", "/bang", "/tinh/34-01"];
