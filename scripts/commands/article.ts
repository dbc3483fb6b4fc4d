import type { Command } from "commander";
import { type PageRecord, readRecord } from "../../pipeline/jobs/article.ts";
import type { Terminal } from "../dangvu.ts";
import { eachPage } from "./read.ts";
import { settingsOf } from "./shared.ts";

function printRecord(terminal: Terminal, file: string, record: PageRecord): void {
  const { kicker, title, byline, published, publisher, sapo, captions, text, removed, articles } = record;
  const about = [publisher, published ?? "không có ngày", byline].filter((part) => part !== null).join(" · ");
  const lead = sapo === null || text.startsWith(sapo) ? [] : [sapo, ""];
  terminal.out(`\n${file}\n${[...(kicker === null ? [] : [kicker]), title, about, "", ...lead, text].join("\n")}\n`);
  for (const caption of captions) terminal.out(`  ảnh: ${caption}\n`);
  for (const { step, reason, text: left } of removed) terminal.out(`  bỏ (${step}, ${reason}): ${left.slice(0, 80)}\n`);
  if (articles !== undefined) terminal.out(`  Trang có ${articles.length} bài: ${articles.map((one) => one.title).join("; ")}\n`);
}

export function registerArticle(program: Command, terminal: Terminal): void {
  program
    .command("article")
    .description("lấy bài viết ra khỏi trang: tiêu đề, ngày, tác giả và thân bài, bỏ thực đơn, quảng cáo, bài liên quan")
    .argument("<tệp...>", "tệp .html, .txt hoặc thư mục")
    .option("--json", "in mỗi tệp một dòng JSON")
    .addHelpText("after", "\nVí dụ: dangvu article trang.html --json")
    .action(async (paths: string[], options: { json?: boolean }, command: Command) => {
      settingsOf(command);
      await eachPage(paths, terminal, async ({ name, page }) => {
        const record = await readRecord(page);
        if (options.json === true) terminal.out(`${JSON.stringify({ file: name, ...record })}\n`);
        else printRecord(terminal, name, record);
      });
    });
}
