#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { runTypeScript } from "./prepare.mjs";

await runTypeScript(fileURLToPath(new URL("../cli/main.ts", import.meta.url)), process.argv.slice(2));
