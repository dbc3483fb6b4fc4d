import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { parseAllDocuments } from "yaml";
import { call } from "./scripts/cli.ts";

const FOLDER = "deploy";

/** All files below `deploy/`, as paths in it. */
export const deployed = (): readonly string[] =>
  readdirSync(FOLDER, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(FOLDER.length + 1))
    .sort();

export const textOf = (name: string): string => readFileSync(join(FOLDER, name), "utf8");

/** The documents of a YAML file, aliases and merge keys resolved. */
export const yamlOf = (name: string): unknown[] =>
  parseAllDocuments(textOf(name), { merge: true }).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS() as unknown;
  });

/** Fails unless dangvu has this command with these options; `args`: without node and the script. */
export async function expectCommand(args: readonly string[], where: string): Promise<void> {
  const firstOption = args.findIndex((part) => part.startsWith("-"));
  const words = firstOption === -1 ? args : args.slice(0, firstOption);
  // What stands behind a command of one word, or behind one of a group of commands, is given to it.
  const command = words.slice(0, words[0] === "work" || words[0] === "sources" ? 2 : 1);
  const { code, out } = await call(...command, "--help");
  expect(code, `${where}: ${command.join(" ")}`).toBe(0);
  expect(out, `${where}: ${args.join(" ")}`).toContain(`dangvu ${command.join(" ")} `);
  for (const option of args.filter((part) => part.startsWith("--")))
    expect(out, `${where}: ${args.join(" ")}`).toMatch(new RegExp(`${option.replace(/=.*$/u, "")}(?![a-z-])`, "u"));
}
